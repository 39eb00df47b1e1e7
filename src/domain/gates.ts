import type { Citation, Words } from './citation.ts';
import type { GateAsk, GateVerdict } from './gate-check.ts';
import { gateChecks } from './gate-checks.ts';
import { evaluateMerit, type Merit } from './merit.ts';
import type { GateName, GateRule, GateRuleOf } from './policy-pack.ts';

/** What a gate found: verdict, the value it saw, the rule with its citation, and the source record. */
export interface GateResult {
  readonly gate: GateName;
  readonly result: GateVerdict;
  readonly value: string | null;
  readonly rule: Words;
  readonly citation: Citation;
  readonly source: string;
  readonly missing: readonly string[];
  readonly reason: string | null;
}

export interface GateEvaluation {
  readonly results: readonly GateResult[];
  readonly overall: GateVerdict;
  /** What the gates saw of the person's merit. */
  readonly merit: Merit;
}

/**
 * Every gate of the target's level for one person, failing ones included: a candidate who fails is listed with the reason,
 * not hidden. A level for which the pack has no gates evaluates to UNKNOWN, since no gate evaluated is no pass.
 */
export function evaluateGates(
  asked: Omit<GateAsk, 'merit'>,
  phases: readonly GateRule['phase'][] = ['nomination'],
): GateEvaluation {
  const { record, target, pack, on } = asked;
  const context = { asOf: on, targetLevel: target.level, fieldsOfStudy: target.fieldsOfStudy };
  const merit = evaluateMerit(record, pack, context);
  const ask = { ...asked, merit };
  const rules = (pack.gates[target.level] ?? []).filter(({ phase }) => phases.includes(phase));
  const results = rules.map((rule) => evaluateGate(rule, ask));
  return { results, overall: overallVerdict(results.map(({ result }) => result)), merit };
}

/** One gate for one person. */
export function evaluateGate<Name extends GateName>(rule: GateRuleOf<Name>, ask: GateAsk): GateResult {
  const { gate, citation } = rule;
  return { gate, ...gateChecks[gate](rule, ask), rule: rule.rule, citation };
}

/** One FAIL fails; else one UNKNOWN leaves it unknown; no gate at all is not a pass. */
export function overallVerdict(verdicts: readonly GateVerdict[]): GateVerdict {
  if (verdicts.includes('FAIL')) return 'FAIL';
  return verdicts.length === 0 || verdicts.includes('UNKNOWN') ? 'UNKNOWN' : 'PASS';
}

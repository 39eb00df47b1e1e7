import { decided, type GateAsk, type GateCheck, undecided } from './gate-check.ts';
import { jpmCategory, reachesCategory, recordedMatch, validityOf } from './jpm.ts';
import { assessmentOn, lastCompleteYear, predicateOfYear } from './measures.ts';
import type { GateRuleOf } from './policy-pack.ts';
import { performanceFloor } from './skp.ts';

function findAssessment({ record, pack, target, on }: GateAsk): ReturnType<typeof assessmentOn> {
  const context = { asOf: on, targetLevel: target.level, fieldsOfStudy: target.fieldsOfStudy };
  return assessmentOn({ record, pack, context });
}

/** Valid on the day and made for the target's level; an expired one fails, none at all is unknown. */
export function checkAssessment(rule: GateRuleOf<'assessment'>, ask: GateAsk): GateCheck {
  const { assessment, source, reason } = findAssessment(ask);
  if (assessment?.assessedOn != null) {
    const validity = validityOf(assessment.assessedOn, ask.on, rule.validityMonths);
    const value = `${assessment.assessedOn} ${assessment.referenceLevel ?? 'without level'} ${validity}`;
    if (assessment.referenceLevel === null) return undecided('referencePost', { source, value });
    return decided(validity === 'VALID', { value, source });
  }
  if (reason === 'assessment.expired') return { ...decided(false, { value: 'EXPIRED', source }), reason };
  return undecided('assessedOn', { source, reason });
}

export function checkJpm(rule: GateRuleOf<'jpm'>, ask: GateAsk): GateCheck {
  const { assessment, source, reason } = findAssessment(ask);
  if (assessment === null) return undecided('jpm', { source, reason });
  const match = recordedMatch(assessment, ask.pack.jpm);
  if (match.status !== 'KNOWN') return undecided('jpm', { source, reason: match.reason });
  const category = jpmCategory(match.values[ask.pack.jpm.method], ask.pack.jpm);
  return decided(reachesCategory(category, rule.minCategory, ask.pack.jpm), { value: category, source });
}

export function checkPerformance(rule: GateRuleOf<'performance-two-years'>, { record, on }: GateAsk): GateCheck {
  const latest = lastCompleteYear(on);
  const years = Array.from({ length: rule.minYears }, (_unused, back) => latest - back);
  const found = years.map((year) => ({ year, ...predicateOfYear(record, year) }));
  const verdict = performanceFloor(Object.fromEntries(found.map(({ year, predicate }) => [year, predicate])), rule);
  const source = [...new Set(found.map((one) => one.source))].join(', ');
  const value = found.map(({ year, predicate }) => `${year} ${predicate ?? '?'}`).join(', ');
  if (verdict !== 'UNKNOWN') return decided(verdict === 'PASS', { value, source });
  const open = found.filter(({ predicate }) => predicate === null);
  const reason = open.find((one) => one.reason !== null)?.reason ?? null;
  return { result: 'UNKNOWN', value, source, missing: open.map(({ year }) => `skp.${year}`), reason };
}

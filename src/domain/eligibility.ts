import { writeExact } from './exact.ts';
import type { GateTarget, GateVerdict } from './gate-check.ts';
import { evaluateGates, type GateResult, overallVerdict } from './gates.ts';
import type { IndicatorResult } from './indicators.ts';
import type { Merit } from './merit.ts';
import type { PersonRecord, Stated } from './person-record.ts';
import type { PolicyPack } from './policy-pack.ts';

/** A person's answer, with evidence, to a gate that the data left UNKNOWN. */
export interface Verification {
  readonly gate: string;
  readonly result: 'pass' | 'fail';
}

/** A gate as it is kept: plain JSON, with `verified` where a person decided what the data did not. */
export interface GateFinding extends GateResult {
  readonly verified: boolean;
}

/** Axes, box and talent value as exact texts; null where an indicator is missing. Plain JSON. */
export interface MeritFinding {
  readonly performance: string | null;
  readonly potential: string | null;
  readonly talentValue: string | null;
  readonly box: number | null;
  readonly missing: readonly string[];
  readonly indicators: readonly IndicatorFinding[];
}

export interface IndicatorFinding {
  readonly code: string;
  readonly score: string | null;
  readonly observed: string | null;
  readonly reason: string | null;
  readonly source: string;
}

export interface Eligibility {
  readonly outcome: 'admitted' | 'excluded' | 'held';
  readonly gates: readonly GateFinding[];
  readonly merit: MeritFinding;
}

export interface EligibilityAsked {
  readonly record: PersonRecord;
  readonly target: GateTarget;
  readonly pack: PolicyPack;
  /** The local day on which eligibility is decided. */
  readonly on: string;
  readonly verifications: readonly Verification[];
}

/** Gates and merit of one candidate. A verification decides only a gate that is UNKNOWN: it never overrules the data. */
export function judgeEligibility({ verifications, ...asked }: EligibilityAsked): Eligibility {
  const { results, merit } = evaluateGates(asked);
  const gates = results.map((gate) => verify(gate, verifications));
  return { outcome: outcomes[overallVerdict(gates.map(({ result }) => result))], gates, merit: toFinding(merit) };
}

const outcomes = { PASS: 'admitted', FAIL: 'excluded', UNKNOWN: 'held' } as const satisfies Record<GateVerdict, string>;

function verify(gate: GateResult, verifications: readonly Verification[]): GateFinding {
  const answer = verifications.find((verification) => verification.gate === gate.gate);
  if (answer === undefined || gate.result !== 'UNKNOWN') return { ...gate, verified: false };
  return { ...gate, result: answer.result === 'pass' ? 'PASS' : 'FAIL', verified: true };
}

function toFinding({ performance, potential, box, talentValue, missing, indicators }: Merit): MeritFinding {
  return {
    performance: performance.status === 'KNOWN' ? writeExact(performance.value) : null,
    potential: potential.status === 'KNOWN' ? writeExact(potential.value) : null,
    talentValue: talentValue === null ? null : writeExact(talentValue),
    box,
    missing,
    indicators: indicators.map(toIndicatorFinding),
  };
}

function toIndicatorFinding({ code, score, observed, reason, source }: IndicatorResult): IndicatorFinding {
  return { code, score: score === null ? null : writeExact(score), observed, reason, source };
}

/** The stated facts that a candidate may dispute one by one; registers are mended at their source and imported again. */
export const disputableFields = [
  'kind',
  'bornOn',
  'status',
  'rank',
  'rankSince',
  'education',
  'fieldOfStudy',
  'feedback360',
] as const satisfies readonly (keyof PersonRecord)[];

export interface AcceptedCorrection {
  readonly correction: string;
  readonly field: string;
  readonly value: string;
}

/** The record with accepted corrections, each named as the source of what it changed. */
export function correctRecord(record: PersonRecord, corrections: readonly AcceptedCorrection[]): PersonRecord {
  return corrections.reduce<PersonRecord>((corrected, { correction, field, value }) => {
    const stated: Stated<string> = { value, source: `correction:${correction}`, conflict: null };
    return disputableFields.some((known) => known === field) ? { ...corrected, [field]: stated } : corrected;
  }, record);
}

import { addMonths } from './dates.ts';
import { compareExact, type Exact, exact } from './exact.ts';
import { gatesOf } from './forecast.ts';
import type { GateAsk, GateTarget } from './gate-check.ts';
import { evaluateGate, type GateResult } from './gates.ts';
import { evaluateMerit } from './merit.ts';
import type { PersonRecord, PostLevel } from './person-record.ts';
import type { GateName, GateRule, PolicyPack } from './policy-pack.ts';

/** How far a successor is from a post, the nearest first. Unknown is not a distance: it comes last and is never a pass. */
export const readinessSteps = ['now', 'one-to-two-years', 'later', 'unknown'] as const;
export type Readiness = (typeof readinessSteps)[number];

/** Months within which what is lacking in time alone must have been served. */
const horizonMonths = 24;

/** Conditions that nobody meets by doing anything but staying: the time served. */
const servedInTime: ReadonlySet<GateName> = new Set(['prior-post', 'experience', 'tenure-in-post']);

/** Conditions of a case, not of a person. */
const ofTheCase: ReadonlySet<GateName> = new Set(['vacancy', 'conflict-of-interest', 'election-blackout']);

export interface ReadinessAsked {
  readonly record: PersonRecord;
  /** The post to succeed to; of a level for which the policy has no gates nothing is known. */
  readonly target: { readonly level: string } & Pick<GateTarget, 'eselon' | 'fieldsOfStudy'>;
  readonly pack: PolicyPack;
  /** ISO day on which it is asked. */
  readonly on: string;
}

/** Derived from the record and the policy alone; nobody types it. Plain JSON. */
export interface SuccessorReadiness {
  readonly algorithm: 'readiness/1';
  readonly readiness: Readiness;
  /** First day, counted in whole months, on which every gate passes if nothing else changes; null where there is none in sight. */
  readonly readyOn: string | null;
  /** Facts that are not known, each once. */
  readonly missing: readonly string[];
  /** The nomination gates of the target's level as they stand on the day, passing ones included. */
  readonly gates: readonly GateResult[];
}

/**
 * `readiness/1`: the nomination gates of the post's level, asked of the person's record today. All pass: now. What fails lacks only time
 * served, and on some month of the next 24 every gate passes: one to two years. Any other fail: later,
 * also where it may never pass, such as an age. Else something is unknown; so it is where the level has no nomination gate to ask.
 */
export function deriveReadiness(asked: ReadinessAsked): SuccessorReadiness {
  const { target, pack, on } = asked;
  const rules = gatesOf(pack.gates, target.level).filter(
    ({ phase, gate }) => phase === 'nomination' && !ofTheCase.has(gate),
  );
  const algorithm = 'readiness/1';
  if (!isAskable(pack, target.level) || rules.length === 0)
    return { algorithm, readiness: 'unknown', readyOn: null, missing: ['gates'], gates: [] };
  const ask = askerOf(asked, target.level);
  const gates = rules.map((rule) => evaluateGate(rule, ask(on)));
  const missing = [...new Set(gates.flatMap((gate) => gate.missing.flatMap((one) => one.split(' '))))];
  const answer = { algorithm, gates } as const;
  const failing = gates.filter(({ result }) => result === 'FAIL');
  const isOnlyTime = failing.every(({ gate }) => servedInTime.has(gate));
  if (failing.length > 0 && !isOnlyTime) return { ...answer, readiness: 'later', readyOn: null, missing };
  if (gates.some(({ result }) => result === 'UNKNOWN'))
    return { ...answer, readiness: 'unknown', readyOn: null, missing };
  if (failing.length === 0) return { ...answer, readiness: 'now', readyOn: on, missing };
  const readyOn = firstReadyDay(rules, ask, on);
  return { ...answer, readiness: readyOn === null ? 'later' : 'one-to-two-years', readyOn, missing };
}

type AskOn = (plannedOn: string) => GateAsk;

/** What the record will hold is not known: only the planned day moves, and with it time served, age and service left. */
function askerOf({ record, target, pack, on }: ReadinessAsked, level: PostLevel): AskOn {
  const { fieldsOfStudy } = target;
  const merit = evaluateMerit(record, pack, { asOf: on, targetLevel: level, fieldsOfStudy });
  const open = { vacantFrom: null, frozen: null, declarations: null, election: null };
  return (plannedOn) => ({ record, pack, on, merit, target: { ...target, level, ...open, plannedOn } });
}

function firstReadyDay(rules: readonly GateRule[], ask: AskOn, on: string): string | null {
  for (let months = 1; months <= horizonMonths; months += 1) {
    const day = addMonths(on, months);
    if (rules.every((rule) => evaluateGate(rule, ask(day)).result === 'PASS')) return day;
  }
  return null;
}

/** Whether a level that comes as text has gates in the pack, so that readiness for it can be asked at all. */
export function isAskable(pack: Pick<PolicyPack, 'gates'>, level: string): level is PostLevel {
  return gatesOf(pack.gates, level).length > 0;
}

interface Orderable {
  readonly id: string;
  readonly readiness: Readiness;
  /** Exact text; null is not known. */
  readonly talentValue: string | null;
}

/** With their places from 1: by readiness, then by talent value exactly. Equals share a place and the next one is skipped. */
export function orderSuccessors<Item extends Orderable>(
  successors: readonly Item[],
): readonly (Item & { readonly place: number; readonly isShared: boolean })[] {
  const inOrder = successors.toSorted((one, other) => compare(one, other) || (one.id < other.id ? -1 : 1));
  return inOrder.map((item) => {
    const equals = inOrder.filter((other) => compare(item, other) === 0);
    return {
      ...item,
      place: inOrder.findIndex((other) => compare(item, other) === 0) + 1,
      isShared: equals.length > 1,
    };
  });
}

function compare(one: Orderable, other: Orderable): number {
  const steps = readinessSteps.indexOf(one.readiness) - readinessSteps.indexOf(other.readiness);
  if (steps !== 0) return steps;
  const [left, right] = [valueOf(one), valueOf(other)];
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  return compareExact(right, left);
}

function valueOf({ talentValue }: Orderable): Exact | null {
  return talentValue === null ? null : exact(talentValue);
}

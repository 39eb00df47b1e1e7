import type { Axis } from './axes.ts';
import { compareExact, type Exact, exact, writeExact, zero } from './exact.ts';
import { evaluateMerit, type Merit } from './merit.ts';
import type { PersonRecord, PostLevel } from './person-record.ts';
import type { AxisRule, PolicyPack } from './policy-pack.ts';

/** A person to be mapped, by reference: no rule and no report may see more. */
export interface MappedPerson {
  readonly ref: string;
  readonly record: PersonRecord;
  readonly fieldsOfStudy: readonly string[] | null;
}

export interface BoxStanding {
  /** Null: held, for want of what is missing. */
  readonly box: number | null;
  readonly Y: string | null;
  readonly X: string | null;
  readonly missing: readonly string[];
}

/** What moved a person: a fact scored otherwise, a threshold that moved past them, the numbers of the layout, or what is now asked. */
export type MoveCause =
  | {
      readonly kind: 'indicator';
      readonly axis: 'Y' | 'X';
      readonly indicator: string;
      /** Score and weight; null where the pack has no such indicator. */
      readonly before: Scored | null;
      readonly after: Scored | null;
      /** By how much the axis moved through it. */
      readonly shift: string;
    }
  | {
      readonly kind: 'threshold';
      readonly axis: 'Y' | 'X';
      readonly threshold: 'middle' | 'high';
      readonly before: string;
      readonly after: string;
    }
  | { readonly kind: 'layout' }
  | { readonly kind: 'unknown'; readonly indicator: string }
  | { readonly kind: 'known'; readonly indicator: string };

interface Scored {
  readonly score: string;
  readonly weight: string;
}

export interface BoxMove {
  readonly ref: string;
  readonly before: BoxStanding;
  readonly after: BoxStanding;
  /** Indicators with the greatest shift first. */
  readonly causes: readonly MoveCause[];
}

export interface PopulationDiff {
  readonly people: number;
  readonly moves: readonly BoxMove[];
  /** How many go from where to where; null is the holding area. */
  readonly flows: readonly { readonly from: number | null; readonly to: number | null; readonly count: number }[];
}

export interface PopulationAsked {
  readonly before: PolicyPack;
  readonly after: PolicyPack;
  readonly people: readonly MappedPerson[];
  /** ISO day on which everybody is looked at. */
  readonly asOf: string;
  readonly targetLevel?: PostLevel;
}

/** Who of a population would change box under another pack, and what would move them. Nothing is stored. */
export function diffPopulation(asked: PopulationAsked): PopulationDiff {
  const { before, after, people, asOf, targetLevel = null } = asked;
  const moves = people.flatMap(({ ref, record, fieldsOfStudy }): BoxMove[] => {
    const context = { asOf, targetLevel, fieldsOfStudy };
    const [was, is] = [evaluateMerit(record, before, context), evaluateMerit(record, after, context)];
    if (was.box === is.box) return [];
    const causes = causesOf({ pack: before, merit: was }, { pack: after, merit: is });
    return [{ ref, before: standingOf(was), after: standingOf(is), causes }];
  });
  return { people: people.length, moves, flows: flowsOf(moves) };
}

function standingOf({ box, performance, potential, missing }: Merit): BoxStanding {
  return { box, Y: valueOf(performance), X: valueOf(potential), missing };
}

function valueOf(axis: Axis<unknown>): string | null {
  return axis.status === 'KNOWN' ? writeExact(axis.value) : null;
}

function flowsOf(moves: readonly BoxMove[]): PopulationDiff['flows'] {
  const counts = new Map<string, { from: number | null; to: number | null; count: number }>();
  for (const { before, after } of moves) {
    const key = `${before.box ?? 0}>${after.box ?? 0}`;
    counts.set(key, { from: before.box, to: after.box, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()].toSorted((one, other) => other.count - one.count || (one.from ?? 0) - (other.from ?? 0));
}

interface Side {
  readonly pack: PolicyPack;
  readonly merit: Merit;
}

function causesOf(before: Side, after: Side): readonly MoveCause[] {
  const lost = after.merit.missing.filter((code) => !before.merit.missing.includes(code));
  const found = before.merit.missing.filter((code) => !after.merit.missing.includes(code));
  const unknowns: readonly MoveCause[] = [
    ...lost.map((indicator) => ({ kind: 'unknown', indicator }) as const),
    ...found.map((indicator) => ({ kind: 'known', indicator }) as const),
  ];
  if (before.merit.box === null || after.merit.box === null) return unknowns;
  const axes = (['performance', 'potential'] as const).flatMap((name) => causesOnAxis(name, before, after));
  return axes.length === 0 ? [{ kind: 'layout' }] : axes;
}

/** Nothing on an axis whose level stays. */
function causesOnAxis(name: 'performance' | 'potential', before: Side, after: Side): readonly MoveCause[] {
  const [was, is] = [before.merit[name], after.merit[name]];
  if (was.status !== 'KNOWN' || is.status !== 'KNOWN' || was.level === is.level) return [];
  return [
    ...thresholdsPassed([was.value, is.value], before.pack.axes[name], after.pack.axes[name]),
    ...shiftsOn(name, before, after),
  ];
}

/** The thresholds that moved from one side of a person to the other. */
function thresholdsPassed(values: readonly Exact[], old: AxisRule, now: AxisRule): readonly MoveCause[] {
  return (['middle', 'high'] as const).flatMap((threshold): readonly MoveCause[] => {
    const [before, after] = [old.thresholds[threshold], now.thresholds[threshold]];
    const isPassed = values.some((value) => reaches(value, before) !== reaches(value, after));
    return isPassed ? [{ kind: 'threshold', axis: now.code, threshold, before, after }] : [];
  });
}

function reaches(value: Exact, bound: string): boolean {
  return compareExact(value, exact(bound)) >= 0;
}

function shiftsOn(name: 'performance' | 'potential', before: Side, after: Side): readonly MoveCause[] {
  const [old, now] = [before.pack.axes[name], after.pack.axes[name]];
  const codes = new Set([...old.weights, ...now.weights].map(({ indicator }) => indicator));
  return [...codes]
    .map((indicator) => {
      const [was, is] = [broughtBy(before, old, indicator), broughtBy(after, now, indicator)];
      return { indicator, was, is, shift: (is?.share ?? zero).sub(was?.share ?? zero) };
    })
    .filter(({ shift }) => compareExact(shift, zero) !== 0)
    .toSorted((one, other) => compareExact(other.shift.abs(), one.shift.abs()))
    .map(({ indicator, was, is, shift }) => {
      const scored = { before: was?.scored ?? null, after: is?.scored ?? null };
      return { kind: 'indicator', axis: now.code, indicator, ...scored, shift: writeExact(shift) } as const;
    });
}

/** What an indicator brings to an axis; undefined where the pack does not weigh it. */
function broughtBy({ merit }: Side, rule: AxisRule, indicator: string): { scored: Scored; share: Exact } | undefined {
  const weight = rule.weights.find((row) => row.indicator === indicator)?.weight;
  const score = merit.indicators.find(({ code }) => code === indicator)?.score;
  if (weight === undefined || score === undefined || score === null) return undefined;
  return { scored: { score: writeExact(score), weight }, share: score.mul(exact(weight)) };
}

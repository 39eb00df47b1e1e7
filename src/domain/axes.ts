import { compareExact, type Exact, exact, weightedSum, writeExact, zero } from './exact.ts';
import type { AxisRule, PerformanceLevel, PolicyPack, PotentialLevel } from './policy-pack.ts';

/** Score per indicator code; null is not known. */
export type IndicatorScores = Readonly<Record<string, Exact | null>>;

export interface Contribution {
  readonly indicator: string;
  readonly value: string;
  readonly weight: string;
  readonly contribution: string;
}

export interface KnownAxis<Level> {
  readonly status: 'KNOWN';
  readonly value: Exact;
  readonly level: Level;
}

export interface UnknownAxis {
  readonly status: 'UNKNOWN';
  /** Indicators in formula order. */
  readonly missing: readonly string[];
}

export type Axis<Level> = KnownAxis<Level> | UnknownAxis;

const hundred = exact('100');
const performanceLevels = ['below', 'meets', 'above'] as const;
const potentialLevels = ['low', 'medium', 'high'] as const;

/** Axis Y (`weighted-sum/1`): each weight once, compared unrounded with the thresholds. */
export function performanceAxis(rule: AxisRule, scores: IndicatorScores): Axis<PerformanceLevel> {
  return axisOf(rule, scores, performanceLevel);
}

/** Axis X (`weighted-sum/1`). */
export function potentialAxis(rule: AxisRule, scores: IndicatorScores): Axis<PotentialLevel> {
  return axisOf(rule, scores, potentialLevel);
}

export function performanceLevel(value: Exact, rule: AxisRule): PerformanceLevel {
  return performanceLevels[stepOf(value, rule)];
}

export function potentialLevel(value: Exact, rule: AxisRule): PotentialLevel {
  return potentialLevels[stepOf(value, rule)];
}

/** What each indicator brings to the axis, for people and for the verifier. */
export function explainAxis(rule: AxisRule, scores: IndicatorScores): readonly Contribution[] {
  return rule.weights.flatMap(({ indicator, weight }) => {
    const value = scores[indicator] ?? null;
    if (value === null) return [];
    const contribution = writeExact(value.mul(exact(weight)));
    return [{ indicator, value: writeExact(value), weight, contribution }];
  });
}

export interface Bounds {
  readonly lowest: Exact;
  readonly highest: Exact;
  readonly possibleLevels: readonly (PerformanceLevel | PotentialLevel)[];
}

/** The range an axis can take with everything missing at 0 and at 100: help for people, never a result. */
export function axisBounds(rule: AxisRule, scores: IndicatorScores): Bounds {
  const lowest = sumWith(rule, scores, zero);
  const highest = sumWith(rule, scores, hundred);
  const levels = rule.code === 'Y' ? performanceLevels : potentialLevels;
  const possibleLevels = levels.slice(stepOf(lowest, rule), stepOf(highest, rule) + 1);
  return { lowest, highest, possibleLevels };
}

/** Weighted mean of both axes, which some agencies rank by. */
export function talentValue(axes: { performance: Exact; potential: Exact }, rule: PolicyPack['talentValue']): Exact {
  return weightedSum([
    { value: axes.performance, weight: exact(rule.performance) },
    { value: axes.potential, weight: exact(rule.potential) },
  ]);
}

function axisOf<Level>(
  rule: AxisRule,
  scores: IndicatorScores,
  levelOf: (value: Exact, rule: AxisRule) => Level,
): Axis<Level> {
  const missing = rule.weights.map(({ indicator }) => indicator).filter((code) => (scores[code] ?? null) === null);
  if (missing.length > 0) return { status: 'UNKNOWN', missing };
  const value = sumWith(rule, scores, zero);
  return { status: 'KNOWN', value, level: levelOf(value, rule) };
}

function sumWith(rule: AxisRule, scores: IndicatorScores, substitute: Exact): Exact {
  return weightedSum(
    rule.weights.map(({ indicator, weight }) => ({ value: scores[indicator] ?? substitute, weight: exact(weight) })),
  );
}

function stepOf(value: Exact, { thresholds }: AxisRule): 0 | 1 | 2 {
  if (compareExact(value, exact(thresholds.high)) >= 0) return 2;
  return compareExact(value, exact(thresholds.middle)) >= 0 ? 1 : 0;
}

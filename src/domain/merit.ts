import { type Axis, performanceAxis, potentialAxis, talentValue } from './axes.ts';
import { boxOf } from './boxes.ts';
import type { Exact } from './exact.ts';
import { evaluateIndicators, type IndicatorResult } from './indicators.ts';
import type { MeritContext } from './observation.ts';
import type { PersonRecord } from './person-record.ts';
import type { PerformanceLevel, PolicyPack, PotentialLevel } from './policy-pack.ts';

/** A person under a policy on a day: indicators, both axes, the box and the talent value. */
export interface Merit {
  readonly indicators: readonly IndicatorResult[];
  readonly performance: Axis<PerformanceLevel>;
  readonly potential: Axis<PotentialLevel>;
  /** Null where an axis is not known: there is no box by default. */
  readonly box: number | null;
  readonly talentValue: Exact | null;
  /** Indicators that are not known, in formula order. */
  readonly missing: readonly string[];
}

/** Derives everything from the record; nothing claimed by a file is asked. */
export function evaluateMerit(record: PersonRecord, pack: PolicyPack, context: MeritContext): Merit {
  const indicators = evaluateIndicators(record, pack, context);
  const scores = Object.fromEntries(indicators.map(({ code, score }) => [code, score]));
  return { indicators, ...placeScores(scores, pack) };
}

export type Place = Omit<Merit, 'indicators'>;

/** Axes, box and talent value of known indicator scores. */
export function placeScores(scores: Readonly<Record<string, Exact | null>>, pack: PolicyPack): Place {
  const performance = performanceAxis(pack.axes.performance, scores);
  const potential = potentialAxis(pack.axes.potential, scores);
  const missing = [performance, potential].flatMap((axis) => (axis.status === 'UNKNOWN' ? axis.missing : []));
  if (performance.status === 'UNKNOWN' || potential.status === 'UNKNOWN')
    return { performance, potential, box: null, talentValue: null, missing };
  return {
    performance,
    potential,
    box: boxOf({ performance: performance.level, potential: potential.level }, pack.boxes),
    talentValue: talentValue({ performance: performance.value, potential: potential.value }, pack.talentValue),
    missing,
  };
}

import { performanceLevel, potentialLevel } from './axes.ts';
import { boxOf } from './boxes.ts';
import { compareExact, type Exact, exact, parseExact, writeExact } from './exact.ts';
import type { ExplainedIndicator, ExplanationAsked } from './indicator-explanation.ts';
import type { ExplainedPlace } from './place-explanation.ts';
import { leastReachable, type Step } from './reachable-score.ts';

/** One indicator that, better by the least that its table gives, would move a person to a better level of its axis. */
export interface SmallestChange {
  readonly axis: 'performance' | 'potential';
  readonly indicator: string;
  /** Scores, exact texts. */
  readonly from: string;
  readonly to: string;
  /** What scores `to`: of an indicator made of parts, each part that would be better. */
  readonly steps: readonly Step[];
  /** The box that would follow, all else as it is. */
  readonly box: number;
}

export interface ChangeAsked extends ExplanationAsked {
  readonly indicators: readonly ExplainedIndicator[];
}

/**
 * For each axis the single indicator whose least improvement reaches the next level: what people ask who want to know what to do.
 * It only tells what the tables say, of facts as they are on the map. Nothing for whoever has no box, or stands highest.
 */
export function smallestChanges(
  { performance, potential, box }: ExplainedPlace,
  asked: ChangeAsked,
): readonly SmallestChange[] {
  const { pack, indicators } = asked;
  const values = { performance: valueOf(performance), potential: valueOf(potential) };
  const { performance: y, potential: x } = values;
  if (box === null || y === undefined || x === undefined) return [];
  return (['performance', 'potential'] as const).flatMap((axis) => {
    const { middle, high } = pack.axes[axis].thresholds;
    const own = axis === 'performance' ? y : x;
    const bound = [exact(middle), exact(high)].find((one) => compareExact(own, one) < 0);
    if (bound === undefined) return [];
    const found = indicators
      .filter((one) => one.axis === axis)
      .flatMap((one) => improvementOf(one, { asked, missing: bound.sub(own) }));
    const [best] = found.toSorted((one, other) => compareExact(one.gain, other.gain));
    if (best === undefined) return [];
    const raised = own.add(best.gain);
    const cell = {
      performance: performanceLevel(axis === 'performance' ? raised : y, pack.axes.performance),
      potential: potentialLevel(axis === 'potential' ? raised : x, pack.axes.potential),
    };
    const { gain: _gain, ...change } = best;
    return [{ axis, ...change, box: boxOf(cell, pack.boxes) }];
  });
}

function valueOf(text: string | null): Exact | undefined {
  return text === null ? undefined : parseExact(text);
}

interface Gap {
  readonly asked: ChangeAsked;
  /** What the axis lacks to its next level. */
  readonly missing: Exact;
}

type Improvement = Omit<SmallestChange, 'axis' | 'box'> & { readonly gain: Exact };

/** The least score that a record can have which closes the gap by this indicator alone. */
function improvementOf(indicator: ExplainedIndicator, { asked, missing }: Gap): Improvement[] {
  const score = valueOf(indicator.score);
  const rule = asked.pack.indicators.find(({ code }) => code === indicator.code);
  const weight = exact(indicator.weight);
  if (score === undefined || rule === undefined || weight.equals(0)) return [];
  const needed = score.add(missing.div(weight));
  const reached = leastReachable({ rule, score, parts: indicator.parts }, needed, asked);
  if (reached === undefined) return [];
  const { steps } = reached;
  const gain = reached.score.sub(score).mul(weight);
  return [{ indicator: indicator.code, from: writeExact(score), to: writeExact(reached.score), steps, gain }];
}

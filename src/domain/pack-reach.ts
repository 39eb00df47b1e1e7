import { compareExact, type Exact, exact, ratio, writeExact, zero } from './exact.ts';
import type { AxisRule, IndicatorRule, ScoreTable } from './policy-pack.ts';

/** Which scores a table, or which values an axis, can take: the ends, and each one of them where they are few. */
export interface Reach {
  readonly lowest: Exact;
  readonly highest: Exact;
  /** Ascending; null where any value between the ends counts as possible. */
  readonly steps: readonly Exact[] | null;
}

/** More steps than these are a continuum for every threshold that a person writes. */
const mostSteps = 4_000;

const hundred = exact('100');

/** What an axis can amount to over everything that its tables can say. */
export function reachOfAxis({ weights }: AxisRule, indicators: readonly IndicatorRule[]): Reach {
  return combine(
    weights.map(({ indicator, weight }) => {
      const rule = indicators.find(({ code }) => code === indicator);
      return { reach: rule === undefined ? continuum(zero, hundred) : reachOfTable(rule.table), weight: exact(weight) };
    }),
  );
}

/** The steps that an axis can reach: 0 below `middle`, 1 from it, 2 from `high`. */
export function reachedSteps({ lowest, highest, steps }: Reach, { thresholds }: AxisRule): ReadonlySet<0 | 1 | 2> {
  const [middle, high] = [exact(thresholds.middle), exact(thresholds.high)];
  const isBelow = (value: Exact, bound: Exact) => compareExact(value, bound) < 0;
  const levelOf = (value: Exact) => (isBelow(value, middle) ? 0 : isBelow(value, high) ? 1 : 2);
  if (steps !== null) return new Set(steps.map(levelOf));
  const ends = [levelOf(lowest), levelOf(highest)] as const;
  const between = ends[0] === 0 && ends[1] === 2 ? ([1] as const) : [];
  return new Set([...ends, ...between]);
}

function reachOfTable(table: ScoreTable): Reach {
  switch (table.kind) {
    case 'enum':
      return discrete(table.values.map(({ score }) => exact(score)));
    case 'ranges':
      return discrete(table.ranges.map(({ score }) => exact(score)));
    case 'bands':
      return discrete(table.bands.map(({ score }) => exact(score)));
    case 'number':
      return continuum(zero, hundred);
    case 'aspects':
      return continuum(exact(table.factor).mul(table.from), exact(table.factor).mul(table.to));
    case 'mean': {
      const weight = ratio(1, table.parts.length);
      return combine(table.parts.map((part) => ({ reach: reachOfTable(part.table), weight })));
    }
  }
}

function continuum(lowest: Exact, highest: Exact): Reach {
  return { lowest, highest, steps: null };
}

function discrete(values: readonly Exact[]): Reach {
  const steps = [...new Map(values.map((value) => [writeExact(value), value])).values()].toSorted(compareExact);
  return { lowest: steps[0] ?? zero, highest: steps.at(-1) ?? zero, steps };
}

function combine(terms: readonly { readonly reach: Reach; readonly weight: Exact }[]): Reach {
  return terms.reduce<Reach>(
    (sum, { reach, weight }) => {
      const [lowest, highest] = [sum.lowest.add(reach.lowest.mul(weight)), sum.highest.add(reach.highest.mul(weight))];
      if (sum.steps === null || reach.steps === null) return continuum(lowest, highest);
      if (sum.steps.length * reach.steps.length > mostSteps) return continuum(lowest, highest);
      const shares = reach.steps.map((step) => step.mul(weight));
      return discrete(sum.steps.flatMap((step) => shares.map((share) => step.add(share))));
    },
    discrete([zero]),
  );
}

import { compareExact, type Exact, exact, zero } from './exact.ts';
import type { BandTable, IndicatorRule, PolicyPack } from './policy-pack.ts';
import { stageSteps } from './stages.ts';

/** What contradicts itself in a pack that is well formed; empty for a sound one. Asked when a pack is read, never later. */
export function listPolicyFaults(pack: PolicyPack): readonly string[] {
  return [
    ...faultsOfWeights(pack),
    ...faultsOfAxes(pack),
    ...faultsOfTables(pack.indicators),
    ...faultsOfBoxes(pack),
    ...faultsOfJpm(pack),
    ...faultsOfProcess(pack),
  ];
}

function faultsOfWeights(pack: PolicyPack): string[] {
  const { performance, potential } = pack.axes;
  const one = exact('1');
  const sums: [string, readonly string[], Exact][] = [
    ['axis Y', performance.weights.map(({ weight }) => weight), one],
    ['axis X', potential.weights.map(({ weight }) => weight), one],
    ['talent value', [pack.talentValue.performance, pack.talentValue.potential], one],
    ['assessment criteria', pack.assessment.criteria.map(({ weight }) => weight), exact('100')],
    ...Object.entries(pack.rankings).map(([level, { components }]): [string, string[], Exact] => [
      `ranking of ${level}`,
      components.map(({ weight }) => weight),
      one,
    ]),
  ];
  return sums
    .filter(([, weights, whole]) => compareExact(sumOf(weights), whole) !== 0)
    .map(([name]) => `${name}: the weights do not make the whole`);
}

function faultsOfAxes({ axes, indicators }: PolicyPack): string[] {
  const weighed = [axes.performance, axes.potential].flatMap(({ weights }) =>
    weights.map(({ indicator }) => indicator),
  );
  const known = indicators.map(({ code }) => code);
  const hundred = exact('100');
  return [
    ...(weighed.join() === known.join() ? [] : ['each indicator stands in one axis, in formula order']),
    ...[axes.performance, axes.potential]
      .filter(({ thresholds: { middle, high } }) => {
        const ascending = compareExact(exact(middle), exact(high)) < 0;
        return !ascending || compareExact(exact(high), hundred) > 0 || compareExact(exact(middle), zero) <= 0;
      })
      .map(({ code }) => `axis ${code}: thresholds are not ascending inside 0 to 100`),
  ];
}

function faultsOfTables(rules: readonly IndicatorRule[]): string[] {
  return rules.flatMap(({ code, table, measure }) => {
    const misfit = (table.kind === 'mean') === (measure !== null) ? [`${code}: a measure or parts, not both`] : [];
    if (table.kind === 'mean') return [...misfit, ...faultsOfTables(table.parts)];
    if (table.kind === 'bands' && !isGapless(table)) return [...misfit, `${code}: bands have a gap or an overlap`];
    return misfit;
  });
}

function isGapless({ bands }: BandTable): boolean {
  return bands.every(({ from, to }, index) => {
    const isLast = index === bands.length - 1;
    const starts = from === (index === 0 ? 0 : bands[index - 1]?.to);
    return starts && (isLast ? to === null : to !== null && to > from);
  });
}

function faultsOfBoxes({ boxes }: PolicyPack): string[] {
  const numbers = boxes.layout.flatMap(({ low, medium, high }) => [low, medium, high]).toSorted();
  const rows = boxes.layout.map(({ performance }) => performance);
  const isNine = numbers.join() === '1,2,3,4,5,6,7,8,9' && new Set(rows).size === 3;
  const meant = new Set(boxes.meanings.map(({ box }) => box));
  return [
    ...(isNine ? [] : ['boxes: the layout does not hold each of 1 to 9 once']),
    ...(numbers.every((box) => meant.has(box)) ? [] : ['boxes: a meaning is missing']),
  ];
}

function faultsOfJpm({ jpm }: PolicyPack): string[] {
  const floors = jpm.categories.map(({ from }) => exact(from));
  const descending = floors.every((floor, index) => index === 0 || compareExact(floor, floors[index - 1] ?? zero) < 0);
  const ends = floors.at(-1)?.equals(zero) === true;
  return descending && ends ? [] : ['jpm: categories are not descending to 0'];
}

function faultsOfProcess({ stages, shortlist, gates, rankings }: PolicyPack): string[] {
  const misordered = (Object.keys(stageSteps) as (keyof typeof stageSteps)[]).filter(
    (kind) => stages[kind].steps.map(({ step }) => step).join() !== stageSteps[kind].join(),
  );
  const unranked = Object.keys(gates).filter((level) => !Object.hasOwn(rankings, level));
  const isSound = shortlist.min <= shortlist.size && shortlist.size <= shortlist.max;
  return [
    ...misordered.map((kind) => `${kind}: the steps are not those of the stage, in order`),
    ...unranked.map((level) => `${level}: gates without a ranking`),
    ...(isSound ? [] : ['shortlist: size is not between min and max']),
  ];
}

function sumOf(weights: readonly string[]): Exact {
  return weights.reduce((sum, weight) => sum.add(exact(weight)), zero);
}

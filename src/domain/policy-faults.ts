import { compareExact, type Exact, exact, writeExact, zero } from './exact.ts';
import type { BandTable, IndicatorRule, PolicyPack, RangeTable } from './policy-pack.ts';
import { type StageKind, stageSteps } from './stages.ts';

/** Where in the JSON of a pack: names of members, places in lists. */
export type PackPath = readonly (string | number)[];

/** What is wrong, where, and the facts that fill its words (`src/domain/findings/pack-*.ts`). */
export interface PackFault {
  readonly code: string;
  readonly path: PackPath;
  readonly details?: Readonly<Record<string, string | number>>;
}

type ContradictionCode =
  | 'pack.weights-sum'
  | 'pack.axis-indicators'
  | 'pack.thresholds-order'
  | 'pack.measure-or-parts'
  | 'pack.bands-gap'
  | 'pack.bands-overlap'
  | 'pack.boxes-layout'
  | 'pack.box-meaning-missing'
  | 'pack.jpm-categories'
  | 'pack.stage-steps'
  | 'pack.gates-unranked'
  | 'pack.shortlist-size';

/** A fault for which every program refuses the pack. Never more of them: packs of past selections must be read for ever. */
export interface Contradiction extends PackFault {
  readonly code: ContradictionCode;
}

/** What contradicts itself in a pack that is well formed; empty for a sound one. Asked when a pack is read, never later. */
export function listPolicyFaults(pack: PolicyPack): readonly Contradiction[] {
  return [
    ...faultsOfWeights(pack),
    ...faultsOfAxes(pack),
    ...faultsOfTables(pack.indicators, ['indicators']),
    ...faultsOfBoxes(pack),
    ...faultsOfJpm(pack),
    ...faultsOfProcess(pack),
  ];
}

function faultsOfWeights({ axes, talentValue, assessment, rankings }: PolicyPack): Contradiction[] {
  const weightsOf = (rows: readonly { readonly weight: string }[]) => rows.map(({ weight }) => weight);
  const sums: readonly [PackPath, readonly string[], string][] = [
    [['axes', 'performance', 'weights'], weightsOf(axes.performance.weights), '1'],
    [['axes', 'potential', 'weights'], weightsOf(axes.potential.weights), '1'],
    [['talentValue'], [talentValue.performance, talentValue.potential], '1'],
    [['assessment', 'criteria'], weightsOf(assessment.criteria), '100'],
    ...Object.entries(rankings).map(([level, { components }]): [PackPath, string[], string] => [
      ['rankings', level, 'components'],
      weightsOf(components),
      '1',
    ]),
  ];
  return sums.flatMap(([path, weights, whole]) => {
    const sum = sumOf(weights);
    const isWhole = compareExact(sum, exact(whole)) === 0;
    return isWhole ? [] : [{ code: 'pack.weights-sum', path, details: { sum: writeExact(sum), whole } }];
  });
}

function faultsOfAxes({ axes, indicators }: PolicyPack): Contradiction[] {
  const weighed = [axes.performance, axes.potential].flatMap(({ weights }) =>
    weights.map(({ indicator }) => indicator),
  );
  const known = indicators.map(({ code }) => code);
  const stands = weighed.join() === known.join();
  const details = { weighed: weighed.join(' '), known: known.join(' ') };
  return [
    ...(stands ? [] : [{ code: 'pack.axis-indicators', path: ['axes'], details } as const]),
    ...(['performance', 'potential'] as const)
      .filter((axis) => !isAscending(axes[axis].thresholds))
      .map((axis) => {
        const { middle, high } = axes[axis].thresholds;
        return {
          code: 'pack.thresholds-order',
          path: ['axes', axis, 'thresholds'],
          details: { middle, high },
        } as const;
      }),
  ];
}

function isAscending({ middle, high }: { readonly middle: string; readonly high: string }): boolean {
  const inside = compareExact(exact(high), exact('100')) <= 0 && compareExact(exact(middle), zero) > 0;
  return inside && compareExact(exact(middle), exact(high)) < 0;
}

function faultsOfTables(rules: readonly IndicatorRule[], path: PackPath): Contradiction[] {
  return rules.flatMap(({ code, table, measure }, index): Contradiction[] => {
    const at = [...path, index];
    const misfit = (table.kind === 'mean') === (measure !== null);
    const faults: Contradiction[] = misfit ? [{ code: 'pack.measure-or-parts', path: at, details: { code } }] : [];
    if (table.kind === 'mean') return [...faults, ...faultsOfTables(table.parts, [...at, 'table', 'parts'])];
    if (table.kind === 'ranges') return [...faults, ...faultsOfRanges(table, code, [...at, 'table', 'ranges'])];
    return table.kind === 'bands' ? [...faults, ...faultsOfBands(table, code, [...at, 'table', 'bands'])] : faults;
  });
}

/** The first range begins where the table does, each later one above it, and the last one below the end of the table. */
function faultsOfRanges({ from, to, ranges }: RangeTable, code: string, path: PackPath): Contradiction[] {
  return ranges.flatMap((range, index): Contradiction[] => {
    const at = [...path, index];
    const order = compareExact(exact(range.from), exact(ranges[index - 1]?.from ?? from));
    if (index === 0 && order > 0)
      return [{ code: 'pack.bands-gap', path: at, details: { code, from, to: range.from } }];
    const isAbove = index === 0 ? order === 0 : order > 0;
    if (isAbove && compareExact(exact(range.from), exact(to)) < 0) return [];
    return [{ code: 'pack.bands-overlap', path: at, details: { code, from: range.from, to } }];
  });
}

/** Bands begin at 0, each where the one before it ended, and only the last is open. */
function faultsOfBands({ bands }: BandTable, code: string, path: PackPath): Contradiction[] {
  const faults: Contradiction[] = [];
  let reached: number | null = 0;
  for (const [index, { from, to }] of bands.entries()) {
    const at = [...path, index];
    const end = reached ?? 'open';
    if (reached === null || from < reached || (to !== null && to <= from)) {
      faults.push({ code: 'pack.bands-overlap', path: at, details: { code, from, to: to ?? end } });
    } else if (from > reached) {
      faults.push({ code: 'pack.bands-gap', path: at, details: { code, from: reached, to: from } });
    }
    reached = to;
  }
  if (reached === null) return faults;
  return [...faults, { code: 'pack.bands-gap', path, details: { code, from: reached, to: '…' } }];
}

function faultsOfBoxes({ boxes }: PolicyPack): Contradiction[] {
  const numbers = boxes.layout.flatMap(({ low, medium, high }) => [low, medium, high]).toSorted();
  const rows = boxes.layout.map(({ performance }) => performance);
  const isNine = numbers.join() === '1,2,3,4,5,6,7,8,9' && new Set(rows).size === 3;
  const meant = new Set(boxes.meanings.map(({ box }) => box));
  return [
    ...(isNine ? [] : [{ code: 'pack.boxes-layout', path: ['boxes', 'layout'] } as const]),
    ...[...new Set(numbers)]
      .filter((box) => !meant.has(box))
      .map((box) => ({ code: 'pack.box-meaning-missing', path: ['boxes', 'meanings'], details: { box } }) as const),
  ];
}

function faultsOfJpm({ jpm }: PolicyPack): Contradiction[] {
  const floors = jpm.categories.map(({ from }) => exact(from));
  const descending = floors.every((floor, index) => index === 0 || compareExact(floor, floors[index - 1] ?? zero) < 0);
  const ends = floors.at(-1)?.equals(zero) === true;
  return descending && ends ? [] : [{ code: 'pack.jpm-categories', path: ['jpm', 'categories'] }];
}

function faultsOfProcess({ stages, shortlist, gates, rankings }: PolicyPack): Contradiction[] {
  const { min, size, max } = shortlist;
  const isSound = min <= size && size <= max;
  return [
    ...(Object.keys(stageSteps) as StageKind[])
      .filter((stage) => stages[stage].steps.map(({ step }) => step).join() !== stageSteps[stage].join())
      .map((stage) => {
        const details = { stage, steps: stageSteps[stage].join(', ') };
        return { code: 'pack.stage-steps', path: ['stages', stage, 'steps'], details } as const;
      }),
    ...Object.keys(gates)
      .filter((level) => !Object.hasOwn(rankings, level))
      .map((level) => ({ code: 'pack.gates-unranked', path: ['gates', level], details: { level } }) as const),
    ...(isSound ? [] : [{ code: 'pack.shortlist-size', path: ['shortlist'], details: { size, min, max } } as const]),
  ];
}

function sumOf(weights: readonly string[]): Exact {
  return weights.reduce((sum, weight) => sum.add(exact(weight)), zero);
}

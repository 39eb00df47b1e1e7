import type { BoxRule, PerformanceLevel, PotentialLevel } from './policy-pack.ts';

/** Numbers about fewer people than this are about persons: whoever may not know who they are does not see them. */
export const fewestPeople = 5;

/** How many people stand where; everybody is in one box or held. */
export interface MapCounts {
  /** People by box, `1` to `9`; a box without people may be absent. */
  readonly boxes: Readonly<Record<number, number>>;
  readonly held: number;
  /** How often each indicator is what is missing; one person may lack several. */
  readonly missing: Readonly<Record<string, number>>;
}

export interface MapBox {
  readonly box: number;
  readonly performance: 'low' | 'mid' | 'high';
  readonly potential: 'low' | 'mid' | 'high';
  readonly count: number | null;
  /** Of those who have a box, from 0 to 1. */
  readonly share: number | null;
}

export interface TalentMap {
  /** All of the filter, boxed and held. */
  readonly people: number | null;
  /** From the highest box down. */
  readonly boxes: readonly MapBox[];
  readonly holding: {
    readonly count: number | null;
    readonly missing: readonly { readonly indicator: string; readonly count: number | null }[];
  };
}

const performances = { below: 'low', meets: 'mid', above: 'high' } as const satisfies Record<PerformanceLevel, string>;
const potentials = { low: 'low', medium: 'mid', high: 'high' } as const satisfies Record<PotentialLevel, string>;

/** The map as it may be seen: whoever may list the people sees every number, others none that is about fewer than five. */
export function drawMap(counts: MapCounts, { layout }: Pick<BoxRule, 'layout'>, mayList: boolean): TalentMap {
  const cells = cellsOf(layout);
  const numbers = [...cells.map(({ box }) => counts.boxes[box] ?? 0), counts.held];
  const people = numbers.reduce((sum, count) => sum + count, 0);
  const shown = mayList ? numbers : hideSmall(numbers);
  const boxed = people - counts.held;
  // With the held hidden, a share would give the number that it was taken of.
  const areSharesOpen = shown.at(-1) !== null && boxed > 0;
  const held = shown.at(-1) ?? null;
  const isOpen = (count: number) => mayList || count === 0 || count >= fewestPeople;
  return {
    people: mayList || people >= fewestPeople ? people : null,
    boxes: cells
      .map((cell, index) => {
        const count = shown[index] ?? null;
        return { ...cell, count, share: count === null || !areSharesOpen ? null : rounded(count / boxed) };
      })
      .toSorted((one, other) => other.box - one.box),
    holding: {
      count: held,
      missing: Object.entries(counts.missing).map(([indicator, count]) => ({
        indicator,
        count: held !== null && isOpen(count) ? count : null,
      })),
    },
  };
}

function cellsOf(layout: BoxRule['layout']) {
  const levels = ['low', 'medium', 'high'] as const;
  return layout.flatMap(({ performance, ...row }) =>
    levels.map((level) => ({
      box: row[level],
      performance: performances[performance],
      potential: potentials[level],
    })),
  );
}

/**
 * The numbers with the small ones hidden, and with as many of the next smallest as it takes that no hidden one follows from the total:
 * those hidden are at least two and together at least five. Where all of them are fewer than five, nothing is shown.
 */
export function hideSmall(numbers: readonly number[]): readonly (number | null)[] {
  const ascending = [...numbers.keys()].toSorted((one, other) => (numbers[one] ?? 0) - (numbers[other] ?? 0));
  const total = numbers.reduce((sum, count) => sum + count, 0);
  if (total < fewestPeople) return numbers.map(() => null);
  const hidden = new Set<number>();
  let sum = 0;
  for (const index of ascending) {
    const count = numbers[index] ?? 0;
    if (count === 0) continue;
    const isEnough = hidden.size === 0 || (hidden.size >= 2 && sum >= fewestPeople);
    if (count >= fewestPeople && isEnough) break;
    hidden.add(index);
    sum += count;
  }
  return numbers.map((count, index) => (hidden.has(index) ? null : count));
}

function rounded(share: number): number {
  return Math.round(share * 10_000) / 10_000;
}

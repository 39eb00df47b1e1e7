import { performanceLevel, potentialLevel } from './axes.ts';
import { type RefusedValue, readScore, refused, type Unknown, unknown } from './known.ts';
import type { BoxRule, PerformanceLevel, PolicyPack, PotentialLevel } from './policy-pack.ts';

/** The box of two levels by the policy's layout; a box is derived from the two axes and from nothing else. */
export function boxOf(cell: { performance: PerformanceLevel; potential: PotentialLevel }, rule: BoxRule): number {
  const row = rule.layout.find(({ performance }) => performance === cell.performance);
  if (row === undefined) throw new Error(`the layout lacks ${cell.performance}`);
  return row[cell.potential];
}

export interface KnownBox {
  readonly status: 'KNOWN';
  readonly performance: PerformanceLevel;
  readonly potential: PotentialLevel;
  readonly box: number;
}

export type BoxResult = KnownBox | Unknown | RefusedValue;

/** The box of two axis values as they arrive (Y is performance, X is potential), for comparing what a file claims. */
export function boxOfValues(
  values: { Y: string | null | undefined; X: string | null | undefined },
  pack: Pick<PolicyPack, 'axes' | 'boxes'>,
): BoxResult {
  const [y, x] = [readScore(values.Y, 'Y'), readScore(values.X, 'X')];
  if (y.status === 'REFUSED') return y;
  if (x.status === 'REFUSED') return x;
  if (y.status === 'UNKNOWN' || x.status === 'UNKNOWN')
    return unknown([y, x].flatMap((one) => (one.status === 'UNKNOWN' ? one.missing : [])));
  const performance = performanceLevel(y.score, pack.axes.performance);
  const potential = potentialLevel(x.score, pack.axes.potential);
  return { status: 'KNOWN', performance, potential, box: boxOf({ performance, potential }, pack.boxes) };
}

/** Other programs number the boxes in reading order with performance on the horizontal axis. */
const foreignSchemes: Readonly<Record<string, readonly (readonly [PerformanceLevel, PotentialLevel])[]>> = {
  'left-right-bottom-up, performance horizontal': (['low', 'medium', 'high'] as const).flatMap((potential) =>
    (['below', 'meets', 'above'] as const).map((performance) => [performance, potential] as const),
  ),
};

/** A box number of another numbering scheme in the policy's own; a number without a scheme says nothing. */
export function boxFromScheme(claimed: { scheme: string | null; box: number }, rule: BoxRule): KnownBox | RefusedValue {
  const cell = claimed.scheme === null ? undefined : foreignSchemes[claimed.scheme]?.[claimed.box - 1];
  if (cell === undefined) return refused('box.scheme-missing');
  const [performance, potential] = cell;
  return { status: 'KNOWN', performance, potential, box: boxOf({ performance, potential }, rule) };
}

/** Whether a claimed box differs from the derived one; a claim is queued for a look, never stored as a result. */
export function boxDiffers(claimed: number | null, derived: BoxResult): boolean {
  return claimed !== (derived.status === 'KNOWN' ? derived.box : null);
}

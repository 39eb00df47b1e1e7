import type { Axis, IndicatorScores } from './axes.ts';
import { compareExact, type Exact, exact, showExact, writeExact } from './exact.ts';
import { type Place, placeScores } from './merit.ts';
import type { PerformanceLevel, PolicyPack, PotentialLevel } from './policy-pack.ts';

/** What another program says of a person: its components, and what it made of them. Null is absent. */
export interface Claim {
  readonly scores: IndicatorScores;
  readonly performance: Exact | null;
  readonly potential: Exact | null;
  readonly box: string | null;
}

interface ClaimDifference {
  readonly code: 'claim.axis-differs' | 'claim.box-differs' | 'claim.component-missing';
  readonly of: 'performance' | 'potential' | 'box';
  readonly claimed: string;
  /** What follows from the components; `UNKNOWN` with what is missing where nothing does. */
  readonly derived: string;
}

interface ComparedClaim {
  readonly derived: Place;
  readonly differences: readonly ClaimDifference[];
}

/** Derives both axes and the box from the components under a policy, and says where the claim differs. Nothing claimed becomes a result. */
export function compareClaim(claim: Claim, pack: PolicyPack): ComparedClaim {
  const derived = placeScores(claim.scores, pack);
  const differences = [
    axisDifference('performance', claim.performance, derived.performance),
    axisDifference('potential', claim.potential, derived.potential),
    boxDifference(claim.box, derived),
  ];
  return { derived, differences: differences.filter((one) => one !== undefined) };
}

/** Exports round to two decimals: what lies within half of the last one agrees. */
const tolerance = exact('0.005');

function axisDifference(
  of: 'performance' | 'potential',
  claimed: Exact | null,
  derived: Axis<PerformanceLevel> | Axis<PotentialLevel>,
): ClaimDifference | undefined {
  if (claimed === null) return undefined;
  const said = { of, claimed: writeExact(claimed) };
  if (derived.status === 'UNKNOWN')
    return { ...said, code: 'claim.component-missing', derived: `UNKNOWN ${derived.missing.join(' ')}` };
  const distance = claimed.sub(derived.value).abs();
  if (compareExact(distance, tolerance) <= 0) return undefined;
  return { ...said, code: 'claim.axis-differs', derived: showExact(derived.value, 3) };
}

function boxDifference(claimed: string | null, { box, missing }: Place): ClaimDifference | undefined {
  if (claimed === null || claimed === String(box)) return undefined;
  const derived = box === null ? `UNKNOWN ${missing.join(' ')}` : String(box);
  return { code: 'claim.box-differs', of: 'box', claimed, derived };
}

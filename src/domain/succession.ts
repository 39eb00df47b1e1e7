import type { BoxRule } from './policy-pack.ts';
import type { Readiness } from './readiness-of-successors.ts';
import { type Refusal, refuse } from './refusal.ts';
import { type Asker, type Hand, isSameHand } from './roles.ts';

/** Why a post is critical: what stands still without its holder. */
export const criticalGrounds = ['strategic-impact', 'rare-competence', 'public-service', 'foreseen-vacancy'] as const;
export type CriticalGround = (typeof criticalGrounds)[number];

/** A post is designated once at a time: succession.designated-already. */
export function refuseDesignation(isCritical: boolean): Refusal | undefined {
  return isCritical ? refuse('succession.designated-already') : undefined;
}

/** A designation that was not withdrawn: proposed by the personnel office, official once the authority has confirmed it. */
export interface Designation {
  readonly id: string;
  readonly designatedBy: Hand;
  /** By an act of its own, or by a decision on the plan of succession. */
  readonly isConfirmed: boolean;
  /** Who proposed to withdraw what is confirmed; null where nobody did. */
  readonly withdrawnBy: Hand | null;
}

export interface ConfirmationAsked {
  readonly designation: Designation | undefined;
  /** Id of the designation that the authority was shown. */
  readonly shown: string;
  readonly asker: Hand;
}

/**
 * Whether the authority may confirm that a post is critical: succession.not-critical, succession.designation-changed,
 * succession.confirmed-already, succession.own-confirmation. Source: PermenPANRB 3/2020, *analisis jabatan kritikal*: what the personnel
 * office has found becomes the list of *jabatan target* elsewhere.
 */
export function refuseConfirmation({ designation, shown, asker }: ConfirmationAsked): Refusal | undefined {
  if (designation === undefined) return refuse('succession.not-critical');
  if (designation.id !== shown) return refuse('succession.designation-changed');
  if (designation.isConfirmed) return refuse('succession.confirmed-already');
  return refuseOwn(designation, asker);
}

/** Whoever proposed a designation does not make it official, by whichever act. */
function refuseOwn({ designatedBy, isConfirmed }: Designation, asker: Hand): Refusal | undefined {
  return !isConfirmed && isSameHand(designatedBy, asker) ? refuse('succession.own-confirmation') : undefined;
}

/**
 * Whether the personnel office may ask for a withdrawal: succession.not-critical, succession.withdrawal-proposed. What is not confirmed ends
 * with it, what is confirmed once the authority confirms that.
 */
export function refuseWithdrawal(designation: Designation | undefined): Refusal | undefined {
  if (designation === undefined) return refuse('succession.not-critical');
  return designation.withdrawnBy === null ? undefined : refuse('succession.withdrawal-proposed');
}

export type WithdrawalConfirmationAsked = ConfirmationAsked;

/**
 * Whether the authority may confirm that a post is critical no longer: succession.not-critical, succession.designation-changed,
 * succession.no-withdrawal, succession.own-withdrawal.
 */
export function refuseWithdrawalConfirmation({
  designation,
  shown,
  asker,
}: WithdrawalConfirmationAsked): Refusal | undefined {
  if (designation === undefined) return refuse('succession.not-critical');
  if (designation.id !== shown) return refuse('succession.designation-changed');
  if (designation.withdrawnBy === null) return refuse('succession.no-withdrawal');
  return isSameHand(designation.withdrawnBy, asker) ? refuse('succession.own-withdrawal') : undefined;
}

export interface NamingAsked {
  readonly isCritical: boolean;
  /** Box on the newest published map, moves included: null in the holding area, undefined where they are on none. */
  readonly box: number | null | undefined;
  readonly rule: Pick<BoxRule, 'succession'>;
  readonly hasMap: boolean;
  readonly asker: Asker;
  readonly personId: string;
  readonly holderId: string | null;
  readonly isNamed: boolean;
}

/**
 * Whether a person may be named as a successor: succession.not-critical, succession.own-naming, succession.no-map,
 * succession.holder, succession.outside-group (no box is outside, too), succession.named-already.
 */
export function refuseNaming(asked: NamingAsked): Refusal | undefined {
  const { isCritical, asker, personId, holderId, hasMap, box, rule, isNamed } = asked;
  if (!isCritical) return refuse('succession.not-critical');
  if (asker.personId === personId) return refuse('succession.own-naming');
  if (!hasMap) return refuse('succession.no-map');
  if (holderId === personId) return refuse('succession.holder');
  if (box === null || box === undefined || !rule.succession.includes(box)) {
    return refuse('succession.outside-group', { boxes: rule.succession.join(', ') });
  }
  return isNamed ? refuse('succession.named-already') : undefined;
}

/** A successor of a critical post: proposed by the personnel office, and part of the plan once the authority has decided. */
export interface Proposed {
  readonly id: string;
  readonly personId: string;
  readonly namedBy: Hand;
  readonly isDecided: boolean;
}

export interface DecisionAsked {
  readonly designation: Designation | undefined;
  /** Who stands for the post, decided or not. */
  readonly standing: readonly Proposed[];
  /** Ids of the successors that the authority was shown as proposed. */
  readonly shown: readonly string[];
  readonly asker: Hand;
}

/**
 * Whether the authority may decide that the proposed successors are the plan: succession.not-critical, succession.nothing-proposed,
 * succession.plan-changed, succession.own-decision, and succession.own-confirmation where it would confirm the designation, too.
 * Source: PermenPANRB 3/2020, stage *rencana suksesi*: what is proposed, the PPK decides.
 */
export function refuseDecision({ designation, standing, shown, asker }: DecisionAsked): Refusal | undefined {
  if (designation === undefined) return refuse('succession.not-critical');
  const proposed = standing.filter(({ isDecided }) => !isDecided);
  if (proposed.length === 0) return refuse('succession.nothing-proposed');
  const ids = new Set(shown);
  if (ids.size !== proposed.length || proposed.some(({ id }) => !ids.has(id))) return refuse('succession.plan-changed');
  const isOwn = ({ personId, namedBy }: Proposed) => personId === asker.personId || isSameHand(namedBy, asker);
  return proposed.some(isOwn) ? refuse('succession.own-decision') : refuseOwn(designation, asker);
}

export type ReadinessCounts = Readonly<Record<Readiness, number>>;

export function countReadiness(successors: readonly { readonly readiness: Readiness }[]): ReadinessCounts {
  const count = (step: Readiness) => successors.filter(({ readiness }) => readiness === step).length;
  return {
    now: count('now'),
    'one-to-two-years': count('one-to-two-years'),
    later: count('later'),
    unknown: count('unknown'),
  };
}

/**
 * How far a critical post is covered by its plan. `unconfirmed`: it is only proposed as critical, neither covered nor a gap. `none`: nobody
 * is named. `proposed`: nobody whom the authority has decided on. `unknown`: nobody is ready, and of somebody it is not known.
 */
export type Coverage = 'ready' | 'unknown' | 'not-ready' | 'proposed' | 'none' | 'unconfirmed';

export interface Undecided {
  /** How many successors wait for the decision of the authority. */
  readonly proposed: number;
  /** Whether the post is designated and the authority has not confirmed it. */
  readonly isUnconfirmed: boolean;
}

/** Of those who are decided; who is proposed covers nothing yet. */
export function coverageOf(decided: ReadinessCounts, { proposed, isUnconfirmed }: Undecided): Coverage {
  if (isUnconfirmed) return 'unconfirmed';
  if (decided.now > 0) return 'ready';
  if (decided.unknown > 0) return 'unknown';
  if (decided['one-to-two-years'] + decided.later > 0) return 'not-ready';
  return proposed > 0 ? 'proposed' : 'none';
}

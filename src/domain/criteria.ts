import Fraction from 'fraction.js';
import { isBlank } from './committee.ts';
import type { PolicyPack } from './policy-pack.ts';
import { type Refusal, refuse } from './refusal.ts';
import { type Hand, isSameHand } from './roles.ts';
import { type CriterionSource, indicatorOf } from './selection-ranking.ts';
import type { SelectionState } from './selections.ts';

export interface Criterion {
  readonly code: string;
  /** Exact decimal; all weights together are exactly 100. */
  readonly weight: string;
}

export interface CriteriaSet {
  readonly criteria: readonly Criterion[];
  /** Over the criteria, the policy's digest, the thresholds, the tie-break and the committee rule. */
  readonly digest: string;
  readonly draftedBy: Hand;
  readonly sealedBy: Hand | null;
  readonly countersignedBy: Hand | null;
}

/** Whether criteria may be drafted: criteria.sealed, criteria.empty, criteria.twice, criteria.weight-invalid, criteria.weights-sum. */
export function refuseCriteria(state: SelectionState, criteria: readonly Criterion[]): Refusal | undefined {
  if (state !== 'draft') return refuse('criteria.sealed');
  if (criteria.length === 0) return refuse('criteria.empty');
  const codes = criteria.map(({ code }) => code);
  if (new Set(codes).size < codes.length) return refuse('criteria.twice');
  const invalid = criteria.find(({ weight }) => !isWeight(weight));
  if (invalid !== undefined) return refuse('criteria.weight-invalid', { criterion: invalid.code });
  const sum = criteria.reduce((total, { weight }) => total.add(weight), new Fraction(0));
  return sum.equals(100) ? undefined : refuse('criteria.weights-sum', { sum: sum.toString() });
}

/** Whether the policy has every indicator that criteria name: criteria.indicator-unknown. Without it nobody could be ranked. */
export function refuseIndicators(
  criteria: readonly { readonly source: CriterionSource }[],
  { indicators }: Pick<PolicyPack, 'indicators'>,
): Refusal | undefined {
  const known = new Set(indicators.map(({ code }) => code));
  const lost = criteria.flatMap(({ source }) => indicatorOf(source) ?? []).find((code) => !known.has(code));
  return lost === undefined ? undefined : refuse('criteria.indicator-unknown', { indicator: lost });
}

export interface SealAsked {
  readonly state: SelectionState;
  readonly set: CriteriaSet | undefined;
  /** The digest that was read: a seal is put on content. */
  readonly ifMatch: string | null;
}

/** Whether criteria were drafted since the selection last moved to another policy: criteria.other-policy. A move back makes none valid again. */
export function refuseVoid(isVoid: boolean): Refusal | undefined {
  return isVoid ? refuse('criteria.other-policy') : undefined;
}

/** Whether criteria may be sealed: criteria.missing, criteria.sealed, criteria.stale. */
export function refuseSeal({ state, set, ifMatch }: SealAsked): Refusal | undefined {
  if (set === undefined) return refuse('criteria.missing');
  if (state !== 'draft' || set.sealedBy !== null) return refuse('criteria.sealed');
  return set.digest === ifMatch ? undefined : refuse('criteria.stale');
}

/** Whether criteria may be countersigned: criteria.missing, criteria.unsealed, criteria.countersigned, criteria.stale, criteria.same-person. */
export function refuseCountersign({ set, ifMatch }: Omit<SealAsked, 'state'>, hand: Hand): Refusal | undefined {
  if (set === undefined) return refuse('criteria.missing');
  if (set.sealedBy === null) return refuse('criteria.unsealed');
  if (set.countersignedBy !== null) return refuse('criteria.countersigned');
  if (set.digest !== ifMatch) return refuse('criteria.stale');
  const isOwn = [set.sealedBy, set.draftedBy].some((earlier) => isSameHand(earlier, hand));
  return isOwn ? refuse('criteria.same-person') : undefined;
}

/** Whether the pool may be opened: criteria.missing, criteria.uncountersigned. Before that nobody reads a candidate list. */
export function refuseOpening(set: CriteriaSet | undefined): Refusal | undefined {
  if (set === undefined) return refuse('criteria.missing');
  return set.countersignedBy === null ? refuse('criteria.uncountersigned') : undefined;
}

/** What amending sealed criteria does, in order. It is never a quiet edit. */
export const amendmentEffects = ['selection.mark', 'scores.void', 'pool.reopen'] as const;

/** Whether sealed criteria may be amended: criteria.unsealed, criteria.amend-late, criteria.reason-missing. */
export function refuseAmendment(asked: {
  readonly state: SelectionState;
  readonly reason: string | null;
}): Refusal | undefined {
  if (asked.state === 'draft') return refuse('criteria.unsealed');
  if (asked.state !== 'sealed' && asked.state !== 'running')
    return refuse('criteria.amend-late', { state: asked.state });
  return isBlank(asked.reason) ? refuse('criteria.reason-missing') : undefined;
}

function isWeight(text: string): boolean {
  return /^(?:0|[1-9]\d{0,2})(?:\.\d{1,6})?$/.test(text) && new Fraction(text).compare(0) > 0;
}

import { isBlank, type Seat } from './committee.ts';
import { refuseFact } from './facts.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { Stage } from './stages.ts';

export type TieCode = 'family' | 'business' | 'affiliation' | 'outside-work' | 'reporting-line' | 'other';

/** What a member declares about one candidate (PermenPANRB 17/2024: actual and potential conflicts). */
export interface Interest {
  readonly candidateRef: string;
  readonly interest: 'none' | 'possible' | 'actual';
  /** Required unless the interest is `none`. */
  readonly tie: TieCode | null;
  readonly note: string | null;
}

/** One per seat holder, about every candidate; a replacement in the same seat declares anew. */
export interface Declaration {
  readonly seat: number;
  readonly accountId: string;
  readonly interests: readonly Interest[];
}

/** A seat that takes no part in the motion, and why. */
export interface Recusal {
  readonly seat: number;
  readonly accountId: string;
  readonly cause: 'declared' | 'stepped-back' | 'upheld';
}

export interface DeclarationAsked {
  readonly stage: Stage | undefined;
  readonly now: string;
  readonly seat: Seat | undefined;
  /** The refs of every candidate who stands. */
  readonly candidates: readonly string[];
  readonly interests: readonly Interest[];
  readonly existing: Declaration | undefined;
}

/**
 * Whether a declaration may be filed: seat.missing, the gate of facts, declaration.exists, declaration.twice,
 * declaration.foreign, declaration.incomplete, declaration.tie-missing.
 */
export function refuseDeclaration(asked: DeclarationAsked): Refusal | undefined {
  const { seat, candidates, interests, existing } = asked;
  if (seat === undefined || seat.removedAt !== null) return refuse('seat.missing');
  const late = refuseFact({ stage: asked.stage, fact: 'interest.declare', now: asked.now });
  if (late !== undefined) return late;
  if (isDeclarationOf(seat, existing)) return refuse('declaration.exists');
  const named = interests.map(({ candidateRef }) => candidateRef);
  if (new Set(named).size < named.length) return refuse('declaration.twice');
  const foreign = named.filter((ref) => !candidates.includes(ref));
  if (foreign.length > 0) return refuse('declaration.foreign', { candidates: foreign });
  const missing = candidates.filter((ref) => !named.includes(ref));
  if (missing.length > 0) return refuse('declaration.incomplete', { count: missing.length, candidates: missing });
  const untied = interests.find(({ interest, tie }) => (interest === 'none') !== (tie === null));
  return untied === undefined ? undefined : refuse('declaration.tie-missing', { candidate: untied.candidateRef });
}

/** The recusal that a declaration is by itself: an actual interest in any candidate, for the whole motion. */
export function recusalOf(declaration: Declaration): Recusal | undefined {
  if (!declaration.interests.some(({ interest }) => interest === 'actual')) return undefined;
  return { seat: declaration.seat, accountId: declaration.accountId, cause: 'declared' };
}

export interface RecusalAsked {
  readonly stage: Stage | undefined;
  readonly now: string;
  readonly seat: Seat | undefined;
  readonly declaration: Declaration | undefined;
  readonly recusals: readonly Recusal[];
  readonly reason: string | null;
}

/** Whether a member may step back: seat.missing, the gate of facts, interest.undeclared, interest.recused-already. Always theirs to decide. */
export function refuseStepBack(asked: RecusalAsked): Refusal | undefined {
  return refuseRecusal(asked, 'interest.step-back');
}

/** Whether the secretary may uphold a possible interest: as stepping back, and interest.not-possible, interest.reason-missing. */
export function refuseUphold(asked: RecusalAsked): Refusal | undefined {
  const refusal = refuseRecusal(asked, 'interest.uphold');
  if (refusal !== undefined) return refusal;
  const isPossible = asked.declaration?.interests.some(({ interest }) => interest === 'possible') ?? false;
  if (!isPossible) return refuse('interest.not-possible');
  return isBlank(asked.reason) ? refuse('interest.reason-missing') : undefined;
}

/** Whether a declaration is that of the seat's present holder. */
export function isDeclarationOf(seat: Seat, declaration: Declaration | undefined): declaration is Declaration {
  return declaration !== undefined && declaration.seat === seat.seat && declaration.accountId === seat.accountId;
}

/** Whether the seat's present holder is recused. */
export function isRecused(seat: Seat, recusals: readonly Recusal[]): boolean {
  return recusals.some((recusal) => recusal.seat === seat.seat && recusal.accountId === seat.accountId);
}

function refuseRecusal(asked: RecusalAsked, fact: 'interest.step-back' | 'interest.uphold'): Refusal | undefined {
  const { seat, declaration, recusals } = asked;
  if (seat === undefined || seat.removedAt !== null) return refuse('seat.missing');
  const late = refuseFact({ stage: asked.stage, fact, now: asked.now });
  if (late !== undefined) return late;
  if (!isDeclarationOf(seat, declaration)) return refuse('interest.undeclared');
  return isRecused(seat, recusals) ? refuse('interest.recused-already') : undefined;
}

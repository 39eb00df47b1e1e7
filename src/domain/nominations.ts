import { isBlank } from './committee.ts';
import { refuseFact } from './facts.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { Stage, StageKind } from './stages.ts';

export type NominationRoute = 'self' | 'unit' | 'hr';

export interface NominationAsked {
  readonly stage: Stage | undefined;
  readonly now: string;
  readonly route: NominationRoute;
  /** Whether the criteria are sealed and countersigned: nothing is known of a pool before. */
  readonly isSealed: boolean;
  readonly isPoolComplete: boolean;
  readonly candidate: { readonly personId: string; readonly unitId: string };
  /** The person's candidacy in this selection, if there is one. */
  readonly existing: 'standing' | 'withdrawn' | undefined;
  readonly nominator: { readonly personId: string | null; readonly unitIds: readonly string[] };
}

/**
 * Whether a nomination may be filed: the gate of facts, nomination.unsealed, nomination.pool-complete, nomination.not-self,
 * nomination.not-own-unit, nomination.exists, nomination.withdrawn. Only the person comes back after a withdrawal.
 */
export function refuseNomination(asked: NominationAsked): Refusal | undefined {
  const { route, candidate, nominator, existing } = asked;
  const late = refuseFact({ stage: asked.stage, fact: 'nomination.file', now: asked.now });
  if (late !== undefined) return late;
  if (!asked.isSealed) return refuse('nomination.unsealed');
  if (asked.isPoolComplete) return refuse('nomination.pool-complete');
  if (route === 'self' && nominator.personId !== candidate.personId) return refuse('nomination.not-self');
  if (route === 'unit' && !nominator.unitIds.includes(candidate.unitId)) return refuse('nomination.not-own-unit');
  if (existing === 'standing') return refuse('nomination.exists');
  return existing === 'withdrawn' && route !== 'self' ? refuse('nomination.withdrawn') : undefined;
}

/** Whether the pool may be called complete: the gate of facts, nomination.pool-complete, nomination.pool-empty. */
export function refusePoolCompletion(asked: {
  readonly stage: Stage | undefined;
  readonly now: string;
  readonly isPoolComplete: boolean;
  readonly candidates: number;
}): Refusal | undefined {
  const late = refuseFact({ stage: asked.stage, fact: 'pool.complete', now: asked.now });
  if (late !== undefined) return late;
  if (asked.isPoolComplete) return refuse('nomination.pool-complete');
  return asked.candidates === 0 ? refuse('nomination.pool-empty') : undefined;
}

export type DataCheck = 'confirmed' | 'disputed' | 'unanswered';

/** Whether a candidate may confirm the data: the gate of facts, nomination.missing, nomination.confirmed, nomination.correction-open. */
export function refuseConfirmation(asked: {
  readonly stage: Stage | undefined;
  readonly now: string;
  readonly candidacy: 'standing' | 'withdrawn' | undefined;
  readonly confirmedAt: string | null;
  readonly openCorrections: number;
}): Refusal | undefined {
  const late = refuseFact({ stage: asked.stage, fact: 'data.confirm', now: asked.now });
  if (late !== undefined) return late;
  if (asked.candidacy !== 'standing') return refuse('nomination.missing');
  if (asked.confirmedAt !== null) return refuse('nomination.confirmed');
  return asked.openCorrections > 0 ? refuse('nomination.correction-open', { count: asked.openCorrections }) : undefined;
}

/** How a data check is recorded when the window closes. Silence is recorded as silence, never as consent. */
export function dataCheckAtClose(candidate: {
  readonly confirmedAt: string | null;
  readonly corrections: number;
}): DataCheck {
  if (candidate.confirmedAt !== null) return 'confirmed';
  return candidate.corrections > 0 ? 'disputed' : 'unanswered';
}

/** Whether a candidacy may be withdrawn: nomination.missing, nomination.withdrawn, nomination.inaugurated, nomination.reason-missing (when the office does it). */
export function refuseWithdrawal(asked: {
  readonly candidacy: 'standing' | 'withdrawn' | undefined;
  readonly isInaugurated: boolean;
  readonly by: 'candidate' | 'hr';
  readonly reason: string | null;
}): Refusal | undefined {
  if (asked.candidacy === undefined) return refuse('nomination.missing');
  if (asked.candidacy === 'withdrawn') return refuse('nomination.withdrawn');
  if (asked.isInaugurated) return refuse('nomination.inaugurated');
  return asked.by === 'hr' && isBlank(asked.reason) ? refuse('nomination.reason-missing') : undefined;
}

export type WithdrawalEffect = 'none' | 'sheets-not-awaited' | 'motion-void' | 'choice-undone';

/** What a withdrawal does to the stage it falls into. A motion or a choice that named the person does not outlive it. */
export function effectOfWithdrawal(
  stage: StageKind,
  withdrawn: { readonly inMotion: boolean; readonly isChosen: boolean },
): WithdrawalEffect {
  if (stage === 'assessment') return 'sheets-not-awaited';
  if (stage === 'committee-review' && withdrawn.inMotion) return 'motion-void';
  return stage === 'placement' && withdrawn.isChosen ? 'choice-undone' : 'none';
}

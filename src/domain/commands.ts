import { isBlank } from './committee.ts';
import { isOverdue } from './facts.ts';
import { type Refusal, refuse } from './refusal.ts';
import { refuseSelectionMove, reopeningMove, type SelectionState } from './selections.ts';
import { refuseMove, type Stage, type StageKind } from './stages.ts';

/** Whether a due instant may be moved later: command.reason-missing, the moves of stages, command.due-missing, command.due-earlier, command.due-past. */
export function refuseExtension(
  stage: Stage,
  asked: { readonly dueAt: string; readonly reason: string | null; readonly now: string },
): Refusal | undefined {
  const refusal = refuseDueChange(stage, asked);
  if (refusal !== undefined) return refusal;
  return stage.dueAt !== null && asked.dueAt <= stage.dueAt
    ? refuse('command.due-earlier', { dueAt: stage.dueAt })
    : undefined;
}

/**
 * Whether a due instant may follow a changed calendar: as an extension, but it may also come earlier, though never into the past:
 * a decree cannot make a deadline missed. Also command.due-same.
 */
export function refuseRecalculation(
  stage: Stage,
  asked: { readonly dueAt: string; readonly reason: string | null; readonly now: string },
): Refusal | undefined {
  const refusal = refuseDueChange(stage, asked);
  if (refusal !== undefined) return refusal;
  return asked.dueAt === stage.dueAt ? refuse('command.due-same') : undefined;
}

/** Whether a stage may be paused, resumed or cancelled: command.reason-missing, stage.move-illegal. */
export function refusePause(stage: Stage, reason: string | null, now: string): Refusal | undefined {
  return isBlank(reason) ? refuse('command.reason-missing') : refuseMove(stage, { move: 'pause', at: now });
}

export function refuseResume(stage: Stage, reason: string | null): Refusal | undefined {
  return isBlank(reason) ? refuse('command.reason-missing') : refuseMove(stage, { move: 'resume', dueAt: null });
}

/** Whether a selection may be cancelled: command.reason-missing, selection.move-illegal. */
export function refuseCancellation(state: SelectionState, reason: string | null): Refusal | undefined {
  return isBlank(reason) ? refuse('command.reason-missing') : refuseSelectionMove(state, 'cancel');
}

/** A selection is judged in as many parts as it had policies, so those are few. */
export const mostPolicyMoves = 16;

/**
 * Whether a selection may go on under another policy than the one it is pinned to: command.reason-missing, selection.move-illegal,
 * command.policy-same, command.policy-often, and command.policy-late once anybody has been nominated: rules are sealed before anybody knows whom they judge.
 */
export function refusePolicyMove(
  selection: {
    readonly state: SelectionState;
    readonly stage: Stage | undefined;
    /** How many were ever nominated, those who withdrew included. */
    readonly nominated: number;
    /** How often it has moved before. */
    readonly moves: number;
  },
  asked: { readonly reason: string | null; readonly isSame: boolean },
): Refusal | undefined {
  const { state, stage, nominated, moves } = selection;
  if (isBlank(asked.reason)) return refuse('command.reason-missing');
  if (nominated > 0) return refuse('command.policy-late');
  const illegal = refuseSelectionMove(state, 'move-policy');
  if (illegal !== undefined) return illegal;
  // A stage that is about to open, or to close, is left to do so first.
  if (state !== 'draft' && stage?.state !== 'open' && stage?.state !== 'paused')
    return refuse('selection.move-illegal', { move: 'move-policy', state });
  if (asked.isSame) return refuse('command.policy-same');
  return moves >= mostPolicyMoves ? refuse('command.policy-often', { most: mostPolicyMoves }) : undefined;
}

/** Whether an executed placement may be revoked: command.reason-missing, command.order-missing, selection.move-illegal. */
export function refuseRevocation(
  state: SelectionState,
  asked: { readonly reason: string | null; readonly orderNumber: string | null },
): Refusal | undefined {
  if (isBlank(asked.reason)) return refuse('command.reason-missing');
  if (isBlank(asked.orderNumber)) return refuse('command.order-missing');
  return refuseSelectionMove(state, 'revoke');
}

/** Whether the committee may adjourn: command.reason-missing, stage.step-illegal unless it is voting, and the moves of stages. */
export function refuseAdjournment(stage: Stage, reason: string | null): Refusal | undefined {
  if (isBlank(reason)) return refuse('command.reason-missing');
  return refuseMove(stage, { move: 'step', to: 'deliberating', because: 'adjourned', dueAt: stage.dueAt });
}

/** Whether a stage may be reopened as a new attempt: command.reason-missing, selection.move-illegal, command.never-opened. */
export function refuseReopening(
  selection: { readonly state: SelectionState; readonly stages: readonly Stage[] },
  asked: { readonly kind: StageKind; readonly reason: string | null },
): Refusal | undefined {
  if (isBlank(asked.reason)) return refuse('command.reason-missing');
  const illegal = refuseSelectionMove(selection.state, reopeningMove(asked.kind));
  if (illegal !== undefined) return illegal;
  const attempts = selection.stages.filter((stage) => stage.kind === asked.kind && stage.openedAt !== null);
  return attempts.length === 0 ? refuse('command.never-opened', { stage: asked.kind }) : undefined;
}

function refuseDueChange(
  stage: Stage,
  asked: { readonly dueAt: string; readonly reason: string | null; readonly now: string },
): Refusal | undefined {
  if (isBlank(asked.reason)) return refuse('command.reason-missing');
  const illegal = refuseMove(stage, { move: 'set-due', dueAt: asked.dueAt });
  if (illegal !== undefined) return illegal;
  if (stage.dueAt === null) return refuse('command.due-missing');
  return isOverdue({ ...stage, dueAt: asked.dueAt }, asked.now) ? refuse('command.due-past') : undefined;
}

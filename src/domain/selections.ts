import { addMonths } from './dates.ts';
import { type Refusal, refuse } from './refusal.ts';
import { plannedStage, type Stage, type StageKind, type StageStep, stageKinds } from './stages.ts';

export type SelectionState = 'draft' | 'sealed' | 'running' | 'decided' | 'placed' | 'revoked' | 'cancelled' | 'failed';

export type SelectionMove =
  | 'seal'
  | 'open'
  | 'decide'
  | 'place'
  | 'revoke'
  | 'fail'
  | 'cancel'
  | 'reopen'
  | 'reopen-placement'
  /** To another policy: the criteria are drafted and sealed anew under it. */
  | 'move-policy';

/** The legal moves of a selection. A committee's decision survives only when nothing but the placement is done again. */
export const selectionMoves: Readonly<
  Record<SelectionState, Readonly<Partial<Record<SelectionMove, SelectionState>>>>
> = {
  draft: { seal: 'sealed', cancel: 'cancelled', 'move-policy': 'draft' },
  sealed: { open: 'running', cancel: 'cancelled' },
  running: { decide: 'decided', fail: 'failed', cancel: 'cancelled', reopen: 'running', 'move-policy': 'draft' },
  decided: {
    place: 'placed',
    fail: 'failed',
    cancel: 'cancelled',
    reopen: 'running',
    'reopen-placement': 'decided',
  },
  placed: { revoke: 'revoked' },
  failed: { reopen: 'running', 'reopen-placement': 'decided', cancel: 'cancelled' },
  revoked: { reopen: 'running', 'reopen-placement': 'decided' },
  cancelled: {},
};

/** Whether a selection may make a move: selection.move-illegal. */
export function refuseSelectionMove(state: SelectionState, move: SelectionMove): Refusal | undefined {
  return selectionMoves[state][move] === undefined ? refuse('selection.move-illegal', { move, state }) : undefined;
}

const plannedWithinMonths = 24;

/** Age, service and vacancy are judged on the planned day: not on one that has passed, nor on one far enough to be chosen for them. */
export function refusePlannedDay({ plannedOn, today }: { plannedOn: string; today: string }): Refusal | undefined {
  const until = addMonths(today, plannedWithinMonths);
  if (plannedOn >= today && plannedOn <= until) return undefined;
  return refuse('selection.planned-out-of-range', { from: today, until });
}

/** The state after a legal move; an illegal one is a bug of the caller, who asks `refuseSelectionMove` first. */
export function moveSelection(state: SelectionState, move: SelectionMove): SelectionState {
  const next = selectionMoves[state][move];
  if (next === undefined) throw new RangeError(`a selection that is ${state} cannot ${move}`);
  return next;
}

interface StageResults {
  nomination: 'frozen' | 'pool-empty';
  assessment: 'ranked' | 'none-ranked';
  'committee-review': 'approved' | 'rejected' | 'tied' | 'no-quorum' | 'revote';
  placement: 'effective' | 'exhausted';
}
export type StageResult<Kind extends StageKind = StageKind> = StageResults[Kind];

export type After =
  | { readonly then: 'stage'; readonly kind: StageKind; readonly selection: SelectionMove | null }
  | { readonly then: 'end'; readonly selection: SelectionMove }
  /** The stage goes on: the committee comes back to this step, and nothing is decided. */
  | { readonly then: 'stay'; readonly step: StageStep };

type AfterTable = { readonly [Kind in StageKind]: Readonly<Record<StageResults[Kind], After>> };

/** What follows each result. Only a committee's approval leads to a placement. */
const afterResult: AfterTable = {
  nomination: {
    frozen: { then: 'stage', kind: 'assessment', selection: null },
    'pool-empty': { then: 'end', selection: 'fail' },
  },
  assessment: {
    ranked: { then: 'stage', kind: 'committee-review', selection: null },
    'none-ranked': { then: 'end', selection: 'fail' },
  },
  'committee-review': {
    approved: { then: 'stage', kind: 'placement', selection: 'decide' },
    rejected: { then: 'end', selection: 'fail' },
    tied: { then: 'stay', step: 'deliberating' },
    'no-quorum': { then: 'stay', step: 'deliberating' },
    revote: { then: 'stay', step: 'deliberating' },
  },
  placement: {
    effective: { then: 'end', selection: 'place' },
    exhausted: { then: 'end', selection: 'fail' },
  },
};

export function nextAfter<Kind extends StageKind>(kind: Kind, result: StageResult<Kind>): After {
  const results: Readonly<Record<StageResult<Kind>, After>> = afterResult[kind];
  return results[result];
}

/** The move of the selection that reopening one of its stages is. */
export function reopeningMove(kind: StageKind): SelectionMove {
  return kind === 'placement' ? 'reopen-placement' : 'reopen';
}

export interface Reopening {
  /** The new attempt, planned; it opens by the usual move. */
  readonly planned: Stage;
  /** Attempts whose facts are void from now on, that of the reopened stage included. Nothing is deleted. */
  readonly voided: readonly Stage[];
}

/** A reopened stage gets a new attempt; its own last attempt and all of the stages after it are void. */
export function reopenStage(stages: readonly Stage[], kind: StageKind): Reopening {
  const from = stageKinds.indexOf(kind);
  const voided = stages.filter((stage) => stageKinds.indexOf(stage.kind) >= from);
  const [first] = stages;
  if (first === undefined) throw new RangeError('a selection without stages cannot be reopened');
  return { planned: plannedStage(first.selectionId, kind, nextAttempt(stages, kind)), voided };
}

/** The number of the next attempt of a stage; old attempts keep theirs. */
export function nextAttempt(stages: readonly Stage[], kind: StageKind): number {
  return 1 + Math.max(0, ...stages.filter((stage) => stage.kind === kind).map((stage) => stage.attempt));
}

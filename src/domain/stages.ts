import { type Refusal, refuse } from './refusal.ts';

export const stageKinds = ['nomination', 'assessment', 'committee-review', 'placement'] as const;
export type StageKind = (typeof stageKinds)[number];

export type StageState = 'planned' | 'open' | 'paused' | 'closing' | 'closed' | 'cancelled';

/** The steps of each stage in their order; a stage opens in its first. */
export const stageSteps = {
  nomination: ['nominating', 'data-check'],
  assessment: ['independent', 'final'],
  'committee-review': ['declaring', 'deliberating', 'voting'],
  placement: ['choosing', 'concurrence', 'decree', 'inauguration', 'effective'],
} as const satisfies Record<StageKind, readonly string[]>;
export type StageStep = (typeof stageSteps)[StageKind][number];

export interface Stage {
  readonly selectionId: string;
  readonly kind: StageKind;
  /** From 1; a reopened stage is a new attempt, the facts of the old one stay and are void. */
  readonly attempt: number;
  readonly state: StageState;
  readonly step: StageStep;
  readonly openedAt: string | null;
  /** Half-open: a fact at this instant is late. */
  readonly dueAt: string | null;
  readonly pausedAt: string | null;
}

export type StageMove =
  | { readonly move: 'open'; readonly at: string; readonly dueAt: string | null }
  | { readonly move: 'pause'; readonly at: string }
  | { readonly move: 'resume'; readonly dueAt: string | null }
  | { readonly move: 'set-due'; readonly dueAt: string }
  | { readonly move: 'step'; readonly to: StageStep; readonly because: StepCause; readonly dueAt: string | null }
  /** From the last step, or from any once nobody is left who could be chosen. */
  | { readonly move: 'begin-closing'; readonly exhausted?: boolean }
  | { readonly move: 'close' }
  | { readonly move: 'cancel' };

/** Why a step changes: everything was answered or its time was over, or something took the stage back. */
export type StepCause = 'advance' | 'member-replaced' | 'adjourned' | 'choice-undone';

/** The legal moves: from each state, each possible move and the state it leads to. What is not here is refused. */
export const stageMoves: Readonly<Record<StageState, Readonly<Partial<Record<StageMove['move'], StageState>>>>> = {
  planned: { open: 'open', cancel: 'cancelled' },
  open: { pause: 'paused', 'set-due': 'open', step: 'open', 'begin-closing': 'closing', cancel: 'cancelled' },
  paused: { resume: 'open', cancel: 'cancelled' },
  closing: { close: 'closed', cancel: 'cancelled' },
  closed: {},
  cancelled: {},
};

interface StepMove {
  readonly from: StageStep;
  readonly to: StageStep;
  readonly because: StepCause;
}

/** The legal changes of step inside an open stage; forward one at a time, back only for the cause named. */
export const stepMoves: readonly StepMove[] = [
  { from: 'nominating', to: 'data-check', because: 'advance' },
  { from: 'independent', to: 'final', because: 'advance' },
  { from: 'declaring', to: 'deliberating', because: 'advance' },
  { from: 'deliberating', to: 'voting', because: 'advance' },
  { from: 'deliberating', to: 'declaring', because: 'member-replaced' },
  { from: 'voting', to: 'declaring', because: 'member-replaced' },
  { from: 'voting', to: 'deliberating', because: 'adjourned' },
  { from: 'choosing', to: 'concurrence', because: 'advance' },
  { from: 'concurrence', to: 'decree', because: 'advance' },
  { from: 'decree', to: 'inauguration', because: 'advance' },
  { from: 'inauguration', to: 'effective', because: 'advance' },
  { from: 'concurrence', to: 'choosing', because: 'choice-undone' },
  { from: 'decree', to: 'choosing', because: 'choice-undone' },
  { from: 'inauguration', to: 'choosing', because: 'choice-undone' },
  { from: 'effective', to: 'choosing', because: 'choice-undone' },
];

/** Whether a stage may make a move: stage.move-illegal, stage.step-illegal, stage.steps-remain. */
export function refuseMove(stage: Stage, move: StageMove): Refusal | undefined {
  if (stageMoves[stage.state][move.move] === undefined) {
    return refuse('stage.move-illegal', { move: move.move, state: stage.state });
  }
  if (move.move === 'step' && !hasStepMove(stage.step, move)) {
    return refuse('stage.step-illegal', { from: stage.step, to: move.to });
  }
  if (move.move === 'begin-closing' && move.exhausted !== true && stage.step !== lastStep(stage.kind)) {
    return refuse('stage.steps-remain', { step: stage.step });
  }
  return undefined;
}

/** The stage after a legal move. An illegal one is a bug of the caller, who asks `refuseMove` first. */
export function moveStage(stage: Stage, move: StageMove): Stage {
  const refusal = refuseMove(stage, move);
  const state = stageMoves[stage.state][move.move];
  if (refusal !== undefined || state === undefined) throw new RangeError(refusal?.code ?? 'stage.move-illegal');
  switch (move.move) {
    case 'open':
      return { ...stage, state, openedAt: move.at, dueAt: move.dueAt };
    case 'pause':
      return { ...stage, state, pausedAt: move.at };
    case 'resume':
      return { ...stage, state, pausedAt: null, dueAt: move.dueAt };
    case 'set-due':
      return { ...stage, state, dueAt: move.dueAt };
    case 'step':
      return { ...stage, state, step: move.to, dueAt: move.dueAt };
    case 'begin-closing':
    case 'close':
      return { ...stage, state };
    case 'cancel':
      return { ...stage, state, pausedAt: null };
  }
}

/** An attempt of a stage before it opens. */
export function plannedStage(selectionId: string, kind: StageKind, attempt: number): Stage {
  const step = stageSteps[kind][0];
  return { selectionId, kind, attempt, state: 'planned', step, openedAt: null, dueAt: null, pausedAt: null };
}

/** The step that follows in the order of the stage; undefined after the last, when the stage closes. */
export function stepAfter(kind: StageKind, step: StageStep): StageStep | undefined {
  const steps: readonly StageStep[] = stageSteps[kind];
  return steps[steps.indexOf(step) + 1];
}

function lastStep(kind: StageKind): StageStep | undefined {
  return stageSteps[kind].at(-1);
}

function hasStepMove(from: StageStep, move: { readonly to: StageStep; readonly because: StepCause }): boolean {
  return stepMoves.some((legal) => legal.from === from && legal.to === move.to && legal.because === move.because);
}

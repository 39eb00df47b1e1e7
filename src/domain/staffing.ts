import { refuseFact } from './facts.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { SelectionState } from './selections.ts';
import { refuseMove, type Stage } from './stages.ts';

/** When seats and assessors may be named. Who may be named is judged with the name. */
export interface StaffingAsked {
  readonly state: SelectionState;
  readonly stage: Stage | undefined;
  readonly now: string;
}

/** A committee is not enlarged while it votes, nor after it has decided. */
export function refuseAppointing({ stage, state }: StaffingAsked): Refusal | undefined {
  if (!isUndecided(state)) return refuse('stage.closed');
  if (stage?.kind !== 'committee-review' || stage.step !== 'voting') return undefined;
  return refuse('stage.wrong-step', { step: stage.step, expected: 'declaring, deliberating' });
}

/** A seat changes hands until the committee has decided; a committee that sits declares anew. */
export function refuseReplacing({ state, stage }: StaffingAsked): Refusal | undefined {
  if (!isUndecided(state)) return refuse('stage.closed');
  if (stage?.kind !== 'committee-review' || stage.state === 'planned' || stage.step === 'declaring') return undefined;
  return refuseMove(stage, { move: 'step', to: 'declaring', because: 'member-replaced', dueAt: null });
}

/** Assessors may be named before their stage; once the sheets are revealed nobody joins any more. */
export function refuseAssigning({ stage, state, now }: StaffingAsked): Refusal | undefined {
  if (!isUndecided(state)) return refuse('stage.closed');
  const isPlanned = stage?.kind === 'assessment' && stage.state === 'planned';
  const isYetToCome = stage === undefined || stage.kind === 'nomination' || isPlanned;
  return isYetToCome ? undefined : refuseFact({ stage, fact: 'assessor.assign', now });
}

function isUndecided(state: SelectionState): boolean {
  return state === 'draft' || state === 'sealed' || state === 'running';
}

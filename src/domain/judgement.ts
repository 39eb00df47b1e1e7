import type { RefusalCode } from './codes.ts';

/** Somebody who still owes an act: who, how many, and which (account, candidate or seat, as text; empty for an office). */
export interface Awaited {
  readonly who:
    | 'nominator'
    | 'hr'
    | 'candidate'
    | 'assessor'
    | 'member'
    | 'chair'
    | 'authority'
    | 'approver'
    | 'outside';
  readonly count: number;
  readonly refs: readonly string[];
}

/** One thing that would cure a blocked step; `refs` are those it concerns. */
export interface Cure {
  readonly code:
    | 'stage.extend'
    | 'assessor.assign'
    | 'correction.answer'
    | 'motion.put'
    | 'choice.make'
    | 'seat.appoint'
    | 'quorum.attend'
    | 'quorum.replace'
    | 'quorum.appoint';
  readonly count: number;
  readonly refs: readonly string[];
}

/** Time alone will not move the step: somebody has to do one of the cures. */
export interface Blocked {
  readonly code: RefusalCode;
  readonly cure: readonly Cure[];
}

export interface Judgement {
  readonly ready: boolean;
  readonly awaiting: readonly Awaited[];
  readonly blocked?: Blocked;
}

export interface StepTime {
  readonly now: string;
  readonly overdue: boolean;
  /** Whether a step in which all have answered may end: its time is over, it has none, or the policy lets it end early. */
  readonly mayEnd: boolean;
}

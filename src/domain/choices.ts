import { isBlank } from './committee.ts';
import { refuseFact } from './facts.ts';
import { type Refusal, refuse } from './refusal.ts';
import { type Hand, isSameHand } from './roles.ts';
import type { Stage } from './stages.ts';

export type Deviation = 'none' | 'not-first' | 'outside-list';

/** How the policy binds the appointing authority's choice. */
export interface ChoiceRule {
  /** Whether the order binds: then another than the first needs an exception, as a name outside the list always does. */
  readonly rankBinding: boolean;
  /** The exceptions that the policy knows. */
  readonly exceptions: readonly { readonly code: string }[];
  /** Of a reason for a deviation, in characters. */
  readonly reasonMinLength: number;
}

export type ChoiceState = 'awaiting-approval' | 'standing' | 'declined' | 'undone';

export interface Choice {
  readonly candidateRef: string;
  readonly deviation: Deviation;
  readonly exception: string | null;
  readonly madeBy: Hand;
  readonly state: ChoiceState;
}

export interface ChoiceAsked {
  readonly stage: Stage | undefined;
  readonly now: string;
  readonly rule: ChoiceRule;
  /** The approved shortlist in order. */
  readonly shortlist: readonly string[];
  /** Refs of every candidate of the selection. */
  readonly candidates: readonly string[];
  /** Those who have withdrawn or were chosen in vain. */
  readonly unavailable: readonly string[];
  readonly candidateRef: string;
  readonly reason: string | null;
  readonly exception: string | null;
  /** Choices made in this attempt before. */
  readonly earlier: readonly Choice[];
}

/**
 * Whether the authority may choose: the gate of facts, choice.exists, choice.candidate-missing, choice.candidate-withdrawn,
 * choice.exception-unknown, choice.outside-list, choice.rank-binding, choice.reason-missing.
 */
export function refuseChoice(asked: ChoiceAsked): Refusal | undefined {
  const { rule, candidateRef, exception } = asked;
  const late = refuseFact({ stage: asked.stage, fact: 'choice.make', now: asked.now });
  if (late !== undefined) return late;
  if (asked.earlier.some(isUndecidedOrStanding)) return refuse('choice.exists');
  if (!asked.candidates.includes(candidateRef)) return refuse('choice.candidate-missing');
  if (asked.unavailable.includes(candidateRef)) return refuse('choice.candidate-withdrawn');
  if (exception !== null && !rule.exceptions.some(({ code }) => code === exception)) {
    return refuse('choice.exception-unknown', { exception });
  }
  const deviation = deviationOf(asked);
  if (deviation === 'outside-list' && exception === null) return refuse('choice.outside-list');
  if (deviation === 'not-first' && rule.rankBinding && exception === null) return refuse('choice.rank-binding');
  const reasonLength = asked.reason?.trim().length ?? 0;
  const reasonNeeded = deviation === 'none' ? 0 : Math.max(1, rule.reasonMinLength);
  return reasonLength < reasonNeeded
    ? refuse('choice.reason-missing', { deviation, minimum: reasonNeeded })
    : undefined;
}

/** How far a choice is from the order, among those who can still be chosen. */
function deviationOf(asked: Pick<ChoiceAsked, 'shortlist' | 'unavailable' | 'candidateRef'>): Deviation {
  if (!asked.shortlist.includes(asked.candidateRef)) return 'outside-list';
  return nextAlternate(asked.shortlist, asked.unavailable) === asked.candidateRef ? 'none' : 'not-first';
}

/** The first of the shortlist who can still be chosen; undefined when it is exhausted. */
export function nextAlternate(shortlist: readonly string[], unavailable: readonly string[]): string | undefined {
  return shortlist.find((ref) => !unavailable.includes(ref));
}

/** The choice as it is recorded. One that needed an exception waits for another person's approval and has no effect before it. */
export function makeChoice(asked: ChoiceAsked, madeBy: Hand): Choice {
  const deviation = deviationOf(asked);
  const needsApproval = deviation === 'outside-list' || (deviation === 'not-first' && asked.rule.rankBinding);
  const state = needsApproval ? 'awaiting-approval' : 'standing';
  return { candidateRef: asked.candidateRef, deviation, exception: asked.exception, madeBy, state };
}

export interface ApprovalAsked {
  readonly stage: Stage | undefined;
  readonly now: string;
  readonly choice: Choice | undefined;
  readonly approver: Hand;
  readonly approves: boolean;
  readonly reason: string | null;
}

/** Whether a second person may approve or decline: the gate of facts, choice.approval-none, choice.approval-self, choice.approval-reason-missing. */
export function refuseApproval(asked: ApprovalAsked): Refusal | undefined {
  const { choice, approver } = asked;
  const late = refuseFact({ stage: asked.stage, fact: 'choice.approve', now: asked.now });
  if (late !== undefined) return late;
  if (choice?.state !== 'awaiting-approval') return refuse('choice.approval-none');
  if (isSameHand(choice.madeBy, approver)) return refuse('choice.approval-self');
  return isBlank(asked.reason) ? refuse('choice.approval-reason-missing') : undefined;
}

/** The choice after the second person's word. */
export function answerChoice(choice: Choice, approves: boolean): Choice {
  return { ...choice, state: approves ? 'standing' : 'declined' };
}

function isUndecidedOrStanding({ state }: Choice): boolean {
  return state === 'awaiting-approval' || state === 'standing';
}

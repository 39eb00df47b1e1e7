import type { Choice } from './choices.ts';
import { isBlank } from './committee.ts';
import { afterConcurrence, type Concurrence } from './concurrence.ts';
import { refuseFact } from './facts.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { Stage } from './stages.ts';

export interface Decree {
  readonly number: string;
  readonly issuedOn: string;
  readonly effectiveOn: string;
}

export interface DecreeAsked {
  readonly stage: Stage | undefined;
  readonly now: string;
  readonly choice: Choice | undefined;
  /** The latest round. */
  readonly concurrence: Concurrence | undefined;
  readonly existing: Decree | undefined;
  readonly decree: Decree;
}

/**
 * Whether a decree may be issued: the gate of facts, decree.exists, decree.choice-missing, decree.concurrence-missing,
 * decree.number-missing, decree.effective-early.
 */
export function refuseDecree(asked: DecreeAsked): Refusal | undefined {
  const { choice, concurrence, decree } = asked;
  const late = refuseFact({ stage: asked.stage, fact: 'decree.issue', now: asked.now });
  if (late !== undefined) return late;
  if (asked.existing !== undefined) return refuse('decree.exists', { number: asked.existing.number });
  if (choice?.state !== 'standing') return refuse('decree.choice-missing');
  if (concurrence === undefined || !hasConcurred(concurrence)) return refuse('decree.concurrence-missing');
  if (isBlank(decree.number)) return refuse('decree.number-missing');
  return decree.effectiveOn < decree.issuedOn ? refuse('decree.effective-early') : undefined;
}

export interface InaugurationAsked {
  readonly stage: Stage | undefined;
  readonly now: string;
  readonly decree: Decree | undefined;
  readonly inauguratedOn: string;
  /** The day of `now` in the authority's zone. */
  readonly today: string;
}

/** Whether an inauguration may be recorded: the gate of facts, decree.missing, decree.inauguration-early, decree.inauguration-future. */
export function refuseInauguration(asked: InaugurationAsked): Refusal | undefined {
  const { decree, inauguratedOn } = asked;
  const late = refuseFact({ stage: asked.stage, fact: 'placement.inaugurate', now: asked.now });
  if (late !== undefined) return late;
  if (decree === undefined) return refuse('decree.missing');
  if (inauguratedOn < decree.issuedOn) return refuse('decree.inauguration-early');
  return inauguratedOn > asked.today ? refuse('decree.inauguration-future') : undefined;
}

function hasConcurred({ state }: Concurrence): boolean {
  return state !== 'requested' && afterConcurrence[state] === 'go-on';
}

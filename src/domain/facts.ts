import { type Refusal, refuse } from './refusal.ts';
import type { Stage, StageState, StageStep } from './stages.ts';

/**
 * In which steps a fact may be added, and what its due instant does. `binds`: a fact at or after the due instant is late.
 * `waits`: the fact is owed by an office; being overdue is escalated, and never makes the duty impossible.
 */
export const factSteps = {
  'nomination.file': { steps: ['nominating'], due: 'binds' },
  'pool.complete': { steps: ['nominating'], due: 'binds' },
  'gate.verify': { steps: ['nominating', 'data-check'], due: 'waits' },
  'data.confirm': { steps: ['data-check'], due: 'binds' },
  'correction.request': { steps: ['data-check'], due: 'binds' },
  'correction.answer': { steps: ['data-check'], due: 'waits' },
  'assessor.assign': { steps: ['independent'], due: 'waits' },
  'sheet.submit': { steps: ['independent'], due: 'binds' },
  'sheet.finalise': { steps: ['final'], due: 'binds' },
  'interest.declare': { steps: ['declaring', 'deliberating', 'voting'], due: 'binds' },
  'interest.step-back': { steps: ['declaring', 'deliberating', 'voting'], due: 'binds' },
  'interest.uphold': { steps: ['declaring', 'deliberating', 'voting'], due: 'waits' },
  'presence.record': { steps: ['deliberating', 'voting'], due: 'binds' },
  'motion.put': { steps: ['deliberating', 'voting'], due: 'binds' },
  'ballot.cast': { steps: ['voting'], due: 'binds' },
  'choice.make': { steps: ['choosing'], due: 'waits' },
  'choice.approve': { steps: ['choosing'], due: 'waits' },
  'concurrence.request': { steps: ['concurrence'], due: 'waits' },
  // A late reply is recorded even when the placement has moved on; concurrence.ts says what it still does.
  'concurrence.reply': { steps: ['concurrence', 'decree', 'inauguration', 'effective'], due: 'waits' },
  'concurrence.certify-lapse': { steps: ['concurrence'], due: 'waits' },
  'decree.issue': { steps: ['decree'], due: 'waits' },
  'placement.inaugurate': { steps: ['inauguration'], due: 'waits' },
} as const satisfies Record<string, { readonly steps: readonly StageStep[]; readonly due: 'binds' | 'waits' }>;

export type Fact = keyof typeof factSteps;

export interface FactAsked {
  /** The attempt of the stage that the fact is for, read under its lock; undefined when there is none. */
  readonly stage: Stage | undefined;
  readonly fact: Fact;
  /** The database's clock under that lock. */
  readonly now: string;
}

/** The gate before every fact: stage.missing, stage.not-open, stage.paused, stage.closed, stage.wrong-step, stage.late. */
export function refuseFact({ stage, fact, now }: FactAsked): Refusal | undefined {
  if (stage === undefined) return refuse('stage.missing');
  const shut = refuseUnlessOpen(stage);
  if (shut !== undefined) return shut;
  const { steps, due } = factSteps[fact];
  if (!isAmong(stage.step, steps)) return refuse('stage.wrong-step', { step: stage.step, expected: steps.join(', ') });
  if (due === 'binds' && isOverdue(stage, now)) return refuse('stage.late', { dueAt: stage.dueAt });
  return undefined;
}

/** Whether anything may happen in a stage: stage.missing, stage.not-open, stage.paused, stage.closed. */
export function refuseUnlessOpen(stage: Stage | undefined): Refusal | undefined {
  if (stage === undefined) return refuse('stage.missing');
  const closedBy = refusedStates[stage.state];
  return closedBy === undefined ? undefined : refuse(closedBy, { stage: stage.kind });
}

/** Due instants are half-open: what comes at the due instant comes late. */
export function isOverdue(stage: Stage, now: string): boolean {
  return stage.dueAt !== null && now >= stage.dueAt;
}

const refusedStates: Readonly<Partial<Record<StageState, 'stage.not-open' | 'stage.paused' | 'stage.closed'>>> = {
  planned: 'stage.not-open',
  paused: 'stage.paused',
  closing: 'stage.closed',
  closed: 'stage.closed',
  cancelled: 'stage.closed',
};

function isAmong(step: StageStep, steps: readonly StageStep[]): boolean {
  return steps.includes(step);
}

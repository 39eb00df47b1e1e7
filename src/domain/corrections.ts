import { isBlank } from './committee.ts';
import { refuseFact } from './facts.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { Stage } from './stages.ts';

export interface Correction {
  readonly candidateRef: string;
  /** Code of the snapshot's field in dispute. */
  readonly field: string;
  readonly state: 'open' | 'accepted' | 'declined';
}

/**
 * Whether a candidate may ask for a correction: the gate of facts, correction.field-unknown, correction.open, correction.reason-missing.
 * After the freeze there is none: a late correction yields an impact report, never a silent change.
 */
export function refuseCorrection(asked: {
  readonly stage: Stage | undefined;
  readonly now: string;
  readonly field: string;
  /** Fields of the snapshot that will be used. */
  readonly fields: readonly string[];
  readonly existing: readonly Correction[];
  readonly reason: string | null;
}): Refusal | undefined {
  const late = refuseFact({ stage: asked.stage, fact: 'correction.request', now: asked.now });
  if (late !== undefined) return late;
  if (!asked.fields.includes(asked.field)) return refuse('correction.field-unknown', { field: asked.field });
  const isOpen = asked.existing.some(({ field, state }) => field === asked.field && state === 'open');
  if (isOpen) return refuse('correction.open', { field: asked.field });
  return isBlank(asked.reason) ? refuse('correction.reason-missing') : undefined;
}

/** Whether the office may answer: the gate of facts, correction.missing, correction.answered, correction.reason-missing for a no. */
export function refuseCorrectionAnswer(asked: {
  readonly stage: Stage | undefined;
  readonly now: string;
  readonly correction: Correction | undefined;
  readonly accepts: boolean;
  readonly reason: string | null;
}): Refusal | undefined {
  const late = refuseFact({ stage: asked.stage, fact: 'correction.answer', now: asked.now });
  if (late !== undefined) return late;
  if (asked.correction === undefined) return refuse('correction.missing');
  if (asked.correction.state !== 'open') return refuse('correction.answered');
  return !asked.accepts && isBlank(asked.reason) ? refuse('correction.reason-missing') : undefined;
}

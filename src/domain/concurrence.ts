import { isBlank } from './committee.ts';
import { refuseFact } from './facts.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { Stage } from './stages.ts';

export type ConcurrenceState = 'requested' | 'issued' | 'returned' | 'refused' | 'lapsed';
export type ConcurrenceReply = 'issued' | 'returned' | 'refused';

/** One round of asking the outside authority (pertimbangan teknis). */
export interface Concurrence {
  readonly round: number;
  readonly state: ConcurrenceState;
  readonly requestedAt: string;
  /** The instant after the last working day, by the calendar; null while the policy knows no lapse or the calendar is missing. */
  readonly lapsesAt: string | null;
}

export interface ConcurrenceRule {
  /** False: silence never does anything. True: after the lapse an officer may certify it, an act with a name; it is no approval. */
  readonly lapse: boolean;
}

/** Where each answer leads. A refusal undoes the choice; the next alternates are called in order. */
export const afterConcurrence: Readonly<
  Record<Exclude<ConcurrenceState, 'requested'>, 'go-on' | 'ask-again' | 'undo-choice'>
> = { issued: 'go-on', lapsed: 'go-on', returned: 'ask-again', refused: 'undo-choice' };

/** Whether concurrence may be asked for: the gate of facts, concurrence.requested, concurrence.closed. A returned request may be asked again. */
export function refuseConcurrenceRequest(
  stage: Stage | undefined,
  latest: Concurrence | undefined,
  now: string,
): Refusal | undefined {
  const late = refuseFact({ stage, fact: 'concurrence.request', now });
  if (late !== undefined) return late;
  if (latest === undefined || latest.state === 'returned') return undefined;
  return refuse(latest.state === 'requested' ? 'concurrence.requested' : 'concurrence.closed', { state: latest.state });
}

export interface ReplyAsked {
  readonly stage: Stage | undefined;
  readonly now: string;
  readonly concurrence: Concurrence | undefined;
  readonly reply: ConcurrenceReply;
  /** Of the letter, which every reply has. */
  readonly letterNumber: string | null;
  readonly reason: string | null;
}

/**
 * Whether a reply may be recorded: the gate of facts, concurrence.missing, concurrence.closed, concurrence.letter-missing,
 * concurrence.reason-missing. A reply after a lapse is recorded too; `judgeReply` says that it blocks nothing.
 */
export function refuseReply(asked: ReplyAsked): Refusal | undefined {
  const { concurrence } = asked;
  const late = refuseFact({ stage: asked.stage, fact: 'concurrence.reply', now: asked.now });
  if (late !== undefined) return late;
  if (concurrence === undefined) return refuse('concurrence.missing');
  if (concurrence.state !== 'requested' && concurrence.state !== 'lapsed') {
    return refuse('concurrence.closed', { state: concurrence.state });
  }
  if (isBlank(asked.letterNumber)) return refuse('concurrence.letter-missing');
  return asked.reply !== 'issued' && isBlank(asked.reason) ? refuse('concurrence.reason-missing') : undefined;
}

export interface JudgedReply {
  readonly timing: 'in-time' | 'late';
  /** Whether it decides; a late one is recorded and shown, and leaves the round as it is. */
  readonly blocking: boolean;
  readonly state: ConcurrenceState;
}

/**
 * What a reply recorded at `now` does. The last minute is in time, the lapse instant is late. Where the policy knows no lapse,
 * no reply is ever late.
 */
export function judgeReply(
  rule: ConcurrenceRule,
  concurrence: Concurrence,
  answer: { readonly reply: ConcurrenceReply; readonly now: string },
): JudgedReply {
  const isLate =
    concurrence.state === 'lapsed' ||
    (rule.lapse && concurrence.lapsesAt !== null && answer.now >= concurrence.lapsesAt);
  if (isLate) return { timing: 'late', blocking: false, state: concurrence.state };
  return { timing: 'in-time', blocking: true, state: answer.reply };
}

/**
 * Whether a lapse may be certified: the gate of facts, concurrence.lapse-off, concurrence.missing, concurrence.closed,
 * concurrence.lapse-unknown, concurrence.lapse-early.
 */
export function refuseLapse(
  rule: ConcurrenceRule,
  concurrence: Concurrence | undefined,
  { stage, now }: { readonly stage: Stage | undefined; readonly now: string },
): Refusal | undefined {
  const late = refuseFact({ stage, fact: 'concurrence.certify-lapse', now });
  if (late !== undefined) return late;
  if (!rule.lapse) return refuse('concurrence.lapse-off');
  if (concurrence === undefined) return refuse('concurrence.missing');
  if (concurrence.state !== 'requested') return refuse('concurrence.closed', { state: concurrence.state });
  const { lapsesAt } = concurrence;
  if (lapsesAt === null) return refuse('concurrence.lapse-unknown');
  return now < lapsesAt ? refuse('concurrence.lapse-early', { lapsesAt }) : undefined;
}

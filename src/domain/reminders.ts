import { parseInstant } from './dates.ts';
import { refuseUnlessOpen } from './facts.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { Stage } from './stages.ts';

/** For so long nobody is reminded by hand again in the same step. */
const restMinutes = 60;

export interface ReminderAsked {
  readonly stage: Stage | undefined;
  readonly now: string;
  /** Accounts that are awaited, the asker's own left out. */
  readonly recipients: number;
  /** When somebody was last reminded by hand in this step. */
  readonly lastByHandAt: string | null;
}

/** Whether those awaited may be reminded by hand: stage.missing and the states of stages, reminder.nobody-awaited, reminder.too-soon. */
export function refuseReminder({ stage, now, recipients, lastByHandAt }: ReminderAsked): Refusal | undefined {
  const shut = refuseUnlessOpen(stage);
  if (shut !== undefined) return shut;
  if (recipients === 0) return refuse('reminder.nobody-awaited');
  const isTooSoon = lastByHandAt !== null && microsOf(now) < microsOf(lastByHandAt) + restMinutes * 60_000_000;
  return isTooSoon ? refuse('reminder.too-soon', { minutes: restMinutes }) : undefined;
}

function microsOf(instant: string): number {
  const micros = parseInstant(instant);
  if (micros === undefined) throw new Error('not an instant');
  return micros;
}

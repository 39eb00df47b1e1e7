import { addDays, parseInstant, writeInstant } from './dates.ts';
import type { Stage } from './stages.ts';
import {
  type Calendar,
  type CalendarMissing,
  type CalendarUse,
  localDayOf,
  workingDaysBetween,
  type Zone,
} from './working-days.ts';

/** A term that a pause interrupted. */
export interface Interrupted {
  readonly pausedAt: string;
  readonly dueAt: string;
}

/** Days are counted up to this many after a pause: far more than any term spans, and an end to what a forged due instant asks for. */
const longestCount = 4_000;

/** The term that runs on once a paused stage is resumed: none for a step without one, or whose term was over at the pause. */
export function interruptedTerm({ state, pausedAt, dueAt }: Stage): Interrupted | undefined {
  if (state !== 'paused' || pausedAt === null || dueAt === null || pausedAt >= dueAt) return undefined;
  return { pausedAt, dueAt };
}

/**
 * Working days that a paused term has left: those after the local day of the pause, to the last day before the due instant;
 * at least one, so that nobody is resumed into a term that has no day. The resumed term runs over as many, from its resumption.
 */
export function daysLeft(
  { pausedAt, dueAt, zone, ...use }: Interrupted & CalendarUse & { readonly zone: Zone },
  calendars: readonly Calendar[],
): number | CalendarMissing {
  const pauseDay = localDayOf(pausedAt, zone);
  const [lastDay, lastCounted] = [lastDayOf(dueAt, zone), addDays(pauseDay, longestCount)];
  const until = lastDay < lastCounted ? lastDay : lastCounted;
  const counted = workingDaysBetween({ from: addDays(pauseDay, 1), to: until }, calendars, use);
  return typeof counted === 'number' ? Math.max(1, counted) : counted;
}

/** The local day of the last moment in time. */
function lastDayOf(dueAt: string, zone: Zone): string {
  const due = parseInstant(dueAt);
  if (due === undefined) throw new Error('not an instant');
  return localDayOf(writeInstant(due - 1), zone);
}

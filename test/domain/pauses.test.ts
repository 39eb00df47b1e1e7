import { describe, expect, test } from 'vitest';
import { daysLeft, interruptedTerm } from '#domain/pauses.ts';
import { plannedStage, type Stage } from '#domain/stages.ts';
import { readCalendar } from './vectors/reader.ts';

const calendars = [readCalendar(2026)];
const zone = 'Asia/Jakarta';
const pausedAt = '2026-06-24T03:00:00.000000Z';
const dueAt = '2026-06-30T17:00:00.000000Z';
const paused: Stage = { ...plannedStage('selection', 'nomination', 1), state: 'paused', pausedAt, dueAt };

describe('the term that a pause interrupts', () => {
  test('is the one that ran when the stage was paused', () => {
    expect(interruptedTerm(paused)).toEqual({ pausedAt, dueAt });
  });

  test.each<[string, Partial<Stage>]>([
    ['a step without a term', { dueAt: null }],
    ['a term that was over at the pause', { dueAt: pausedAt }],
    ['a stage that is not paused', { state: 'open', pausedAt: null }],
  ])('is none of %s', (_, change) => {
    expect(interruptedTerm({ ...paused, ...change })).toBeUndefined();
  });
});

describe('the working days left at a pause', () => {
  test('are those after its day, to the last day of the term', () => {
    // Thursday, Friday, Monday, Tuesday.
    expect(daysLeft({ pausedAt, dueAt, zone }, calendars)).toBe(4);
  });

  test('are counted by the local day', () => {
    const afterMidnight = '2026-06-24T17:30:00.000000Z';
    expect(daysLeft({ pausedAt: afterMidnight, dueAt, zone }, calendars)).toBe(3);
  });

  test('leave out holidays, and joint leave where the policy says so', () => {
    const span = { pausedAt: '2026-12-22T03:00:00.000000Z', dueAt: '2026-12-29T17:00:00.000000Z', zone } as const;
    const counts = [true, false].map((cutiBersamaIsNonWorking) =>
      daysLeft({ ...span, cutiBersamaIsNonWorking }, calendars),
    );
    expect(counts).toEqual([3, 4]);
  });

  test('are at least one: the last day of a term is given again', () => {
    expect(daysLeft({ pausedAt: '2026-06-30T16:59:59.999999Z', dueAt, zone }, calendars)).toBe(1);
  });

  test('include a last day that the term ends within', () => {
    expect(daysLeft({ pausedAt, dueAt: '2026-06-30T09:00:00.000000Z', zone }, calendars)).toBe(4);
  });

  test('are unknown where a year has no calendar', () => {
    const next = '2027-01-05T17:00:00.000000Z';
    expect(daysLeft({ pausedAt, dueAt: next, zone }, calendars)).toEqual({
      status: 'UNKNOWN',
      reason: 'calendar.missing',
      year: 2027,
    });
  });
});

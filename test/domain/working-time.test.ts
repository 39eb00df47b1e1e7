import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Calendar } from '#domain/working-days.ts';
import { openWorkingTime } from '#domain/working-time.ts';
import { calendarSchema } from '#schemas/calendar.ts';

const read = (year: number): Calendar =>
  calendarSchema.parse(JSON.parse(readFileSync(`calendars/id-${year}.json`, 'utf8')));
const time = openWorkingTime([read(2026), read(2027)], { zone: 'Asia/Jakarta' });
/** Midnight in Jakarta after a day: the due instant of a term that ends with it. */
const after = (day: string) => `${day}T17:00:00.000000Z`;
const tuesday = '2026-11-24T03:12:00.000000Z';

describe('working days left', () => {
  test('are those after today up to the last day', () => {
    expect(
      ['2026-11-24', '2026-11-25', '2026-11-26', '2026-12-01'].map((day) => time.left(after(day), tuesday)),
    ).toEqual([0, 1, 2, 5]);
  });

  test('are negative once the last day is over, by the working days since', () => {
    expect(time.left(after('2026-11-19'), tuesday)).toBe(-3);
  });

  test('leave out holidays', () => {
    // Tuesday 16 June 2026 is 1 Muharam.
    expect(time.left(after('2026-06-17'), '2026-06-15T02:00:00.000000Z')).toBe(1);
  });

  test('are unknown where a calendar is missing, on either side or between', () => {
    const gap = openWorkingTime([read(2026), { ...read(2027), year: 2028 }], { zone: 'Asia/Jakarta' });
    expect(time.left(after('2028-01-03'), tuesday)).toBeNull();
    expect(time.left(after('2026-11-25'), '2025-11-24T03:12:00.000000Z')).toBeNull();
    expect(gap.left(after('2028-01-03'), tuesday)).toBeNull();
  });
});

test('an age is counted in working days, none of them on the first day', () => {
  expect(time.since(tuesday, tuesday)).toBe(0);
  expect(time.since('2026-11-20T03:00:00.000000Z', tuesday)).toBe(2);
});

test('the horizon is the last due instant that is no further away than so many working days', () => {
  const horizon = time.horizon(tuesday, 3);
  // Friday 27 November is the third; a term that ends on the weekend is no further away.
  expect(horizon).toBe(after('2026-11-29'));
  expect(time.left(horizon ?? '', tuesday)).toBe(3);
  expect(time.horizon('2030-01-01T00:00:00.000000Z', 3)).toBeNull();
});

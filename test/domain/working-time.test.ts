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

describe('the days counted', () => {
  const empty = (year: number): Calendar => ({ id: `id-${year}`, year, provisional: false, entries: [] });
  const open = () => openWorkingTime([empty(2029), empty(2027), empty(2026)], { zone: 'Asia/Jakarta' });
  const noon = (day: string) => `${day}T05:00:00.000000Z`;

  test('run on through years that follow each other, in their order, and begin anew after a gap', () => {
    const { days } = open();
    // 1 January 2026 is a Thursday; 2 January 2027, a Saturday, adds none; 1 January 2029 is a Monday.
    expect(days.length).toBe(3 * 365);
    expect([days[0], days[364], days[366], days[729], days[730], days.at(-1)]).toEqual([
      { day: '2026-01-01', count: 1, run: 0 },
      { day: '2026-12-31', count: 261, run: 0 },
      { day: '2027-01-02', count: 262, run: 0 },
      { day: '2027-12-31', count: 522, run: 0 },
      { day: '2029-01-01', count: 523, run: 1 },
      { day: '2029-12-31', count: 783, run: 1 },
    ]);
  });

  test('span two years that follow each other, and no gap', () => {
    expect(open().since(noon('2026-12-31'), noon('2027-01-04'))).toBe(2);
    expect(open().since(noon('2027-12-31'), noon('2029-01-01'))).toBeNull();
    expect(open().since(noon('2028-06-01'), noon('2029-01-01'))).toBeNull();
  });

  test('have no horizon beyond the last day of a run', () => {
    expect(open().horizon(noon('2027-12-29'), 1)).toBe('2027-12-30T17:00:00.000000Z');
    expect(open().horizon(noon('2027-12-29'), 2)).toBeNull();
    expect(open().horizon(noon('2029-12-31'), 0)).toBeNull();
  });

  test('leave out what the calendars are asked to leave out', () => {
    const leave = { date: '2026-01-02', kind: 'cuti-bersama', name: { id: 'x', en: 'x' }, decree: null } as const;
    const calendar = { ...empty(2026), entries: [{ ...leave, effectiveFrom: null }] };
    const count = (use: object) => openWorkingTime([calendar], { zone: 'Asia/Jakarta', ...use }).days[1]?.count;
    expect([count({}), count({ cutiBersamaIsNonWorking: false })]).toEqual([1, 2]);
  });

  test('say nothing of what is no instant', () => {
    expect(() => open().left('2026-01-05', noon('2026-01-02'))).toThrow('not an instant');
  });
});

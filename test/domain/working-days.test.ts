import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deadline, isInTime, reasonsAgainst, reminderAt } from '#domain/working-days.ts';
import { readCalendar } from './vectors/reader.ts';

const calendars = [readCalendar(2025), readCalendar(2026), readCalendar(2027)];
const clock = { zone: 'Asia/Jakarta', cutoff: '16:00' } as const;

describe('a deadline', () => {
  test('is due in UTC with microseconds and names the calendars it rests on', () => {
    const due = deadline({ ...clock, receivedAt: '2025-12-23T08:00:00.000000Z', workingDays: 5 }, calendars);
    expect(due).toMatchObject({
      status: 'KNOWN',
      dueAt: '2026-01-02T17:00:00.000000Z',
      calendarIds: ['id-2025', 'id-2026'],
      provisional: false,
    });
  });

  test('that rests on a provisional calendar says so', () => {
    const due = deadline({ ...clock, receivedAt: '2026-12-28T03:00:00Z', workingDays: 5 }, calendars);
    expect(due).toMatchObject({ status: 'KNOWN', provisional: true, calendarIds: ['id-2026', 'id-2027'] });
  });

  test('on a year without a calendar is not known', () => {
    const due = deadline({ ...clock, receivedAt: '2027-12-28T03:00:00Z', workingDays: 5 }, calendars);
    expect(due).toEqual({ status: 'UNKNOWN', reason: 'calendar.missing', year: 2028 });
  });

  test('needs an instant and at least one working day', () => {
    expect(() => deadline({ ...clock, receivedAt: '2026-06-10', workingDays: 5 }, calendars)).toThrow(
      'needs an instant',
    );
    expect(() => deadline({ ...clock, receivedAt: '2026-06-10T03:00:00Z', workingDays: 0 }, calendars)).toThrow();
  });

  test('counts exactly the asked number of working days, and none between is left out', () => {
    const minute = fc.integer({ min: Date.UTC(2025, 0, 1) / 60_000, max: Date.UTC(2026, 5, 1) / 60_000 });
    fc.assert(
      fc.property(minute, fc.integer({ min: 1, max: 40 }), (at, workingDays) => {
        const receivedAt = new Date(at * 60_000).toISOString();
        const due = deadline({ ...clock, receivedAt, workingDays }, calendars);
        if (due.status !== 'KNOWN') throw new Error('the calendars are there');
        const { counted, receiptDay, lastDay, skippedHolidays, skippedWeekendDays } = due.explanation;
        const span = (Date.parse(lastDay) - Date.parse(receiptDay)) / 86_400_000;
        expect(counted.length).toBe(workingDays);
        expect(counted.length + skippedHolidays.length + skippedWeekendDays).toBe(span);
        expect(counted.every((day) => (reasonsAgainst(day, calendars) as string[]).length === 0)).toBe(true);
      }),
    );
  });
});

describe('a reminder', () => {
  test('goes out at office hours so many working days before the last day', () => {
    const asked = { dueAt: '2026-05-22T17:00:00.000000Z', zone: 'Asia/Jakarta', at: '07:30' } as const;
    expect(reminderAt({ ...asked, daysBefore: 0 }, calendars)).toBe('2026-05-22T00:30:00.000000Z');
    expect(reminderAt({ ...asked, daysBefore: 5 }, calendars)).toBe('2026-05-13T00:30:00.000000Z');
  });

  test('needs the calendars too', () => {
    const asked = { dueAt: '2026-05-22T17:00:00Z', zone: 'Asia/Jakarta', at: '07:30', daysBefore: 1 } as const;
    expect(reminderAt(asked, [])).toEqual({ status: 'UNKNOWN', reason: 'calendar.missing', year: 2026 });
  });
});

test('an act a microsecond before the due instant is in time, at it too late', () => {
  const due = '2026-02-24T00:00:00+07:00';
  expect(isInTime('2026-02-23T16:59:59.999999Z', due)).toBe(true);
  expect(isInTime('2026-02-23T17:00:00.000000Z', due)).toBe(false);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Calendar,
  type CalendarEntry,
  deadline,
  isInTime,
  localDayOf,
  reasonsAgainst,
  reminderAt,
  startOfDay,
  workingDaysBetween,
} from '#domain/working-days.ts';
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

test('an act or a term that is no instant is refused', () => {
  expect(() => isInTime('2026-02-23', '2026-02-24T00:00:00Z')).toThrow('not an instant');
  expect(() => isInTime('2026-02-24T00:00:00Z', '2026-02-24')).toThrow('not an instant');
  const asked = { zone: 'Asia/Jakarta', at: '07:30', daysBefore: 0 } as const;
  expect(() => reminderAt({ ...asked, dueAt: '2026-02-24' }, calendars)).toThrow('not an instant');
  expect(() => localDayOf('2026-02-24', 'Asia/Jakarta')).toThrow('not an instant');
});

test('a local day begins at its own midnight in each zone', () => {
  const zones = ['Asia/Jakarta', 'Asia/Pontianak', 'Asia/Makassar', 'Asia/Jayapura'] as const;
  expect(zones.map((zone) => startOfDay('2026-06-15', zone))).toEqual([
    '2026-06-14T17:00:00.000000Z',
    '2026-06-14T17:00:00.000000Z',
    '2026-06-14T16:00:00.000000Z',
    '2026-06-14T15:00:00.000000Z',
  ]);
  expect(zones.map((zone) => localDayOf('2026-06-14T15:30:00.000000Z', zone))).toEqual([
    '2026-06-14',
    '2026-06-14',
    '2026-06-14',
    '2026-06-15',
  ]);
});

describe('a calendar', () => {
  const entry = (date: string, kind: CalendarEntry['kind'], effectiveFrom: string | null = null): CalendarEntry => ({
    date,
    kind,
    effectiveFrom,
    name: { id: 'x', en: 'x' },
    decree: null,
  });
  /** From Monday 15 June 2026 on: a holiday, joint leave of a decree of 1 June, a day that is both. */
  const open = (): Calendar => ({
    id: 'id-2026',
    year: 2026,
    provisional: false,
    entries: [
      entry('2026-06-16', 'libur-nasional'),
      entry('2026-06-16', 'libur-nasional'),
      entry('2026-06-17', 'cuti-bersama', '2026-06-01'),
      entry('2026-06-18', 'cuti-bersama'),
      entry('2026-06-18', 'libur-nasional'),
      entry('2026-06-20', 'libur-nasional'),
    ],
  });
  const days = ['2026-06-15', '2026-06-16', '2026-06-17', '2026-06-18', '2026-06-20'];
  const both = ['libur-nasional', 'cuti-bersama'];
  const saturday = ['weekend', 'libur-nasional'];

  test.each([
    ['of all decrees', {}, [[], ['libur-nasional'], ['cuti-bersama'], both, saturday]],
    [
      'of which joint leave is worked',
      { cutiBersamaIsNonWorking: false },
      [[], ['libur-nasional'], [], ['libur-nasional'], saturday],
    ],
    [
      'of which joint leave is free',
      { cutiBersamaIsNonWorking: true },
      [[], ['libur-nasional'], ['cuti-bersama'], both, saturday],
    ],
    ['of decrees up to the day before', { calendarAsOf: '2026-05-31' }, [[], ['libur-nasional'], [], both, saturday]],
    [
      'of decrees up to that day',
      { calendarAsOf: '2026-06-01' },
      [[], ['libur-nasional'], ['cuti-bersama'], both, saturday],
    ],
  ])('%s names each reason once, the holiday first', (_title, use, expected) => {
    const calendars = [open()];
    expect(days.map((day) => reasonsAgainst(day, calendars, use))).toEqual(expected);
  });

  test('is asked again for another use of the same calendars', () => {
    const calendars = [open()];
    expect(reasonsAgainst('2026-06-17', calendars)).toEqual(['cuti-bersama']);
    expect(reasonsAgainst('2026-06-17', calendars, { cutiBersamaIsNonWorking: false })).toEqual([]);
    expect(reasonsAgainst('2026-06-17', calendars, { calendarAsOf: '2026-05-31' })).toEqual([]);
  });

  test('counts the working days from one to another, both included', () => {
    const between = (from: string, to: string) => workingDaysBetween({ from, to }, [open()]);
    expect(between('2026-06-15', '2026-06-22')).toBe(3);
    expect(between('2026-06-16', '2026-06-18')).toBe(0);
    expect(between('2026-06-19', '2026-06-19')).toBe(1);
    expect(between('2026-12-31', '2027-01-01')).toEqual({ status: 'UNKNOWN', reason: 'calendar.missing', year: 2027 });
  });

  const asked = {
    receivedAt: '2026-06-15T02:00:00.000000Z',
    workingDays: 2,
    zone: 'Asia/Jakarta',
    cutoff: '16:00',
  } as const;

  test('is explained whole with the term that rests on it', () => {
    expect(deadline(asked, [open()])).toEqual({
      status: 'KNOWN',
      dueAt: '2026-06-22T17:00:00.000000Z',
      calendarIds: ['id-2026'],
      provisional: false,
      explanation: {
        algorithm: 'working-days/1',
        receivedAt: '2026-06-15T02:00:00.000000Z',
        receivedLocal: '2026-06-15 09:00',
        zone: 'Asia/Jakarta',
        cutoff: '16:00',
        workingDays: 2,
        cutiBersamaIsNonWorking: true,
        calendarAsOf: null,
        receiptDay: '2026-06-15',
        firstDay: '2026-06-19',
        lastDay: '2026-06-22',
        counted: ['2026-06-19', '2026-06-22'],
        skippedHolidays: [
          '2026-06-16 libur-nasional',
          '2026-06-17 cuti-bersama',
          '2026-06-18 libur-nasional cuti-bersama',
        ],
        skippedWeekendDays: 2,
        lapsesAt: '2026-06-23T00:00:00+07:00',
        calendars: ['id-2026'],
        provisional: false,
      },
    });
  });

  test.each([
    [
      'at the cutoff counts as received on the next working day',
      { receivedAt: '2026-06-15T09:00:00.000000Z' },
      '2026-06-19',
    ],
    ['a minute before it on the same day', { receivedAt: '2026-06-15T08:59:00.000000Z' }, '2026-06-15'],
    [
      'late in the day without a cutoff on the same day',
      { receivedAt: '2026-06-15T16:00:00.000000Z', cutoff: null },
      '2026-06-15',
    ],
    ['on a holiday on the next working day', { receivedAt: '2026-06-16T02:00:00.000000Z' }, '2026-06-19'],
  ])('what comes in %s', (_title, change, receiptDay) => {
    const due = deadline({ ...asked, ...change }, [open()]);
    expect(due.status === 'KNOWN' && due.explanation.receiptDay).toBe(receiptDay);
  });

  test('of the year of receipt is missed too', () => {
    const late = { ...asked, receivedAt: '2026-12-31T09:00:00.000000Z' };
    expect(deadline(late, [open()])).toEqual({ status: 'UNKNOWN', reason: 'calendar.missing', year: 2027 });
  });

  test('is named in the order of the years, however the calendars are given', () => {
    const next = { ...open(), id: 'id-2027', year: 2027, provisional: true, entries: [] };
    const other = { ...next, id: 'id-2028', year: 2028 };
    const due = deadline({ ...asked, receivedAt: '2026-12-31T02:00:00.000000Z' }, [other, next, open()]);
    expect(due).toMatchObject({ calendarIds: ['id-2026', 'id-2027'], provisional: true });
  });
});

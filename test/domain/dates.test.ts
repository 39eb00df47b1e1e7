import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  byDay,
  completedMonths,
  instantAt,
  localTimeOf,
  parseDay,
  parseInstant,
  parseSiasnDay,
  weekdayOf,
  writeInstant,
} from '#domain/dates.ts';

describe('a day', () => {
  test.each([
    '2026-01-31',
    '2026-03-31',
    '2026-04-30',
    '2026-06-30',
    '2026-09-30',
    '2026-11-30',
    '2024-02-29',
    '2000-02-29',
  ])('%s is one, and the next is the first of a month', (day) => {
    expect(parseDay(day)).toBe(day);
    expect(addDays(day, 1).slice(8)).toBe('01');
  });

  test.each([
    '2026-04-31',
    '2026-06-31',
    '2026-09-31',
    '2026-11-31',
    '2026-02-29',
    '1900-02-29',
    '2026-01-32',
    '2026-01-00',
    '2026-00-10',
    '2026-13-10',
    '2026-1-10',
    '12026-01-10',
    '2026-01-100',
    '',
  ])('%j is none', (day) => {
    expect(parseDay(day)).toBeUndefined();
  });

  test('of SIASN is turned round, where it is one', () => {
    expect(parseSiasnDay('29-02-2024')).toBe('2024-02-29');
    expect(['29-02-2026', '2024-02-29', '1-02-2024', '', 'x01-02-2024', '01-02-20245'].map(parseSiasnDay)).toEqual(
      Array(6).fill(undefined),
    );
  });

  test('moves by days over months, leap years and centuries', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2024-12-31', 1)).toBe('2025-01-01');
    expect(addDays('2100-02-28', 1)).toBe('2100-03-01');
    expect(addDays('2000-02-28', 1)).toBe('2000-02-29');
    expect(addDays('1970-01-01', -1)).toBe('1969-12-31');
    expect(addDays('1600-02-29', 365)).toBe('1601-02-28');
    expect(addDays('1999-12-31', 36_525)).toBe('2099-12-31');
    expect(addDays('2000-03-01', -1)).toBe('2000-02-29');
    expect(addDays('1601-01-01', 146_097)).toBe('2001-01-01');
  });

  test('moves by months, at most to the last of the month', () => {
    expect(addMonths('2024-08-31', -6)).toBe('2024-02-29');
    expect(addMonths('2025-10-31', 1)).toBe('2025-11-30');
    expect(addMonths('2025-12-15', 1)).toBe('2026-01-15');
    expect(completedMonths('2026-01-31', '2026-02-28')).toBe(1);
    expect(completedMonths('2026-01-31', '2026-02-27')).toBe(0);
    expect(completedMonths('2026-03-01', '2026-02-28')).toBe(-1);
  });

  test('has its place among the days and in the week', () => {
    expect(['2026-01-02', '2026-01-01', '2025-12-31', '2026-01-01'].toSorted(byDay)).toEqual([
      '2025-12-31',
      '2026-01-01',
      '2026-01-01',
      '2026-01-02',
    ]);
    expect([byDay('2026-01-01', '2026-01-01'), byDay('2026-01-02', '2026-01-01')]).toEqual([0, 1]);
    expect(['1969-12-28', '1970-01-01', '2026-06-15', '2026-06-21'].map(weekdayOf)).toEqual([6, 3, 0, 6]);
  });
});

describe('an instant', () => {
  const written = (text: string) => {
    const micros = parseInstant(text);
    return micros === undefined ? undefined : writeInstant(micros);
  };

  test.each([
    ['2026-06-15T09:30:15.25+07:00', '2026-06-15T02:30:15.250000Z'],
    ['2026-06-15T00:30-05:45', '2026-06-15T06:15:00.000000Z'],
    ['2026-06-15T23:59:59.999999Z', '2026-06-15T23:59:59.999999Z'],
    ['2026-06-15T00:00+14:00', '2026-06-14T10:00:00.000000Z'],
    ['2026-06-15T12:00+00:59', '2026-06-15T11:01:00.000000Z'],
    ['1969-12-31T23:59:59Z', '1969-12-31T23:59:59.000000Z'],
  ])('%s is %s', (text, expected) => {
    expect(written(text)).toBe(expected);
  });

  test.each([
    '2026-06-15',
    '2026-06-31T00:00Z',
    '2026-06-15T24:00Z',
    '2026-06-15T23:60Z',
    '2026-06-15T23:59:60Z',
    '2026-06-15T00:00',
    '2026-06-15T00:00+15:00',
    '2026-06-15T00:00+14:60',
    '2026-06-15T00:00:00.1234567Z',
    'x2026-06-15T00:00Z',
    '2026-06-15T00:00Zx',
  ])('%s is none', (text) => {
    expect(written(text)).toBeUndefined();
  });

  test('has its microseconds since 1970', () => {
    expect(parseInstant('1970-01-01T00:01:01.000001Z')).toBe(61_000_001);
    expect(parseInstant('1970-01-02T00:00Z')).toBe(86_400_000_000);
  });

  test('is a day and a time somewhere, and back', () => {
    const micros = parseInstant('2026-06-14T17:05:00Z') ?? 0;
    expect(localTimeOf(micros, 420)).toEqual({ day: '2026-06-15', time: '00:05' });
    expect(localTimeOf(micros, -60)).toEqual({ day: '2026-06-14', time: '16:05' });
    expect(instantAt({ day: '2026-06-15', time: '00:05' }, 420)).toBe(micros);
  });
});

import { describe, expect, test } from 'vitest';
import { type DisciplineRule, disciplineOn } from '#domain/discipline.ts';
import type { Sanction } from '#domain/person-record.ts';
import { servedSanction, today } from '#test/support/merit.ts';

const rule: DisciplineRule = { windowMonths: 60, gateLevels: ['sedang', 'berat'] };
const row = (source: string, change: Partial<Sanction> = {}): Sanction => ({ ...servedSanction, source, ...change });
const on = (...rows: readonly Sanction[]) => disciplineOn(rows, today, rule);
const over = { startedOn: '2023-01-01', endedOn: '2023-12-31' };

describe('the row that decides is named:', () => {
  test.each([
    ['none of a clean record', [], 'tidak pernah', null],
    ['the one that is served', [row('old', over), row('served')], 'sedang menjalani', 'served'],
    [
      'of those that are over the heaviest',
      [row('ringan', { ...over, level: 'ringan' }), row('berat', over)],
      'berat',
      'berat',
    ],
    [
      'none that lies before the window',
      [row('old', { startedOn: '2015-01-01', endedOn: '2015-12-31' })],
      'tidak pernah',
      null,
    ],
    ['none that is still ahead', [row('ahead', { startedOn: '2026-06-16' })], 'tidak pernah', null],
    ['one that is served from this very day', [row('today', { startedOn: today })], 'sedang menjalani', 'today'],
    ['one that is served up to this very day', [row('today', { endedOn: today })], 'sedang menjalani', 'today'],
    ['one that ended yesterday', [row('over', { endedOn: '2026-06-14' })], 'berat', 'over'],
    ['none that was revoked', [row('revoked', { revoked: true })], 'tidak pernah', null],
    [
      'one that ends by its months',
      [row('months', { startedOn: '2025-12-16', endedOn: null, months: 6 })],
      'sedang menjalani',
      'months',
    ],
    [
      'one whose months have passed',
      [row('months', { startedOn: '2025-12-15', endedOn: null, months: 6 })],
      'berat',
      'months',
    ],
    [
      'an instant one after its day',
      [row('instant', { startedOn: '2026-06-14', endedOn: null, instant: true })],
      'berat',
      'instant',
    ],
  ] as const)('%s', (_title, rows, word, source) => {
    expect(on(...rows)).toMatchObject({ word, source });
  });
});

describe('a row that does not say enough leaves the record open:', () => {
  test.each([
    ['a conflict between sources', { conflict: 'sanction.conflict' }, 'sanction.conflict'],
    ['no level', { level: null }, null],
    ['no level, though it is over', { ...over, level: null }, null],
    ['no start', { startedOn: null }, null],
    ['no end', { endedOn: null }, null],
    ['an instant one of no day', { startedOn: null, instant: true }, null],
    ['neither start nor end', { startedOn: null, endedOn: null, months: 6 }, null],
  ] as const)('%s', (_title, change, reason) => {
    expect(on(row('unclear', change))).toEqual({ word: null, gate: 'UNKNOWN', source: 'unclear', reason });
  });

  test('but not one that is still ahead, whatever its level', () => {
    const ahead = row('ahead', { startedOn: '2026-07-01', level: null });
    expect(on(ahead)).toEqual({ word: 'tidak pernah', gate: 'PASS', source: null, reason: null });
  });

  test('and it is named before one that counts, but not before one that closes the gate', () => {
    const unclear = row('unclear', { ...over, level: null });
    expect(on(row('over', over), unclear)).toMatchObject({ word: null, gate: 'UNKNOWN', source: 'unclear' });
    expect(on(unclear, row('served'))).toMatchObject({ word: null, gate: 'FAIL', source: 'served' });
  });

  test('and nobody who was not checked is clean', () => {
    expect(disciplineOn(null, today, rule)).toEqual({ word: null, gate: 'UNKNOWN', source: null, reason: null });
  });
});

describe('the gate', () => {
  test.each([
    ['closes on a heavy one that is served', {}, 'FAIL'],
    ['closes on a heavy one under examination', { inProcess: true, startedOn: null, endedOn: null }, 'FAIL'],
    ['stays open for a light one', { level: 'ringan' }, 'PASS'],
    ['opens once it is over', over, 'PASS'],
  ] as const)('%s', (_title, change, gate) => {
    expect(on(row('one', change)).gate).toBe(gate);
  });
});

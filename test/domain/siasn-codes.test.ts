import { describe, expect, test } from 'vitest';
import type { PostLevel } from '#domain/person-record.ts';
import { compareLevels, eselonName, specialistLevel } from '#domain/siasn-codes.ts';

test.each([
  ['11', 'I.a'],
  ['22', 'II.b'],
  ['31', 'III.a'],
  ['42', 'IV.b'],
  ['10', undefined],
  ['99', undefined],
  ['2', undefined],
  ['', undefined],
])('the eselon %s is written %s', (id, name) => {
  expect(eselonName(id)).toBe(name);
});

test.each([
  ['guru ahli pertama', 'jf-ahli-pertama'],
  ['analis ahli muda kebijakan', 'jf-ahli-muda'],
  ['ahli madya', 'jf-ahli-madya'],
  ['auditor ahli utama', 'jf-ahli-utama'],
  ['perawat terampil', 'jf-keterampilan'],
  ['pranata komputer mahir', 'jf-keterampilan'],
  ['penyelia', 'jf-keterampilan'],
  ['pemula arsiparis', 'jf-keterampilan'],
  ['guru', null],
  ['tenaga keterampilan', null],
  ['ahli mudatama', null],
  ['bahli muda', null],
])('the title %s has the step %s', (title, level) => {
  expect(specialistLevel(title)).toBe(level);
});

describe('levels of the structural ladder', () => {
  const ladder: readonly PostLevel[] = [
    'pelaksana',
    'pengawas',
    'administrator',
    'jpt-pratama',
    'jpt-madya',
    'jpt-utama',
  ];

  test('rise one rung at a time', () => {
    const rungs = ladder.slice(1).map((level, index) => compareLevels(level, ladder[index] ?? null));
    expect(rungs).toEqual([1, 1, 1, 1, 1]);
    expect(compareLevels('pelaksana', 'jpt-utama')).toBeLessThan(0);
    expect(compareLevels('pengawas', 'pengawas')).toBe(0);
  });

  test.each([
    ['jf-ahli-utama', 'pelaksana'],
    ['pelaksana', 'jf-ahli-utama'],
    [null, 'pelaksana'],
    ['pelaksana', null],
    [null, null],
  ] as const)('cannot be compared where one is not on it: %s with %s', (left, right) => {
    expect(compareLevels(left, right)).toBeUndefined();
  });
});

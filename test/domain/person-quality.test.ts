import { describe, expect, test } from 'vitest';
import {
  hasMixedCase,
  hasOddCase,
  isActingTitle,
  misspeltDegree,
  nameWithDegrees,
  titleWithoutUnit,
} from '#domain/person-quality.ts';

describe('a title', () => {
  test.each([
    ['Kepala Bidang Aset - Badan Keuangan', 'Badan Keuangan', 'Kepala Bidang Aset'],
    ['Analis Pajak, badan keuangan', 'Badan Keuangan', 'Analis Pajak'],
    ['Analis BADAN KEUANGAN', 'Badan Keuangan', 'Analis'],
    ['Penyuluh Dinas Sosial pada Dinas Sosial', 'Dinas Sosial', 'Penyuluh Dinas Sosial pada'],
    ['Analis-Bagian Umum ,- Dinas Sosial', 'Dinas Sosial', 'Analis-Bagian Umum'],
    ['Kepala Dinas Sosial', 'Dinas Sosial', undefined],
    ['Plt. Kepala Dinas Sosial', 'Dinas Sosial', undefined],
    ['Wakil Direktur RSUD', 'RSUD', undefined],
    ['Dinas Sosial', 'Dinas Sosial', undefined],
    ['Analis Pajak', 'Badan Keuangan', undefined],
    ['Analis Pajak', '', undefined],
  ])('%s in the unit "%s" has %s without it', (title, unit, rest) => {
    expect(titleWithoutUnit(title, unit)).toBe(rest);
  });

  test.each([
    ['Plt. Kepala Dinas', true],
    ['PLH Sekretaris', true],
    ['Pj Bupati', true],
    ['Pjok Guru', false],
    ['Kepala Dinas Plt', false],
  ])('%s is an acting duty: %s', (title, isActing) => {
    expect(isActingTitle(title)).toBe(isActing);
  });

  test.each([
    ['KEPALA DINAS', true],
    ['kepala dinas', true],
    ['Kepala Dinas', false],
    ['KEPALA', false],
    ['RS A', false],
  ])('%s is in one letter case only: %s', (title, isOdd) => {
    expect(hasOddCase(title)).toBe(isOdd);
  });
});

describe('a name', () => {
  test.each([
    ['Siti Aminah', false],
    ['SITI AMINAH', false],
    ['siti aminah', true],
    ['SiTi Aminah', true],
    ['Siti aMINAH', true],
  ])('%s has mixed cases: %s', (name, isMixed) => {
    expect(hasMixedCase(name)).toBe(isMixed);
  });

  test.each([
    [null, null, 'Siti'],
    ['Dr.', null, 'Dr. Siti'],
    [null, 'S.E.', 'Siti, S.E.'],
    ['Dr.', 'S.E., M.Si.', 'Dr. Siti, S.E., M.Si.'],
  ])('with %s before it and %s after it is %s', (before, after, whole) => {
    expect(nameWithDegrees(before, 'Siti', after)).toBe(whole);
  });
});

describe('degrees', () => {
  test.each([
    ['M.SI', 'M.SI'],
    ['S.E., MSi', 'MSi'],
    ['S.E., M. Si., s.h', 'M. Si.'],
    [' S.E. , M.Si. ', undefined],
    ['Ph.D.,', undefined],
    ['', undefined],
    ['S.Xyz.', undefined],
  ])('"%s" has the misspelling %s', (list, found) => {
    expect(misspeltDegree(list)).toBe(found);
  });

  test('that differ by their letter case are two, and each is known', () => {
    expect([misspeltDegree('Dr.'), misspeltDegree('dr.'), misspeltDegree('DR.')]).toEqual([
      undefined,
      undefined,
      'DR.',
    ]);
  });
});

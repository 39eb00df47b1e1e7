import { describe, expect, test } from 'vitest';
import { performanceFloor, predicateOf, predicateOfLabel, predicateOfQuadrant } from '#domain/skp.ts';

const refused = { status: 'REFUSED', reason: 'predicate.unknown' };

describe('a predicate', () => {
  test('of two ratings names the rating that is missing', () => {
    const missing = (hasilKerja: string | null, perilaku: string | null) => predicateOf({ hasilKerja, perilaku });
    expect(missing(null, 'sesuai ekspektasi')).toEqual({ status: 'UNKNOWN', missing: ['hasilKerja'], reason: null });
    expect(missing('sesuai ekspektasi', '-')).toEqual({ status: 'UNKNOWN', missing: ['perilaku'], reason: null });
    expect(missing('', null)).toEqual({ status: 'UNKNOWN', missing: ['hasilKerja', 'perilaku'], reason: null });
  });

  test.each([
    ['baik', 'sesuai ekspektasi'],
    ['sesuai ekspektasi', 'baik'],
    ['toString', 'sesuai ekspektasi'],
  ])('of the ratings %s and %s is refused', (hasilKerja, perilaku) => {
    expect(predicateOf({ hasilKerja, perilaku })).toEqual(refused);
  });

  test('by its label folds case and spaces, and takes the whole label only', () => {
    expect(predicateOfLabel(' sangat  BAIK ')).toEqual({ status: 'KNOWN', predicate: 'Sangat Baik' });
    expect(predicateOfLabel('Sangat')).toEqual(refused);
    expect(predicateOfLabel('-')).toEqual({ status: 'UNKNOWN', missing: ['K'], reason: null });
  });

  test.each(['0', '6', '11', '1 ', '2.', 'x'])('by the quadrant %j is refused', (code) => {
    expect(predicateOfQuadrant(code)).toEqual(refused);
  });

  test('by its quadrant runs from the best, and is not known without one', () => {
    expect(predicateOfQuadrant('1')).toEqual({ status: 'KNOWN', predicate: 'Sangat Baik' });
    expect(predicateOfQuadrant('5')).toEqual({ status: 'KNOWN', predicate: 'Sangat Kurang' });
    expect(predicateOfQuadrant(null)).toEqual({ status: 'UNKNOWN', missing: ['K'], reason: null });
    expect(predicateOfQuadrant('-')).toEqual({ status: 'UNKNOWN', missing: ['K'], reason: null });
  });
});

describe('the floor of the last years', () => {
  const rule = { minPredicate: 'Baik', minYears: 2 } as const;
  test.each([
    ['passes where each reaches it', { 2024: 'Baik', 2025: 'Sangat Baik' }, 'PASS'],
    ['asks no year before them', { 2023: 'Kurang', 2024: 'Baik', 2025: 'Baik' }, 'PASS'],
    ['fails by one below it', { 2024: 'Butuh Perbaikan', 2025: 'Baik' }, 'FAIL'],
    ['fails by one below it, whatever is missing besides', { 2024: null, 2025: 'Kurang' }, 'FAIL'],
    ['is not known with a year left blank', { 2024: 'Baik', 2025: null }, 'UNKNOWN'],
    ['is not known with too few years', { 2025: 'Baik' }, 'UNKNOWN'],
    ['is not known without any', {}, 'UNKNOWN'],
  ] as const)('%s', (_title, years, expected) => {
    expect(performanceFloor(years, rule)).toBe(expected);
  });
});

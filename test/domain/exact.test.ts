import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareExact, exact, mean, parseExact, ratio, showExact, weightedSum, writeExact } from '#domain/exact.ts';

const fraction = fc.tuple(fc.integer(), fc.integer({ min: 1, max: 100_000 })).map(([n, d]) => ratio(n, d));

describe('exact numbers', () => {
  test.each([
    ['62.50', '62.5'],
    ['850/9', '850/9'],
    ['36/45', '0.8'],
    ['-0.125', '-0.125'],
    ['0.0', '0'],
    ['1/1024', '0.0009765625'],
  ])('%s is written %s', (text, written) => {
    expect(writeExact(exact(text))).toBe(written);
  });

  test.each(['', ' 80', '8e1', '80,5', '0x50', 'NaN', '+1', '1/0', '1.', '.5', '1/2/3', '９', '1'.repeat(121)])(
    '%j is no exact number',
    (text) => {
      expect(parseExact(text)).toBeUndefined();
    },
  );

  test.each([
    ['79.995', 2, '80.00'],
    ['-0.005', 2, '0.00'],
    ['850/9', 2, '94.44'],
    ['2/3', 0, '1'],
    ['-1.5', 0, '-1'],
  ])('%s is shown half up with %i places as %s', (text, places, shown) => {
    expect(showExact(exact(text), places)).toBe(shown);
  });

  test('what a pack states is a number or the pack is broken', () => {
    expect(() => exact('Baik')).toThrow('not an exact number');
  });

  test('writing and reading give the same number', () => {
    fc.assert(fc.property(fraction, (value) => parseExact(writeExact(value))?.equals(value) === true));
  });

  test('the shown form is never further away than half a unit', () => {
    fc.assert(
      fc.property(fraction, fc.integer({ min: 0, max: 6 }), (value, places) => {
        const distance = exact(showExact(value, places)).sub(value).abs();
        return compareExact(distance, ratio(1, 2 * 10 ** places)) <= 0;
      }),
    );
  });

  test('a mean is the weighted sum with equal weights', () => {
    fc.assert(
      fc.property(fc.array(fraction, { minLength: 1, maxLength: 9 }), (values) => {
        const weight = ratio(1, values.length);
        return mean(values).equals(weightedSum(values.map((value) => ({ value, weight }))));
      }),
    );
  });
});

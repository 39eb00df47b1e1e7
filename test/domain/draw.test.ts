import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawOrder, xoshiro256 } from '#domain/draw.ts';

const counting = '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f';
const letters = (text: string) => Array.from(text);
const anySeed = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex'));

test('the generator gives the published first words of xoshiro256** from the state 1, 2, 3, 4', () => {
  const next = xoshiro256([1, 2, 3, 4].map((word) => word.toString(16).padStart(16, '0')).join(''));
  expect([next(), next(), next(), next()]).toEqual([11520n, 0n, 1509978240n, 1215971899390074240n]);
});

test('draw/1 is golden: the same seed draws the same order for ever', () => {
  expect(drawOrder(counting, letters('abcdefgh'))).toEqual(letters('ahbdfgce'));
  expect(drawOrder('f'.repeat(64), ['ref-1', 'ref-2', 'ref-3', 'ref-4', 'ref-5'])).toEqual([
    'ref-3',
    'ref-1',
    'ref-2',
    'ref-4',
    'ref-5',
  ]);
});

test('the order in which the candidates are given does not matter', () => {
  expect(drawOrder(counting, letters('hgfedcba'))).toEqual(drawOrder(counting, letters('abcdefgh')));
});

test('a drawn order has everybody once', () => {
  fc.assert(
    fc.property(anySeed, fc.uniqueArray(fc.string()), (seed, refs) => {
      fc.pre(!/^0+$/.test(seed));
      expect([...drawOrder(seed, refs)].sort()).toEqual([...refs].sort());
    }),
  );
});

test('each candidate comes first about equally often', () => {
  const first: Record<string, number> = {};
  for (let seed = 1; seed <= 4000; seed += 1) {
    const random = createHash('sha256').update(String(seed)).digest('hex');
    const [ref = ''] = drawOrder(random, letters('abcd'));
    first[ref] = (first[ref] ?? 0) + 1;
  }
  expect(Object.values(first).every((times) => Math.abs(times - 1000) < 150)).toBe(true);
});

test('a seed is 32 bytes in lower-case hex, not all zero', () => {
  expect(() => drawOrder('00', ['a'])).toThrow(RangeError);
  expect(() => drawOrder('0'.repeat(64), ['a', 'b'])).toThrow(RangeError);
  expect(() => drawOrder('F'.repeat(64), ['a', 'b'])).toThrow(RangeError);
});

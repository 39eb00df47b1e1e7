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
  expect(() => drawOrder(`${counting}0`, ['a', 'b'])).toThrow('a seed is 64 hex digits, not all zero');
  expect(() => drawOrder(`0${counting}`, ['a', 'b'])).toThrow('a seed is 64 hex digits, not all zero');
  expect(() => drawOrder(`${counting}\n`, ['a', 'b'])).toThrow('a seed is 64 hex digits, not all zero');
});

test('one candidate alone and none at all are an order too', () => {
  expect([drawOrder(counting, ['a']), drawOrder(counting, [])]).toEqual([['a'], []]);
});

test('a draw at the largest multiple below 2^64 or above it is thrown away', () => {
  // The first word of this state is 2^64 - 1, which no even draw among three may use; the second decides.
  const times = (word: bigint, by: bigint) => BigInt.asUintN(64, word * by);
  const rotatedBack = (word: bigint) => BigInt.asUintN(64, (word >> 7n) | (word << 57n));
  const s1 = times(rotatedBack(times(2n ** 64n - 1n, 0x8e38e38e38e38e39n)), 0xcccccccccccccccdn);
  const seed = [1n, s1, 0n, 0n].map((word) => word.toString(16).padStart(16, '0')).join('');
  const next = xoshiro256(seed);
  const words = [next(), next(), next()];
  expect(words[0]).toBe(2n ** 64n - 1n);
  const order = ['a', 'b', 'c'];
  for (const [place, word] of [
    [2, words[1]],
    [1, words[2]],
  ] as const) {
    const from = Number((word ?? 0n) % BigInt(place + 1));
    [order[place], order[from]] = [order[from] ?? '', order[place] ?? ''];
  }
  expect(drawOrder(seed, ['a', 'b', 'c'])).toEqual(order);
});

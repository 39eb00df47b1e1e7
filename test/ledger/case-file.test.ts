import { expect, test } from 'vitest';
import type { Canonical } from '#ledger/canonical.ts';
import { isSame, spell } from '#ledger/merit/case-file.ts';

/** Values that differ by as little as their forms allow. */
const values: readonly Canonical[] = [
  null,
  true,
  false,
  0,
  1,
  '',
  '0',
  'null',
  [],
  [null],
  [0],
  [0, 1],
  [1, 0],
  [[]],
  [{}],
  {},
  { 0: 0 },
  { 0: 0, 1: 1 },
  { a: null },
  { b: null },
  { a: 0 },
  { a: 0, b: 1 },
  { a: 0, b: 2 },
  { a: 0, c: 1 },
  { a: { b: [0] } },
  { a: { b: [1] } },
  { a: { b: {} } },
  { length: 0 },
];

test('a value is the same as those of its canonical spelling, and as no other', () => {
  for (const value of values)
    for (const other of values) {
      const copy: unknown = structuredClone(other);
      expect([value, other, isSame(value, copy)]).toEqual([value, other, spell(value) === spell(other)]);
    }
});

test('the order of members does not matter, what stands in none does', () => {
  expect(isSame({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(true);
  expect(isSame({ a: undefined }, { b: 1 })).toBe(false);
  expect(isSame(Object.create({ a: 1 }), { a: 1 })).toBe(false);
});

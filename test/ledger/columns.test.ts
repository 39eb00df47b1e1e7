import { describe, expect, test } from 'vitest';
import { toHex } from '#ledger/bytes.ts';
import { BytesColumn, RowIndex, rowNumbers, wholeNumbers } from '#ledger/columns.ts';
import { sha256 } from '#ledger/crypto.ts';

// Columns of very many rows: they grow past what they begin with, and keys are found however they are mixed.

const many = 5_000;
const rows = Array.from({ length: many }, (_, row) => row);
const keyOf = (row: number): Uint8Array => sha256(Uint8Array.of(row & 0xff, row >> 8)).subarray(0, 8);

describe('a column of numbers', () => {
  test.each([
    ['of rows', rowNumbers, 2 ** 32 - 1],
    ['of whole numbers', wholeNumbers, Number.MAX_SAFE_INTEGER],
  ])('%s keeps each, as many as there are', (_title, make, largest) => {
    const column = make();
    for (const row of rows) {
      expect(column.length).toBe(row);
      column.push(largest - row);
    }
    expect(rows.every((row) => column.at(row) === largest - row)).toBe(true);
    expect(column.length).toBe(many);
  });

  test('holds what a row was set to, and nothing where there is no row', () => {
    const column = rowNumbers();
    column.push(7);
    column.push(8);
    column.set(0, 9);
    expect([column.at(0), column.at(1), column.at(2), column.at(99_999), column.length]).toEqual([9, 8, 0, 0, 2]);
  });
});

describe('a column of bytes', () => {
  const column = new BytesColumn(8);
  for (const row of rows) column.push(keyOf(row));

  test('keeps those of each row, as many as there are', () => {
    expect(column.length).toBe(many);
    expect(rows.every((row) => toHex(column.at(row)) === toHex(keyOf(row)))).toBe(true);
  });

  test.each([0, 1, 6, 7])('tells them from others that differ in byte %i', (place) => {
    const other = Uint8Array.from(keyOf(70), (byte, index) => (index === place ? byte ^ 1 : byte));
    expect([column.isAt(70, keyOf(70)), column.isAt(70, other), column.isAt(71, keyOf(70))]).toEqual([
      true,
      false,
      false,
    ]);
  });

  test('holds what was put in a row, and leaves its neighbours', () => {
    const own = new BytesColumn(2);
    for (const byte of [1, 2, 3]) own.push(Uint8Array.of(byte, byte));
    own.put(1, Uint8Array.of(8, 9));
    expect([0, 1, 2].map((row) => toHex(own.at(row)))).toEqual(['0101', '0809', '0303']);
  });
});

describe('an index of rows', () => {
  test.each([
    ['mixed with chance', sha256(Uint8Array.of(1)).subarray(0, 16)],
    ['mixed otherwise', sha256(Uint8Array.of(2)).subarray(0, 16)],
    ['that nothing mixes, so that keys of one end meet', new Uint8Array(16)],
  ])('%s finds the newest row of each key, and none of any other', (_title, random) => {
    const keys = new BytesColumn(8);
    const index = new RowIndex(keys, random);
    const add = (key: Uint8Array) => {
      keys.push(key);
      return index.add(keys.length - 1);
    };
    expect(rows.map((row) => add(keyOf(row))).every((before) => before === undefined)).toBe(true);
    expect(rows.every((row) => index.find(keyOf(row)) === row)).toBe(true);
    expect([add(keyOf(3)), add(keyOf(3)), add(keyOf(4))]).toEqual([3, many, 4]);
    expect([keyOf(3), keyOf(4), keyOf(5), keyOf(many)].map((key) => index.find(key))).toEqual([
      many + 1,
      many + 2,
      5,
      undefined,
    ]);
  });

  test('tells keys apart that are alike in all but one byte', () => {
    const keys = new BytesColumn(8);
    const index = new RowIndex(keys, new Uint8Array(16));
    const alike = Array.from({ length: 8 }, (_, place) =>
      Uint8Array.from({ length: 8 }, (_one, at) => (at === place ? 1 : 0)),
    );
    for (const [row, key] of alike.entries()) {
      keys.push(key);
      expect(index.add(row)).toBeUndefined();
    }
    expect(alike.map((key) => index.find(key))).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(index.find(new Uint8Array(8))).toBeUndefined();
  });
});

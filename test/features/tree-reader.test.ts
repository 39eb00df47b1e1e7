import { afterAll, beforeAll, expect, test } from 'vitest';
import { readTree } from '#features/audit/tree-reader.ts';
import { toHex } from '#ledger/bytes.ts';
import type { Sql } from '#platform/database.ts';
import { openRecord, type TestRecord } from '#test/support/record.ts';

let record: TestRecord;
beforeAll(async () => {
  record = await openRecord();
});
afterAll(() => record.close());

const sealed = async (count: number) => {
  await record.recordMany(count);
  await record.sealAll();
};

/** The root over the first two full tiles, which lies in a tile that is not stored. */
const firstTwo = (sql: Sql) => readTree(sql, (read) => toHex(read(9, 0)));

test('a reader whose statement is under way keeps the roots that it counted on while others forget them', async () => {
  let passed = Promise.resolve();
  const sql: Sql = {
    ...record.db,
    rows: async (text, values) => {
      const held = passed;
      const rows = await record.db.rows<never>(text, values);
      await held;
      return rows;
    },
  };
  await sealed(512);
  const before = await firstTwo(sql);
  await sealed(512);
  let pass: () => void = () => undefined;
  passed = new Promise((resolve) => {
    pass = resolve;
  });
  const slow = firstTwo(sql);
  passed = Promise.resolve();
  await readTree(sql, (read) => read(0, 0), 1);
  pass();
  expect([await slow, await firstTwo(sql)]).toEqual([before, before]);
});

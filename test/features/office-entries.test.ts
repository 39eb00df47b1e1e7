import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listOffices } from '#features/audit/queries.ts';
import type { Sql } from '#platform/database.ts';
import { openRecord, type TestRecord } from '#test/support/record.ts';

let record: TestRecord;
beforeAll(async () => {
  record = await openRecord();
});
afterAll(() => record.close());

test('the entries of offices are found by indexes among many others', async () => {
  await record.recordMany(2_000);
  await record.sealAll();
  await record.admin.run('ANALYZE ledger.entries, ledger.positions');
  const plans: string[] = [];
  const explaining: Sql = {
    ...record.db,
    rows: async (text, values) => {
      const plan = await record.db.rows<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, values);
      plans.push(...plan.map((row) => row['QUERY PLAN']));
      return record.db.rows(text, values);
    },
  };
  await listOffices(explaining, { agency: 'kota-contoh', stream: `selection/${randomUUID()}` });
  const ways = plans.join('\n');
  expect(ways).not.toMatch(/Seq Scan on (entries|positions)/);
  expect(ways).toMatch(/using entries_one_per_id[^]*using entries_one_per_place/);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { byteaArray } from '#platform/database.ts';
import { openRecord, type TestRecord } from '#test/support/record.ts';

let record: TestRecord;
beforeAll(async () => {
  record = await openRecord();
});
afterAll(() => record.close());

test.each([
  ['nothing', []],
  ['one of no bytes', [new Uint8Array()]],
  ['some of several lengths', [Uint8Array.of(0, 255), new Uint8Array(), new Uint8Array(70_000).fill(7)]],
])('an array of %s is what Postgres reads', async (_, values) => {
  const read = await record.db.one<{ count: number; values: Buffer[] }>(
    'SELECT cardinality(v)::integer AS count, v AS values FROM (SELECT $1::bytea[] AS v)',
    [byteaArray(values)],
  );
  expect(read).toEqual({ count: values.length, values: values.map((value) => Buffer.from(value)) });
});

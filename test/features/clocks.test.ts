import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { conductorActor, type Event } from '#features/audit/service.ts';
import { parseEntry } from '#ledger/entry.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { openRecord, origin, someAct, type TestRecord } from '#test/support/record.ts';

/** Clocks that are wrong: of the application's host, of the database's, and around the hour that daylight saving takes. */

let record: TestRecord;
beforeAll(async () => {
  record = await openRecord();
});
afterEach(async () => {
  vi.useRealTimers();
  await setClock('SELECT clock_timestamp()');
  await record.sealAll();
  await expectLedgerIntact(record.addresses);
});
afterAll(() => record.close());

const setClock = (body: string) =>
  record.admin.run(
    `CREATE OR REPLACE FUNCTION ledger.clock() RETURNS timestamptz LANGUAGE sql VOLATILE PARALLEL SAFE AS '${body}'`,
  );

async function stampOf(entry: string): Promise<string> {
  const { bytes } = await record.db.one<{ bytes: Buffer }>('SELECT bytes FROM ledger.entries WHERE id = $1', [entry]);
  const parsed = parseEntry(bytes, origin);
  if (!parsed.ok) throw new Error(parsed.code);
  return parsed.value.at;
}

const dayMs = 86_400_000;

test.each([-1, 1])('the host of the application %i day off changes no instant of an entry', async (days) => {
  const clock = () => record.db.one<{ now: string }>('SELECT clock_timestamp() AS now');
  const { now: before } = await clock();
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + days * dayMs });
  const { entry } = await record.record(someAct());
  const { now: after } = await clock();
  const at = await stampOf(entry);
  expect([before <= at, at <= after]).toEqual([true, true]);
});

test.each(['- 1', '+ 1'])('an act dated %s day from the clock of the database is entry.clock', async (offset) => {
  const dated = record.db.transaction('conductor', async (tx) => {
    const act = await tx.one<Event['act']>(
      `SELECT ledger.clock() ${offset} * interval '1 day' AS at, NULL AS seen_size, NULL AS seen_root`,
    );
    const { type, open = {} } = someAct();
    const event = { id: randomUUID(), stream: 'system', type, open, agency: null, actor: conductorActor, act };
    await record.ledger.append(tx, event);
  });
  await expect(dated).rejects.toThrow('entry.clock');
});

test('the host of the database a day back and a day ahead: entries keep their order, whatever they say of the time', async () => {
  const stream = `selection/${randomUUID()}`;
  const ids: string[] = [];
  for (const offset of ['+ 0', '- 1', '+ 1', '+ 0']) {
    await setClock(`SELECT clock_timestamp() ${offset} * interval ''1 day''`);
    ids.push((await record.record(someAct(stream))).entry);
    await record.sealAll();
  }
  const rows = await record.db.rows<{ id: string }>(
    'SELECT e.id FROM ledger.entries e JOIN ledger.positions p USING (entry_no) WHERE e.stream = $1 ORDER BY p.position',
    [stream],
  );
  expect(rows.map(({ id }) => id)).toEqual(ids);
  const [first = '', back = '', ahead = ''] = await Promise.all(ids.map(stampOf));
  expect([back < first, first < ahead]).toEqual([true, true]);
});

describe('an instant is kept to the microsecond', () => {
  test.each([
    '2026-03-25T08:03:00.123456Z',
    '2026-03-25T08:03:00.000001Z',
    '2026-03-25T08:03:00.100000Z',
    '2026-03-25T08:03:59.999999Z',
    '2026-03-25T08:03:00.000000Z',
    // The hour that is skipped, and the one that comes twice, where daylight is saved.
    '2026-03-29T01:30:00.000000Z',
    '2026-10-25T00:30:00.000000Z',
    '2026-10-25T01:30:00.000000Z',
  ])('%s', async (instant) => {
    const { name } = await record.admin.one<{ name: string }>('SELECT current_database() AS name');
    await record.admin.run(`ALTER DATABASE ${name} SET timezone = 'Europe/Amsterdam'`);
    await setClock(`SELECT timestamptz ''${instant}''`);
    expect(await stampOf((await record.record(someAct())).entry)).toBe(instant);
  });
});

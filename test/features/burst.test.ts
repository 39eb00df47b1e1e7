import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createAccess } from '#features/access/service.ts';
import { runNotary } from '#features/audit/notary.ts';
import { auditRoutes } from '#features/audit/routes.ts';
import { openSequencer } from '#features/audit/sequencer.ts';
import { readTrust } from '#features/audit/signer-state.ts';
import { openDatabase } from '#platform/database.ts';
import { type Edge, openEdge } from '#test/support/edge.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { openRecord, origin, someAct, type TestRecord } from '#test/support/record.ts';
import { openRecordScene, type RecordScene } from '#test/support/record-scene.ts';
import { until } from '#test/support/until.ts';

/** Somebody who sends a hundred times as much as everybody else. */

let record: TestRecord;
let scene: RecordScene;
let edge: Edge;
beforeAll(async () => {
  record = await openRecord();
  scene = await openRecordScene(record, ['hr', 'auditor', 'secretary']);
  const house = { db: record.db, ledger: record.ledger, readTrust: () => readTrust(record.folder) };
  const accounts = createAccess(record.db);
  edge = await openEdge({ features: [auditRoutes(house)], accounts, requestsPerMinute: 20 });
});
afterEach(() => expectLedgerIntact(record.addresses));
afterAll(async () => {
  await edge.close();
  await record.close();
});

/** As /readyz has it: an entry older than this without a signed checkpoint is an alarm. */
const alarmMs = 10_000;

test('an entry behind a burst is sealed by the batches that the burst fills, and no later', async () => {
  await record.sealAll();
  await record.recordMany(1_000);
  const { entry } = await record.record(someAct(scene.stream));
  await record.recordMany(200);
  const small = openSequencer(record.sequencerDb, { batchLimit: 300 });
  for (let batch = 0; batch < 4; batch += 1) await small.seal();
  const row = await record.db.maybe(
    'SELECT FROM ledger.positions p JOIN ledger.entries e USING (entry_no) WHERE e.id = $1',
    [entry],
  );
  expect(row).toBeDefined();
  await record.sealAll();
});

test('while one writes a hundred entries for each of another, the other is signed before the alarm', async () => {
  const { sequencerUrl, signerUrl } = record.addresses;
  const [sequencerDb, signerDb] = [sequencerUrl, signerUrl].map((url) =>
    openDatabase({ url, poolSize: 2, applicationName: 'notary' }),
  );
  if (sequencerDb === undefined || signerDb === undefined) throw new Error('no pools');
  const stopping = new AbortController();
  const folder = record.folder;
  const notary = runNotary({
    ...{ sequencerDb, signerDb, folder, origin },
    onState: () => undefined,
    signal: stopping.signal,
  });
  const others: string[] = [];
  for (let round = 0; round < 10; round += 1) {
    const [{ entry }] = await Promise.all([record.record(someAct(scene.stream)), record.recordMany(100)]);
    others.push(entry);
    await until(() => isSigned(entry), { timeoutMs: alarmMs, what: 'a signature before the alarm' });
  }
  stopping.abort();
  await notary;
  await Promise.all([sequencerDb.close(), signerDb.close()]);
  expect(others).toHaveLength(10);
});

async function isSigned(entry: string): Promise<boolean> {
  const { signed } = await record.db.one<{ signed: boolean }>(
    `SELECT EXISTS (SELECT FROM ledger.entries e JOIN ledger.positions p USING (entry_no) JOIN ledger.checkpoints c
       ON c.size > p.position WHERE e.id = $1) AS signed`,
    [entry],
  );
  return signed;
}

test('who asks a hundred times as often is answered 429 with Retry-After, and nobody else', async () => {
  const path = `/selections/${scene.selectionId}/entries`;
  // Who they are is known already: only their own requests count.
  for (const who of ['secretary', 'auditor']) expect((await edge.ask(who, path)).status).toBe(200);
  const answers = await Promise.all(Array.from({ length: 100 }, () => edge.ask('secretary', path)));
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThanOrEqual(80);
  expect(answers.some(({ status }) => status === 200)).toBe(true);
  expect(refused.every((answer) => Number(answer.headers.get('Retry-After')) > 0)).toBe(true);
  expect((await edge.ask('auditor', path)).status).toBe(200);
});

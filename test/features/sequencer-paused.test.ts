import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { notaryConnection } from '#programs/notary.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { openRecord, origin, type TestRecord } from '#test/support/record.ts';
import { realProgram } from '#test/support/start-process.ts';
import { until } from '#test/support/until.ts';

/** Two notaries as processes of their own, of which one is stopped in the middle of its transaction. */

let record: TestRecord;
let dataDir: string;
const notaries: ChildProcess[] = [];
beforeAll(async () => {
  record = await openRecord();
  dataDir = await mkdtemp(join(tmpdir(), 'bukti-paused-'));
});
afterAll(async () => {
  for (const notary of notaries) notary.kill('SIGKILL');
  await record.close();
  await rm(dataDir, { recursive: true });
});

function startNotary(): ChildProcess {
  const { sequencerUrl, signerUrl } = record.addresses;
  const settings = { BUKTI_DATA_DIR: dataDir, BUKTI_ORIGIN: origin };
  const urls = { DATABASE_SEQUENCER_URL: sequencerUrl, DATABASE_SIGNER_URL: signerUrl };
  const env = { PATH: process.env['PATH'], ...settings, ...urls };
  const notary = spawn(process.execPath, [realProgram, 'notary'], { env, stdio: 'ignore' });
  notaries.push(notary);
  return notary;
}

const untilSigned = (size: number) =>
  until(
    async () =>
      (await record.admin.one<{ size: number }>('SELECT coalesce(max(size), 0) AS size FROM ledger.checkpoints'))
        .size === size,
    { timeoutMs: 20_000, what: `a checkpoint of ${size}` },
  );

const untilSealed = (size: number) =>
  until(async () => (await record.admin.one<{ size: number }>('SELECT size FROM ledger.head')).size === size, {
    timeoutMs: 20_000,
    what: `a head of ${size}`,
  });

/** Backends of sequencers that are in a transaction, by what they do. */
const listSequencers = async (state: string) =>
  (
    await record.admin.rows<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = $1 AND state = $2
         AND backend_xid IS NOT NULL`,
      [notaryConnection('sequencer'), state],
    )
  ).length;

test('a sequencer stopped in its transaction is followed by another, and awake again it changes nothing of theirs', async () => {
  const zombie = startNotary();
  await record.recordMany(3);
  await untilSigned(3);
  await record.admin.transaction('conductor', async (tx) => {
    // Its insert waits for this lock: it is stopped with the positions on their way, neither there nor given up.
    await tx.run('LOCK TABLE ledger.tiles IN SHARE ROW EXCLUSIVE MODE');
    await record.recordMany(300);
    await until(async () => (await listSequencers('active')) === 1, { what: 'a batch under way' });
    zombie.kill('SIGSTOP');
  });
  await until(async () => (await listSequencers('idle in transaction')) === 1, { what: 'a stopped transaction' });
  // The signer's folder stays with the stopped one, which could sign again at any moment; sealing goes on.
  const second = startNotary();
  await untilSealed(303);
  await record.recordMany(10);
  await untilSealed(313);
  zombie.kill('SIGCONT');
  await record.recordMany(10);
  await untilSigned(323);
  second.kill('SIGKILL');
  await record.recordMany(10);
  await untilSigned(333);
  await expectLedgerIntact(record.addresses);
  expect(zombie.exitCode).toBeNull();
});

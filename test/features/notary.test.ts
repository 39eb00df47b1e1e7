import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type NotaryState, runNotary } from '#features/audit/notary.ts';
import { type Database, openDatabase } from '#platform/database.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { openRecord, origin, type TestRecord, tamper } from '#test/support/record.ts';
import { until } from '#test/support/until.ts';

interface RunningNotary {
  state(): NotaryState | undefined;
  stop(): Promise<void>;
}

let record: TestRecord;
let running: RunningNotary[];
beforeEach(async () => {
  record = await openRecord();
  running = [];
});
afterEach(async () => {
  await Promise.all(running.map((notary) => notary.stop()));
  await expectLedgerIntact(record.addresses);
  await record.close();
});

function startNotary(folder = record.folder): RunningNotary {
  const { sequencerUrl, signerUrl } = record.addresses;
  const open = (url: string): Database => openDatabase({ url, poolSize: 2, applicationName: 'notary' });
  const [sequencerDb, signerDb] = [open(sequencerUrl), open(signerUrl)];
  const stopping = new AbortController();
  let state: NotaryState | undefined;
  const onState = (next: NotaryState) => {
    state = next;
  };
  const ended = runNotary({ sequencerDb, signerDb, folder, origin, onState, signal: stopping.signal });
  const notary = {
    state: () => state,
    stop: async () => {
      stopping.abort();
      await ended;
      await Promise.all([sequencerDb.close(), signerDb.close()]);
    },
  };
  running.push(notary);
  return notary;
}

const untilSigned = (notary: RunningNotary, size: number) =>
  until(() => notary.state()?.signedSize === size, { what: `a checkpoint of ${size}` });

test('what is recorded is soon sealed and signed, and the figures come to rest', async () => {
  const notary = startNotary();
  await record.recordMany(3);
  await untilSigned(notary, 3);
  await record.recordMany(300);
  await untilSigned(notary, 303);
  await until(() => notary.state()?.figures?.unsealed === 0 && notary.state()?.figures?.unsigned === 0);
  expect(notary.state()).toMatchObject({ sequencer: 'working', signer: 'working', signedSize: 303 });
});

test('stops within a second', async () => {
  const notary = startNotary();
  await record.recordMany(3);
  await untilSigned(notary, 3);
  const began = performance.now();
  await notary.stop();
  running = [];
  expect(performance.now() - began).toBeLessThan(1_000);
});

test('goes on after its connections were cut', async () => {
  const notary = startNotary();
  await record.recordMany(3);
  await untilSigned(notary, 3);
  const cut =
    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'notary' AND datname = current_database()";
  for (let round = 1; round <= 5; round += 1) {
    await record.admin.run(cut);
    await record.recordMany(10);
    await untilSigned(notary, 3 + round * 10);
  }
});

test('a second notary with another key freezes as soon as it meets a checkpoint that is not its own', async () => {
  const [first, second] = [startNotary(), startNotary(join(record.folder, 'other'))];
  await record.recordMany(5);
  // Two keys for one log: whoever comes second for a size finds another note there, and freezes.
  const frozen = await until(() => [first, second].find((notary) => notary.state()?.signer === 'signer.fork'));
  const other = frozen === first ? second : first;
  await record.recordMany(5);
  await until(() => (other.state()?.signedSize ?? 0) >= 10 || other.state()?.signer === 'signer.fork');
});

test('a sequencer that finds another head stops and says so, the signer too', async () => {
  await record.recordMany(5);
  const notary = startNotary();
  await untilSigned(notary, 5);
  await tamper(
    record,
    'CREATE TABLE kept AS SELECT root FROM ledger.head',
    "UPDATE ledger.head SET root = sha256('x')",
  );
  await until(() => notary.state()?.sequencer === 'sequencer.head' && notary.state()?.signer === 'signer.fork');
  await tamper(record, 'UPDATE ledger.head SET root = (SELECT root FROM kept)');
});

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { tryToHold } from '#platform/folder-hold.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { openRecord, origin, type TestRecord } from '#test/support/record.ts';
import { realProgram } from '#test/support/start-process.ts';
import { until } from '#test/support/until.ts';

/** Notaries and commands as processes of their own, on one data folder. */

let record: TestRecord;
let dataDir: string;
let children: ChildProcess[];
beforeEach(async () => {
  record = await openRecord();
  dataDir = await mkdtemp(join(tmpdir(), 'bukti-one-signer-'));
  children = [];
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  await Promise.all(children.map((child) => until(() => hasEnded(child), { what: 'the end of a notary' })));
  await expectLedgerIntact(record.addresses);
  await record.close();
  await rm(dataDir, { recursive: true });
});

const hasEnded = ({ exitCode, signalCode }: ChildProcess) => exitCode !== null || signalCode !== null;

interface Program {
  readonly child: ChildProcess;
  said(): string;
}

function run(...args: string[]): Program {
  const { appUrl, sequencerUrl, signerUrl } = record.addresses;
  const env = {
    PATH: process.env['PATH'],
    BUKTI_DATA_DIR: dataDir,
    BUKTI_ORIGIN: origin,
    DATABASE_APP_URL: appUrl,
    DATABASE_SEQUENCER_URL: sequencerUrl,
    DATABASE_SIGNER_URL: signerUrl,
  };
  const child = spawn(process.execPath, [realProgram, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => (text += piece.toString()));
  return { child, said: () => text };
}

async function signed(): Promise<number> {
  const { size } = await record.db.one<{ size: number }>(
    'SELECT coalesce(max(size), 0) AS size FROM ledger.checkpoints',
  );
  return size;
}

const untilSigned = (size: number, notary: Program) =>
  until(
    async () => {
      if (hasEnded(notary.child)) throw new Error(`the notary ended:\n${notary.said()}`);
      return (await signed()) >= size;
    },
    { timeoutMs: 30_000, what: `a checkpoint of ${size}` },
  );

test('a second notary on the folder of the first stands by, and signs once the first was killed, with nothing to be cleared away', async () => {
  await record.recordMany(3);
  const first = run('notary');
  await untilSigned(3, first);
  const second = run('notary');
  await until(() => second.said().includes('"signer":"standby"'), { timeoutMs: 30_000, what: 'the standby' });
  await record.recordMany(3);
  await untilSigned(6, first);
  first.child.kill('SIGKILL');
  await record.recordMany(3);
  await untilSigned(9, second);
});

test('a command that changes what the signer remembers is refused while a notary runs', async () => {
  await record.recordMany(3);
  await untilSigned(3, run('notary'));
  const hold = await tryToHold(join(dataDir, 'signer'));
  expect(hold).toBeUndefined();
  const command = run('keys', 'unfreeze');
  await until(() => hasEnded(command.child), { timeoutMs: 30_000, what: 'the refusal' });
  expect(command.said()).toMatch(/^keys\.notary-running: /m);
  expect(command.child.exitCode).toBe(1);
});

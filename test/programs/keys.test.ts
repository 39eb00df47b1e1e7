import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openSigner } from '#features/audit/signer.ts';
import { completeConfig } from '#platform/config.ts';
import { openDatabase } from '#platform/database.ts';
import { holdFolder } from '#platform/folder-hold.ts';
import { runImportEntries } from '#programs/import-entries.ts';
import { runKeys } from '#programs/keys.ts';
import { runLog } from '#programs/log.ts';
import { openRecord, origin, type TestRecord } from '#test/support/record.ts';

let record: TestRecord;
let dataDir: string;
let config: ReturnType<typeof completeConfig>;
let folder: string;
beforeAll(async () => {
  record = await openRecord();
  dataDir = await mkdtemp(join(tmpdir(), 'bukti-keys-'));
  folder = join(dataDir, 'signer');
  const { adminUrl, appUrl, sequencerUrl, signerUrl } = record.addresses;
  config = completeConfig({
    BUKTI_DATA_DIR: dataDir,
    BUKTI_ORIGIN: origin,
    DATABASE_URL: adminUrl,
    DATABASE_APP_URL: appUrl,
    DATABASE_SEQUENCER_URL: sequencerUrl,
    DATABASE_SIGNER_URL: signerUrl,
  });
  await record.recordMany(5);
  await record.sealAll();
});
afterAll(async () => {
  await record.close();
  await rm(dataDir, { recursive: true });
});

/** What a command prints. */
async function printed(run: () => Promise<number>): Promise<Record<string, unknown>> {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    expect(await run()).toBe(0);
    return JSON.parse(write.mock.calls.map(([text]) => String(text)).join('')) as Record<string, unknown>;
  } finally {
    write.mockRestore();
  }
}

const keys = (act: string, more = {}) => printed(() => runKeys(config, { act, json: true, ...more }));
const sign = async () => (await openSigner(record.signerDb, { folder, log: origin })).sign();

test('an operator sees the keys, changes them and takes a lost one out of use', async () => {
  await expect(keys('status')).rejects.toThrow('keys.no-signer');
  await sign();
  expect(await keys('status')).toMatchObject({ log: origin, size: 5, frozen: null, next: null, isEmergencyHere: true });
  const { vkey } = await keys('prepare');
  expect(await readFile(join(folder, 'logs.txt'), 'utf8')).toContain(`${String(vkey)}\n`);
  const { firstSize } = await keys('rotate');
  await sign();
  const { epochs } = await keys('status');
  expect(epochs).toContain(`epoch ${String(vkey)} ${String(firstSize)} -\n`);
  expect(epochs).toContain(` 0 ${Number(firstSize) - 1}\n`);
  await rm(join(folder, 'key'));
  const revoked = await keys('revoke', { emergency: join(folder, 'emergency.key') });
  expect(await keys('status')).toMatchObject({ revoked: null, size: Number(revoked['firstSize']) - 1 });
  expect((await keys('status'))['epochs']).toContain(` ${Number(revoked['firstSize'])} -\n`);
});

test('a command that needs the notary to stand still is refused while one runs', async () => {
  const running = openDatabase({
    url: record.addresses.signerUrl,
    poolSize: 1,
    applicationName: 'bukti notary signer',
  });
  await running.one('SELECT 1 AS one');
  await expect(keys('unfreeze')).rejects.toThrow('keys.notary-running');
  await running.close();
  await expect(keys('unfreeze')).rejects.toThrow('keys.not-frozen');
});

test('a command that needs the folder for itself is refused while another process holds it', async () => {
  const hold = await holdFolder(folder);
  await expect(keys('unfreeze')).rejects.toMatchObject({ code: 'folder.held', exitCode: 3 });
  await hold.release();
  await expect(keys('unfreeze')).rejects.toThrow('keys.not-frozen');
});

test('what is missing or wrong is said in words', async () => {
  await expect(keys('melt')).rejects.toThrow('status, prepare, rotate, revoke, unfreeze');
  await expect(keys('revoke')).rejects.toThrow('--emergency');
  const importing = runImportEntries(config, { mirror: dataDir, json: true });
  await expect(importing).rejects.toThrow('import.nothing');
  const closing = { act: 'close', incident: 'migration' };
  await expect(runLog(config, closing)).rejects.toThrow('--successor');
  await expect(runLog(config, { ...closing, successor: origin })).rejects.toThrow('an origin of its own');
  await expect(runLog(config, { ...closing, incident: 'A sentence.' })).rejects.toThrow('is a code');
});

import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openErasureJournal } from '#features/erasures/journal.ts';
import { loadConfig } from '#platform/config.ts';
import { type Database, openDatabase } from '#platform/database.ts';
import { openHouse } from '#programs/house.ts';
import { runImport } from '#programs/import.ts';
import { replayIn } from '#programs/replay-erasures.ts';
import { cloneDatabase, type TestDatabase } from '#test/support/database.ts';

/** What was erased and has come back with a backup: no program that acts on the record works with it. */

const [erasure, entry, key] = [randomUUID(), randomUUID(), randomUUID()];
const planned = { erasure, person: randomUUID(), entry: randomUUID(), size: 1, holders: [], selections: [] };

let database: TestDatabase;
let admin: Database;
let folder: string;
beforeAll(async () => {
  database = await cloneDatabase();
  admin = openDatabase({ url: database.adminUrl, poolSize: 1, applicationName: 'test' });
  await admin.run(`INSERT INTO vault.keys (key_id, holder, wrapped) VALUES ($1, $2, 'x')`, [key, randomUUID()]);
  folder = await mkdtemp(join(tmpdir(), 'bukti-resurrected-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
  folder = await mkdtemp(join(tmpdir(), 'bukti-resurrected-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await admin.close();
  await database.drop();
});

function config(more: Record<string, string> = {}) {
  const env = { BUKTI_DATA_DIR: folder, DATABASE_APP_URL: database.appUrl, TEMPORAL_ADDRESS: '127.0.0.1:1' };
  return loadConfig({ ...env, ...more });
}

/** An erasure that was carried out, told in a folder; then its opening is there again. */
async function bringBack(place: string): Promise<void> {
  const journal = openErasureJournal(place);
  await journal.plan({ ...planned, openings: [[entry, 'reason']] });
  await journal.settle(erasure, 'done');
  await admin.run(
    `INSERT INTO vault.openings (entry_id, field, key_id, sealed) VALUES ($1, 'reason', $2, 'x') ON CONFLICT DO NOTHING`,
    [entry, key],
  );
}

const delivery = 'test/fixtures/kota-contoh';
const programs = {
  'server, worker and reconcile': () => openHouse(config(), { program: 'worker', poolSize: 1 }),
  import: () =>
    runImport(config(), {
      folder: delivery,
      agency: 'x',
      dryRun: true,
      excludeRefused: false,
      acceptCorrections: false,
      json: false,
    }),
};

describe.each(Object.entries(programs))('%s', (_title, run) => {
  test('do not work with what was erased and has come back', async () => {
    await bringBack(join(folder, 'erasures'));
    await expect(run()).rejects.toThrow('vault.resurrected');
  });
});

test('the journal is found where it lay before, among the files of the signer', async () => {
  await bringBack(join(folder, 'signer'));
  await expect(openHouse(config(), { program: 'worker', poolSize: 1 })).rejects.toThrow('vault.resurrected');
  expect((await replayIn(database.adminUrl, config())).resurrected).toBe(1);
  const { close } = await openHouse(config(), { program: 'worker', poolSize: 1 });
  await close();
});

test('the journal may lie in any folder', async () => {
  const place = join(folder, 'elsewhere');
  await bringBack(place);
  const opening = openHouse(config({ BUKTI_ERASURES_DIR: place }), { program: 'worker', poolSize: 1 });
  await expect(opening).rejects.toThrow('vault.resurrected');
});

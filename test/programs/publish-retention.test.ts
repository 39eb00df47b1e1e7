import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { foundAgency } from '#features/agencies/service.ts';
import { openLedger } from '#features/audit/service.ts';
import { openKeyRing } from '#features/audit/vault.ts';
import { type Database, openDatabase } from '#platform/database.ts';
import { cloneDatabase, type TestDatabase } from '#test/support/database.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { runBukti } from '#test/support/operator.ts';
import { realProgram } from '#test/support/start-process.ts';

/** `bukti publish-retention` as a program. */

const rules = fileURLToPath(new URL('../../policies/retention/asn.json', import.meta.url));
const agency = 'kota-contoh';
const origin = 'bukti.example/test';

let folder: string;
let database: TestDatabase;
let db: Database;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bukti-retention-'));
  database = await cloneDatabase();
  db = openDatabase({ url: database.appUrl, poolSize: 1, applicationName: 'test' });
  const ledger = openLedger({ log: origin, build: 'test', keys: openKeyRing(Buffer.alloc(32, 7)) });
  await db.transaction('conductor', (tx) =>
    foundAgency(ledger, tx, { code: agency, name: 'Kota Contoh', zone: 'Asia/Jakarta' }),
  );
});
afterAll(async () => {
  await expectLedgerIntact(database);
  await db.close();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const publish = (file: string, by = agency) =>
  runBukti({ dataDir: folder, origin, database }, ['publish-retention', file, '--agency', by]);

async function entries(): Promise<number> {
  const row = await db.one<{ count: number }>(
    `SELECT count(*) AS count FROM ledger.entries WHERE type = 'retention.published/1'`,
  );
  return row.count;
}

/** The rules of the file with something changed in them. */
async function changed(change: object): Promise<string> {
  const file = join(folder, 'rules.json');
  await writeFile(file, JSON.stringify({ ...JSON.parse(await readFile(rules, 'utf8')), ...change }));
  return file;
}

test('rules are published once, under their version, with an entry', async () => {
  const first = await publish(rules);
  const again = await publish(rules);
  expect([first.code, first.stdout.split(':')[0], again.stdout.split(':')[0], await entries()]).toEqual([
    0,
    'Published',
    'Nothing was written',
    1,
  ]);
});

test('a version is never published with other content; a further one is in force from then on', async () => {
  const taken = await publish(await changed({ holds: [] }));
  expect([taken.code, taken.stderr.split(':')[0], await entries()]).toEqual([1, 'retention.version-taken', 1]);
  expect((await publish(await changed({ holds: [], version: 'next' }))).code).toBe(0);
  const newest = await db.transaction('conductor', (tx) =>
    tx.one<{ version: string }>('SELECT version FROM retention_rules ORDER BY published_at DESC LIMIT 1'),
  );
  expect([newest.version, await entries()]).toEqual(['next', 2]);
});

test.each([
  ['a file that is not there', () => join(folder, 'nowhere.json'), agency, 2],
  ['a file that is not JSON', () => realProgram, agency, 2],
  ['rules with something missing', () => changed({ bases: [] }), agency, 2],
  ['an agency that is not there', () => rules, 'elsewhere', 1],
])('%s: nothing is published', async (_title, file, by, code) => {
  const before = await entries();
  expect([(await publish(await file(), by)).code, await entries()]).toEqual([code, before]);
});

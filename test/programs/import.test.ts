import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { foundAgency } from '#features/agencies/service.ts';
import { openLedger } from '#features/audit/service.ts';
import { openKeyRing } from '#features/audit/vault.ts';
import { type Database, openDatabase } from '#platform/database.ts';
import { keepSecrets } from '#platform/folder-secrets.ts';
import { cloneDatabase, type TestDatabase } from '#test/support/database.ts';
import { type Answer, runBukti } from '#test/support/operator.ts';

/** `bukti import` as a program: what it prints, writes and answers. */

const delivery = fileURLToPath(new URL('../fixtures/kota-contoh', import.meta.url));
const agency = 'kota-contoh';
const origin = 'bukti.example/test';

let folder: string;
let database: TestDatabase;
let db: Database;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bukti-import-'));
  database = await cloneDatabase();
  db = openDatabase({ url: database.appUrl, poolSize: 1, applicationName: 'test' });
  const keys = openKeyRing(Buffer.from((await keepSecrets(folder)).vault, 'base64url'));
  const ledger = openLedger({ log: origin, build: 'test', keys });
  await db.transaction('conductor', (tx) =>
    foundAgency(ledger, tx, { code: agency, name: 'Kota Contoh', zone: 'Asia/Jakarta' }),
  );
});
afterAll(async () => {
  await db.close();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const bukti = (...args: readonly string[]): Promise<Answer> =>
  runBukti({ dataDir: folder, origin, database }, ['import', ...args]);

async function countPeople(): Promise<number> {
  const row = await db.transaction('conductor', (tx) => tx.one<{ count: number }>('SELECT count(*) FROM people'));
  return row.count;
}

async function linesOf(name: string): Promise<string[]> {
  return (await readFile(join(folder, name), 'utf8'))
    .replace(/^\uFEFF/, '')
    .trim()
    .split(/\r?\n/);
}

test('a dry run says what would be imported, and writes nothing but the list of findings', async () => {
  const findings = join(folder, 'findings.csv');
  const { code, stdout } = await bukti(delivery, '--agency', agency, '--dry-run', '--errors', findings, '--json');
  const { outcome, counts } = JSON.parse(stdout) as { outcome: string; counts: { people: number; queued: number } };
  expect({ code, outcome, people: counts.people }).toEqual({ code: 0, outcome: 'planned', people: 36 });
  expect(await linesOf('findings.csv')).toHaveLength(counts.queued + 1);
  expect(await countPeople()).toBe(0);
});

test('rows that cannot be imported refuse all, are said why, and can be had to be mended', async () => {
  const { code, stdout, stderr } = await bukti(delivery, '--agency', agency, '--refused', join(folder, 'to-mend.csv'));
  expect({ code, stdout, lines: stderr.trim().split('\n').length }).toEqual({ code: 1, stdout: '', lines: 1 });
  expect(stderr).toContain('rows cannot be imported');
  expect((await linesOf('to-mend.csv'))[0]).toMatch(/^\W?LINE\W+CODE\W+REMEDY/);
  expect(await countPeople()).toBe(0);
});

test('without them the rest is imported, and the same files again change nothing', async () => {
  const first = await bukti(delivery, '--agency', agency, '--exclude-refused');
  expect({ code: first.code, words: first.stdout.split('\n')[0] }).toEqual({
    code: 0,
    words: 'Imported: 36 people (36 new, 0 changed, 0 as they were, 0 known and not delivered)',
  });
  const again = await bukti(delivery, '--agency', agency, '--exclude-refused');
  expect([again.code, again.stdout.split(':')[0], await countPeople()]).toEqual([0, 'Nothing was written', 36]);
});

test('a folder that is not there is wrong use; an agency that is not there is refused', async () => {
  expect((await bukti(join(folder, 'nowhere'), '--agency', agency)).code).toBe(2);
  const { code, stderr } = await bukti(delivery, '--agency', 'elsewhere');
  expect({ code, stderr }).toEqual({ code: 1, stderr: 'import.agency-missing: There is no such agency.\n' });
});

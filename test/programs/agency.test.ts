import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createAccess } from '#features/access/service.ts';
import { foundAgency, readAgency } from '#features/agencies/service.ts';
import { type Ledger, openLedger } from '#features/audit/service.ts';
import { openKeyRing } from '#features/audit/vault.ts';
import { mapPopulation } from '#features/mapping/service.ts';
import { importPeople, readFolder } from '#features/people/service.ts';
import { readWorkingTimes } from '#features/policies/service.ts';
import { readSupervision } from '#features/supervision/service.ts';
import { type Database, openDatabase } from '#platform/database.ts';
import { keepSecrets } from '#platform/folder-secrets.ts';
import { changedFile, inTree, set } from '#test/support/changed-file.ts';
import { cloneDatabase, type TestDatabase } from '#test/support/database.ts';
import { expectFolds, expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { type Answer, runBukti } from '#test/support/operator.ts';

/** `bukti agency found`, `bukti access` and `bukti calendar publish` as programs: a second agency from the example of the manual. */

const example = inTree('docs/agencies/kota-kedua.json');
const supervisor = inTree('docs/agencies/pengawas.json');
const origin = 'bukti.example/test';
const agency = 'kota-kedua';

let folder: string;
let database: TestDatabase;
let db: Database;
let ledger: Ledger;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bukti-agency-'));
  database = await cloneDatabase();
  db = openDatabase({ url: database.appUrl, poolSize: 2, applicationName: 'test' });
  const admin = openDatabase({ url: database.adminUrl, poolSize: 1, applicationName: 'test clock' });
  await admin.run(`CREATE OR REPLACE FUNCTION ledger.clock() RETURNS timestamptz LANGUAGE sql VOLATILE PARALLEL SAFE AS
    'SELECT clock_timestamp() + (timestamptz ''2027-03-01T02:00:00Z'' - timestamptz ''${new Date().toISOString()}'')'`);
  await admin.close();
  const keys = openKeyRing(Buffer.from((await keepSecrets(folder)).vault, 'base64url'));
  ledger = openLedger({ log: origin, build: 'test', keys });
  expectFolds(database, keys);
  await db.transaction('conductor', (tx) =>
    foundAgency(ledger, tx, { code: 'kota-contoh', name: 'Kota Contoh', zone: 'Asia/Jakarta' }),
  );
});
afterEach(() => expectLedgerIntact(database));
afterAll(async () => {
  await db.close();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const bukti = (...args: readonly string[]): Promise<Answer> =>
  runBukti({ dataDir: folder, origin, database }, [...args]);

interface Outcome {
  readonly outcome: string;
  readonly entries: readonly { readonly type: string; readonly stream: string }[];
  readonly waiting: readonly number[];
}

async function outcomeOf(...args: readonly string[]): Promise<Outcome> {
  const { code, stdout, stderr } = await bukti(...args, '--json');
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as Outcome;
}

function typesOf({ entries }: Outcome): string[] {
  return entries.map(({ type }) => type);
}

async function countEntries(): Promise<number> {
  return (await db.one<{ count: number }>('SELECT count(*) AS count FROM ledger.entries')).count;
}

async function askerOf(subject: string) {
  const found = await createAccess(db).findBySubject({ realm: 'agency', subject });
  if (found === undefined) throw new Error('no such account');
  return found;
}

const founded = [
  'agency.founded/1',
  'calendar.published/1',
  'calendar.published/1',
  'policy.published/1',
  'retention.published/1',
  ...['account.opened/1', 'grant.given/1'],
  ...['account.opened/1', 'grant.given/1'],
  ...['account.opened/1', 'grant.given/1'],
];

describe('an agency is founded from the example of the manual', () => {
  test('a dry run says what would be written, and writes nothing', async () => {
    const before = await countEntries();
    const planned = await outcomeOf('agency', 'found', example, '--dry-run');
    expect([planned.outcome, typesOf(planned), planned.waiting]).toEqual(['planned', founded, [4]]);
    expect(await countEntries()).toBe(before);
  });

  test('it is written in one transaction; the account of somebody who is not imported yet waits, and nobody is named', async () => {
    const { code, stdout } = await bukti('agency', 'found', example);
    expect(code).toBe(0);
    expect(stdout.split('\n')[0]).toBe(`Written: ${founded.length} entries`);
    expect(stdout).toContain('Account 4 of the file waits');
    expect(stdout).not.toMatch(/\d{18}|@|Kantor|Pejabat/);
    const { count } = await db.one<{ count: number }>(
      `SELECT count(DISTINCT xid) AS count FROM ledger.entries WHERE stream = 'agency/${agency}'`,
    );
    expect(count).toBe(1);
  });

  test('again it changes nothing', async () => {
    const before = await countEntries();
    const again = await outcomeOf('agency', 'found', example);
    expect([again.outcome, again.entries, again.waiting]).toEqual(['unchanged', [], [4]]);
    expect(await countEntries()).toBe(before);
  });

  test('its people are imported, and the account that waited is opened for its person', async () => {
    const files = await readFolder(inTree('test/fixtures/kota-contoh'));
    const { counts } = await importPeople({ db, ledger }, { agency, files, dryRun: false, exclude: 'all' });
    expect(counts.people).toBe(36);
    const again = await outcomeOf('agency', 'found', example);
    expect([typesOf(again), again.waiting]).toEqual([['account.opened/1', 'grant.given/1'], []]);
    const head = await askerOf('unit@kota-kedua.example');
    const person = await db.transaction('conductor', (tx) =>
      tx.one<{ id: string; name: string }>(`SELECT id, name FROM people WHERE nip = '197812052002121001'`),
    );
    expect([head.personId, head.displayName]).toEqual([person.id, person.name]);
    expect(head.grants.map(({ role, from }) => [role, from])).toEqual([['unit-head', '2026-12-01T00:00:00.000000Z']]);
    expect((await bukti('agency', 'found', example)).stdout).toBe('Nothing was written: all of it stands\n');
  });

  test('it has a talent map under its own policy, and its own calendars and zone', async () => {
    const { boxes, held } = await mapPopulation({ db, ledger }, { agency, policyId: 'generic-merit' });
    expect(Object.values(boxes).reduce((sum, count) => sum + count, held.people)).toBe(36);
    const hr = await askerOf('hr@kota-kedua.example');
    expect(await readAgency(db, hr, agency)).toMatchObject({
      name: { id: 'Pemerintah Kota Kedua' },
      zone: 'Asia/Makassar',
      calendars: [{ year: 2026 }, { year: 2027 }],
    });
    const times = await db.transaction('conductor', (tx) => readWorkingTimes(tx, [agency, 'kota-contoh']));
    expect([...times.keys()]).toEqual([agency]);
    // 1 January is a holiday, 2 and 3 January 2027 are a weekend.
    expect(times.get(agency)?.since('2026-12-31T02:00:00.000000Z', '2027-01-04T02:00:00.000000Z')).toBe(1);
  });
});

describe('access', () => {
  test('a supervisor whose warrant is for one agency sees that one, and a further warrant adds a further one', async () => {
    const given = await outcomeOf('access', supervisor);
    expect(typesOf(given)).toEqual(['account.opened/1', 'grant.given/1']);
    const subject = 'pengawas@provinsi.example';
    const sees = async () =>
      (await readSupervision(db, { asker: await askerOf(subject), agency: undefined })).items.map((one) => one.agency);
    expect(await sees()).toEqual([agency]);
    expect((await askerOf(subject)).grants[0]).toMatchObject({ until: '2027-11-30T16:00:00.000000Z' });
    const file = await changedFile(folder, supervisor, set({ agency: 'kota-contoh' }));
    const further = await outcomeOf('access', file);
    expect(further.entries).toMatchObject([{ type: 'grant.given/1', stream: 'agency/kota-contoh' }]);
    expect(await sees()).toEqual(['kota-contoh', agency]);
    expect((await outcomeOf('access', file)).outcome).toBe('unchanged');
  });

  test('an agency that is not there is refused', async () => {
    const file = await changedFile(folder, supervisor, set({ agency: 'kota-keempat' }));
    expect((await bukti('access', file)).stderr).toBe('agency.missing: There is no such agency.\n');
  });
});

describe('calendar publish', () => {
  const publish = (file: string, of = agency) => bukti('calendar', 'publish', file, '--agency', of);

  test('a revision is in force from then on; the one before it is not published again', async () => {
    const file = inTree('calendars/id-2027.json');
    expect((await publish(file)).stdout).toBe('Nothing was written: all of it stands\n');
    const revised = await changedFile(folder, file, set({ note: 'Perubahan SKB' }));
    const { entries } = await outcomeOf('calendar', 'publish', revised, '--agency', agency);
    expect(entries).toMatchObject([{ type: 'calendar.published/1', stream: `agency/${agency}` }]);
    const { code, stderr } = await publish(file);
    expect([code, stderr.split(':')[0]]).toEqual([1, 'calendar.superseded']);
    // The founding's file names a revision that was published once: that is no contradiction.
    expect((await outcomeOf('agency', 'found', example)).outcome).toBe('unchanged');
  });

  test.each([
    ['of no agency', () => inTree('calendars/id-2026.json'), 'kota-keempat', 1, 'agency.missing'],
    ['of a file that is none', () => example, agency, 2, 'policy.file-form'],
    ['of no file', () => join(folder, 'nowhere.json'), agency, 2, 'policy.file-unreadable'],
  ])('one %s is refused', async (_title, file, of, code, found) => {
    const answer = await publish(file(), of);
    expect([answer.code, answer.stderr.split(':')[0]]).toEqual([code, found]);
  });
});

test('what cannot be is said in one line and answers by its exit code', async () => {
  const refused = await bukti('agency', 'found', await changedFile(folder, example, set({ name: 'Kota Lain' })));
  expect(refused).toEqual({ code: 1, stdout: '', stderr: expect.stringMatching(/^agency\.stands-otherwise: .*\n$/) });
  expect(await bukti('agency', 'close', example)).toMatchObject({ code: 2, stdout: '' });
  expect(await bukti('calendar', 'publish')).toMatchObject({ code: 2, stdout: '' });
});

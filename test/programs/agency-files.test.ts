import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { Refused } from '#domain/refusal.ts';
import { establishAgency, foundAgency } from '#features/agencies/service.ts';
import { importPeople, readFolder } from '#features/people/service.ts';
import { CommandFailed } from '#platform/command-failed.ts';
import { readFounding } from '#programs/agency-files.ts';
import { houseWithAgency, type TestHouse } from '#test/support/agency.ts';
import { type Change, changedFile, inTree, set, writtenFile } from '#test/support/changed-file.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';

/** What `bukti agency found` refuses of a file, beside an agency that was founded from the example of the manual. */

const example = inTree('docs/agencies/kota-kedua.json');

let folder: string;
let house: TestHouse;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bukti-agency-files-'));
  house = await houseWithAgency('kota-contoh');
  expect(await found(example)).toEqual([4]);
  const files = await readFolder(inTree('test/fixtures/kota-contoh'));
  await importPeople(house, { agency: 'kota-kedua', files, dryRun: false, exclude: 'all' });
  expect(await found(example)).toEqual([]);
});
afterEach(() => expectLedgerIntact(house));
afterAll(async () => {
  await house.close();
  await rm(folder, { recursive: true, force: true });
});

async function found(file: string): Promise<number[]> {
  const founding = await readFounding(file, 'agency');
  return house.db.transaction('conductor', (tx) => establishAgency(house.ledger, tx, founding));
}

async function countEntries(): Promise<number> {
  return (await house.db.one<{ count: number }>('SELECT count(*) AS count FROM ledger.entries')).count;
}

/** What the program says, and its exit code. */
async function refusalOf(file: string): Promise<{ readonly code: number; readonly said: string }> {
  try {
    await found(file);
    return { code: 0, said: '' };
  } catch (error) {
    if (error instanceof CommandFailed) return { code: error.exitCode, said: error.message };
    if (error instanceof Refused) return { code: 1, said: error.message };
    throw error;
  }
}

const further = { code: 'kota-ketiga' };
const inAccount = (change: object) => (content: Record<string, unknown>) => {
  Object.assign((content['accounts'] as object[])[0] ?? {}, change);
};
test.each<[string, Change, number, string]>([
  ['another name of the agency', set({ name: 'Kota Lain' }), 1, 'agency.stands-otherwise'],
  ['another zone', set({ zone: 'Asia/Jayapura' }), 1, 'agency.stands-otherwise'],
  ['a zone that is none', set({ ...further, zone: 'Asia/Bandung' }), 2, 'policy.file-form'],
  ['a member that nobody knows', set({ ...further, website: 'x' }), 2, 'policy.file-form'],
  ['no policy', set({ ...further, policies: [] }), 2, 'policy.file-form'],
  ['a calendar that is not there', set({ ...further, calendars: ['nowhere.json'] }), 2, 'policy.file-unreadable'],
  [
    'a policy for a calendar',
    set({ ...further, calendars: [inTree('policies/asn/pack.json')] }),
    2,
    'policy.file-form',
  ],
  [
    'other rules than a version of them',
    async (content) => {
      const retention = await changedFile(folder, inTree('policies/retention/asn.json'), set({ holds: [] }));
      Object.assign(content, { retention });
    },
    1,
    'retention.version-taken',
  ],
  ['no rules of retention', set({ ...further, retention: inTree('policies/asn/pack.json') }), 2, 'policy.file-form'],
  [
    'a faulty policy',
    async (content) => {
      const pack = await changedFile(folder, inTree('policies/generic-merit/pack.json'), set({ nineBox: 1 }));
      Object.assign(content, further, { policies: [pack] });
    },
    2,
    'policy.pack-faulty',
  ],
  [
    'a policy whose examples come out otherwise',
    async (content) => {
      const pack = await changedFile(folder, inTree('policies/generic-merit/pack.json'), set({}));
      const examples = await readFile(inTree('policies/generic-merit/examples.json'), 'utf8');
      await writeFile(pack.replace('.json', '.examples.json'), examples.replace('"box": 9', '"box": 8'));
      Object.assign(content, further, { policies: [pack] });
    },
    2,
    'policy.examples-failing',
  ],
  [
    'a further policy after the founding',
    set({ policies: [inTree('policies/asn/pack.json')] }),
    1,
    'agency.policy-after-founding',
  ],
  [
    'another calendar of a year',
    async (content) => {
      const calendar = await changedFile(folder, inTree('calendars/id-2026.json'), set({ note: 'lain' }));
      Object.assign(content, { calendars: [calendar] });
    },
    1,
    'agency.calendar-otherwise',
  ],
  ['another name of an account', inAccount({ displayName: 'Orang Lain' }), 1, 'account.stands-otherwise'],
  ['another person of an account', inAccount({ nip: '197104171998031001' }), 1, 'account.stands-otherwise'],
  ['a role that is none', inAccount({ roles: [{ role: 'king', from: '2026-12-01' }] }), 2, 'policy.file-form'],
  ['a day that is none', inAccount({ roles: [{ role: 'hr', from: '2026-02-30' }] }), 2, 'policy.file-form'],
  ['a NIP of too few digits', inAccount({ nip: '19710417' }), 2, 'policy.file-form'],
  ['a subject that stands twice', inAccount({ subject: 'ppk@kota-kedua.example' }), 2, 'policy.file-form'],
  [
    'a role that would end before it begins',
    inAccount({ roles: [{ role: 'chair', from: '2026-12-01', until: '2026-12-01' }] }),
    1,
    'grant.span-empty',
  ],
  [
    'a role that meets one that stands',
    inAccount({ roles: [{ role: 'hr', from: '2027-01-01' }] }),
    1,
    'grant.stands-otherwise',
  ],
])('%s: nothing is written', async (_title, change, exitCode, found) => {
  const before = await countEntries();
  const file = await changedFile(folder, example, change);
  const { code, said } = await refusalOf(file);
  expect([code, said.split(':')[0]]).toEqual([exitCode, found]);
  expect(said).not.toMatch(/\d{18}|Orang Lain/);
  expect(await countEntries()).toBe(before);
});

test.each([
  ['no JSON', '{', 'policy.file-not-json'],
  ['a key that stands twice', '{"code":"a","code":"b"}', 'policy.file-form'],
])('%s', async (_title, text, found) => {
  const { code, said } = await refusalOf(await writtenFile(folder, text));
  expect([code, said.split(':')[0]]).toEqual([2, found]);
});

test('an agency whose zone is that of Pontianak is founded', async () => {
  const named = set({ code: 'kota-pontianak', zone: 'Asia/Pontianak', accounts: [] });
  const founding = await readFounding(await changedFile(folder, example, named), 'agency');
  const founded = { code: 'kota-pontianak', name: founding.agency.name, zone: founding.agency.zone };
  await house.db.transaction('conductor', (tx) => foundAgency(house.ledger, tx, founded));
  const standing = await house.db.transaction('conductor', (tx) =>
    tx.one<{ zone: string }>(`SELECT zone FROM agencies WHERE code = 'kota-pontianak'`),
  );
  expect(standing.zone).toBe('Asia/Pontianak');
});

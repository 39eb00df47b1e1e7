import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Role } from '#domain/roles.ts';
import { localDayOf } from '#domain/working-days.ts';
import { arrangeAccess } from '#features/access/service.ts';
import { establishAgency } from '#features/agencies/service.ts';
import { derivedId, type Ledger } from '#features/audit/service.ts';
import { publishRetention } from '#features/erasures/service.ts';
import { mapFirst } from '#features/mapping/service.ts';
import { importPeople, readFolder } from '#features/people/service.ts';
import { readClock } from '#platform/clock.ts';
import type { Database } from '#platform/database.ts';
import { demoRealm } from '#platform/identity-provider.ts';
import { demoAccounts } from './accounts.ts';
import { writeCityFiles } from './generate.ts';

export interface Founding {
  readonly db: Database;
  readonly ledger: Ledger;
  /** Where the city's files are written before they are imported. */
  readonly folder: string;
  readonly say: (line: string) => void;
}

export const demoAgency = { code: 'kota-contoh', name: 'Pemerintah Kota Contoh', zone: 'Asia/Jakarta' } as const;

const root = fileURLToPath(new URL('../', import.meta.url));
const calendarYears = ['2025', '2026', '2027'];

/**
 * Kota Contoh from nothing, through the product's own acts: agency, policy, calendars, the import of its people, accounts, and the
 * first talent map. Done again, it changes nothing; broken off, it goes on where it stopped.
 */
export async function foundCity(founding: Founding): Promise<void> {
  if (!(await isFounded(founding.db))) await settle(founding);
  const retention = await readJson('policies/retention/asn.json');
  await founding.db.transaction('conductor', (tx) =>
    publishRetention(founding.ledger, tx, { agency: demoAgency.code, content: retention }),
  );
  const mapped = await mapFirst(founding, { agency: demoAgency.code, policyId: 'asn' });
  if (mapped === undefined) return;
  const { boxes, held } = mapped;
  const people = Object.values(boxes).reduce((sum, count) => sum + count, 0);
  founding.say(`Mapped ${people} people; ${held.people} are held for want of an indicator`);
}

async function settle({ db, ledger, folder, say }: Founding): Promise<void> {
  const calendars = await Promise.all(calendarYears.map((year) => readJson(`calendars/id-${year}.json`)));
  const policies = [await readPack('policies/asn/pack.json')];
  await db.transaction('conductor', (tx) =>
    // Its accounts are of people who are imported first, and its rules of retention are published last.
    establishAgency(ledger, tx, { agency: demoAgency, calendars, policies, retention: null, accounts: [] }),
  );
  say('Writing the files of Kota Contoh');
  await writeCityFiles(folder, { asOf: localDayOf(await readClock(db), demoAgency.zone) });
  say('Importing its people');
  const { counts } = await importPeople(
    { db, ledger },
    { agency: demoAgency.code, files: await readFolder(folder), dryRun: false, exclude: 'all' },
  );
  say(`Imported ${counts.people} people; ${counts.queued} findings are in the quality queue`);
  await db.transaction('conductor', async (tx) => {
    const from = await readClock(tx);
    const accounts = demoAccounts.map(({ name, displayName, nip, roles }) => ({
      realm: demoRealm,
      subject: name,
      displayName,
      nip,
      roles: roles.map((role) => ({ role: role as Role, from, until: null })),
    }));
    const newId = (name: string) => derivedId(demoRealm, name);
    const waiting = await arrangeAccess(ledger, tx, { agency: demoAgency.code, accounts, newId });
    if (waiting.length > 0) throw new Error('an account of the demo has no person in its files');
  });
}

async function isFounded(db: Database): Promise<boolean> {
  const last = demoAccounts.at(-1);
  const row = await db.maybe('SELECT 1 AS one FROM accounts WHERE issuer = $1 AND subject = $2', [
    demoRealm,
    last?.name,
  ]);
  return row !== undefined;
}

async function readPack(path: string) {
  const content = await readJson(path);
  const { id, version } = content as { readonly id: string; readonly version: string };
  return { id, version, content };
}

async function readJson(path: string): Promise<unknown> {
  return JSON.parse(await readFile(join(root, path), 'utf8'));
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Role } from '#domain/roles.ts';
import { localDayOf } from '#domain/working-days.ts';
import { giveGrant, openAccount } from '#features/access/service.ts';
import { foundAgency } from '#features/agencies/service.ts';
import { conductorActor, derivedId, type Ledger } from '#features/audit/service.ts';
import { publishRetention } from '#features/erasures/service.ts';
import { mapFirst } from '#features/mapping/service.ts';
import { importPeople, readFolder } from '#features/people/service.ts';
import { publishCalendar, publishPolicy } from '#features/policies/service.ts';
import { readClock } from '#platform/clock.ts';
import type { Database, Tx } from '#platform/database.ts';
import { demoRealm } from '#platform/identity-provider.ts';
import { type DemoAccount, demoAccounts } from './accounts.ts';
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
  await db.transaction('conductor', async (tx) => {
    await foundAgency(ledger, tx, demoAgency);
    for (const year of calendarYears) {
      await publishCalendar(ledger, tx, {
        agency: demoAgency.code,
        content: await readJson(`calendars/id-${year}.json`),
      });
    }
    await publishPolicy(ledger, tx, { agency: demoAgency.code, content: await readJson('policies/asn/pack.json') });
  });
  say('Writing the files of Kota Contoh');
  await writeCityFiles(folder, { asOf: localDayOf(await readClock(db), demoAgency.zone) });
  say('Importing its people');
  const { counts } = await importPeople(
    { db, ledger },
    { agency: demoAgency.code, files: await readFolder(folder), dryRun: false, exclude: 'all' },
  );
  say(`Imported ${counts.people} people; ${counts.queued} findings are in the quality queue`);
  await db.transaction('conductor', async (tx) => {
    for (const account of demoAccounts) await open(ledger, tx, account);
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

async function readJson(path: string): Promise<unknown> {
  return JSON.parse(await readFile(join(root, path), 'utf8'));
}

async function open(ledger: Ledger, tx: Tx, { name, displayName, nip, roles }: DemoAccount): Promise<void> {
  const person = nip === null ? undefined : await findPerson(tx, nip);
  const accountId = derivedId(demoRealm, name);
  const act = { agency: demoAgency.code, actor: conductorActor };
  const names = { displayName: displayName ?? person?.name ?? name, personId: person?.id ?? null };
  await openAccount(ledger, tx, {
    ...act,
    id: derivedId(accountId, 'opened'),
    accountId,
    realm: demoRealm,
    subject: name,
    ...names,
  });
  const from = await readClock(tx);
  for (const role of roles) {
    const grant = { role: role as Role, agency: demoAgency.code, selectionId: null, from, until: null };
    await giveGrant(ledger, tx, { ...act, id: derivedId(accountId, `grant/${role}`), accountId, grant });
  }
}

function findPerson(tx: Tx, nip: string): Promise<{ id: string; name: string } | undefined> {
  return tx.maybe<{ id: string; name: string }>('SELECT id, name FROM people WHERE agency = $1 AND nip = $2', [
    demoAgency.code,
    nip,
  ]);
}

import { randomUUID } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Role } from '#domain/roles.ts';
import { giveGrant, openAccount } from '#features/access/service.ts';
import type { House } from '#features/acts/service.ts';
import { foundAgency } from '#features/agencies/service.ts';
import { openLog } from '#features/audit/log-opening.ts';
import { beginOnStream, conductorActor, derivedId, openLedger } from '#features/audit/service.ts';
import { openKeyRing } from '#features/audit/vault.ts';
import { publishCalendar, publishPolicy } from '#features/policies/service.ts';
import { canonicalBytes } from '#ledger/canonical.ts';
import { sha256 } from '#ledger/crypto.ts';
import type { KnownAccount } from '#platform/accounts.ts';
import { loadConfig } from '#platform/config.ts';
import { type Database, openDatabase, type Tx } from '#platform/database.ts';
import { ensureDatabase, roleUrl, setRolePasswords } from '#platform/database-roles.ts';
import { type FolderSecrets, keepSecrets } from '#platform/folder-secrets.ts';
import { demoRealm } from '#platform/identity-provider.ts';
import { migrate } from '#platform/migrate.ts';
import { readVersion } from '#platform/version.ts';
import { record, stated } from '#test/support/merit.ts';
import { root } from './lab.ts';

export const agencyCode = 'kota-contoh';

/** A Monday morning in a year whose calendar is on file: figures do not depend on the day on which they are taken. */
const beginsAt = '2026-06-15T02:00:00.000000Z';

export interface AgencySize {
  readonly vacancies: number;
  /** People whom the gates admit, each with an account `candidate-N`. */
  readonly people: number;
  /** Committees `c0`, `c1` …, each a chair, four members and five assessors, so that the rate limit of an account is not met. */
  readonly committees: number;
}

/** A small agency on a database of its own, with the addresses and secrets that programs need to serve it. */
export interface BenchAgency {
  readonly house: House;
  readonly admin: Database;
  readonly vacancies: readonly string[];
  readonly people: readonly string[];
  readonly dataDir: string;
  readonly secrets: FolderSecrets;
  account(name: string): KnownAccount;
  readonly accountNames: readonly string[];
  /** Settings of every program of this database. */
  readonly settings: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

const withoutConductor = {
  wake: () => undefined,
  start: () => undefined,
  conductMap: () => undefined,
  conductPlan: () => undefined,
} as const;

export async function foundBenchAgency(adminUrl: string, dataDir: string, size: AgencySize): Promise<BenchAgency> {
  await ensureDatabase(adminUrl);
  await migrate(adminUrl);
  await mkdir(dataDir, { recursive: true });
  const secrets = await keepSecrets(dataDir);
  const { app, sequencer, signer, auditor } = secrets;
  await setRolePasswords(adminUrl, { app, sequencer, signer, auditor });
  const open = (url: string, poolSize: number) => openDatabase({ url, poolSize, applicationName: 'bench' });
  const admin = open(adminUrl, 2);
  const db = open(roleUrl(adminUrl, 'app', app), 12);
  await admin.run(
    `CREATE OR REPLACE FUNCTION ledger.clock() RETURNS timestamptz LANGUAGE sql VOLATILE PARALLEL SAFE AS
     'SELECT clock_timestamp() + (timestamptz ''${beginsAt}'' - timestamptz ''${new Date().toISOString()}'')'`,
  );
  const keys = openKeyRing(Buffer.from(secrets.vault, 'base64url'));
  const ledger = openLedger({ log: loadConfig({}).origin, build: readVersion(), keys });
  const house: House = { db, ledger, ...withoutConductor };
  await openLog({ db, ledger });
  const settled = await db.transaction('conductor', async (tx) => {
    await publishRules(house, tx);
    return settle(house, tx, size);
  });
  const accounts = await employ(house, size, settled.people);
  return {
    house,
    admin,
    ...settled,
    dataDir,
    secrets,
    account: (name) => accounts.get(name) ?? missing(name),
    accountNames: [...accounts.keys()],
    settings: settingsOf({ adminUrl, dataDir, secrets }),
    close: async () => {
      await db.close();
      await admin.close();
    },
  };
}

/** What every program of this database is told. */
function settingsOf({
  adminUrl,
  dataDir,
  secrets,
}: {
  adminUrl: string;
  dataDir: string;
  secrets: BenchAgency['secrets'];
}) {
  const { app, sequencer, signer, auditor } = secrets;
  return {
    BUKTI_DATA_DIR: dataDir,
    BUKTI_DEMO: '1',
    BUKTI_LOG_LEVEL: 'info',
    DATABASE_APP_URL: roleUrl(adminUrl, 'app', app),
    DATABASE_SEQUENCER_URL: roleUrl(adminUrl, 'sequencer', sequencer),
    DATABASE_SIGNER_URL: roleUrl(adminUrl, 'signer', signer),
    DATABASE_AUDITOR_URL: roleUrl(adminUrl, 'auditor', auditor),
    NODE_ENV: 'production',
  };
}

function missing(name: string): never {
  throw new Error(`nobody is called ${name}`);
}

async function publishRules({ ledger }: House, tx: Tx): Promise<void> {
  const read = async (path: string): Promise<unknown> => JSON.parse(await readFile(join(root, path), 'utf8'));
  await foundAgency(ledger, tx, { code: agencyCode, name: agencyCode, zone: 'Asia/Jakarta' });
  await publishPolicy(ledger, tx, { agency: agencyCode, content: await read('policies/asn/pack.json') });
  for (const year of [2026, 2027]) {
    await publishCalendar(ledger, tx, { agency: agencyCode, content: await read(`calendars/id-${year}.json`) });
  }
}

/** Posts and people as an import leaves them. */
async function settle(
  { ledger }: House,
  tx: Tx,
  size: AgencySize,
): Promise<{ vacancies: readonly string[]; people: readonly string[] }> {
  const stream = `agency/${agencyCode}`;
  const [batch, unit] = [randomUUID(), randomUUID()];
  const act = await beginOnStream(tx, stream, batch);
  const open = { batch, files: [], findings: 0, people: size.people };
  const event = { id: derivedId(batch, 'imported'), stream, agency: agencyCode, actor: conductorActor, open, act };
  const { entry, at } = await ledger.append(tx, { ...event, type: 'people.imported/1' });
  await tx.run(
    `INSERT INTO import_batches (id, agency, files, counts, imported_at, entry_id) VALUES ($1, $2, '[]', '{}', $3, $4)`,
    [batch, agencyCode, at, entry],
  );
  await tx.run('INSERT INTO units (id, agency, code, name, entry_id) VALUES ($1, $2, $3, $3, $4)', [
    unit,
    agencyCode,
    'badan-contoh',
    entry,
  ]);
  const vacancies = Array.from({ length: size.vacancies }, () => randomUUID());
  await tx.run(
    `INSERT INTO posts (id, agency, code, title, unit_id, level, eselon, entry_id)
     SELECT id, $2, 'post-' || n, 'Kepala Badan ' || n, $3, 'jpt-pratama', '22', $4
     FROM unnest($1::uuid[]) WITH ORDINALITY AS p (id, n)`,
    [vacancies, agencyCode, unit, entry],
  );
  const people = Array.from({ length: size.people }, () => randomUUID());
  const used = record({ feedback360: stated('85') });
  await tx.run(
    `INSERT INTO people (id, agency, nip, name, record, record_digest, unit_id, imported_at, batch_id, entry_id)
     SELECT id, $2, '19760228' || lpad(n::text, 10, '0'), 'Kandidat ' || n, $3, $4, $5, $6, $7, $8
     FROM unnest($1::uuid[]) WITH ORDINALITY AS p (id, n)`,
    [people, agencyCode, JSON.stringify(used), Buffer.from(sha256(canonicalBytes(used))), unit, at, batch, entry],
  );
  return { vacancies, people };
}

interface Employee {
  readonly name: string;
  readonly role: Role;
  readonly personId: string | null;
}

function staffOf({ committees }: AgencySize, people: readonly string[]): Employee[] {
  const as = (role: Role, name: string, personId: string | null = null) => ({ name, role, personId });
  const one = (role: Role, names: readonly string[]) => names.map((name) => as(role, name));
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
  return [
    ...one(
      'hr',
      numbers(committees).map((n) => `hr-${n}`),
    ),
    ...one(
      'secretary',
      numbers(committees).map((n) => `secretary-${n}`),
    ),
    ...one(
      'authority',
      numbers(committees).map((n) => `authority-${n}`),
    ),
    ...one(
      'auditor',
      numbers(committees).map((n) => `auditor-${n}`),
    ),
    as('member', 'stranger'),
    ...numbers(committees).flatMap((n) => [
      as('chair', `c${n}/chair`),
      ...one(
        'member',
        [1, 2, 3, 4].map((seat) => `c${n}/member-${seat}`),
      ),
      ...one(
        'assessor',
        [1, 2, 3, 4, 5].map((desk) => `c${n}/assessor-${desk}`),
      ),
    ]),
    ...people.map((personId, index) => as('candidate', `candidate-${index + 1}`, personId)),
  ];
}

async function employ(
  { db, ledger }: House,
  size: AgencySize,
  people: readonly string[],
): Promise<ReadonlyMap<string, KnownAccount>> {
  const accounts = new Map<string, KnownAccount>();
  const from = '2026-01-01T00:00:00.000000Z';
  await db.transaction('conductor', async (tx) => {
    for (const { name, role, personId } of staffOf(size, people)) {
      const accountId = randomUUID();
      const common = { agency: agencyCode, actor: conductorActor, accountId };
      const opened = { realm: demoRealm, subject: name, displayName: name, personId };
      await openAccount(ledger, tx, { ...common, ...opened, id: derivedId(accountId, 'opened') });
      const grant = { role, agency: agencyCode, selectionId: null, from, until: null };
      await giveGrant(ledger, tx, { ...common, id: derivedId(accountId, role), grant });
      accounts.set(name, { accountId, displayName: name, personId, grants: [grant] });
    }
  });
  return accounts;
}

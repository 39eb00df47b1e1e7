import { randomBytes, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { PersonRecord } from '#domain/person-record.ts';
import type { Role } from '#domain/roles.ts';
import { giveGrant, openAccount } from '#features/access/service.ts';
import type { ActRequest, House } from '#features/acts/service.ts';
import { foundAgency } from '#features/agencies/service.ts';
import { conductorActor, derivedId, type Event, openLedger } from '#features/audit/service.ts';
import { openKeyRing } from '#features/audit/vault.ts';
import { publishRetention } from '#features/erasures/service.ts';
import { publishCalendar, publishPolicy } from '#features/policies/service.ts';
import { canonicalBytes } from '#ledger/canonical.ts';
import { sha256 } from '#ledger/crypto.ts';
import type { KnownAccount } from '#platform/accounts.ts';
import { type Database, openDatabase, type Tx } from '#platform/database.ts';
import { cloneDatabase, type TestDatabase } from './database.ts';
import type { DatabaseAddresses } from './database-addresses.ts';
import { expectFolds } from './ledger-intact.ts';
import { record, stated } from './merit.ts';

/** When a test world begins: a Monday morning in Jakarta, in a year whose calendar is on file. */
export const beginsAt = '2026-06-15T02:00:00.000000Z';

export const agency = 'kota-contoh';

export interface Placeable {
  readonly personId: string;
  /** The post they hold in the beginning. */
  readonly postId: string;
}

/** An agency with everything that a selection needs, on a database of its own. */
export interface World {
  readonly addresses: DatabaseAddresses;
  readonly house: House;
  readonly admin: Database;
  /** Vacant posts of JPT Pratama. */
  readonly vacancies: readonly string[];
  /** People whom the gates admit, best first; `candidate-1` is the account of the first. */
  readonly people: readonly Placeable[];
  readonly assessors?: number;
  account(name: string): KnownAccount;
  /** An act of an account, under a fresh key unless one is given. */
  act(name: string, selectionId: string, asked?: { content?: unknown; key?: string }): ActRequest;
  /** Where a worker runs: waits until it has done all that is due on a selection. */
  readonly settle?: (selectionId: string) => Promise<void>;
  /** Lets the database's clock run on from an instant. */
  runClockFrom(instant: string): Promise<void>;
  /** Stops the database's clock at an instant. */
  stopClockAt(instant: string): Promise<void>;
  close(): Promise<void>;
}

export interface WorldOptions {
  readonly members?: number;
  /** Of each candidate; fewer than the policy's three make a test quicker. */
  readonly assessors?: number;
  /** Key of the vault, shared with a program of its own. */
  readonly vault?: Buffer;
  /** Whether the rules of retention are published; they are. */
  readonly retention?: boolean;
  /** Another database than one of the cluster that all tests share. */
  readonly database?: TestDatabase;
  /** Changes the pack before it is published. */
  readonly adjust?: (pack: Record<string, unknown>) => void;
}

export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const { members = 4, assessors = 3, vault = randomBytes(32), adjust = () => undefined, retention = true } = options;
  const addresses = options.database ?? (await cloneDatabase());
  const db = openDatabase({ url: addresses.appUrl, poolSize: 20, applicationName: 'test' });
  const keys = openKeyRing(vault);
  const ledger = openLedger({ log: 'bukti.example/test', build: 'test', keys });
  expectFolds(addresses, keys);
  const idle = () => undefined;
  const house: House = { db, ledger, wake: idle, start: idle, conductMap: idle, conductPlan: idle };
  const admin = openDatabase({ url: addresses.adminUrl, poolSize: 1, applicationName: 'test clock' });
  const setClock = (body: string) =>
    admin.run(
      `CREATE OR REPLACE FUNCTION ledger.clock() RETURNS timestamptz LANGUAGE sql VOLATILE PARALLEL SAFE AS '${body}'`,
    );
  const runClockFrom = async (instant: string) => {
    await setClock(
      `SELECT clock_timestamp() + (timestamptz ''${instant}'' - timestamptz ''${new Date().toISOString()}'')`,
    );
  };
  await runClockFrom(beginsAt);
  const pack = JSON.parse(await readFile('policies/asn/pack.json', 'utf8')) as Record<string, unknown>;
  (pack['assessment'] as Record<string, unknown>)['assessors'] = assessors;
  adjust(pack);
  const staff = staffOf(members);
  const settled = await db.transaction('conductor', async (tx) => {
    await foundAgency(ledger, tx, { code: agency, name: agency, zone: 'Asia/Jakarta' });
    await publishPolicy(ledger, tx, { agency, content: pack });
    const content: unknown = JSON.parse(await readFile('policies/retention/asn.json', 'utf8'));
    if (retention) await publishRetention(ledger, tx, { agency, content });
    for (const year of [2026, 2027]) {
      const content: unknown = JSON.parse(await readFile(`calendars/id-${year}.json`, 'utf8'));
      await publishCalendar(ledger, tx, { agency, content });
    }
    return settle(house, tx);
  });
  const accounts = new Map<string, KnownAccount>();
  for (const { name, roles } of [...staff, ...settled.people.map((_, index) => candidateOf(index))]) {
    const index = Number(/^candidate-(\d+)$/.exec(name)?.[1] ?? 0);
    const personId = settled.people[index - 1]?.personId ?? null;
    accounts.set(name, await db.transaction('conductor', (tx) => employ(house, tx, { name, roles, personId })));
  }
  const account = (name: string) => {
    const known = accounts.get(name);
    if (known === undefined) throw new Error(`nobody is called ${name}`);
    return known;
  };
  return {
    addresses,
    house,
    admin,
    assessors,
    ...settled,
    account,
    act: (name, selectionId, { content = {}, key = randomUUID() } = {}) => ({
      asker: account(name),
      session: null,
      selectionId,
      entryId: key,
      content,
    }),
    runClockFrom,
    stopClockAt: async (instant) => {
      await setClock(`SELECT timestamptz ''${instant}''`);
    },
    close: async () => {
      await admin.close();
      await db.close();
      await addresses.drop();
    },
  };
}

interface Employee {
  readonly name: string;
  readonly roles: readonly Role[];
}

function staffOf(members: number): Employee[] {
  const numbered = (role: Role, count: number) =>
    Array.from({ length: count }, (_, index) => ({ name: `${role}-${index + 1}`, roles: [role] }));
  const offices = ['hr', 'secretary', 'chair', 'authority', 'auditor'] as const;
  return [
    ...offices.map((role) => ({ name: role, roles: [role] })),
    ...numbered('member', members),
    { name: 'successor', roles: ['member'] },
    ...numbered('assessor', 3),
  ];
}

function candidateOf(index: number): Employee {
  return { name: `candidate-${index + 1}`, roles: ['candidate'] };
}

async function employ(
  { ledger }: House,
  tx: Tx,
  { name, roles, personId }: Employee & { personId: string | null },
): Promise<KnownAccount> {
  const accountId = randomUUID();
  const common = { agency, actor: conductorActor, accountId };
  await openAccount(ledger, tx, {
    ...common,
    id: derivedId(accountId, 'opened'),
    realm: 'test',
    subject: name,
    displayName: name,
    personId,
  });
  const grants = roles.map((role) => ({
    role,
    agency,
    selectionId: null,
    from: '2026-01-01T00:00:00.000000Z',
    until: null,
  }));
  for (const grant of grants) await giveGrant(ledger, tx, { ...common, id: derivedId(accountId, grant.role), grant });
  return { accountId, displayName: name, personId, grants };
}

const peopleCount = 5;
const vacancyCount = 24;

/** Posts and people as an import would leave them. */
async function settle({ ledger }: House, tx: Tx): Promise<Pick<World, 'vacancies' | 'people'>> {
  const stream = `agency/${agency}`;
  const [batch, unit] = [randomUUID(), randomUUID()];
  await tx.run('SELECT ledger.lock_stream($1)', [stream]);
  const act = await tx.one<Event['act']>('SELECT * FROM ledger.begin_act($1)', [batch]);
  const open = { batch, files: [], findings: 0, people: peopleCount };
  const event = { id: derivedId(batch, 'imported'), stream, agency, actor: conductorActor, open, act };
  const { entry, at } = await ledger.append(tx, { ...event, type: 'people.imported/1' });
  await tx.run(
    `INSERT INTO import_batches (id, agency, files, counts, imported_at, entry_id) VALUES ($1, $2, '[]', $3, $4, $5)`,
    [batch, agency, JSON.stringify({ people: peopleCount }), at, entry],
  );
  await tx.run('INSERT INTO units (id, agency, code, name, entry_id) VALUES ($1, $2, $3, $3, $4)', [
    unit,
    agency,
    'badan-contoh',
    entry,
  ]);
  const addPost = async (code: string, level: string, eselon: string) => {
    const id = randomUUID();
    await tx.run(
      'INSERT INTO posts (id, agency, code, title, unit_id, level, eselon, entry_id) VALUES ($1, $2, $3, $3, $4, $5, $6, $7)',
      [id, agency, code, unit, level, eselon, entry],
    );
    return id;
  };
  const vacancies: string[] = [];
  for (let index = 1; index <= vacancyCount; index += 1) {
    vacancies.push(await addPost(`kepala-badan-${index}`, 'jpt-pratama', '22'));
  }
  const people: Placeable[] = [];
  for (let index = 1; index <= peopleCount; index += 1) {
    const placeable = {
      personId: randomUUID(),
      postId: await addPost(`kepala-bidang-${index}`, 'administrator', '31'),
    };
    await tx.run(
      `INSERT INTO people (id, agency, nip, name, record, record_digest, unit_id, post_id, imported_at, batch_id, entry_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        placeable.personId,
        agency,
        `19760228200001100${index}`,
        `Kandidat ${index}`,
        ...recorded(index),
        unit,
        placeable.postId,
        at,
        batch,
        entry,
      ],
    );
    await tx.run(
      'INSERT INTO nips (person_id, nip, from_batch, entry_id) SELECT id, nip, $2, $3 FROM people WHERE id = $1',
      [placeable.personId, batch, entry],
    );
    await tx.run('UPDATE posts SET holder_id = $2, held_since = $3, entry_id = $4 WHERE id = $1', [
      placeable.postId,
      placeable.personId,
      '2021-01-04',
      await nextEntry(index),
    ]);
    people.push(placeable);
  }
  return { vacancies, people };

  /** A row changes only under a further entry. */
  async function nextEntry(index: number): Promise<string> {
    const again = { ...event, id: derivedId(batch, `seated-${index}`) };
    return (await ledger.append(tx, { ...again, type: 'people.imported/1' })).entry;
  }
}

function recorded(index: number): [string, Buffer] {
  const used: PersonRecord = record({ feedback360: stated(String(90 - index)) });
  return [JSON.stringify(used), Buffer.from(sha256(canonicalBytes(used)))];
}

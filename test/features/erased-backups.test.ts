import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { replayErasures } from '#features/erasures/replay.ts';
import { approveErasure, requestErasure } from '#features/erasures/service.ts';
import { type Database, openDatabase } from '#platform/database.ts';
import { cloneDatabase, type TestDatabase } from '#test/support/database.ts';
import { keepJournal } from '#test/support/journal.ts';
import {
  type BaseBackup,
  openCluster,
  searchCluster,
  type TestCluster,
  takeBaseBackup,
} from '#test/support/own-postgres.ts';
import { placeFirst } from '#test/support/placing.ts';
import { changePeople, retire } from '#test/support/privacy.ts';
import { bringTo } from '#test/support/selection-builders.ts';
import { quietly } from '#test/support/tampered.ts';
import { agency, openWorld, type World } from '#test/support/world.ts';

/** Canaries in one person's data, a dump and a base backup from before the erasure, and what is left in any byte of a whole cluster. */

const mark = randomBytes(6).toString('hex');
const canaries = {
  name: `Kenari${mark}`,
  nip: `1976${String(Date.now()).padStart(14, '0').slice(-14)}`,
  note: `catatan${mark}`,
  reason: `alasan${mark}`,
};
const planted = Object.values(canaries);
const journal = keepJournal();

let cluster: TestCluster;
let world: World;
let person: string;
let backup: BaseBackup;
let dump: Dump;
beforeAll(async () => {
  cluster = await openCluster({ isDurable: true });
  world = await openWorld({ assessors: 1, database: await cloneDatabase(cluster.url) });
  person = world.people[1]?.personId ?? '';
  await changePeople(world, async (tx, entryId) => {
    await tx.run('UPDATE people SET name = $2, nip = $3, entry_id = $4 WHERE id = $1', [
      person,
      canaries.name,
      canaries.nip,
      entryId,
    ]);
  });
  const placed = await bringTo(world, 'choosing', {
    candidates: [1, 2, 3],
    note: (candidate) => (candidate === 2 ? canaries.note : null),
    sheet: (_assessor, index) => (index === 1 ? { score: '83', reason: canaries.reason } : undefined),
  });
  await placeFirst(placed, '2026-06-15');
  await retire(world, person);
  // The statistics of the planner hold values of rows as well.
  await world.admin.run('ANALYZE');
  backup = await takeBaseBackup(cluster);
  dump = await dumpTo(world.admin, join(cluster.folder, 'dump'));
  const act = (by: string) => ({ asker: world.account(by), session: null, entryId: randomUUID() });
  const asked = { agency, personId: person, basis: 'unlawful-processing', reason: 'Permohonan tertulis.' };
  const { erasureId } = await requestErasure(world.house, act('hr'), asked);
  await approveErasure({ ...world.house, journal }, act('auditor'), erasureId);
}, 120_000);
afterAll(async () => {
  await world.close();
  await cluster.stop();
});

interface Dump {
  readonly tables: readonly { readonly name: string; readonly columns: string; readonly file: string }[];
}

/** Every row of the product's tables, as pg_dump writes them: with COPY. */
async function dumpTo(admin: Database, folder: string): Promise<Dump> {
  await admin.run(`COPY (SELECT 1) TO PROGRAM 'mkdir -p ${folder}'`);
  const found = await admin.rows<{ name: string; columns: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) AS columns
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE n.nspname IN ('public', 'ledger', 'vault') AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     GROUP BY 1`,
  );
  const tables = found.map(({ name, columns }) => ({ name, columns, file: join(folder, name) }));
  for (const { name, columns, file } of tables) await admin.run(`COPY ${name} (${columns}) TO '${file}'`);
  return { tables };
}

async function restoreDump(database: TestDatabase): Promise<Database> {
  const admin = openAdmin(database.adminUrl);
  await admin.transaction('conductor', (tx) =>
    quietly(tx, [
      `TRUNCATE ${dump.tables.map(({ name }) => name).join(', ')}`,
      ...dump.tables.map(({ name, columns, file }) => `COPY ${name} (${columns}) FROM '${file}'`),
    ]),
  );
  return admin;
}

function openAdmin(url: string): Database {
  return openDatabase({ url, poolSize: 1, applicationName: 'test' });
}

/** What docs/operations.md asks for after an erasure. */
async function wipe(admin: Database): Promise<void> {
  await admin.run('ALTER SYSTEM SET wal_recycle = off');
  await admin.run('SELECT pg_reload_conf()');
  await admin.run('ANALYZE');
  await admin.run('VACUUM FULL');
  for (let round = 0; round < 2; round += 1) {
    await admin.run('SELECT pg_switch_wal()');
    await admin.run('CHECKPOINT');
  }
  await admin.run('ALTER SYSTEM RESET wal_recycle');
}

/** Texts of all rows of all tables in which a canary stands. */
async function searchRows(admin: Database): Promise<string[]> {
  const left: string[] = [];
  for (const { name } of dump.tables) {
    const rows = await admin.rows<{ row: string }>(`SELECT t::text AS row FROM ${name} t WHERE t::text ~ $1`, [
      planted.join('|'),
    ]);
    left.push(...rows.map(({ row }) => `${name} ${row.slice(0, 100)}`));
  }
  return left;
}

test('a dump from before the erasure is shredded again, row by row', async () => {
  const database = await cloneDatabase(cluster.url);
  const admin = await restoreDump(database);
  try {
    expect(await searchRows(admin)).not.toEqual([]);
    expect(await replayErasures(admin, journal)).toMatchObject({ resurrected: 1, unknown: [] });
    expect(await searchRows(admin)).toEqual([]);
    expect(await replayErasures(admin, journal)).toEqual({ resurrected: 0, openings: 0, unknown: [] });
  } finally {
    await admin.close();
    await database.drop();
  }
});

describe('no byte of the person is left', () => {
  test('in any file of the whole cluster: tables, statistics, write-ahead log, server log', async () => {
    await world.admin.run(`COPY (SELECT 1) TO PROGRAM 'rm -r ${join(cluster.folder, 'dump')}'`);
    expect(await searchCluster(cluster, planted)).not.toEqual([]);
    await wipe(world.admin);
    expect(await searchCluster(cluster, planted)).toEqual([]);
  });

  test('in any file of a restored base backup, once it is shredded again', async () => {
    const restored = await backup.restore();
    const url = new URL(restored.url);
    url.pathname = new URL(world.addresses.adminUrl).pathname;
    const admin = openAdmin(url.href);
    try {
      expect(await searchRows(admin)).not.toEqual([]);
      expect(await replayErasures(admin, journal)).toMatchObject({ resurrected: 1, unknown: [] });
      expect(await searchRows(admin)).toEqual([]);
      await wipe(admin);
      expect(await searchCluster(restored, planted)).toEqual([]);
    } finally {
      await admin.close();
      await restored.stop();
    }
  });
});

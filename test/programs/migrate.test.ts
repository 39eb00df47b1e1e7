import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Sql } from '#platform/database.ts';
import { setRolePasswords } from '#platform/database-roles.ts';
import { migrate } from '#platform/migrate.ts';
import { cloneDatabase, emptyDatabase, type TestDatabase } from '#test/support/database.ts';
import { until } from '#test/support/until.ts';

let database: TestDatabase;
let folder: string;

beforeEach(async () => {
  database = await emptyDatabase();
  folder = await mkdtemp(join(tmpdir(), 'bukti-migrations-'));
  await add('20260101_01_first.sql', "CREATE TABLE first (word text CHECK (word ~ '^a?b$'));");
});

afterEach(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

function add(name: string, sql: string): Promise<void> {
  return writeFile(join(folder, name), sql);
}

async function ask<Row extends object>(sql: string, url = database.adminUrl): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('migrations', () => {
  test('each file is applied once, in order, and its steps are told', async () => {
    await add('20260102_01_second.sql', 'ALTER TABLE first ADD COLUMN more int');
    const told: string[] = [];
    const onStep = ({ name, step, steps }: { name: string; step: number; steps: number }) =>
      told.push(`${step}/${steps} ${name}`);
    await migrate(database.adminUrl, { folder, onStep });
    await migrate(database.adminUrl, { folder, onStep });
    expect(told).toEqual(['1/2 20260101_01_first.sql', '2/2 20260102_01_second.sql']);
  });

  test('beside each file is kept what it made of the schema, where somebody can tell', async () => {
    const tables = async (sql: Sql) => {
      const { found } = await sql.one<{ found: string }>(
        `SELECT coalesce(string_agg(tablename, ' ' ORDER BY tablename), '') AS found FROM pg_tables WHERE schemaname = 'public'`,
      );
      return found === '' ? undefined : found;
    };
    await add('20260102_01_second.sql', 'CREATE TABLE second ()');
    await migrate(database.adminUrl, { folder, digestSchema: tables });
    expect(await ask('SELECT schema_before, schema_after FROM migrations.digests ORDER BY name')).toEqual([
      { schema_before: null, schema_after: null },
      { schema_before: 'first', schema_after: 'first second' },
    ]);
  });

  test('SQL is sent as written, question marks included', async () => {
    await migrate(database.adminUrl, { folder });
    expect(await ask("INSERT INTO first VALUES ('b') RETURNING word")).toEqual([{ word: 'b' }]);
  });

  test('a file that fails leaves nothing behind, and those before it stay', async () => {
    await add('20260102_01_second.sql', 'CREATE TABLE second (); SELECT 1/0');
    await expect(migrate(database.adminUrl, { folder })).rejects.toThrow('division by zero');
    expect(await ask("SELECT to_regclass('first') IS NOT NULL AS first, to_regclass('second') AS second")).toEqual([
      { first: true, second: null },
    ]);
  });

  test('a file changed after it was applied is refused', async () => {
    await migrate(database.adminUrl, { folder });
    await add('20260101_01_first.sql', 'CREATE TABLE other ()');
    await expect(migrate(database.adminUrl, { folder })).rejects.toThrow('20260101_01_first.sql did');
  });

  test('a database that is newer than the build is refused', async () => {
    await add('20260102_01_second.sql', 'SELECT 1');
    await migrate(database.adminUrl, { folder });
    await rm(join(folder, '20260102_01_second.sql'));
    await expect(migrate(database.adminUrl, { folder })).rejects.toThrow('newer than this build');
  });

  test('a file that comes before an applied one is refused', async () => {
    await migrate(database.adminUrl, { folder });
    await add('20250101_01_late.sql', 'SELECT 1');
    await expect(migrate(database.adminUrl, { folder })).rejects.toThrow('comes before');
  });

  test('two at once apply each file once', async () => {
    const both = await Promise.all([1, 2].map(() => migrate(database.adminUrl, { folder })));
    expect(both.flat()).toEqual(['20260101_01_first.sql']);
  });

  test('a migration that was killed does not lock out the next', async () => {
    await migrate(database.adminUrl, { folder });
    await ask('UPDATE migrations.applied_lock SET is_locked = 1');
    await add('20260102_01_second.sql', 'SELECT 1');
    expect(await migrate(database.adminUrl, { folder })).toEqual(['20260102_01_second.sql']);
  });
});

describe('roles', () => {
  test('a role signs in with its password and reaches a copy of the migrated database', async () => {
    const copy = await cloneDatabase();
    try {
      await setRolePasswords(copy.adminUrl, {});
      const [row] = await until(() => ask<{ name: string }>('SELECT current_user AS name', copy.appUrl));
      expect(row).toEqual({ name: 'bukti_app' });
    } finally {
      await copy.drop();
    }
  });
});

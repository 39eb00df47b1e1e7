import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { addressesOf, type DatabaseAddresses } from './database-addresses.ts';

export interface TestDatabase extends DatabaseAddresses {
  drop(): Promise<void>;
}

/** A copy of the migrated database, for one test file: `const database = await cloneDatabase(); afterAll(database.drop)`. */
export async function cloneDatabase(clusterUrl?: string): Promise<TestDatabase> {
  return createDatabase('TEMPLATE bukti_template STRATEGY file_copy', clusterUrl);
}

/** A database without anything in it. */
export async function emptyDatabase(): Promise<TestDatabase> {
  return createDatabase('TEMPLATE template0');
}

async function createDatabase(from: string, clusterUrl = inject('postgresUrl')): Promise<TestDatabase> {
  const url = new URL(clusterUrl);
  const name = `t_${randomBytes(8).toString('hex')}`;
  await run(url.href, `CREATE DATABASE ${name} ${from}`);
  const adminUrl = new URL(url);
  adminUrl.pathname = `/${name}`;
  return { ...addressesOf(adminUrl.href), drop: () => run(url.href, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

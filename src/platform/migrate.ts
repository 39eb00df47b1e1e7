import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import knex, { type Knex } from 'knex';
import pg from 'pg';
import { CommandFailed } from './command-failed.ts';
import { joinTransaction, type Sql } from './database.ts';

export interface MigrationProgress {
  readonly name: string;
  /** From 1. */
  readonly step: number;
  readonly steps: number;
}

export interface MigrateOptions {
  readonly onStep?: (progress: MigrationProgress) => void;
  /** Another folder than `migrations`, for tests. */
  readonly folder?: string;
  /**
   * Digest of the schema as it is; nothing where nobody asks for it yet. Kept beside each migration from before and after it, in
   * its own transaction, so that what it changed can be told from what somebody else has changed.
   */
  readonly digestSchema?: (sql: Sql) => Promise<string | undefined>;
}

export interface MigrationFile {
  readonly name: string;
  readonly sql: string;
  readonly digest: string;
}

const nameForm = /^\d{8}_\d{2}_[a-z0-9_]+\.sql$/;
const ownFolder = fileURLToPath(new URL('../../migrations/', import.meta.url));
/** Any constant: one migration at a time per database. The lock goes with its connection, so no crash leaves it behind. */
const lockKey = 7310;

/**
 * Brings the database up to this build, each file in a transaction of its own; answers the names of those applied now.
 * If it dies here, the files before the one that ran are applied, that one is not.
 */
export async function migrate(adminUrl: string, options: MigrateOptions = {}): Promise<string[]> {
  const files = await readMigrations(options.folder ?? ownFolder);
  const holder = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 10_000 });
  await holder.connect();
  try {
    await holder.query('SELECT pg_advisory_lock($1)', [lockKey]);
    const known = await readApplied(holder);
    refuseForeignHistory(files, known);
    const waiting = files.filter(({ name }) => !known.has(name));
    if (waiting.length > 0)
      await apply(adminUrl, {
        files,
        count: waiting.length,
        announce: trackSteps(waiting, options.onStep),
        digestSchema: options.digestSchema ?? (() => Promise.resolve(undefined)),
      });
    return waiting.map(({ name }) => name);
  } finally {
    await holder.end();
  }
}

/** The migrations of this build, or of a folder, in order. */
export async function readMigrations(folder: string = ownFolder): Promise<MigrationFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  const odd = names.find((name) => !nameForm.test(name));
  if (odd !== undefined) throw new CommandFailed(`${odd} is not named YYYYMMDD_NN_subject.sql`);
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(`${folder}/${name}`, 'utf8');
      return { name, sql, digest: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

async function readApplied(client: pg.Client): Promise<Map<string, string>> {
  await client.query(`
    CREATE SCHEMA IF NOT EXISTS migrations;
    CREATE TABLE IF NOT EXISTS migrations.digests (
      name text CONSTRAINT digests_pkey PRIMARY KEY,
      sha256 text NOT NULL,
      applied_at timestamptz NOT NULL DEFAULT clock_timestamp()
    );
    ALTER TABLE migrations.digests ADD COLUMN IF NOT EXISTS schema_before text, ADD COLUMN IF NOT EXISTS schema_after text`);
  const { rows } = await client.query<{ name: string; sha256: string }>('SELECT name, sha256 FROM migrations.digests');
  return new Map(rows.map(({ name, sha256 }) => [name, sha256]));
}

function refuseForeignHistory(files: readonly MigrationFile[], known: ReadonlyMap<string, string>): void {
  const byName = new Map(files.map((file) => [file.name, file]));
  const unknown = [...known.keys()].filter((name) => !byName.has(name));
  if (unknown.length > 0) {
    throw new CommandFailed(`The database is newer than this build: it has ${unknown.sort().join(', ')}.`);
  }
  const changed = files.filter(({ name, digest }) => known.has(name) && known.get(name) !== digest);
  if (changed.length > 0) {
    const names = changed.map(({ name }) => name).join(', ');
    throw new CommandFailed(`Applied migrations never change, but ${names} did. Write a new one.`);
  }
  const last = [...known.keys()].sort().at(-1);
  const late = files.find(({ name }) => last !== undefined && name < last && !known.has(name));
  if (late !== undefined) throw new CommandFailed(`${late.name} comes before ${last}, which is applied already.`);
}

type Announce = (name: string) => void;

function trackSteps(waiting: readonly MigrationFile[], onStep: MigrateOptions['onStep']): Announce {
  const names = waiting.map(({ name }) => name);
  return (name) => onStep?.({ name, step: names.indexOf(name) + 1, steps: names.length });
}

/** knex would print what the caller is told by the error. */
const silent: Knex.Logger = { warn: () => undefined, error: () => undefined };

interface Application {
  readonly files: readonly MigrationFile[];
  readonly count: number;
  readonly announce: Announce;
  readonly digestSchema: NonNullable<MigrateOptions['digestSchema']>;
}

async function apply(adminUrl: string, { files, count, ...each }: Application): Promise<void> {
  const database = knex({ client: 'pg', connection: adminUrl, pool: { min: 0, max: 2 }, log: silent });
  const config = { schemaName: 'migrations', tableName: 'applied', migrationSource: sourceOf(files, each) };
  try {
    // Ours is the advisory lock; knex's row may still be locked by a process that was killed.
    await database.migrate.forceFreeMigrationsLock(config);
    // One by one: `latest` would put all of them into one transaction.
    for (let step = 0; step < count; step += 1) await database.migrate.up(config);
  } finally {
    await database.destroy();
  }
}

type Each = Pick<Application, 'announce' | 'digestSchema'>;

function sourceOf(files: readonly MigrationFile[], each: Each): Knex.MigrationSource<MigrationFile> {
  return {
    getMigrations: () => Promise.resolve([...files]),
    getMigrationName: ({ name }) => name,
    getMigration: (file) =>
      Promise.resolve({ up: (transaction) => applyFile(transaction, file, each), down: refuseDown }),
  };
}

async function applyFile(
  transaction: Knex,
  { name, sql, digest }: MigrationFile,
  { announce, digestSchema }: Each,
): Promise<void> {
  announce(name);
  const client = await connectionOf(transaction);
  const own = joinTransaction(client);
  const before = await digestSchema(own);
  // Past knex's own reading of the text, which would take each question mark for a value.
  await client.query(sql);
  await client.query('RESET ROLE');
  const after = before === undefined ? undefined : await digestSchema(own);
  await own.run('INSERT INTO migrations.digests (name, sha256, schema_before, schema_after) VALUES ($1, $2, $3, $4)', [
    name,
    digest,
    before,
    after,
  ]);
}

function refuseDown(): Promise<never> {
  return Promise.reject(new CommandFailed('Migrations go forward only.'));
}

function connectionOf(transaction: Knex): Promise<pg.Client> {
  const client = transaction.client as { acquireConnection(): Promise<pg.Client> };
  return client.acquireConnection();
}

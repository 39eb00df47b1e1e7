import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { ensureDatabase, setRolePasswords } from '#platform/database-roles.ts';
import { migrate } from '#platform/migrate.ts';
import { findFreePort } from '#platform/ports.ts';
import { clusterUrl, prepareCluster } from '#platform/postgres.ts';
import { testPasswords } from './database-addresses.ts';
import { openTestServers, type TestServers } from './test-servers.ts';

const run = promisify(execFile);

/** A cluster whose tests are over before any machine crashes. */
export interface TestCluster {
  /** Administrator's address of the cluster's own database `postgres`. */
  readonly url: string;
  /** All that it writes: its files, and its log beside them. */
  readonly folder: string;
  readonly logFile: string;
  stop(): Promise<void>;
}

/** A cluster with one migrated database, from which copies are made. */
export async function openCluster({ isDurable = false } = {}): Promise<TestCluster> {
  const servers = await openTestServers();
  try {
    const cluster = await startIn(servers, isDurable);
    const template = new URL(cluster.url);
    template.pathname = '/bukti_template';
    await ensureDatabase(template.href);
    await migrate(template.href);
    await setRolePasswords(template.href, testPasswords);
    return cluster;
  } catch (error) {
    await servers.stop();
    throw error;
  }
}

/** `isDurable`: as in production, with flushes to disk and a log from which backups can be taken. */
async function startIn(servers: TestServers, isDurable: boolean): Promise<TestCluster> {
  const options = {
    folder: join(servers.folder, 'postgres'),
    port: await findFreePort(),
    password: 'only-for-tests',
    logFile: join(servers.folder, 'postgres.log'),
    isDurable,
  };
  await servers.start(await prepareCluster(options));
  const { folder, logFile } = options;
  return { url: clusterUrl(options, 'postgres'), folder, logFile, stop: () => servers.stop() };
}

export interface BaseBackup {
  /** Another cluster, as it was when the backup was taken. */
  restore(): Promise<TestCluster>;
}

/** A base backup of a running cluster, by the interface that pg_basebackup uses: its files, its log, and the label. */
export async function takeBaseBackup({ url, folder }: TestCluster): Promise<BaseBackup> {
  const servers = await openTestServers();
  const copy = join(servers.folder, 'postgres');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`SELECT pg_backup_start('test', true)`);
    await run('cp', ['-a', folder, copy]);
    const { rows } = await client.query<{ labelfile: string }>('SELECT labelfile FROM pg_backup_stop(false)');
    await run('cp', ['-a', `${join(folder, 'pg_wal')}/.`, join(copy, 'pg_wal')]);
    await rm(join(copy, 'postmaster.pid'));
    await writeFile(join(copy, 'backup_label'), rows[0]?.labelfile ?? '', { mode: 0o644 });
  } finally {
    await client.end();
  }
  // Postgres reads it as the account that owns its files.
  await run('chown', [`--reference=${join(copy, 'PG_VERSION')}`, join(copy, 'backup_label')]);
  return { restore: () => startIn(servers, true) };
}

/** What a cluster's files and log hold of some texts. */
export async function searchCluster({ folder, logFile }: TestCluster, texts: readonly string[]): Promise<string[]> {
  const { stdout } = await run('find', [folder, '-type', 'f'], { maxBuffer: 64_000_000 });
  const left: string[] = [];
  for (const file of [logFile, ...stdout.split('\n').filter((line) => line !== '')]) {
    const bytes = await readFile(file);
    for (const text of texts) if (bytes.includes(text)) left.push(`${file.slice(folder.length)} ${text}`);
  }
  return left;
}

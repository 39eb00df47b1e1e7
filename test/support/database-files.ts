import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { World } from './world.ts';

/** Files of this database and the write-ahead log in which one of the texts stands. */
export async function searchDatabase({ admin }: World, planted: readonly string[]): Promise<string[]> {
  const { folder, base } = await admin.one<{ folder: string; base: string }>(
    `SELECT current_setting('data_directory') AS folder, oid::text AS base FROM pg_database WHERE datname = current_database()`,
  );
  return [...(await search(join(folder, 'base', base), planted)), ...(await search(join(folder, 'pg_wal'), planted))];
}

/** Rewrites every file of this database and begins a new log, in a cluster in which nobody else writes. */
export async function rewriteDatabase({ admin }: World): Promise<void> {
  await admin.run('ALTER SYSTEM SET wal_recycle = off');
  await admin.run('SELECT pg_reload_conf()');
  await admin.run('VACUUM FULL');
  for (const statement of ['SELECT pg_switch_wal()', 'CHECKPOINT', 'SELECT pg_switch_wal()', 'CHECKPOINT'])
    await admin.run(statement);
}

async function search(folder: string, planted: readonly string[]): Promise<string[]> {
  const left: string[] = [];
  for (const file of await readdir(folder, { withFileTypes: true })) {
    if (!file.isFile()) continue;
    const bytes = await readFile(join(folder, file.name)).catch(() => Buffer.alloc(0));
    for (const text of planted) if (bytes.includes(text)) left.push(`${file.name} ${text}`);
  }
  return left;
}

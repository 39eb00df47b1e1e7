import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { digestBuilt } from '#features/fsck/build-schema.ts';
import type { BuiltSchema } from '#features/fsck/schema-store.ts';
import { openDatabase } from '#platform/database.ts';
import { ensureDatabase } from '#platform/database-roles.ts';
import { migrate } from '#platform/migrate.ts';
import { findFreePort } from '#platform/ports.ts';
import { clusterUrl, prepareCluster } from '#platform/postgres.ts';
import { keep } from './generated.ts';
import { describeSchema } from './schema-catalog.ts';

/**
 * Migrates an empty database on a throw-away cluster and keeps test/schema.sql equal to what its catalogs then say, and
 * migrations/schema.json to the digests by which `bukti fsck` knows the schema of this build.
 */
async function describeMigrated(adminUrl: string): Promise<{ text: string; built: BuiltSchema }> {
  await ensureDatabase(adminUrl);
  await migrate(adminUrl);
  const database = openDatabase({ url: adminUrl, poolSize: 1, applicationName: 'bukti schema' });
  try {
    return { text: await describeSchema(database), built: await digestBuilt(database) };
  } finally {
    await database.close();
  }
}

async function withCluster<T>(folder: string, work: (adminUrl: string) => Promise<T>): Promise<T> {
  const options = {
    folder: join(folder, 'postgres'),
    port: await findFreePort(),
    password: 'schema',
    logFile: join(folder, 'log'),
    isDurable: false,
  };
  const cluster = await prepareCluster(options);
  const server = await cluster.spawn();
  try {
    await cluster.untilReady(server, AbortSignal.timeout(30_000));
    return await work(clusterUrl(options, 'bukti'));
  } finally {
    await stop(server);
  }
}

/** Ends without writing anything down: the cluster is thrown away. */
function stop(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    server.once('exit', () => {
      resolve();
    });
    server.kill('SIGQUIT');
  });
}

const heading = [
  '-- The schema as migrated, read from the catalogs: for reading and review, not for restoring.',
  '-- Written by `npm run fix`; `npm run check:schema` compares.',
];

const folder = await mkdtemp(join(tmpdir(), 'bukti-schema-'));
try {
  const { text, built } = await withCluster(folder, describeMigrated);
  await keep('test/schema.sql', `${heading.join('\n')}\n\n${text}`);
  await keep('migrations/schema.json', `${JSON.stringify(built, null, 2)}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}

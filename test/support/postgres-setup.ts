import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { ensureDatabase, setRolePasswords } from '#platform/database-roles.ts';
import { migrate } from '#platform/migrate.ts';
import { findFreePort } from '#platform/ports.ts';
import { clusterUrl, prepareCluster } from '#platform/postgres.ts';
import { testPasswords } from './database-addresses.ts';
import { openTestServers, share } from './test-servers.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Administrator's address of the cluster's own database `postgres`. */
    postgresUrl: string;
  }
}

/** One cluster per run, without flushes to disk, and one migrated database from which each test file gets a copy. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { value, leave } = await share('postgres', openCluster, ({ stop }) => stop());
  project.provide('postgresUrl', value.url);
  return leave;
}

async function openCluster(): Promise<{ url: string; stop: () => Promise<void> }> {
  const servers = await openTestServers();
  const options = {
    folder: join(servers.folder, 'postgres'),
    port: await findFreePort(),
    password: 'only-for-tests',
    logFile: join(servers.folder, 'postgres.log'),
    isDurable: false,
  };
  try {
    await servers.start(await prepareCluster(options));
    const templateUrl = clusterUrl(options, 'bukti_template');
    await ensureDatabase(templateUrl);
    await migrate(templateUrl);
    await setRolePasswords(templateUrl, testPasswords);
  } catch (error) {
    await servers.stop();
    throw error;
  }
  return { url: clusterUrl(options, 'postgres'), stop: () => servers.stop() };
}

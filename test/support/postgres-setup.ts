import type { TestProject } from 'vitest/node';
import { openCluster } from './own-postgres.ts';
import { share } from './test-servers.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Administrator's address of the cluster's own database `postgres`. */
    postgresUrl: string;
  }
}

/** One cluster per run, without flushes to disk, and one migrated database from which each test file gets a copy. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { value, leave } = await share(
    'postgres',
    () => openCluster(),
    (cluster) => cluster.stop(),
  );
  project.provide('postgresUrl', value.url);
  return leave;
}

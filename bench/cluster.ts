import { join } from 'node:path';
import { findFreePort } from '#platform/ports.ts';
import { clusterUrl, prepareCluster } from '#platform/postgres.ts';
import { openProcessRegister } from '#platform/processes.ts';
import { supervise } from '#platform/supervised.ts';
import { findTemporalProgram } from '#platform/temporal-program.ts';
import { prepareTemporalServer } from '#platform/temporal-server.ts';
import type { Lab } from './lab.ts';
import { say } from './report.ts';

/** The product's own Postgres with durable settings; answers the administrator's address of a database of it. */
export async function openCluster(lab: Lab): Promise<(database: string) => string> {
  const folder = join(lab.folder, 'cluster');
  const logFile = join(lab.folder, 'postgres.log');
  const options = {
    folder: join(folder, 'data'),
    port: await findFreePort(),
    password: 'bench',
    logFile,
    isDurable: true,
  };
  const spec = await prepareCluster(options);
  const cluster = await supervise(spec, { register: openProcessRegister(lab.folder), say });
  lab.defer(() => cluster.stop());
  return (database) => clusterUrl(options, database);
}

/** The development server, as the product starts it; answers its address and process. */
export async function openTemporal(lab: Lab): Promise<{ address: string; pid: number }> {
  const program = await findTemporalProgram({ cacheFolders: [lab.folder], say });
  const port = await findFreePort();
  const folder = join(lab.folder, 'temporal');
  const spec = await prepareTemporalServer({ program, port, folder, logFile: join(lab.folder, 'temporal.log') });
  const child = await spec.spawn();
  lab.defer(async () => void child.kill('SIGKILL'));
  await spec.untilReady(child, AbortSignal.timeout(60_000));
  if (child.pid === undefined) throw new Error('Temporal did not start');
  return { address: `127.0.0.1:${port}`, pid: child.pid };
}

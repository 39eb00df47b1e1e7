import { mkdir } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { witnessListener } from '#features/witnesses/http.ts';
import { openWitness, openWitnessFolder, readKnownLogs } from '#features/witnesses/service.ts';
import { CommandFailed } from '#platform/command-failed.ts';
import type { Config } from '#platform/config.ts';
import { holdFolder } from '#platform/folder-hold.ts';
import { type Lifecycle, openLifecycle, untilStopped } from '#platform/lifecycle.ts';
import { openLog } from '#platform/log.ts';

/** A request that is not there after this long is no request. */
const requestMs = 10_000;

/** One witness, run by another organisation than the log: no database, a folder and a port. */
export async function runWitness(config: Config): Promise<number> {
  const { name, folder } = config.witness;
  if (name === undefined) throw new CommandFailed('Set BUKTI_WITNESS_NAME, such as inspektorat.example/saksi.', 2);
  const lifecycle = openLifecycle();
  await mkdir(folder, { recursive: true, mode: 0o755 });
  const hold = await holdFolder(folder);
  try {
    await serve(config, name, lifecycle);
  } finally {
    await hold.release();
  }
  return 0;
}

async function serve({ witness: { folder, logsFile }, ...config }: Config, name: string, lifecycle: Lifecycle) {
  const log = openLog('witness', config.logLevel);
  const readLogs = () => readKnownLogs(logsFile);
  await readLogs();
  const readClock = () => Math.floor(Date.now() / 1000);
  const witness = openWitness({ folder: await openWitnessFolder(folder, name), readLogs, readClock });
  const server = createServer(witnessListener(witness, (error) => log.error({ err: error }, 'request failed')));
  server.requestTimeout = requestMs;
  server.headersTimeout = requestMs;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, () => resolve());
  });
  console.log(`Witness ${witness.vkey}`);
  console.log(`listens on ${addressOf(server)} for the logs of ${logsFile}`);
  lifecycle.ready();
  await untilStopped(lifecycle);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 500).unref();
  });
}

function addressOf(server: Server): string {
  const bound = server.address();
  return bound === null || typeof bound === 'string' ? String(bound) : `http://${bound.address}:${String(bound.port)}`;
}

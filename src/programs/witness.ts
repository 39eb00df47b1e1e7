import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { witnessListener } from '#features/witnesses/http.ts';
import { openWitness, openWitnessFolder, readKnownLogs } from '#features/witnesses/service.ts';
import { CommandFailed } from '#platform/command-failed.ts';
import type { Config } from '#platform/config.ts';
import { holdFolder } from '#platform/held-folder.ts';
import { openLifecycle, untilStopped } from '#platform/lifecycle.ts';
import { openLog } from '#platform/log.ts';

/** A request that is not there after this long is no request. */
const requestMs = 10_000;

/** One witness, run by another organisation than the log: no database, a folder and a port. */
export async function runWitness(config: Config): Promise<number> {
  const { name, folder: path, logsFile } = config.witness;
  if (name === undefined) throw new CommandFailed('Set BUKTI_WITNESS_NAME, such as inspektorat.example/saksi.', 2);
  const lifecycle = openLifecycle();
  const log = openLog('witness', config.logLevel);
  await mkdir(path, { recursive: true, mode: 0o755 });
  const held = await holdFolder(path);
  if (held === undefined) throw new CommandFailed(`${path}: another process witnesses with this folder.`);
  const folder = await openWitnessFolder(path, name);
  const readLogs = () => readKnownLogs(logsFile);
  await readLogs();
  const witness = openWitness({ folder, readLogs, readClock: () => Math.floor(Date.now() / 1000) });
  const server = createServer(witnessListener(witness, (error) => log.error({ err: error }, 'request failed')));
  server.requestTimeout = requestMs;
  server.headersTimeout = requestMs;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, () => resolve());
  });
  const { address, port } = server.address() as AddressInfo;
  console.log(`Witness ${witness.vkey}`);
  console.log(`listens on http://${address}:${port} for the logs of ${logsFile}`);
  lifecycle.ready();
  await untilStopped(lifecycle);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 500).unref();
  });
  await held.release();
  return 0;
}

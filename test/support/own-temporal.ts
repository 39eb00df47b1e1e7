import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { findFreePort } from '#platform/ports.ts';
import { inspectProcess, openProcessRegister } from '#platform/processes.ts';
import { findTemporalProgram } from '#platform/temporal-program.ts';
import { prepareTemporalServer } from '#platform/temporal-server.ts';
import { openTestServers, testCache } from './test-servers.ts';

/** A Temporal server of one test file, with its memory in a file, that can be killed. */
export interface OwnTemporal {
  readonly address: string;
  /** SIGKILL. */
  kill(): Promise<void>;
  /** On the memory it had. */
  start(): Promise<void>;
  /** Destroys its memory; it must not be running. */
  forget(): Promise<void>;
  close(): Promise<void>;
}

const startMs = 20_000;

export async function openOwnTemporal(): Promise<OwnTemporal> {
  // In a folder of test servers, so that a run that was killed leaves nothing behind for long.
  const servers = await openTestServers();
  const { folder } = servers;
  const register = openProcessRegister(folder);
  const port = await findFreePort();
  const program = await findTemporalProgram({ cacheFolders: [testCache], say: () => undefined });
  let running: ChildProcess | undefined;
  const own: OwnTemporal = {
    address: `127.0.0.1:${port}`,
    async kill() {
      if (running === undefined || running.exitCode !== null) return;
      const ended = once(running, 'exit');
      running.kill('SIGKILL');
      await ended;
      running = undefined;
    },
    async start() {
      const options = { program, port, folder: join(folder, 'data'), logFile: join(folder, 'temporal.log') };
      const spec = await prepareTemporalServer(options);
      running = await spec.spawn();
      const facts = running.pid === undefined ? undefined : await inspectProcess(running.pid);
      if (facts !== undefined) await register.add({ ...facts, name: spec.name, marker: spec.marker });
      await spec.untilReady(running, AbortSignal.timeout(startMs));
    },
    forget: () => rm(join(folder, 'data'), { recursive: true, force: true }),
    async close() {
      await own.kill();
      await servers.stop();
    },
  };
  await own.start();
  return own;
}

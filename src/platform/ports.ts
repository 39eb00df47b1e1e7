import { randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DeploymentFault } from './deployment-fault.ts';
import { writeAtomically } from './kept-files.ts';

/**
 * Below the ports that systems give out by themselves, from 32768 on: else a connection that somebody opens may take the port
 * between the moment it is found free and the moment its program listens.
 */
const chosenPorts = { from: 15_000, below: 32_768 } as const;

/** A port that nothing listens on, `wanted` if that is one. */
export async function findFreePort(wanted?: number): Promise<number> {
  if (wanted !== undefined && wanted !== 0 && (await isPortFree(wanted))) return wanted;
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const port = randomInt(chosenPorts.from, chosenPorts.below);
    if (await isPortFree(port)) return port;
  }
  throw new DeploymentFault('no free port');
}

export async function isPortFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      if ('code' in error && error.code === 'EADDRINUSE') resolve(false);
      else reject(error);
    });
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}

async function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/** Waits until something listens. Cheaper than a refused first connection, which costs a gRPC client a second. */
export async function untilListening(port: number, signal: AbortSignal): Promise<void> {
  while (!(await isListening(port))) await pause(20, undefined, { signal });
}

/** A port of a folder that stays the same over starts as long as nobody else takes it. */
export async function keepPort(folder: string, name: string): Promise<number> {
  const path = join(folder, `${name}.port`);
  const kept = Number(await readFile(path, 'utf8').catch(() => '0'));
  const port = await findFreePort(kept);
  if (port !== kept) await writeAtomically(path, String(port));
  return port;
}

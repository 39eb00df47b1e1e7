import { readFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { writeAtomically } from './kept-files.ts';

/** A port that nothing listens on, `wanted` if that is one. */
export async function findFreePort(wanted?: number): Promise<number> {
  if (wanted !== undefined && wanted !== 0 && (await isPortFree(wanted))) return wanted;
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('no port'));
        else resolve(address.port);
      });
    });
  });
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

import { randomUUID } from 'node:crypto';
import { open, readdir, rename, rm } from 'node:fs/promises';
import { createConnection, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CommandFailed } from './command-failed.ts';

/** Nobody else writes to the folder until it is released, or until this process is gone. */
export interface FolderHold {
  release(): Promise<void>;
}

/** Exit code of a program that is refused a folder. */
const heldExitCode = 3;

/** Another process holds the folder; the code is permanent. */
class FolderHeld extends CommandFailed {
  readonly code = 'folder.held';
  constructor(folder: string) {
    super(
      `folder.held: another program holds ${folder}. One at a time may sign by it; stop the other first.`,
      heldExitCode,
    );
    this.name = 'FolderHeld';
  }
}

const holdName = /^hold\.[0-9a-f-]{36}$/;
/** Two that come at the same moment see each other and both step back, for pauses of different lengths. */
const attempts = 8;
const longestPauseMs = 60;
/** What the address of a socket may have in bytes, on the systems that allow least. */
const longestAddress = 103;

/**
 * Holds a folder that must have one writer. A hold is a socket in the folder on which its holder listens: the kernel lets go of
 * it with the process, however that ends, and whoever shares the folder on this machine sees whether somebody listens, also
 * from another container, where the number of a process says nothing. Who comes first shows its socket and then looks for
 * others, so that of two at least one sees the other. Sockets without a listener are dead for ever and are cleared away.
 */
export async function holdFolder(folder: string): Promise<FolderHold> {
  const hold = await contendForHold(folder);
  if (hold === undefined) throw new FolderHeld(folder);
  return hold;
}

/** As `holdFolder`; undefined where another holds it. */
export async function contendForHold(folder: string): Promise<FolderHold | undefined> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const hold = await tryToHold(folder);
    if (hold !== undefined) return hold;
    await pause(Math.random() * longestPauseMs);
  }
  return undefined;
}

/** As `holdFolder`, once; undefined where another holds it, or is about to. */
export async function tryToHold(folder: string): Promise<FolderHold | undefined> {
  const directory = await open(folder, 'r');
  const addressOf = (name: string) => socketAddress(folder, name, directory.fd);
  try {
    if (await isHeld(folder, addressOf)) return undefined;
    const name = `hold.${randomUUID()}`;
    // Shown only once somebody listens: until then it would be taken for a dead one.
    const server = await listen(addressOf(`${name}.new`));
    const release = async () => {
      await rm(join(folder, name), { force: true });
      await close(server);
    };
    await rename(join(folder, `${name}.new`), join(folder, name));
    if (!(await isHeld(folder, addressOf, name))) return { release };
    await release();
    return undefined;
  } finally {
    await directory.close();
  }
}

async function isHeld(folder: string, addressOf: (name: string) => string, own?: string): Promise<boolean> {
  const names = (await readdir(folder)).filter((name) => holdName.test(name) && name !== own);
  for (const name of names) {
    if (await isListening(addressOf(name))) return true;
    await rm(join(folder, name), { force: true });
  }
  return false;
}

/** Through the open folder where the system allows it, since the address of a socket must be short. */
function socketAddress(folder: string, name: string, descriptor: number): string {
  if (process.platform === 'linux') return `/proc/self/fd/${String(descriptor)}/${name}`;
  const address = join(folder, name);
  if (Buffer.byteLength(address) > longestAddress) throw new CommandFailed(`The path of ${folder} is too long.`, 2);
  return address;
}

async function listen(address: string): Promise<Server> {
  const server = createServer((caller) => caller.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(address, resolve);
  });
  return server.unref();
}

async function close(server: Server): Promise<void> {
  await new Promise<void>((resolve) => server.close(() => resolve()));
}

/** A listener with a full queue listens as well. */
async function isListening(address: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(address);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', (error) => {
      const code = 'code' in error ? error.code : undefined;
      if (code === 'EAGAIN') resolve(true);
      else if (code === 'ECONNREFUSED' || code === 'ENOENT') resolve(false);
      else reject(error);
    });
  });
}

import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { readJson, writeAtomically } from '#platform/kept-files.ts';
import { identifySelf, isRunning, openProcessRegister, type ProcessIdentity } from '#platform/processes.ts';
import type { ProgramSpec } from '#platform/supervised.ts';
import { supervise } from '#platform/supervised.ts';

const prefix = 'bukti-test-';
const ownerFile = 'owner.json';

/** Data folder of the demo that the journeys of a run share, below the folder of its servers. */
export const demoFolder = 'demo';

/** Servers of one test run, in a folder of their own under the system's temporary folder. */
export interface TestServers {
  readonly folder: string;
  start(spec: ProgramSpec): Promise<void>;
  stop(): Promise<void>;
}

/** Opens the folder, after ending what an earlier run that was killed has left running. */
export async function openTestServers(): Promise<TestServers> {
  await sweepDeadRuns();
  const folder = await mkdtemp(join(tmpdir(), prefix));
  // Postgres runs under another account when the tests run as root.
  await chmod(folder, 0o755);
  await writeOwner(folder);
  const register = openProcessRegister(folder);
  const running: { stop(): Promise<void> }[] = [];
  return {
    folder,
    async start(spec) {
      running.push(await supervise(spec, { register, say: (line) => process.stderr.write(`tests: ${line}\n`) }));
    },
    async stop() {
      await Promise.all(running.map((program) => program.stop()));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Several setups of a run, and several runs, may sweep at once: each dead folder is taken by the one that renames it. */
async function sweepDeadRuns(): Promise<void> {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(prefix));
  for (const name of names) {
    const dead = join(tmpdir(), name);
    const owner = await readJson<ProcessIdentity>(join(dead, ownerFile));
    if (owner === undefined || (await isRunning(owner))) continue;
    const folder = join(tmpdir(), `${prefix}swept-${randomUUID()}`);
    if (!(await takeOver(dead, folder))) continue;
    // A demo that lost its start with the run has left its servers in a register of its own.
    for (const register of [folder, join(folder, demoFolder)]) await openProcessRegister(register).endLeftovers();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Whether this process, and no other, now has the folder. */
async function takeOver(folder: string, newName: string): Promise<boolean> {
  try {
    await rename(folder, newName);
    await writeOwner(newName);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}

async function writeOwner(folder: string): Promise<void> {
  await writeAtomically(join(folder, ownerFile), JSON.stringify(await identifySelf()));
}

/** Where a fetched Temporal and the workflow bundle are kept between runs. */
export const testCache = join(homedir(), '.cache', 'bukti');

interface Shared<Value> {
  users: number;
  readonly value: Promise<Value>;
}

/**
 * One server for all projects of a run. Each project loads its global setup anew, in the same process, so the shared
 * one hangs on `globalThis`; the last project to leave closes it.
 */
export async function share<Value>(
  name: string,
  open: () => Promise<Value>,
  close: (value: Value) => Promise<void>,
): Promise<{ value: Value; leave: () => Promise<void> }> {
  const key = Symbol.for(`bukti.test.${name}`);
  const found = Reflect.get(globalThis, key) as Shared<Value> | undefined;
  const shared = found ?? { users: 0, value: open() };
  Reflect.set(globalThis, key, shared);
  shared.users += 1;
  const value = await shared.value;
  return {
    value,
    async leave() {
      shared.users -= 1;
      if (shared.users > 0) return;
      Reflect.deleteProperty(globalThis, key);
      await close(value);
    },
  };
}

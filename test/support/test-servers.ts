import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { identifySelf, isRunning, openProcessRegister, type ProcessIdentity } from '#platform/processes.ts';
import type { ProgramSpec } from '#platform/supervised.ts';
import { supervise } from '#platform/supervised.ts';

const prefix = 'bukti-test-';

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
  await writeFile(join(folder, 'owner.json'), JSON.stringify(await identifySelf()));
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

async function sweepDeadRuns(): Promise<void> {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(prefix));
  for (const name of names) {
    const folder = join(tmpdir(), name);
    const owner = await readFile(join(folder, 'owner.json'), 'utf8').catch(() => undefined);
    if (owner === undefined || (await isRunning(JSON.parse(owner) as ProcessIdentity))) continue;
    // A demo that lost its start with the run has left its servers in a register of its own.
    for (const register of [folder, join(folder, demoFolder)]) await openProcessRegister(register).endLeftovers();
    await rm(folder, { recursive: true, force: true });
  }
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

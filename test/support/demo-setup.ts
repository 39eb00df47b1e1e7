import { mkdir } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { inspectProcess, openProcessRegister } from '#platform/processes.ts';
import { realProgram, type StartProcess, startProcess } from './start-process.ts';
import { demoFolder, openTestServers, share } from './test-servers.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where a journey asks for the demo: see `joinDemo`. */
    demoDoor: string;
  }
}

/** A demo that all tests of a project share. */
export interface RunningDemo {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  readonly dataDir: string;
  /** From nothing to the ready line. */
  readonly firstStartMs: number;
}

/** The demo of the journeys. */
export default function setup(project: TestProject): Promise<() => Promise<void>> {
  return provideDemo(project, 'demo');
}

/** One demo of the name per run, on an empty data folder; started when the first test asks for it, so that nobody else waits. */
export async function provideDemo(project: TestProject, name: string): Promise<() => Promise<void>> {
  const { value, leave } = await share(name, openDoor, ({ close }) => close());
  project.provide('demoDoor', value.url);
  return leave;
}

async function openDoor(): Promise<{ url: string; close: () => Promise<void> }> {
  const servers = await openTestServers();
  const dataDir = join(servers.folder, demoFolder);
  let started: StartProcess | undefined;
  let demo: Promise<RunningDemo> | undefined;
  const start = async (): Promise<RunningDemo> => {
    const began = performance.now();
    await mkdir(dataDir);
    started = startProcess(dataDir, {}, realProgram);
    await register(servers.folder, started);
    const port = await started.untilReady();
    return { url: `http://127.0.0.1:${port}`, dataDir, firstStartMs: performance.now() - began };
  };
  const door = createServer((_req, res) => {
    demo ??= start();
    void answer(res, demo);
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(door.address() as AddressInfo).port}`,
    async close() {
      door.closeAllConnections();
      door.close();
      started?.child.kill('SIGTERM');
      await started?.untilEnded();
      await servers.stop();
    },
  };
}

/** So that a later run ends it when this one is killed. */
async function register(folder: string, { child }: StartProcess): Promise<void> {
  const facts = child.pid === undefined ? undefined : await inspectProcess(child.pid);
  if (facts !== undefined) await openProcessRegister(folder).add({ ...facts, name: 'start', marker: realProgram });
}

async function answer(res: ServerResponse, demo: Promise<RunningDemo>): Promise<void> {
  try {
    const body = JSON.stringify(await demo);
    res.setHeader('content-type', 'application/json').end(body);
  } catch (error) {
    res.writeHead(500).end(error instanceof Error ? error.message : String(error));
  }
}

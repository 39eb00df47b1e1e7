import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isRunning, type RegisteredProcess } from '#platform/processes.ts';
import { commandsNaming, realProgram, type StartProcess, startProcess } from '#test/support/start-process.ts';
import { until } from '#test/support/until.ts';

/** `bukti start` with all that it really runs: killed, started again, and told to stop. */

const all = ['notary', 'postgres', 'server', 'temporal', 'worker'];

let dataDir: string;
let current: StartProcess;
let port: number;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'bukti-whole-start-'));
  port = await start();
});
afterAll(async () => {
  current.child.kill('SIGTERM');
  await current.untilEnded();
  await rm(dataDir, { recursive: true, force: true });
});

/** Without a city: its provider of identities is another, which nobody asks here. */
function start(): Promise<number> {
  current = startProcess(dataDir, { BUKTI_DEMO: '0', BUKTI_ISSUER: 'http://127.0.0.1:9' }, realProgram);
  return current.untilReady();
}

async function listProcesses(): Promise<RegisteredProcess[]> {
  return JSON.parse(await readFile(join(dataDir, 'processes.json'), 'utf8')) as RegisteredProcess[];
}

async function listRunning(processes: readonly RegisteredProcess[]): Promise<string[]> {
  const running = await Promise.all(processes.map(isRunning));
  return processes.flatMap(({ name }, index) => (running[index] === true ? [name] : []));
}

/** Everything that the probe of readiness asks: database, Temporal, a polling worker, a fresh notary. */
async function untilWholeAgain(): Promise<void> {
  const isWhole = async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).ok;
  await until(isWhole, { timeoutMs: 30_000, everyMs: 200, what: 'readiness' });
}

test('after kill -9 of start nothing of ours acts any longer, and the next start ends the rest and is whole again', async () => {
  const before = await listProcesses();
  expect((await listRunning(before)).sort()).toEqual(all);
  current.child.kill('SIGKILL');
  const acting = before.filter(({ name }) => ['server', 'worker', 'notary'].includes(name));
  const noneActs = async () => (await listRunning(acting)).length === 0;
  await until(noneActs, { timeoutMs: 5_000, what: 'the end of the orphans' });
  port = await start();
  expect(current.output()).toContain('Ended what a killed start had left running: ');
  expect(await listRunning(before)).toEqual([]);
  await untilWholeAgain();
});

test('SIGTERM stops everything within 10 seconds, though a client keeps its connection, and leaves no process', async () => {
  const processes = await listProcesses();
  const agent = new Agent({ keepAlive: true });
  await new Promise((resolve) => get({ port, path: '/healthz', agent }, (res) => res.resume().on('end', resolve)));
  const began = performance.now();
  current.child.kill('SIGTERM');
  expect(await current.untilEnded()).toBe(0);
  expect(performance.now() - began).toBeLessThan(10_000);
  agent.destroy();
  expect([await listRunning(processes), await commandsNaming(dataDir)]).toEqual([[], []]);
});

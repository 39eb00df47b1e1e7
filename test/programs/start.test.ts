import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readInstance } from '#platform/instance.ts';
import type { RegisteredProcess } from '#platform/processes.ts';
import { inspectProcess, isRunning } from '#platform/processes.ts';
import { commandsNaming, type StartProcess, startProcess } from '#test/support/start-process.ts';
import { until } from '#test/support/until.ts';

let dataDir: string;
let current: StartProcess;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'bukti-start-'));
  current = startProcess(dataDir);
  await current.untilReady();
}, 180_000);

afterAll(async () => {
  current.child.kill('SIGTERM');
  await current.untilEnded();
  await rm(dataDir, { recursive: true, force: true });
}, 60_000);

async function listProcesses(): Promise<RegisteredProcess[]> {
  return JSON.parse(await readFile(join(dataDir, 'processes.json'), 'utf8')) as RegisteredProcess[];
}

async function findProcess(name: string): Promise<RegisteredProcess> {
  return until(async () => (await listProcesses()).find((one) => one.name === name), { what: name });
}

async function countRoles(): Promise<number> {
  const client = new pg.Client({ connectionString: (await readInstance(dataDir))['DATABASE_APP_URL'] });
  await client.connect();
  try {
    return (await client.query("SELECT FROM pg_roles WHERE rolname LIKE 'bukti%'")).rowCount ?? 0;
  } finally {
    await client.end();
  }
}

test('the ready line is printed exactly once', () => {
  expect(current.output().match(/^Bukti is ready: /gm)).toHaveLength(1);
});

test('the app role signs in with the password that start has made', async () => {
  expect(await countRoles()).toBe(5);
});

test('a second start on the same folder is refused and names the first', async () => {
  const second = startProcess(dataDir);
  expect(await second.untilEnded()).toBe(1);
  expect(second.output()).toContain(`process ${current.child.pid}`);
});

test.each(['server', 'temporal', 'postgres'])('%s is started again when it is killed', async (name) => {
  const { pid } = await findProcess(name);
  process.kill(pid, 'SIGKILL');
  await until(async () => (await findProcess(name)).pid !== pid, { timeoutMs: 20_000, what: `another ${name}` });
  await until(() => current.output().includes(`${name} is back`), { timeoutMs: 20_000, what: `${name} back` });
  if (name === 'postgres') expect(await countRoles()).toBe(5);
});

test('signals to the group of start do not reach what it runs, so that everything stops in order', async () => {
  const all = await listProcesses();
  const stats = await Promise.all(all.map(({ pid }) => readFile(`/proc/${pid}/stat`, 'utf8')));
  // Behind the name in brackets: state, parent, group. Each leads a group of its own.
  const groups = stats.map((stat) => Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2]));
  expect(groups).toEqual(all.map(({ pid }) => pid));
});

test('after kill -9 of start its children end by themselves, and the next start ends the rest and goes on', async () => {
  const before = await listProcesses();
  current.child.kill('SIGKILL');
  const children = before.filter(({ name }) => ['server', 'worker', 'notary'].includes(name));
  const noneLeft = async () => (await Promise.all(children.map(isRunning))).every((alive) => !alive);
  await until(noneLeft, { timeoutMs: 2_000, what: 'the end of the orphans' });
  current = startProcess(dataDir);
  await current.untilReady();
  expect(current.output()).toContain('Ended what a killed start had left running: ');
  expect(await countRoles()).toBe(5);
});

test('SIGTERM stops everything within 10 seconds and leaves no process behind', async () => {
  const began = performance.now();
  current.child.kill('SIGTERM');
  expect(await current.untilEnded()).toBe(0);
  expect(performance.now() - began).toBeLessThan(10_000);
  expect(await commandsNaming(dataDir)).toEqual([]);
});

test('a stale postmaster.pid that names a living stranger does not hinder the next start', async () => {
  const stranger = spawn('sleep', ['60'], { stdio: 'ignore' });
  await writeFile(join(dataDir, 'postgres', 'postmaster.pid'), `${stranger.pid}\n${dataDir}/postgres\n`);
  current = startProcess(dataDir);
  await current.untilReady();
  expect(await inspectProcess(stranger.pid ?? 0)).toBeDefined();
  stranger.kill();
  current.child.kill('SIGINT');
  expect(await current.untilEnded()).toBe(0);
});

test('a port that is taken is named', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const address = other.address();
  const port = address !== null && typeof address === 'object' ? String(address.port) : '';
  const refused = startProcess(dataDir, { PORT: port });
  expect(await refused.untilEnded()).toBe(1);
  expect(refused.output()).toContain(`Port ${port} is taken`);
  other.close();
});

test('a start that is told to stop on its way leaves nothing behind', async () => {
  current = startProcess(dataDir);
  await until(() => current.output().includes('Postgres is running'), { timeoutMs: 20_000 });
  current.child.kill('SIGTERM');
  expect(await current.untilEnded()).toBe(0);
  expect(await commandsNaming(dataDir)).toEqual([]);
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { awaitFolder, holdFolder } from '#platform/held-folder.ts';
import { inspectProcess } from '#platform/processes.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bukti-held-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('a folder is held once, and again when it is released', async () => {
  const held = await holdFolder(folder);
  expect(held).toBeDefined();
  expect(await holdFolder(folder)).toBeUndefined();
  await held?.release();
  expect(await holdFolder(folder)).toBeDefined();
});

test('of many that come at once one has it', async () => {
  await writeFile(join(folder, 'holder.7.json'), JSON.stringify({ pid: 1, startedAt: 'another boot/1' }));
  const holds = await Promise.all(Array.from({ length: 20 }, () => holdFolder(folder)));
  expect(holds.filter((held) => held !== undefined)).toHaveLength(1);
  expect(await readdir(folder)).toEqual(['holder.8.json']);
});

test('a holder that was killed holds no more, without anybody clearing up', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  await once(child, 'spawn');
  const { pid, startedAt } = (await inspectProcess(child.pid ?? 0)) ?? {};
  await writeFile(join(folder, 'holder.1.json'), JSON.stringify({ pid, startedAt }));
  expect(await holdFolder(folder)).toBeUndefined();
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
  expect(await holdFolder(folder)).toBeDefined();
});

test('who waits is told once, has it as soon as it is free, and stops waiting when told to', async () => {
  const held = await holdFolder(folder);
  let told = 0;
  const stop = new AbortController();
  const onWait = () => {
    told += 1;
  };
  const waiting = awaitFolder(folder, { signal: stop.signal, onWait });
  await expect.poll(() => told).toBe(1);
  await held?.release();
  expect(await waiting).toBeDefined();
  const other = awaitFolder(folder, { signal: stop.signal, onWait });
  await expect.poll(() => told).toBe(2);
  stop.abort();
  expect(await other).toBeUndefined();
});

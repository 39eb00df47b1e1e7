import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FolderHold, holdFolder, tryToHold } from '#platform/folder-hold.ts';
import { until } from '#test/support/until.ts';

const program = fileURLToPath(new URL('../support/hold-program.js', import.meta.url));

let folder: string;
let children: ChildProcess[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bukti-hold-'));
  children = [];
});
afterEach(async () => {
  await Promise.all(children.map(end));
  await rm(folder, { recursive: true });
});

/** Another process that holds the folder until it is ended. */
async function startHolder(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [program, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  let said = '';
  child.stdout.on('data', (piece: Buffer) => (said += piece.toString()));
  await until(() => said.includes('held'), { timeoutMs: 20_000, what: 'the holder' });
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await until(() => child.exitCode !== null || child.signalCode !== null, { what: 'the end of the holder' });
}

test('a folder that another process holds is refused, with a code and an exit code', async () => {
  await startHolder();
  await expect(holdFolder(folder)).rejects.toMatchObject({ code: 'folder.held', exitCode: 3 });
});

test('a holder that was killed has let go, and leaves nothing that anybody must clear away', async () => {
  await end(await startHolder());
  const hold = await holdFolder(folder);
  expect(await readdir(folder)).toHaveLength(1);
  await hold.release();
  expect(await readdir(folder)).toEqual([]);
});

test('a holder that stands still holds on', async () => {
  const holder = await startHolder();
  holder.kill('SIGSTOP');
  await expect(holdFolder(folder)).rejects.toMatchObject({ code: 'folder.held' });
});

test('of many that come at once for what a dead one held, never two hold the folder', async () => {
  await end(await startHolder());
  for (let round = 0; round < 20; round += 1) {
    const tried = await Promise.all(Array.from({ length: 10 }, () => tryToHold(folder)));
    const held = tried.filter((hold): hold is FolderHold => hold !== undefined);
    expect(held.length).toBeLessThan(2);
    await Promise.all(held.map((hold) => hold.release()));
  }
  await (await holdFolder(folder)).release();
});

test('the path of the folder may be long', async () => {
  const deep = join(folder, 'a-folder-whose-name-is-long'.repeat(4), 'and-another-one-inside-of-it'.repeat(3));
  await mkdir(deep, { recursive: true });
  const hold = await holdFolder(deep);
  expect(await tryToHold(deep)).toBeUndefined();
  await hold.release();
});

import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { identifySelf } from '#platform/processes.ts';
import { claimDataFolder, type DataFolderClaim } from '#platform/start-claim.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'bukti-claim-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

/** As a killed start leaves it behind: its number is that of no process, or by now that of another. */
const leaveDead = async () => {
  const { pid } = await identifySelf();
  await writeFile(join(dataDir, 'start.lock'), JSON.stringify({ pid, startedAt: 'long ago' }));
};

test('a second start is refused, with the process that holds the folder', async () => {
  const claim = await claimDataFolder(dataDir, false);
  await expect(claimDataFolder(dataDir, false)).rejects.toThrow(`process ${String(process.pid)}`);
  await claim.release();
  expect((await readdir(dataDir)).filter((name) => name !== 'log')).toEqual([]);
});

test('the claim of a dead start is taken over', async () => {
  await leaveDead();
  const claim = await claimDataFolder(dataDir, false);
  expect(JSON.parse(await readFile(join(dataDir, 'start.lock'), 'utf8'))).toMatchObject(await identifySelf());
  await claim.release();
});

test('a claim that was just made stays, whoever clears away what he read before', async () => {
  const claim = await claimDataFolder(dataDir, false);
  await leaveDead();
  await expect(claimDataFolder(dataDir, false)).rejects.toThrow('runs already');
  await claim.release();
});

test('of many that find the claim of a dead start at once, never two hold the folder', async () => {
  for (let round = 0; round < 3; round += 1) {
    await leaveDead();
    const tried = await Promise.allSettled(Array.from({ length: 4 }, () => claimDataFolder(dataDir, false)));
    const held = tried.flatMap((one): DataFolderClaim[] => (one.status === 'fulfilled' ? [one.value] : []));
    expect(held.length).toBeLessThan(2);
    await Promise.all(held.map((claim) => claim.release()));
  }
});

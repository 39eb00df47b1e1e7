import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keepSecrets } from '#platform/folder-secrets.ts';

test('whoever asks first makes the secrets of a folder, and everybody at once gets the same', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bukti-secrets-'));
  const all = await Promise.all(Array.from({ length: 20 }, () => keepSecrets(folder)));
  expect(new Set(all.map((one) => JSON.stringify(one))).size).toBe(1);
  expect(await keepSecrets(folder)).toEqual(all[0]);
  expect(await readdir(folder)).toEqual(['secrets.json']);
  await rm(folder, { recursive: true });
});

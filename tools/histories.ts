import { readdir } from 'node:fs/promises';
import { startVitest } from 'vitest/node';

/** Runs the tests of the workflows, and keeps the histories of the paths that they take for the replay. */
const folder = 'test/workflows';
const tests = (await readdir(folder)).filter((name) => name.endsWith('.test.ts') && name !== 'replay.test.ts');
const vitest = await startVitest(
  'test',
  tests.map((name) => `${folder}/${name}`),
  { run: true, provide: { historiesFolder: `${folder}/histories` } },
);
await vitest.close();

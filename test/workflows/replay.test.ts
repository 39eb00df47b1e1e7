import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from '@temporalio/worker';
import { expect, inject, test } from 'vitest';
import { installQuietRuntime } from '#test/support/conducted.ts';
import type { KeptHistory } from '#test/support/histories.ts';

const folder = 'test/workflows/histories';
const paths = readdirSync(folder).filter((name) => name.endsWith('.json'));
const kept = paths.flatMap((path) =>
  (JSON.parse(readFileSync(join(folder, path), 'utf8')) as KeptHistory[]).map((one) => ({ ...one, path })),
);

test('every path of a selection has its history', () => {
  expect(paths.sort()).toEqual([
    'calendar-missing.json',
    'cancelled.json',
    'extended.json',
    'failed.json',
    'half-a-year.json',
    'handed-on.json',
    'no-quorum.json',
    'paused.json',
    'refused.json',
    'reopened.json',
    'revoked.json',
    'whole.json',
    'withdrawn.json',
  ]);
});

test("every kept history replays through today's workflows", async () => {
  installQuietRuntime();
  const histories = kept.map(({ workflowId, history }) => ({ workflowId, history }));
  const replayed: string[] = [];
  const faults: string[] = [];
  const workflowBundle = { codePath: inject('workflowBundle') };
  for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle }, histories)) {
    replayed.push(workflowId);
    if (error !== undefined) faults.push(`${workflowId}: ${error.message}`);
  }
  expect(faults).toEqual([]);
  expect(replayed).toHaveLength(kept.length);
});

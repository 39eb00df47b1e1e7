import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { prepareChild } from '#platform/child-program.ts';
import { childEnvironment } from '#platform/config.ts';
import { keepSecrets } from '#platform/folder-secrets.ts';
import type { ProgramSpec } from '#platform/supervised.ts';
import { type ConductedWorld, openConductedWorld } from '#test/support/conducted.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { type OwnTemporal, openOwnTemporal } from '#test/support/own-temporal.ts';
import { placeFirst } from '#test/support/placing.ts';
import { bringTo, type Case, entryTypesOf } from '#test/support/selection-builders.ts';
import { TASK_QUEUE } from '#workflows/contract.ts';

/** `bukti worker` in a process of its own, killed at every rest between facts and their effect. */

let folder: string;
let temporal: OwnTemporal;
let world: ConductedWorld;
let spec: ProgramSpec;
let worker: ChildProcess | undefined;
let kills = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bukti-worker-'));
  temporal = await openOwnTemporal();
  const vault = Buffer.from((await keepSecrets(folder)).vault, 'base64url');
  const options = { assessors: 1, vault, address: temporal.address, taskQueue: TASK_QUEUE, worker: false };
  world = await openConductedWorld(options);
  await mkdir(join(folder, 'cache'));
  const bundle = inject('workflowBundle');
  await copyFile(bundle, join(folder, 'cache', basename(bundle)));
  const env = childEnvironment({
    BUKTI_DATA_DIR: folder,
    BUKTI_ORIGIN: 'bukti.example/test',
    DATABASE_APP_URL: world.addresses.appUrl,
    TEMPORAL_ADDRESS: temporal.address,
  });
  spec = prepareChild({ name: 'worker', env, logFile: join(folder, 'worker.log'), graceMs: 1_000 });
  await start();
});
afterAll(async () => {
  await kill();
  await world.close();
  await temporal.close();
  await rm(folder, { recursive: true, force: true });
});

async function start(): Promise<void> {
  worker = await spec.spawn();
  await spec.untilReady(worker, AbortSignal.timeout(60_000));
}

async function kill(): Promise<void> {
  if (worker === undefined) return;
  const ended = once(worker, 'exit');
  worker.kill('SIGKILL');
  await ended;
  worker = undefined;
  kills += 1;
}

/** A world in which the worker is killed as soon as a stage may move, once in each stage. */
function killedOncePerStage(): ConductedWorld {
  const killed = new Set<string>();
  return {
    ...world,
    settle: async (selectionId) => {
      const { kind } = await world.admin.one<{ kind: string }>(
        `SELECT kind FROM stages WHERE selection_id = $1 ORDER BY (state IN ('planned', 'open')) DESC, closed_at DESC LIMIT 1`,
        [selectionId],
      );
      if (!killed.has(kind)) {
        killed.add(kind);
        await kill();
        await start();
      }
      await world.settle(selectionId);
    },
  };
}

test('a selection whose worker is killed in every stage goes its whole way, and nothing is recorded twice', async () => {
  const begun: Case = await bringTo(killedOncePerStage(), 'choosing', { candidates: [1, 2, 3] });
  await placeFirst(begun, '2026-06-15');
  const outcome: unknown = await world.conductor.client.workflow.getHandle(`selection:${begun.selectionId}`).result();
  const types = await entryTypesOf(begun);
  const count = (type: string) => types.filter((one) => one === type).length;
  await expectLedgerIntact(world.addresses);
  expect({ outcome, kills }).toEqual({ outcome: 'placed', kills: 4 });
  expect([count('stage.opened/1'), count('stage.stepped/1'), count('stage.closed/1')]).toEqual([4, 8, 4]);
});

import { randomUUID } from 'node:crypto';
import { WorkflowNotFoundError } from '@temporalio/client';
import type { temporal } from '@temporalio/proto';
import Long from 'long';
import { type StageRef, stageWorkflowId } from '#domain/ids.ts';
import type { StageKind } from '#domain/stages.ts';
import { readClock } from '#platform/clock.ts';
import type { ConductedWorld } from './conducted.ts';
import { until } from './until.ts';

/**
 * Two ways to let months pass on the real server. Both go step by step to the next thing that is due: one jump over several
 * would record them all at its end.
 */
export type Passing = (world: ConductedWorld, stage: StageRef, to: string) => Promise<void>;

/** Moves the database's clock, and wakes the stage as a fact would. */
const poke: Passing = async (world, stage, to) => {
  await world.runClockFrom(to);
  await world.courier.wake(stage);
};

/**
 * Moves the database's clock, then skips the time of the stage's workflow, so that its own timer fires. Its parent does not
 * move while the stage is open, and stages to come must not run away: hence this workflow alone.
 */
export const fastForward: Passing = async (world, stage, to) => {
  await untilStarted(world, stage);
  const from = await readClock(world.admin);
  await world.runClockFrom(to);
  const ms = Date.parse(to) - Date.parse(from);
  await skip(world, stageWorkflowId(stage.selectionId, stage.kind, stage.attempt), Math.ceil(ms / 1000));
};

/** A stage opens before its workflow starts. */
async function untilStarted({ conductor }: ConductedWorld, { selectionId, kind, attempt }: StageRef): Promise<void> {
  const handle = conductor.client.workflow.getHandle(stageWorkflowId(selectionId, kind, attempt));
  const isThere = () =>
    handle.describe().then(
      () => true,
      (error: unknown) => {
        if (error instanceof WorkflowNotFoundError) return false;
        throw error;
      },
    );
  await until(isThere, { what: `the workflow of ${kind}` });
}

/** Lets the time of one workflow run on, so that its timers fire. */
export async function skip({ conductor }: ConductedWorld, workflowId: string, seconds: number): Promise<void> {
  const service = conductor.client.workflowService;
  const place = { namespace: 'default', workflowExecution: { workflowId } };
  const fastForwardId = randomUUID();
  const timeSkippingConfig: temporal.api.common.v1.ITimeSkippingConfig = {
    enabled: true,
    disablePropagation: true,
    fastForwardConfig: { id: fastForwardId, duration: { seconds: Long.fromNumber(seconds) } },
  };
  await service.updateWorkflowExecutionOptions({
    ...place,
    workflowExecutionOptions: { timeSkippingConfig },
    updateMask: { paths: ['time_skipping_config'] },
  });
  await conductor.within(10_000, () => service.pollWorkflowExecutionTimeSkipping({ ...place, fastForwardId }));
}

/** More steps than any way has: a loop that does not end is a fault. */
const mostSteps = 200;

/** Lets time pass up to an instant, stopping at everything that falls due on the way. */
export async function passUntil(
  world: ConductedWorld,
  selectionId: string,
  { to, passing = poke }: { to: string; passing?: Passing },
): Promise<void> {
  for (let step = 0; step < mostSteps; step += 1) {
    const next = await nextDue(world, selectionId);
    const at = next.at === undefined || next.at > to ? to : next.at;
    if (next.stage === undefined) await world.runClockFrom(at);
    else await passing(world, next.stage, at);
    await world.settle(selectionId);
    if (at === to) return;
  }
  throw new Error(`more than ${mostSteps} things fell due before ${to}`);
}

/** The open stage, and its next reminder, escalation or due instant. */
async function nextDue({ admin }: ConductedWorld, selectionId: string): Promise<{ at?: string; stage?: StageRef }> {
  const row = await admin.maybe<{ kind: string; attempt: number; nudge: string | null; due_at: string | null }>(
    `SELECT kind, attempt, deadline->'nudges'->reminders_sent->>'at' AS nudge, CASE WHEN due_at > ledger.clock() THEN due_at END AS due_at
     FROM stages WHERE selection_id = $1 AND state = 'open'`,
    [selectionId],
  );
  if (row === undefined) return {};
  const stage = { selectionId, kind: row.kind as StageKind, attempt: row.attempt };
  const [at] = [row.nudge, row.due_at].filter((instant) => instant !== null).sort();
  return at === undefined ? { stage } : { at, stage };
}

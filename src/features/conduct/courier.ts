import { setTimeout as pause } from 'node:timers/promises';
import {
  WorkflowExecutionAlreadyStartedError,
  WorkflowFailedError,
  WorkflowIdConflictPolicy,
  WorkflowIdReusePolicy,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  WorkflowUpdateStage,
} from '@temporalio/client';
import {
  commandWorkflowId,
  mapWorkflowId,
  planWorkflowId,
  type StageRef,
  selectionWorkflowId,
  stageWorkflowId,
} from '#domain/ids.ts';
import type { CommandCourier, DeliveredCommand } from '#features/commands/service.ts';
import type { Conductor } from '#platform/temporal.ts';
import { retryAfterS, Unavailable } from '#platform/weather.ts';
import { CARRY_OUT, type CarriedOut, FACTS_CHANGED, TASK_QUEUE, TASK_TIMEOUT } from '#workflows/contract.ts';

/** A wake-up that does not get through soon is left to the sweep. */
const wakeMs = 2_000;
const startMs = 5_000;
/** Longer than the wait that a killed worker costs. */
const acceptMs = 5_000;
/** To find out whether it is the process or a worker of it that does not answer. */
const thereMs = 1_000;
/** Afterwards the asker polls the command. */
const answerMs = 8_000;
/** A stage that has just opened gets its workflow within this time. */
const comingMs = 2_000;

export interface Courier extends CommandCourier {
  /** Answers whether the stage's workflow was there to be woken. */
  wake(stage: StageRef): Promise<boolean>;
  /** Starts the selection's workflow; answers whether it was not running. */
  start(selectionId: string): Promise<boolean>;
  /** Starts the workflow of a talent map, or wakes it where it runs. */
  conductMap(mapId: string): Promise<void>;
  /** Starts the workflow of a development plan, or wakes it where it runs. */
  conductPlan(planId: string): Promise<void>;
  /** Starts the workflow of a development plan; answers whether it was not running. */
  startPlan(planId: string): Promise<boolean>;
  /** Starts what an ordered revocation entails; answers whether it was not running. */
  revoke(selectionId: string, commandId: string): Promise<boolean>;
}

/** The process as Temporal conducts it. Every call has a deadline; with Temporal away it fails as the weather. */
export function createCourier(conductor: Conductor, taskQueue = TASK_QUEUE): Courier {
  const { client, within } = conductor;
  const { workflow } = client;
  return {
    wake: (stage) => within(wakeMs, () => wasWoken(conductor, stage)),
    start: (selectionId) =>
      within(startMs, () =>
        wasStarted(
          workflow.start('selection', {
            workflowId: selectionWorkflowId(selectionId),
            taskQueue,
            args: [selectionId],
            // A selection that was reopened runs again under its own id.
            workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
            staticSummary: 'selection',
            workflowTaskTimeout: TASK_TIMEOUT,
          }),
        ),
      ),
    conductMap: (mapId) => within(startMs, () => wakeMap(conductor, taskQueue, mapId)),
    conductPlan: (planId) => within(startMs, () => wakePlan(conductor, taskQueue, planId)),
    startPlan: (planId) =>
      within(startMs, () => wasStarted(workflow.start('developmentPlan', planStart(taskQueue, planId)))),
    revoke: (selectionId, commandId) =>
      within(startMs, () =>
        wasStarted(
          workflow.start('revocation', {
            workflowId: commandWorkflowId(selectionId, 'revoke', commandId),
            taskQueue,
            args: [selectionId, commandId],
            staticSummary: 'revoke',
            workflowTaskTimeout: TASK_TIMEOUT,
          }),
        ),
      ),
    deliver: (command) => deliver(conductor, taskQueue, command),
  };
}

function handleOf({ client }: Conductor, { selectionId, kind, attempt }: StageRef) {
  return client.workflow.getHandle(stageWorkflowId(selectionId, kind, attempt));
}

async function wakeMap({ client }: Conductor, taskQueue: string, mapId: string): Promise<void> {
  await client.workflow.signalWithStart('talentMapping', {
    workflowId: mapWorkflowId(mapId),
    taskQueue,
    args: [mapId],
    signal: FACTS_CHANGED,
    signalArgs: [],
    staticSummary: 'talent-map',
    workflowTaskTimeout: TASK_TIMEOUT,
  });
}

function planStart(taskQueue: string, planId: string) {
  return {
    workflowId: planWorkflowId(planId),
    taskQueue,
    args: [planId],
    staticSummary: 'development-plan',
    workflowTaskTimeout: TASK_TIMEOUT,
  };
}

async function wakePlan({ client }: Conductor, taskQueue: string, planId: string): Promise<void> {
  const start = planStart(taskQueue, planId);
  await client.workflow.signalWithStart('developmentPlan', { ...start, signal: FACTS_CHANGED, signalArgs: [] });
}

async function wasWoken(conductor: Conductor, stage: StageRef): Promise<boolean> {
  try {
    await handleOf(conductor, stage).signal(FACTS_CHANGED);
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}

async function wasStarted(starting: Promise<unknown>): Promise<boolean> {
  try {
    await starting;
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw error;
  }
}

/**
 * With the process away the asker is told to come again, and nothing has happened. Where it is there and does not answer in
 * time, what came of the command is not known: the command itself says so, now and later.
 */
async function deliver(conductor: Conductor, taskQueue: string, command: DeliveredCommand): Promise<void> {
  const { stage } = command;
  let answer: () => Promise<unknown>;
  try {
    answer = await conductor.within(acceptMs, () =>
      stage === undefined ? begin(conductor, taskQueue, command) : hand(conductor, stage, command),
    );
  } catch (error) {
    if (isAnswer(error) || (isLate(error) && (await isThere(conductor)))) return;
    throw toWeather(error);
  }
  try {
    await conductor.within(answerMs, answer);
  } catch (error) {
    if (!isAnswer(error) && !isWeather(error)) throw error;
  }
}

/** The workflow of a stage that is about to open is waited for. */
async function hand(conductor: Conductor, stage: StageRef, { commandId }: DeliveredCommand) {
  const giveUpAt = performance.now() + comingMs;
  for (;;) {
    try {
      const update = await handleOf(conductor, stage).startUpdate<CarriedOut, [string]>(CARRY_OUT, {
        args: [commandId],
        updateId: commandId,
        waitForStage: WorkflowUpdateStage.ACCEPTED,
      });
      return () => update.result();
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError) || performance.now() > giveUpAt) throw error;
      await pause(100);
    }
  }
}

async function begin({ client }: Conductor, taskQueue: string, { commandId, selectionId, name }: DeliveredCommand) {
  const isRevocation = name === 'revoke';
  const handle = await client.workflow.start(isRevocation ? 'revocation' : 'command', {
    workflowId: commandWorkflowId(selectionId, name, commandId),
    taskQueue,
    args: isRevocation ? [selectionId, commandId] : [commandId],
    workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
    staticSummary: name,
    workflowTaskTimeout: TASK_TIMEOUT,
  });
  return () => handle.result();
}

/** Handed over, and nobody took it before the deadline. */
function isLate(error: unknown): boolean {
  return isWeather(error) && !(error instanceof WorkflowNotFoundError);
}

async function isThere({ client, within }: Conductor): Promise<boolean> {
  const asking = within(thereMs, () => client.workflowService.getSystemInfo({}));
  return asking.then(
    () => true,
    () => false,
  );
}

/** A refusal is kept with the command and read there. */
function isAnswer(error: unknown): boolean {
  return error instanceof WorkflowUpdateFailedError || error instanceof WorkflowFailedError;
}

function isWeather(error: unknown): boolean {
  return error instanceof WorkflowUpdateRPCTimeoutOrCancelledError || retryAfterS(error) !== undefined;
}

function toWeather(error: unknown): unknown {
  if (error instanceof WorkflowNotFoundError)
    return new Unavailable('the workflow is not running yet', { cause: error });
  return isWeather(error) ? new Unavailable('the process does not answer', { cause: error }) : error;
}

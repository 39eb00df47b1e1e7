import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { DefaultLogger, makeTelemetryFilterString, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { inject } from 'vitest';
import { createActivities } from '#activities/index.ts';
import type { StageRef } from '#domain/ids.ts';
import type { House } from '#features/acts/service.ts';
import { type CommandName, type CommandState, command } from '#features/commands/service.ts';
import { type Courier, createCourier } from '#features/conduct/courier.ts';
import { sweep } from '#features/conduct/reconcile.ts';
import { type Conductor, openConductor } from '#platform/temporal.ts';
import type { Case } from './selection-builders.ts';
import { until } from './until.ts';
import { openWorld, type World, type WorldOptions } from './world.ts';

/** A world whose stages are moved by a worker on the real Temporal server. */
export interface ConductedWorld extends World {
  readonly conductor: Conductor;
  readonly courier: Courier;
  readonly taskQueue: string;
  /** Stages that the sweep has woken, once for each time: on a busy machine it comes before the wake-up that was sent. */
  readonly swept: readonly StageRef[];
  readonly settle: (selectionId: string) => Promise<void>;
  startWorker(): Promise<void>;
  /** Ends the worker with its sweep; workflows stay where they are. */
  stopWorker(): Promise<void>;
}

export interface ConductedOptions extends WorldOptions {
  /** Another server than the one that all tests share. */
  readonly address?: string;
  /** Whether lost wake-ups are made good. */
  readonly sweeps?: boolean;
  /** Another task queue than one of its own: that of a worker in a process of its own. */
  readonly taskQueue?: string;
  /** What the activities see in place of the house. */
  readonly breakHouse?: (house: House) => House;
  readonly worker?: boolean;
}

let isInstalled = false;

/** A server that is killed on purpose is no news. */
export function installQuietRuntime(): void {
  if (isInstalled) return;
  isInstalled = true;
  const logging = { filter: makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' }), forward: {} };
  Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [], telemetryOptions: { logging } });
}

export async function openConductedWorld(options: ConductedOptions = {}): Promise<ConductedWorld> {
  const { address = inject('temporalAddress'), sweeps = true, breakHouse = (house) => house, worker = true } = options;
  installQuietRuntime();
  const bare = await openWorld(options);
  const { taskQueue = `test-${randomUUID()}` } = options;
  const conductor = openConductor(address, 'default');
  const courier = createCourier(conductor, taskQueue);
  const house: House = {
    ...bare.house,
    wake: (stage) => void courier.wake(stage).catch(() => undefined),
    start: (selectionId) => void courier.start(selectionId).catch(() => undefined),
    conductMap: (mapId) => void courier.conductMap(mapId).catch(() => undefined),
    conductPlan: (planId) => void courier.conductPlan(planId).catch(() => undefined),
  };
  const swept: StageRef[] = [];
  const sweeper: Courier = {
    ...courier,
    wake: (stage) => {
      swept.push(stage);
      return courier.wake(stage);
    },
  };
  let running: RunningWorker | undefined;
  const world: ConductedWorld = {
    ...bare,
    house,
    conductor,
    courier,
    taskQueue,
    swept,
    settle: (selectionId) =>
      until(() => isSettled(bare, selectionId), {
        timeoutMs: 20_000,
        everyMs: 15,
        what: `rest in ${selectionId}`,
      }).then(() => undefined),
    startWorker: async () => {
      running = await runWorker({ address, taskQueue, house, breakHouse, courier: sweeper, sweeps });
    },
    stopWorker: async () => {
      await running?.stop();
      running = undefined;
    },
    close: async () => {
      await running?.stop();
      await conductor.close();
      await bare.close();
    },
  };
  if (worker) await world.startWorker();
  return world;
}

interface RunningWorker {
  stop(): Promise<void>;
}

interface WorkerParts {
  readonly address: string;
  readonly taskQueue: string;
  readonly house: House;
  readonly breakHouse: (house: House) => House;
  readonly courier: Courier;
  readonly sweeps: boolean;
}

async function runWorker({
  address,
  taskQueue,
  house,
  breakHouse,
  courier,
  sweeps,
}: WorkerParts): Promise<RunningWorker> {
  const connection = await NativeConnection.connect({ address });
  const worker = await Worker.create({
    connection,
    taskQueue,
    workflowBundle: { codePath: inject('workflowBundle') },
    activities: createActivities(breakHouse(house)),
    maxCachedWorkflows: 100,
    maxConcurrentActivityTaskExecutions: 10,
    stickyQueueScheduleToStartTimeout: '2s',
    shutdownForceTime: '1s',
  });
  const over = new AbortController();
  const rest = (ms: number, signal: AbortSignal) => pause(ms, undefined, { signal }).catch(() => undefined);
  const working = worker.run();
  const sweeping = sweeps
    ? sweep({ db: house.db, courier, signal: over.signal, intervalMs: 100, pause: rest })
    : undefined;
  return {
    async stop() {
      over.abort();
      await sweeping;
      worker.shutdown();
      await working;
      await connection.close();
    },
  };
}

/** Whether nothing is left to do on a selection now, by the database's clock. */
async function isSettled({ admin }: World, selectionId: string): Promise<boolean> {
  const { busy } = await admin.one<{ busy: boolean }>(
    `SELECT EXISTS (
       SELECT FROM stages g LEFT JOIN wake_marks w USING (selection_id) WHERE g.selection_id = $1 AND (
         g.state IN ('planned', 'closing') AND g.blocked IS NULL
         OR g.state = 'open' AND (w.ready_since IS NOT NULL OR g.due_at <= ledger.clock() AND g.blocked IS NULL
           OR (g.deadline->'nudges'->g.reminders_sent->>'at')::timestamptz <= ledger.clock()))) AS busy`,
    [selectionId],
  );
  return !busy;
}

export interface CommandGiven {
  readonly by: string;
  readonly key?: string;
  readonly content?: Readonly<Record<string, unknown>>;
}

/** A command as its route takes it. */
export async function give(
  { selectionId }: Pick<Case, 'selectionId'>,
  world: ConductedWorld,
  { name, by, key, content = {} }: CommandGiven & { name: CommandName },
): Promise<CommandState> {
  const request = world.act(by, selectionId, key === undefined ? { content } : { content, key });
  return command(world.house, world.courier, { ...request, name, content });
}

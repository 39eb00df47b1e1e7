import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DefaultLogger, type LogLevel, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { keepFolding } from '#features/audit/reading-entries.ts';
import { sweep } from '#features/conduct/reconcile.ts';
import { type KeptReport, keepChecking } from '#features/fsck/keeping.ts';
import type { Config } from '#platform/config.ts';
import { openLifecycle, untilStopped } from '#platform/lifecycle.ts';
import { type Logger, openLog } from '#platform/log.ts';
import { workerTuning } from '#platform/temporal.ts';
import { prepareWorkflowBundle } from '#platform/workflow-bundle.ts';
import { TASK_QUEUE } from '#workflows/contract.ts';
import { fsckParts, openRecordDatabase } from './fsck.ts';
import { type OpenHouse, openHouse } from './house.ts';

/** Runs workflows and activities, and sweeps for stages that nobody woke. */
export async function runWorker(config: Config, activitiesOf: (opened: OpenHouse) => object): Promise<number> {
  const lifecycle = openLifecycle();
  const log = openLog('worker', config.logLevel);
  installRuntime(log);
  const opened = await openHouse(config, { program: 'worker', poolSize: config.worker.poolSize });
  const { house, courier } = opened;
  const address = config.temporalAddress ?? '';
  const [workflowBundle, connection] = await Promise.all([
    prepareWorkflowBundle({ cache: join(config.dataDir, 'cache') }),
    NativeConnection.connect({ address }),
  ]);
  const worker = await Worker.create({
    connection,
    namespace: config.temporalNamespace,
    taskQueue: TASK_QUEUE,
    workflowBundle,
    activities: activitiesOf(opened),
    ...workerTuning(config),
  });
  const over = new AbortController();
  const checking = await openChecking(config, log);
  const working = worker.runUntil(untilStopped(lifecycle));
  const rest = (ms: number, signal: AbortSignal) => pause(ms, undefined, { signal }).catch(() => undefined);
  const loops = Promise.all([
    sweep({ db: house.db, courier, signal: over.signal, pause: rest }),
    keepFolding({ house, signal: over.signal, pause: rest }),
    keepChecking({ ...checking, house, signal: over.signal, pause: rest }),
  ]);
  lifecycle.ready();
  try {
    // A worker that fails, or a loop that meets a bug, ends the program; start brings it back.
    await Promise.race([working, loops.then(() => working)]);
  } finally {
    over.abort();
  }
  await loops;
  await connection.close();
  await checking.fsck.db.close();
  await opened.close();
  return 0;
}

const verdictLevels = { 0: 'info', 1: 'error', 3: 'warn' } as const;

/** What the nightly check works with; how it went is a line of the log. */
async function openChecking(config: Config, log: Logger) {
  return {
    fsck: { ...(await fsckParts(config)), db: openRecordDatabase(config, 'worker fsck') },
    everyHours: config.fsckHours,
    onReport: ({ isFull, exitCode, counts, findings }: KeptReport) => {
      const codes = findings.slice(0, 20).map(({ code, place }) => `${code} ${place}`);
      log[verdictLevels[exitCode]]({ isFull, exitCode, ...counts, codes }, 'fsck');
    },
  };
}

/** Temporal's own lines go into the log of the program; signals are the program's, not the runtime's. */
function installRuntime(log: Logger): void {
  const levels: Readonly<Record<LogLevel, 'trace' | 'debug' | 'info' | 'warn' | 'error'>> = {
    TRACE: 'trace',
    DEBUG: 'debug',
    INFO: 'info',
    WARN: 'warn',
    ERROR: 'error',
  };
  const logger = new DefaultLogger('INFO', ({ level, message, meta }) => {
    const { workflowId: workflow, activityType: activity, ms, code, fault } = meta ?? {};
    log[levels[level]]({ workflow, activity, ms, code, fault }, message);
  });
  Runtime.install({ logger, shutdownSignals: [] });
}

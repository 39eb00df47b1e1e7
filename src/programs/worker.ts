import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DefaultLogger, type LogLevel, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { keepFolding } from '#features/audit/reading-entries.ts';
import { sweep } from '#features/conduct/reconcile.ts';
import { keepChecking } from '#features/fsck/keeping.ts';
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
  const recordDb = openRecordDatabase(config, 'worker fsck');
  const working = worker.runUntil(untilStopped(lifecycle));
  const rest = (ms: number, signal: AbortSignal) => pause(ms, undefined, { signal }).catch(() => undefined);
  const loops = Promise.all([
    sweep({ db: house.db, courier, signal: over.signal, pause: rest }),
    keepFolding({ house, signal: over.signal, pause: rest }),
    keepChecking({
      house,
      fsck: { ...(await fsckParts(config)), db: recordDb },
      everyHours: config.fsckHours,
      signal: over.signal,
      pause: rest,
      onReport: ({ isFull, exitCode, counts, findings }) =>
        log[exitCode === 0 ? 'info' : 'error'](
          { isFull, exitCode, ...counts, codes: findings.slice(0, 20).map(({ code, place }) => `${code} ${place}`) },
          'fsck',
        ),
    }),
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
  await recordDb.close();
  await opened.close();
  return 0;
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
    const { workflowId: workflow, activityType: activity, ms, code } = meta ?? {};
    log[levels[level]]({ workflow, activity, ms, code }, message);
  });
  Runtime.install({ logger, shutdownSignals: [] });
}

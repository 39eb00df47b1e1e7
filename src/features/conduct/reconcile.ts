import { listOpenMaps } from '#features/mapping/service.ts';
import { listOpenPlans } from '#features/plans/service.ts';
import type { Database } from '#platform/database.ts';
import { retryAfterS } from '#platform/weather.ts';
import type { Courier } from './courier.ts';
import { listOpenRevocations, listOpenSelections, listOverdueStages, notePoke } from './store.ts';

export interface Reconciled {
  readonly open: number;
  readonly started: number;
}

/**
 * Starts the workflow of every selection that is going on and has none: Postgres alone suffices to rebuild them, in the
 * middle of a stage, with the time that remains, paused or not; and so for placements and revocations not yet carried through, and
 * for talent maps that are not published and development plans that are not closed.
 */
export async function reconcile(
  db: Database,
  courier: Courier,
  onProgress: (done: number, all: number) => void = () => undefined,
): Promise<Reconciled> {
  const { open, revocations } = await db.transaction('conductor', async (tx) => ({
    open: await listOpenSelections(tx),
    revocations: await listOpenRevocations(tx),
  }));
  // One that runs is only woken, and looks whether anything is due.
  for (const { id } of await listOpenMaps(db)) await courier.conductMap(id);
  // Plans last for years: one that runs is left alone, since every act wakes it.
  for (const { id } of await listOpenPlans(db)) await courier.startPlan(id);
  const all = open.length + revocations.length;
  let done = 0;
  let started = 0;
  const count = (wasStarted: boolean) => {
    started += Number(wasStarted);
    done += 1;
    onProgress(done, all);
  };
  for (const { id } of open) count(await courier.start(id));
  for (const { selection_id: selectionId, command_id: commandId } of revocations) {
    count(await courier.revoke(selectionId, commandId));
  }
  return { open: all, started };
}

/** One round of the level-triggered sweep: wakes stages that have been ready, or due, for longer than a wake-up takes. */
async function sweepOnce(db: Database, courier: Courier): Promise<number> {
  const stages = await db.transaction('conductor', (tx) => listOverdueStages(tx));
  for (const { selection_id: selectionId, kind, attempt } of stages) {
    const isAlive = await courier.wake({ selectionId, kind, attempt });
    if (!isAlive) await courier.start(selectionId);
    // A try that did not get through is no try: the next round makes it again.
    await db.transaction('conductor', (tx) => notePoke(tx, selectionId));
  }
  return stages.length;
}

export interface SweepOptions {
  readonly db: Database;
  readonly courier: Courier;
  readonly signal: AbortSignal;
  readonly intervalMs?: number;
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Rounds between two reconciliations: about ten minutes. */
const reconcileEvery = 2_400;

/**
 * Sweeps until the signal; with Postgres or Temporal away it waits for better weather. It reconciles in the beginning, after bad
 * weather, since a server may have come back without its memory, and now and then.
 */
export async function sweep({ db, courier, signal, intervalMs = 250, pause }: SweepOptions): Promise<void> {
  let untilReconcile = 0;
  while (!signal.aborted) {
    let waitMs = intervalMs;
    try {
      if (untilReconcile === 0) await reconcile(db, courier);
      untilReconcile = untilReconcile === 0 ? reconcileEvery : untilReconcile - 1;
      await sweepOnce(db, courier);
    } catch (error) {
      const retryS = retryAfterS(error);
      if (retryS === undefined) throw error;
      untilReconcile = 0;
      waitMs = retryS * 500;
    }
    await pause(waitMs, signal);
  }
}

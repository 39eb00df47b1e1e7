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
 * for talent maps that are not published and, after all others, development plans that are not closed.
 */
export async function reconcile(
  db: Database,
  courier: Courier,
  onProgress: (done: number, all: number) => void = () => undefined,
): Promise<Reconciled> {
  const reconciled = await reconcileSelections(db, courier, onProgress);
  let after = await startPlans(db, courier, null);
  while (after !== null) after = await startPlans(db, courier, after);
  return reconciled;
}

async function reconcileSelections(
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

/** Plans that are started at once. */
const plansAtOnce = 20;

/**
 * Starts the workflows of some open plans that have none, and answers after which plan to go on; null after the last. Plans last for
 * years: one that runs is left alone, since every act wakes it.
 */
async function startPlans(db: Database, courier: Courier, after: string | null): Promise<string | null> {
  const page = await listOpenPlans(db, { after, limit: plansAtOnce });
  await Promise.all(page.map((id) => courier.startPlan(id)));
  return page.length < plansAtOnce ? null : (page.at(-1) ?? null);
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

/** Sweeps until the signal. Plans are many and nothing in them is due within the hour: no deadline waits behind them. */
export async function sweep(options: SweepOptions): Promise<void> {
  await Promise.all([sweepStages(options), sweepPlans(options)]);
}

/** It reconciles in the beginning, after bad weather, since a server may have come back without its memory, and now and then. */
function sweepStages(options: SweepOptions): Promise<void> {
  const { db, courier } = options;
  let untilReconcile = 0;
  const round = async () => {
    if (untilReconcile === 0) await reconcileSelections(db, courier);
    untilReconcile = untilReconcile === 0 ? reconcileEvery : untilReconcile - 1;
    await sweepOnce(db, courier);
  };
  return repeat(options, round, () => {
    untilReconcile = 0;
  });
}

/** A few plans a round, from where the last round stopped; from the first again now and then. */
function sweepPlans(options: SweepOptions): Promise<void> {
  const { db, courier } = options;
  let after: string | null = null;
  let untilFirst = 0;
  return repeat(options, async () => {
    if (untilFirst === 0) after = await startPlans(db, courier, after);
    else untilFirst -= 1;
    if (untilFirst === 0 && after === null) untilFirst = reconcileEvery;
  });
}

/** With Postgres or Temporal away it waits for better weather. */
async function repeat(
  { signal, intervalMs = 250, pause }: SweepOptions,
  round: () => Promise<void>,
  onWeather: () => void = () => undefined,
): Promise<void> {
  while (!signal.aborted) {
    let waitMs = intervalMs;
    try {
      await round();
    } catch (error) {
      const retryS = retryAfterS(error);
      if (retryS === undefined) throw error;
      onWeather();
      waitMs = retryS * 500;
    }
    await pause(waitMs, signal);
  }
}

import { reconcile } from '#features/conduct/reconcile.ts';
import type { Config } from '#platform/config.ts';
import { openProgress, type Progress } from '#platform/progress.ts';
import { openHouse } from './house.ts';

export interface ReconcileCommand {
  readonly json: boolean;
}

/** Starts the workflow of every selection that is going on and has none. */
export async function runReconcile(config: Config, { json }: ReconcileCommand): Promise<number> {
  const { house, courier, close } = await openHouse(config, { program: 'reconcile', poolSize: 2 });
  let progress: Progress | undefined;
  try {
    const done = await reconcile(house.db, courier, (count, all) => {
      progress ??= openProgress('Reconciling', all);
      progress.update(count);
    });
    const words = `${done.open} selections are going on; ${done.started} workflows were started.`;
    process.stdout.write(`${json ? JSON.stringify(done) : words}\n`);
    return 0;
  } finally {
    progress?.close();
    await close();
  }
}

import { CancellationScope } from '@temporalio/workflow';
import type { StageRef } from '#domain/ids.ts';
import type { StageTick } from './contract.ts';
import { conduct, conductStage } from './waiting.ts';

/** Choice, concurrence, decree, inauguration, effect. */
export function placement(stage: StageRef, opened?: StageTick): Promise<StageTick> {
  return conductStage(stage, opened);
}

/**
 * Undoes an executed placement after a revocation order: first the record of the order (the command), then the steps in
 * reverse order, then the candidacies that had ended because of it. Once begun it is finished, whatever is cancelled.
 */
export async function revocation(selectionId: string, commandId: string): Promise<void> {
  await conduct.carryOut(commandId);
  await CancellationScope.nonCancellable(async () => {
    for (;;) {
      const { step } = await conduct.undoNext(selectionId);
      if (step === null) break;
    }
    const { selectionIds } = await conduct.listWithdrawnElsewhere(selectionId);
    for (const other of selectionIds) await conduct.restoreElsewhere(selectionId, other);
  });
}

import type { StageRef } from '#domain/ids.ts';
import type { House } from '#features/acts/service.ts';
import { findNextStage, type StageConducts, tick } from '#features/conduct/service.ts';
import type { ConductActivities } from '#workflows/contract.ts';
import { perform } from './performing.ts';

/** Moves stages; see ConductActivities for what each guarantees. */
export function stageActivities(house: House, conducts: StageConducts): Pick<ConductActivities, 'nextStage' | 'tick'> {
  return {
    nextStage: (selectionId: string) => perform(findNextStage(house, selectionId)),
    tick: (stage: StageRef) => perform(tick(house, conducts, stage)),
  };
}

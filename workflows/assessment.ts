import type { StageRef } from '#domain/ids.ts';
import type { StageTick } from './contract.ts';
import { conductStage } from './waiting.ts';

/** Independent sheets, reveal, final sheets, ranking. */
export function assessment(stage: StageRef, opened?: StageTick): Promise<StageTick> {
  return conductStage(stage, opened);
}

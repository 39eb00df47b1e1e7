import type { StageRef } from '#domain/ids.ts';
import type { StageTick } from './contract.ts';
import { conductStage } from './waiting.ts';

/** Pool, nominations, data check by the candidates, freeze, gates. */
export function nomination(stage: StageRef, opened?: StageTick): Promise<StageTick> {
  return conductStage(stage, opened);
}

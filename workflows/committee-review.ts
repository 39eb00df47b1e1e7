import type { StageRef } from '#domain/ids.ts';
import type { StageTick } from './contract.ts';
import { conductStage } from './waiting.ts';

/** Declarations, recusals, motion, sealed ballots, outcome; adjourned for want of quorum as often as it takes. */
export function committeeReview(stage: StageRef, opened?: StageTick): Promise<StageTick> {
  return conductStage(stage, opened);
}

import type { House } from '#features/acts/service.ts';
import { assessmentConduct, replaceAssessor } from '#features/assessments/service.ts';
import {
  type CommandHandlers,
  cancel,
  extend,
  pause,
  recalculateDeadlines,
  reopen,
  resume,
} from '#features/commands/service.ts';
import { adjourn, committeeConduct, replaceMember } from '#features/committees/service.ts';
import type { StageConducts } from '#features/conduct/service.ts';
import { nominationConduct, withdraw } from '#features/nominations/service.ts';
import { placementConduct, revoke } from '#features/placements/service.ts';
import { movePolicy } from '#features/selections/service.ts';
import type { ConductActivities } from '#workflows/contract.ts';
import { commandActivities } from './commands.ts';
import { mapActivities } from './maps.ts';
import { placementActivities } from './placements.ts';
import { planActivities } from './plans.ts';
import { stageActivities } from './stages.ts';

/** How each stage runs. */
export const conducts: StageConducts = {
  nomination: nominationConduct,
  assessment: assessmentConduct,
  'committee-review': committeeConduct,
  placement: placementConduct,
};

const handlers: CommandHandlers = {
  extend,
  pause,
  resume,
  'recalculate-deadlines': recalculateDeadlines,
  reopen,
  'move-policy': movePolicy,
  cancel,
  withdraw,
  adjourn,
  'replace-member': replaceMember,
  'replace-assessor': replaceAssessor,
  revoke,
};

/** Everything that the workflows may ask of the world. */
export function createActivities(house: House): ConductActivities {
  return {
    ...stageActivities(house, conducts),
    ...commandActivities(house, handlers),
    ...placementActivities(house),
    ...mapActivities(house),
    ...planActivities(house),
  };
}

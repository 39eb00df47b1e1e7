import type { House } from '#features/acts/service.ts';
import {
  listOtherCandidacies,
  listWithdrawnElsewhere,
  restoreElsewhere,
  undoNext,
  withdrawElsewhere,
} from '#features/placements/service.ts';
import type { ConductActivities } from '#workflows/contract.ts';
import { perform } from './performing.ts';

type PlacementActivities = Pick<
  ConductActivities,
  'undoNext' | 'listOtherCandidacies' | 'listWithdrawnElsewhere' | 'withdrawElsewhere' | 'restoreElsewhere'
>;

/** What ends with a placement and what a revocation gives back; see ConductActivities. */
export function placementActivities(house: House): PlacementActivities {
  return {
    undoNext: (selectionId) => perform(undoNext(house, selectionId)),
    listOtherCandidacies: (selectionId) => perform(listOtherCandidacies(house, selectionId)),
    listWithdrawnElsewhere: (selectionId) => perform(listWithdrawnElsewhere(house, selectionId)),
    withdrawElsewhere: (selectionId, otherId) => perform(withdrawElsewhere(house, selectionId, otherId)),
    restoreElsewhere: (selectionId, otherId) => perform(restoreElsewhere(house, selectionId, otherId)),
  };
}

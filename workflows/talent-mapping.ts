import { condition, continueAsNew, setCurrentDetails, setHandler, workflowInfo } from '@temporalio/workflow';
import type { MapTick } from './contract.ts';
import { conduct, factsChanged } from './waiting.ts';

/** Nobody may have been there to wake it. */
const longestUnseenMs = 3_600_000;

/** Nothing more comes of such a map. */
const ended: readonly MapTick[] = ['published', 'superseded', 'abandoned'];

/**
 * One talent map: draws its people a while at a time, then waits for the committee and publishes what it has resolved. How far it is
 * stands in Postgres, so that one that is started again continues in the middle.
 */
export async function talentMapping(mapId: string): Promise<string> {
  let woken = false;
  setHandler(factsChanged, () => {
    woken = true;
  });
  for (;;) {
    woken = false;
    const state = await conduct.tickMap(mapId);
    setCurrentDetails(state);
    if (ended.includes(state)) return state;
    if (state === 'drawn') await condition(() => woken, longestUnseenMs);
    // Nobody knows how long a committee takes.
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof talentMapping>(mapId);
  }
}

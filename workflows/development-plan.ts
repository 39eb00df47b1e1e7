import { condition, continueAsNew, setCurrentDetails, setHandler, workflowInfo } from '@temporalio/workflow';
import { conduct, factsChanged } from './waiting.ts';

/** An act whose wake-up was lost, and a clock that was moved, cost a day at most. */
const longestUnseenMs = 86_400_000;

/** A plan of years is told in histories of about a month. */
const mostLooks = 30;

/**
 * One individual development plan, for years: reminds before an action is due, when it is overdue, of the yearly review and of the end.
 * It decides nothing: what a plan is stands in Postgres, and only people's acts change it.
 */
export async function developmentPlan(planId: string): Promise<string> {
  let woken = false;
  setHandler(factsChanged, () => {
    woken = true;
  });
  for (let looks = 1; ; looks += 1) {
    woken = false;
    const { state, inMs } = await conduct.tickPlan(planId);
    setCurrentDetails(state);
    if (state === 'closed') return state;
    if (inMs === null) await condition(() => woken);
    else await condition(() => woken, Math.min(inMs, longestUnseenMs));
    if (looks >= mostLooks || workflowInfo().continueAsNewSuggested)
      await continueAsNew<typeof developmentPlan>(planId);
  }
}

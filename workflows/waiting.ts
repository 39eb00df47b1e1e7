import {
  ApplicationFailure,
  condition,
  defineSignal,
  defineUpdate,
  proxyActivities,
  setCurrentDetails,
  setHandler,
} from '@temporalio/workflow';
import type { StageRef } from '#domain/ids.ts';
import { CARRY_OUT, type CarriedOut, type ConductActivities, FACTS_CHANGED, type StageTick } from './contract.ts';
import { describeStage } from './search-attributes.ts';

/** Record-keeping is retried for ever, with a capped interval: waiting is right, losing is not. */
export const conduct = proxyActivities<ConductActivities>({
  startToCloseTimeout: '1 minute',
  // A worker that dies while it performs one costs no longer than this.
  heartbeatTimeout: '3 seconds',
  retry: { initialInterval: '200 milliseconds', backoffCoefficient: 2, maximumInterval: '30 seconds' },
});

export const factsChanged = defineSignal(FACTS_CHANGED);
const carryOut = defineUpdate<CarriedOut, [string]>(CARRY_OUT);

/** A stage that begins with another tick's answer looks for itself within this time: nobody may have been there to begin it at once. */
const longestUnseenMs = 600_000;

/**
 * Conducts one attempt of one stage until it is closed or cancelled: sleeps until something is due, or it is woken by
 * facts, or a command was carried out. The timer only wakes `tick`, which judges by the database's clock under the lock.
 * A stage that the tick before it has opened begins with that tick's answer, and its parent has described it.
 */
export async function conductStage(stage: StageRef, opened?: StageTick): Promise<StageTick> {
  let woken = false;
  let carrying = 0;
  let begun = opened;
  let described = opened?.dueAt;
  setHandler(factsChanged, () => {
    woken = true;
  });
  setHandler(
    carryOut,
    async (commandId) => {
      carrying += 1;
      try {
        return await conduct.carryOut(commandId);
      } finally {
        carrying -= 1;
        woken = true;
      }
    },
    { validator: refuseMalformedCommand },
  );
  for (;;) {
    // What wakes the stage before its first look of its own is not forgotten.
    if (begun === undefined) woken = false;
    const answer = begun ?? (await conduct.tick(stage));
    const longestMs = begun === undefined ? Infinity : longestUnseenMs;
    begun = undefined;
    const { state, inMs, dueAt } = answer;
    if (dueAt !== described) describeStage(stage.kind, answer);
    described = dueAt;
    setCurrentDetails(`${stage.kind} (attempt ${stage.attempt}): ${state}`);
    if (state === 'closed' || state === 'cancelled') {
      // A command that arrived while the stage closed still gets its answer.
      await condition(() => carrying === 0);
      return answer;
    }
    if (inMs === null) await condition(() => woken);
    else await condition(() => woken, Math.min(inMs, longestMs));
  }
}

/** Validators are synchronous and change nothing; the rules are asked by the activity, under the lock. */
function refuseMalformedCommand(commandId: string): void {
  if (!/^[0-9a-f-]{36}$/.test(commandId)) {
    throw ApplicationFailure.nonRetryable('a command is named by its id', 'input.invalid');
  }
}

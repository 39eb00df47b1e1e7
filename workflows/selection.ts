import { executeChild, isCancellation, ParentClosePolicy, setCurrentDetails, sleep } from '@temporalio/workflow';
import { stageWorkflowId } from '#domain/ids.ts';
import type { StageKind } from '#domain/stages.ts';
import { assessment } from './assessment.ts';
import { committeeReview } from './committee-review.ts';
import { type NextStage, type StageTick, TASK_TIMEOUT } from './contract.ts';
import { nomination } from './nomination.ts';
import { placement } from './placement.ts';
import { describedFrom, describeOutcome, describeSelection } from './search-attributes.ts';
import { conduct } from './waiting.ts';

const stageWorkflows = {
  nomination,
  assessment,
  'committee-review': committeeReview,
  placement,
} as const satisfies Record<StageKind, unknown>;

/** Pause before asking again after a stage workflow was terminated from outside; it doubles while that goes on. */
const afterFailureMs = 2_000;
const longestPauseMs = 600_000;

/**
 * One vacancy, from sealed criteria to a placed official. The parent has no timers of its own and no handlers: which stage
 * comes next stands in Postgres, so a parent that is started again continues in the middle.
 */
export async function selection(selectionId: string): Promise<string> {
  let pauseMs = afterFailureMs;
  let known: NextStage | undefined;
  for (;;) {
    const next = known ?? (await conduct.nextStage(selectionId));
    known = undefined;
    if (next.kind === 'ended') return end(selectionId, next.outcome);
    describeSelection(next.stage, next.agency);
    setCurrentDetails(`${next.stage} (attempt ${next.attempt})`);
    try {
      ({ next: known } = await conductNext(selectionId, next));
      pauseMs = afterFailureMs;
    } catch (error) {
      if (isCancellation(error)) throw error;
      await sleep(pauseMs);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    }
  }
}

type Beginning = NextStage & { readonly kind: 'stage' };

function conductNext(selectionId: string, { stage, attempt, opened }: Beginning): Promise<StageTick> {
  const ref = { selectionId, kind: stage, attempt };
  return executeChild(stageWorkflows[stage], {
    workflowId: stageWorkflowId(selectionId, stage, attempt),
    // A stage never outlives its parent unnoticed; reconcile starts both again.
    parentClosePolicy: ParentClosePolicy.TERMINATE,
    staticSummary: stage,
    workflowTaskTimeout: TASK_TIMEOUT,
    ...(opened === undefined
      ? { args: [ref] }
      : { args: [ref, opened], typedSearchAttributes: describedFrom(stage, opened) }),
  });
}

/** A placed person's other candidacies end here and not in the stage: a selection started again once placed makes good what is missing. */
async function end(selectionId: string, outcome: string): Promise<string> {
  const { selectionIds } = await conduct.listOtherCandidacies(selectionId);
  for (const other of selectionIds) await conduct.withdrawElsewhere(selectionId, other);
  describeOutcome(outcome);
  setCurrentDetails(outcome);
  return outcome;
}

import type { Answer } from '#platform/asking.ts';
import type { assessorsAnswer, rankingAnswer } from '#schemas/assessments.ts';
import type { outcomeAnswer } from '#schemas/committees.ts';
import type { View } from '#web/view.ts';
import type { Candidates } from '../candidate-names.ts';
import { progressWords, type Standing } from '../standing.ts';
import type { StageNotes } from './stages.ts';

export interface NotesShown {
  readonly candidates: Candidates;
  readonly assessors: Answer<typeof assessorsAnswer>['items'] | undefined;
  readonly ranking: Answer<typeof rankingAnswer>['ranking'] | undefined;
  readonly outcome: Answer<typeof outcomeAnswer> | undefined;
  readonly standing: Standing | undefined;
}

/** What the stages have come to, counted from what this viewer is shown of them anyway. */
export function stageNotes(view: View, { candidates, assessors, ranking, outcome, standing }: NotesShown): StageNotes {
  const { t } = view;
  const live = standing?.stages.find(({ state }) => state === 'open' || state === 'paused');
  const done = standing === undefined || live === undefined ? undefined : progressWords(view, standing);
  // Whoever may read the gates is shown all candidates; whoever is shown some of them reads no gates.
  const isJudged = candidates.some(({ gates }) => gates !== null);
  const admitted = candidates.filter(({ state }) => state === 'admitted').length;
  const files = ranking === undefined ? 0 : ranking.ranked.length + ranking.unranked.length;
  const panel = assessors?.filter(({ replacedBy }) => replacedBy === null).length ?? 0;
  return {
    ...(isJudged && { nomination: t('stage.note-nomination', { count: candidates.length, admitted }) }),
    ...(ranking !== undefined && {
      assessment:
        panel === 0 ? t('stage.note-files', { count: files }) : t('stage.note-assessment', { panel, count: files }),
    }),
    ...(outcome !== undefined && {
      'committee-review': t('selection.outcome-counts', {
        approve: outcome.tally.approve,
        reject: outcome.tally.reject,
        abstain: outcome.tally.abstain,
      }),
    }),
    ...(live !== undefined && done !== undefined && { [live.kind]: done }),
  };
}

import { stageKinds } from '#domain/stages.ts';
import type { SelectionStage } from '#schemas/selections.ts';
import { type Html, html } from '#web/html.ts';
import type { View } from '#web/view.ts';
import type { WordKey } from '#web/words.ts';
import { latestStages } from '../selection/stages.ts';
import type { OwnCandidacy } from './own.ts';

export interface Course {
  readonly own: OwnCandidacy;
  readonly stages: readonly SelectionStage[];
}

/** The stages behind, the one that runs, and those ahead, with their days. */
export function courseSection(view: View, { own, stages }: Course): Html | false {
  if (stages.length === 0) return false;
  const { t, figures } = view;
  const confirmed =
    own.confirmedAt !== null &&
    html`<li><strong>${t('mine.act-confirmed')}</strong><span>${figures.day(own.confirmedAt)}</span></li>`;
  const items = latestStages(stages).map((stage, index) => {
    const kind = stageKinds[index] ?? 'nomination';
    return html`${stageItem(view, { stage, kind })}${kind === 'nomination' && confirmed}`;
  });
  return html`<section aria-labelledby="course"><h2 class="govuk-heading-s" id="course">${t('mine.course')}</h2><ol class="b-steps">${items}</ol></section>`;
}

interface Shown {
  readonly stage: SelectionStage | undefined;
  readonly kind: (typeof stageKinds)[number];
}

function stageItem({ t, figures }: View, { stage, kind }: Shown): Html {
  const name = t(`stage.${kind}`);
  const openedAt = stage?.openedAt ?? null;
  if (stage === undefined || openedAt === null) {
    return html`<li class="b-steps__ahead"><strong>${name}</strong><span>${t('stage.state-planned')}</span></li>`;
  }
  const isNow = stage.state === 'open' || stage.state === 'paused' || stage.state === 'closing';
  const state = t(`stage.state-${stage.state}` as WordKey);
  const due =
    isNow && stage.dueAt !== null
      ? t('stage.span', { from: figures.shortDay(openedAt), to: figures.lastDay(stage.dueAt) })
      : t('stage.since', { from: figures.shortDay(openedAt) });
  return html`<li${isNow && html` class="b-steps__now" aria-current="step"`}><strong>${name}</strong><span>${isNow ? due : figures.day(openedAt)}, ${state}</span></li>`;
}

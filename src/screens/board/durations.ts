import { stageKinds } from '#domain/stages.ts';
import type { Answer } from '#platform/asking.ts';
import type { boardAnswer } from '#schemas/boards.ts';
import { details, section } from '#web/components/pieces.ts';
import { table } from '#web/components/table.ts';
import { type Html, html } from '#web/html.ts';
import type { View } from '#web/view.ts';

type Durations = Answer<typeof boardAnswer>['durations'];

/** How long each stage takes: shapes for the eye, words and a table for everybody. */
export function durationsSection(view: View, durations: Durations): Html {
  const { t } = view;
  const note = html`<p class="govuk-body-s b-mb-0">${t('board.durations-note')}</p>`;
  const head = { id: 'durations', title: t('board.durations'), aside: note };
  if (stageKinds.every((kind) => durations[kind] === null))
    return section(head, html`<p class="govuk-body b-soft">${t('board.durations-none')}</p>`);
  const longest = Math.max(1, ...stageKinds.map((kind) => durations[kind]?.p90 ?? 0));
  const bars = stageKinds.map((kind) => {
    const found = durations[kind];
    const words = found === null ? t('board.durations-few') : t('board.durations-median', { median: found.median });
    return html`<div class="b-bars__row"><strong>${t(`stage.${kind}`)}</strong>${bar(found, longest)}<span>${words}</span></div>`;
  });
  const rows = stageKinds.map((kind) => {
    const found = durations[kind];
    const few = t('board.durations-few');
    return [t(`stage.${kind}`), found?.count ?? few, found?.median ?? few, found?.p90 ?? few];
  });
  const columns = [
    { label: t('board.stage'), isHeader: true },
    { label: t('board.durations-count'), isNumeric: true },
    { label: t('board.durations-p50'), isNumeric: true },
    { label: t('board.durations-p90'), isNumeric: true },
  ];
  const title = t('board.durations-table');
  const figures = table({ caption: title, columns, rows, narrow: 'scroll', isDense: true });
  return section(
    head,
    html`<div class="b-bars">${bars}</div><p class="govuk-body-s b-mt-4">${t('board.legend')}</p>${details(title, figures, { isOpen: view.isPrinted, className: 'b-details--plain' })}`,
  );
}

function bar(found: Durations[keyof Durations], longest: number): Html {
  if (found === null)
    return html`<svg viewBox="0 0 100 28" preserveAspectRatio="none" aria-hidden="true" focusable="false"><path d="M0 27H100" stroke="var(--line)" vector-effect="non-scaling-stroke"/></svg>`;
  const at = (days: number) => Math.round((days / longest) * 98);
  return html`<svg viewBox="0 0 100 28" preserveAspectRatio="none" aria-hidden="true" focusable="false"><path d="M0 27H100" stroke="var(--line)" vector-effect="non-scaling-stroke"/><rect x="0" y="6" width="${at(found.p90)}" height="14" fill="var(--heat-2)" stroke="var(--action)" vector-effect="non-scaling-stroke"/><path d="M${at(found.median)} 3V23" stroke="var(--action-strong)" stroke-width="3" vector-effect="non-scaling-stroke"/></svg>`;
}

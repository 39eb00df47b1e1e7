import type { Answer, Asking } from '#platform/asking.ts';
import { deliveriesAnswer } from '#schemas/lookups.ts';
import { hash, section } from '#web/components/pieces.ts';
import { table } from '#web/components/table.ts';
import { type Html, html, type Piece } from '#web/html.ts';
import type { View } from '#web/view.ts';
import { sourceWords } from './source-words.ts';

type Deliveries = Answer<typeof deliveriesAnswer>['items'];

/** Empty for whoever may not read them, and for whom nothing was imported. */
export async function readDeliveries(ask: Asking, person: string): Promise<Deliveries> {
  const found = await ask.find('/people/:person/deliveries', deliveriesAnswer, { params: { person } });
  return found?.items ?? [];
}

/** Which import each part of a record comes from, as the record stands today. */
export function deliveriesSection(view: View, items: Deliveries): Html | false {
  if (items.length === 0) return false;
  const { t, figures } = view;
  const columns = [
    { label: t('deliveries.part'), isHeader: true },
    { label: t('deliveries.at') },
    { label: t('deliveries.file') },
  ];
  const rows = items.map(({ part, file, digest, importedAt }): Piece[] => [
    sourceWords(view, part),
    figures.instant(importedAt),
    html`${file} ${hash(digest)}`,
  ]);
  const body = html`<p class="govuk-body">${t('deliveries.lead')}</p>${table({ labelledBy: 'deliveries', columns, rows, isDense: true })}`;
  return section({ id: 'deliveries', title: t('deliveries.title') }, body);
}

import type { Screen, ScreenRequest } from '#platform/screens.ts';
import { readingsPage } from '#schemas/readings.ts';
import { breadcrumbs, code, link } from '#web/components/pieces.ts';
import { table } from '#web/components/table.ts';
import { html, type Piece } from '#web/html.ts';
import type { Page, View } from '#web/view.ts';
import { isWord, type WordKey } from '#web/words.ts';
import { cursorIn } from './entries.ts';

/** What the auditor has read: those who watch are on the record as well. */
export const readingsScreen: Screen = { path: '/audit/readings', draw: drawReadings };

async function drawReadings({ ask, query, view }: ScreenRequest): Promise<Page> {
  const { t, figures } = view;
  const { cursor } = query;
  const page = await ask.get('/audit/readings', readingsPage, cursor === undefined ? {} : { query: { cursor } });
  const title = t('record.own-reads');
  const columns = [
    { label: t('readings.at'), isHeader: true },
    { label: t('readings.what') },
    { label: t('readings.stream') },
    { label: t('readings.entry') },
  ];
  const rows = page.items.map(({ at, reading, stream, code: name, entry }) => [
    html`<time datetime="${at}">${figures.instant(at)}</time>`,
    isWord(`reading.${reading}`) ? t(`reading.${reading}` as WordKey) : code(reading),
    streamOf(view, stream, name),
    entry === null ? t('readings.waiting') : code(`${entry.slice(0, 8)} …`),
  ]);
  const next = cursorIn(page.next);
  const older = `/audit/readings?cursor=${encodeURIComponent(next ?? '')}`;
  const more = next !== undefined && html`<p>${link({ href: older, text: t('furniture.next-page') })}</p>`;
  const crumbs = breadcrumbs(view, [{ text: t('nav.audit'), href: '/audit' }, { text: title }]);
  const body =
    rows.length === 0
      ? html`<p class="govuk-body">${t('readings.none')}</p>`
      : table({ caption: title, columns, rows });
  const main = html`${crumbs}<h1 class="govuk-heading-l b-mb-4">${title}</h1><p class="govuk-body">${t('readings.lead')}</p>${body}${more}`;
  return { title, main, at: 'audit' };
}

function streamOf({ t }: View, stream: string, name: string | null): Piece {
  const [kind, id = ''] = stream.split('/');
  if (kind === 'selection') return link({ href: `/selections/${id}/audit`, text: code(name ?? `${id.slice(0, 8)} …`) });
  return kind === 'agency' ? html`${t('readings.agency')} ${code(id)}` : code(stream);
}

import type { Answer } from '#platform/asking.ts';
import type { Screen, ScreenRequest } from '#platform/screens.ts';
import { queueAnswer } from '#schemas/imports.ts';
import { breadcrumbs, code, link, section } from '#web/components/pieces.ts';
import { table } from '#web/components/table.ts';
import { type Html, html, type Piece } from '#web/html.ts';
import type { Page, View } from '#web/view.ts';
import { agencyOf } from '../asker.ts';

type Queue = Answer<typeof queueAnswer>;

/** What the sources must mend, by code and row by row. */
export const queueScreen: Screen = { path: '/quality-queue', draw: drawQueue };

async function drawQueue({ ask, query, view }: ScreenRequest): Promise<Page> {
  const { t } = view;
  const agency = agencyOf(ask.asker, ['hr', 'auditor']);
  const { code: chosen = '', cursor } = query;
  const asked = {
    agency,
    ...(chosen === '' ? {} : { code: chosen }),
    ...(cursor === undefined ? {} : { cursor }),
  };
  const queue = await ask.get('/quality-queue', queueAnswer, { query: asked });
  const title = t('imports.queue');
  const crumbs = breadcrumbs(view, [{ text: t('imports.title'), href: '/imports' }, { text: title }]);
  const file = html`<p class="govuk-body"><a class="govuk-link" href="/api/v1/quality-queue/file?agency=${agency}" download>${t('imports.download-queue')}</a></p>`;
  const body =
    queue.codes.length === 0
      ? html`<p class="govuk-body">${t('imports.queue-empty')}</p>`
      : html`${file}${codesOf(view, queue)}${itemsOf(view, queue, chosen)}`;
  const main = html`${crumbs}<h1 class="govuk-heading-l b-mb-4">${title}</h1><p class="govuk-body-l">${t('imports.queue-lead')}</p>${body}`;
  return { title, main, at: 'imports' };
}

function codesOf({ t, figures, locale }: View, { codes }: Queue): Html {
  const columns = [
    { label: t('imports.code'), isHeader: true },
    { label: t('imports.remedy') },
    { label: t('imports.count'), isNumeric: true },
  ];
  const rows = codes.map(({ code: name, remedy, count }): Piece[] => [
    link({ href: `/quality-queue?code=${name}`, text: name }),
    remedy[locale],
    figures.number(count),
  ]);
  return section({ id: 'codes', title: t('imports.findings') }, table({ labelledBy: 'codes', columns, rows }));
}

function itemsOf({ t }: View, { items, next }: Queue, chosen: string): Html {
  const columns = [
    { label: t('imports.row'), isHeader: true },
    { label: t('imports.code') },
    { label: t('imports.field') },
    { label: t('imports.value') },
    { label: t('imports.person') },
  ];
  const rows = items.map((one): Piece[] => [
    one.line === null || one.line === 0 ? one.file : `${one.file}:${String(one.line)}`,
    code(one.code),
    one.field,
    one.value,
    one.person,
  ]);
  const aside = chosen !== '' && link({ href: '/quality-queue', text: t('imports.all-codes') });
  const onward =
    next !== null &&
    html`<nav class="govuk-pagination" aria-label="${t('furniture.next-page')}">${link({ href: next.replace('/api/v1', ''), text: t('furniture.next-page') })}</nav>`;
  const title = chosen === '' ? t('imports.all-codes') : chosen;
  return section({ id: 'rows', title, aside }, html`${table({ labelledBy: 'rows', columns, rows })}${onward}`);
}

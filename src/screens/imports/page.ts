import type { Answer } from '#platform/asking.ts';
import type { Screen, ScreenRequest } from '#platform/screens.ts';
import { importsAnswer } from '#schemas/imports.ts';
import { dotted, hash, link, linkButton, section } from '#web/components/pieces.ts';
import { table } from '#web/components/table.ts';
import { type Html, html, joined, type Piece } from '#web/html.ts';
import { holdsAny, type Page, type View } from '#web/view.ts';
import { agencyOf } from '../asker.ts';

type Batch = Answer<typeof importsAnswer>['items'][number];

/** What was imported when, from which files, by whom. */
export const importsScreen: Screen = { path: '/imports', draw: drawImports };

async function drawImports({ ask, view }: ScreenRequest): Promise<Page> {
  const { t } = view;
  const agency = agencyOf(ask.asker, ['hr', 'auditor']);
  const { items } = await ask.get('/imports', importsAnswer, { query: { agency } });
  const title = t('imports.title');
  const upload = holdsAny(view, ['hr']) && linkButton({ href: '/imports/new', text: t('imports.new') });
  const ways = html`<div class="govuk-button-group">${upload}${linkButton({ href: '/quality-queue', text: t('imports.queue') }, 'secondary')}</div>`;
  const list = section({ id: 'imports', title: t('imports.list') }, listOf(view, items));
  const main = html`<h1 class="govuk-heading-l b-mb-4">${title}</h1><p class="govuk-body-l">${t('imports.lead')}</p>${ways}${list}`;
  return { title, main, at: 'imports' };
}

function listOf(view: View, items: readonly Batch[]): Html {
  const { t, figures } = view;
  if (items.length === 0) return html`<p class="govuk-body">${t('imports.none')}</p>`;
  const columns = [
    { label: t('imports.at'), isHeader: true },
    { label: t('imports.by') },
    { label: t('imports.files') },
    { label: t('imports.people'), isNumeric: true },
    { label: t('imports.decided') },
  ];
  const rows = items.map((one): Piece[] => [
    link({ href: `/receipts/${one.entry}`, text: figures.instant(one.importedAt) }),
    one.by ?? t('imports.by-program'),
    joined(
      one.files.map(({ name, digest }) => html`${name} ${hash(digest)}`),
      ', ',
    ),
    figures.number(one.counts.people ?? 0),
    dotted([
      t('imports.excluded', { count: one.excluded }),
      one.accepted > 0 && t('imports.accepted', { count: one.accepted }),
    ]),
  ]);
  return table({ labelledBy: 'imports', columns, rows });
}

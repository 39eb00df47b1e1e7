import type { Answer } from '#platform/asking.ts';
import type { searchAnswer } from '#schemas/readings.ts';
import { code, dotted, link, section } from '#web/components/pieces.ts';
import { table } from '#web/components/table.ts';
import { type Html, html } from '#web/html.ts';
import type { View } from '#web/view.ts';
import type { WordKey } from '#web/words.ts';

type Found = Answer<typeof searchAnswer>;

/** What was found, each with what it was found by; undefined where the asker may not search. */
export function resultsSection(view: View, found: Found | undefined): Html {
  const { t } = view;
  if (found === undefined) return html`<p class="govuk-body b-section">${t('search.refused')}</p>`;
  const head = { id: 'results', title: t('search.results', { count: found.items.length }) };
  if (found.items.length === 0) return section(head, html`<p class="govuk-body">${t('search.none')}</p>`);
  const more = found.next !== null && html`<p class="govuk-body">${t('search.more')}</p>`;
  return section(head, html`${resultsTable(view, found.items)}${more}`);
}

function resultsTable({ t, figures }: View, items: Found['items']): Html {
  const columns = [
    { label: t('search.post'), isHeader: true },
    { label: t('receipt.state') },
    { label: t('selection.outcome') },
    { label: t('search.opened') },
    { label: t('search.matched') },
  ];
  const rows = items.map(({ id, code: number, title, state, outcome, openedAt, endedAt, matchedBy }) => [
    html`${link({ href: `/selections/${id}/audit`, text: title })}<span class="b-source">${code(number)}</span>`,
    t(`selection.state-${state}` as WordKey),
    outcome === null ? t('furniture.none') : t(`selection.outcome-${outcome}` as WordKey),
    endedAt === null
      ? figures.shortDay(openedAt)
      : t('stage.span', { from: figures.shortDay(openedAt), to: figures.shortDay(endedAt) }),
    dotted(matchedBy.map((match) => t(`search.match-${match}`))),
  ]);
  return table({ labelledBy: 'results', columns, rows });
}

import type { Answer } from '#platform/asking.ts';
import type { Screen, ScreenRequest } from '#platform/screens.ts';
import { boardAnswer } from '#schemas/boards.ts';
import { mark } from '#web/components/icons.ts';
import { empty, link, linkButton } from '#web/components/pieces.ts';
import { table } from '#web/components/table.ts';
import { type Html, html } from '#web/html.ts';
import { holdsAny, type Page, type View } from '#web/view.ts';
import { durationsSection } from './durations.ts';
import { boardHref, filterBar, isNarrowed, kept, readFilters } from './filters.ts';
import { boardColumns, boardRow } from './rows.ts';

/** Papan proses: a row per selection, what it waits for in words, nearest deadline first. */
export const boardScreen: Screen = { path: '/board', draw: drawBoard };

type Board = Answer<typeof boardAnswer>;

async function drawBoard(request: ScreenRequest): Promise<Page> {
  const { ask, view } = request;
  const { t } = view;
  const filters = readFilters(request);
  const [board, running] = await Promise.all([
    ask.get('/board', boardAnswer, { query: filters }),
    // The headline counts all that run, whichever of them the list shows.
    isNarrowed(filters) && ask.get('/board', boardAnswer, { query: { ...kept(filters), state: 'live', limit: '1' } }),
  ]);
  const { totals } = running === false ? board : running;
  const title = t('board.title');
  const isOffice = holdsAny(view, ['hr', 'secretary']);
  const rows = board.items.map((row) => boardRow(view, row, { isOffice, durations: board.durations }));
  const drawn =
    rows.length === 0
      ? empty({ title: t('board.none'), mark: mark(), body: html`<p>${t('board.none-lead')}</p>` })
      : table({ caption: title, columns: boardColumns(view, isOffice), rows, className: 'b-board' });
  const hasAges = Object.values(board.durations).some((found) => found !== null);
  const legend = hasAges && rows.length > 0 && html`<p class="govuk-body-s">${t('board.age-legend')}</p>`;
  const open = isOffice && linkButton({ href: '/selections/new', text: t('board.open') });
  const main = html`<div class="b-section__head b-mb-5"><h1 class="govuk-heading-l">${title}</h1>${open}</div>${figuresOf(view, totals)}${filterBar(request, filters, totals)}${drawn}${legend}${nextPage(view, board)}${durationsSection(view, board.durations)}`;
  return { title, main, at: 'board' };
}

/** Every number leads to the list that it counts. */
function figuresOf({ t, figures }: View, totals: Board['totals']): Html {
  const shown = [
    { count: totals.live, words: t('board.live'), href: boardHref({ state: 'live' }) },
    { count: totals.blocked, words: t('board.blocked'), href: boardHref({ state: 'live', blocked: 'true' }) },
    { count: totals.overdue, words: t('board.overdue'), href: boardHref({ state: 'live', sort: 'due' }) },
    { count: totals.dueSoon, words: t('board.soon'), href: boardHref({ state: 'live', sort: 'due' }) },
  ];
  const items = shown.map(
    ({ count, words, href }) => html`<li><b>${figures.number(count)}</b>${link({ href, text: words })}</li>`,
  );
  return html`<ul class="b-figures">${items}</ul>`;
}

function nextPage({ t }: View, { next }: Board): Html | false {
  if (next === null) return false;
  return html`<nav class="govuk-pagination" aria-label="${t('furniture.next-page')}">${link({ href: next.replace('/api/v1', ''), text: t('furniture.next-page') })}</nav>`;
}

import type { Answer } from '#platform/asking.ts';
import type { ScreenRequest } from '#platform/screens.ts';
import type { boardAnswer } from '#schemas/boards.ts';
import { attributes, type Html, html } from '#web/html.ts';

/** What the address may carry: nothing about a person. */
const names = ['state', 'stage', 'step', 'blocked', 'level', 'q', 'sort', 'cursor'] as const;

export type Filters = Readonly<Partial<Record<(typeof names)[number], string>>>;

/** The filters of the address that the API knows; anything else in it is left out. */
export function readFilters({ query }: ScreenRequest): Filters {
  return Object.fromEntries(names.flatMap((name) => (query[name] ? [[name, query[name]]] : [])));
}

/** Whether the list leaves out selections that run. */
export function isNarrowed({ state = 'live', stage, step, blocked }: Filters): boolean {
  return state === 'ended' || [stage, step, blocked].some((one) => one !== undefined);
}

/** The filters that hold for every list of the bar. */
export function kept({ q, level }: Filters): Filters {
  return { ...(q === undefined ? {} : { q }), ...(level === undefined ? {} : { level }) };
}

/** The board with other filters; a page further on begins anew. */
export function boardHref(filters: Filters): string {
  const { cursor: _cursor, ...kept } = filters;
  const search = new URLSearchParams(kept).toString();
  return search === '' ? '/board' : `/board?${search}`;
}

const chips = [
  { words: 'board.filter-live', set: { state: 'live' }, counted: 'live' },
  { words: 'board.filter-blocked', set: { state: 'live', blocked: 'true' }, counted: 'blocked' },
  { words: 'board.filter-ended', set: { state: 'ended' }, counted: undefined },
  { words: 'board.filter-all', set: { state: 'all' }, counted: undefined },
] as const;

type Totals = Answer<typeof boardAnswer>['totals'];

const sorts = ['due', 'age', 'number'] as const;

/** Kept filters as links, and a search that works without a script. */
export function filterBar({ view }: ScreenRequest, filters: Filters, totals: Totals): Html {
  const { t, figures } = view;
  const { state = 'live', blocked, q = '', sort = 'due' } = filters;
  const links = chips.map(({ words, set, counted }) => {
    const wanted: Filters = set;
    const isCurrent = state === wanted.state && blocked === wanted.blocked;
    const href = boardHref({ ...wanted, ...(q === '' ? {} : { q }), ...(sort === 'due' ? {} : { sort }) });
    return html`<li><a class="b-chip" href="${href}"${attributes({ 'aria-current': isCurrent ? 'true' : undefined })}>${t(words)}${counted !== undefined && html` <span>${figures.number(totals[counted])}</span>`}</a></li>`;
  });
  const options = sorts.map(
    (one) => html`<option${attributes({ value: one, selected: one === sort })}>${t(`board.sort-${one}`)}</option>`,
  );
  return html`<nav aria-label="${t('board.filters')}" class="b-mb-4"><ul class="b-chips">${links}</ul></nav><form method="get" action="/board" class="b-row b-row--fields b-mb-4" role="search"><input type="hidden" name="state" value="${state}">${blocked !== undefined && html`<input type="hidden" name="blocked" value="${blocked}">`}<div><label class="govuk-label govuk-label--s" for="q">${t('board.search')}</label><input class="govuk-input govuk-input--width-20" id="q" name="q" type="search"${attributes({ value: q })}></div><div><label class="govuk-label govuk-label--s" for="sort">${t('board.sort')}</label><select class="govuk-select" id="sort" name="sort">${options}</select></div><button class="govuk-button govuk-button--secondary" type="submit">${t('board.search-button')}</button></form>`;
}

import type { Answer } from '#platform/asking.ts';
import type { Screen, ScreenRequest } from '#platform/screens.ts';
import { mapAnswer, mapPeoplePage } from '#schemas/mapping.ts';
import { breadcrumbs, dotted, link, tag, viewSwitch } from '#web/components/pieces.ts';
import { table } from '#web/components/table.ts';
import { type Html, html, type Piece } from '#web/html.ts';
import type { Page, View } from '#web/view.ts';
import { filterForm, hrefOf, type MapQuery, mapQueryOf } from './filter.ts';
import { peopleWords, type TalentMap } from './shown.ts';

type People = Answer<typeof mapPeoplePage>;

/** Who is in one box of a map. */
export const boxScreen: Screen = {
  path: '/map/boxes/:box',
  draw: async (request) => {
    const { ask, params, view } = request;
    const box = params['box'] ?? '';
    const asked = mapQueryOf(request);
    const [map, people] = await Promise.all([
      ask.get('/map', mapAnswer, { query: asked }),
      ask.get('/map/boxes/:box', mapPeoplePage, { params: { box }, query: listQuery(request, asked) }),
    ]);
    const meant = map.boxes.find((one) => String(one.box) === box);
    const lead = dotted([
      countWords(view, meant?.count ?? null),
      meant?.label?.[view.locale],
      meant?.handling?.[view.locale],
    ]);
    const title = view.t('map.box-title', { box });
    return listPage(request, { path: `/map/boxes/${box}`, title, lead, map, people, asked });
  },
};

/** Who has no box, and what is not known about each. */
export const holdingScreen: Screen = {
  path: '/map/holding',
  draw: async (request) => {
    const { ask, view } = request;
    const asked = mapQueryOf(request);
    const [map, people] = await Promise.all([
      ask.get('/map', mapAnswer, { query: asked }),
      ask.get('/map/holding', mapPeoplePage, { query: listQuery(request, asked) }),
    ]);
    return listPage(request, {
      path: '/map/holding',
      title: view.t('map.held'),
      lead: countWords(view, map.holding.count),
      map,
      people,
      asked,
    });
  },
};

function listQuery({ query }: ScreenRequest, asked: MapQuery): Readonly<Record<string, string>> {
  const { cursor } = query;
  return { ...asked, sort: sortOf(query), ...(cursor === undefined ? {} : { cursor }) };
}

function sortOf(query: ScreenRequest['query']): 'name' | 'value' {
  return query['sort'] === 'value' ? 'value' : 'name';
}

function countWords(view: View, count: number | null): Piece {
  return count !== null && peopleWords(view, count);
}

interface Listed {
  readonly path: string;
  readonly title: string;
  readonly lead: Piece;
  readonly map: TalentMap;
  readonly people: People;
  readonly asked: MapQuery;
}

async function listPage(request: ScreenRequest, listed: Listed): Promise<Page> {
  const { view, query } = request;
  const { t } = view;
  const { path, title, lead, people, asked } = listed;
  const sort = sortOf(query);
  const ways = (['name', 'value'] as const).map((one) => ({
    text: t(`map.sort-${one}`),
    href: hrefOf(path, asked, { sort: one }),
    isCurrent: one === sort,
  }));
  const crumbs = breadcrumbs(view, [{ text: t('nav.map'), href: hrefOf('/map', asked) }, { text: title }]);
  const body =
    people.items.length === 0 ? html`<p class="govuk-body">${t('map.list-none')}</p>` : peopleTable(view, listed);
  const main = html`${crumbs}<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body">${lead}</p>${await filterForm(request, asked)}<div class="b-mb-4 b-mt-4">${viewSwitch(t('map.sort'), ways)}</div>${body}${pages(request, listed)}`;
  return { title, main, at: 'map' };
}

function peopleTable(view: View, { title, people, map }: Listed): Html {
  const { t, figures, locale } = view;
  const isHeld = people.items.some(({ missing }) => missing.length > 0);
  const score = (value: string | null) => (value === null ? t('furniture.unknown') : figures.score(value));
  const columns = [
    { label: t('map.person'), isHeader: true },
    { label: t('map.post') },
    { label: t('map.performance'), isNumeric: true },
    { label: t('map.potential'), isNumeric: true },
    isHeld ? { label: t('map.missing') } : { label: t('map.sort-value'), isNumeric: true },
  ];
  const labels = new Map(map.holding.missing.map(({ indicator, label }) => [indicator, label?.[locale] ?? indicator]));
  const rows = people.items.map((one): Piece[] => [
    html`${map.state === null ? one.name : link({ href: `/map/people/${map.id}/${one.person}`, text: one.name })}<span class="b-source">${one.nip}</span>${one.movedFrom !== null && html`<span class="b-source">${t('map.moved-from', { box: one.movedFrom })}</span>`}${one.isMoveProposed && html`<br>${tag(t('map.move-proposed'), 'yellow')}`}`,
    html`${one.title}<span class="b-source">${one.unit}</span>`,
    score(one.performance),
    score(one.potential),
    isHeld ? one.missing.map((code) => labels.get(code) ?? code).join('; ') : score(one.talentValue),
  ]);
  return table({ caption: title, columns, rows, isDense: true });
}

function pages({ view, query }: ScreenRequest, { path, people, asked }: Listed): Html | false {
  const { t } = view;
  const shown = { sort: sortOf(query) };
  const cursor = new URLSearchParams(people.next?.split('?')[1] ?? '').get('cursor');
  const first = query['cursor'] !== undefined && link({ href: hrefOf(path, asked, shown), text: t('map.first-page') });
  const next =
    cursor !== null && link({ href: hrefOf(path, asked, { ...shown, cursor }), text: t('furniture.next-page') });
  if (first === false && next === false) return false;
  return html`<nav class="govuk-pagination" aria-label="${t('map.pages')}">${first}${next}</nav>`;
}

import { isUnread } from '#domain/map-resolutions.ts';
import type { Screen, ScreenRequest } from '#platform/screens.ts';
import { mapAnswer, mapsAnswer } from '#schemas/mapping.ts';
import { link, metaList, section, viewSwitch } from '#web/components/pieces.ts';
import { html, type Piece } from '#web/html.ts';
import { holdsAny, type Page, type View } from '#web/view.ts';
import { boxGrid, boxTable, heldPanel } from './boxes.ts';
import { filterForm, hrefOf, mapQueryOf } from './filter.ts';
import { type MapListed, mapsSection, standingOfMap } from './maps.ts';
import { peopleWords, type TalentMap } from './shown.ts';

/** A talent map of the agency in numbers, by unit and level: the newest where the address names none; and all there are. */
export const mapScreen: Screen = { path: '/map', draw: drawMap };

async function drawMap(request: ScreenRequest): Promise<Page> {
  const { ask, query, view } = request;
  const { t } = view;
  const asked = mapQueryOf(request);
  const [map, form, { items }] = await Promise.all([
    ask.get('/map', mapAnswer, { query: asked }),
    filterForm(request, asked),
    ask.get('/maps', mapsAnswer, { query: { agency: asked.agency } }),
  ]);
  const hrefTo = ({ id, state }: MapListed) => (isUnread(state) ? undefined : `/map?map=${id}`);
  const maps = mapsSection(view, { maps: items, shown: map.id, hrefTo });
  const mayList = holdsAny(view, ['hr', 'secretary', 'auditor']);
  const mayPlan = holdsAny(view, ['hr', 'auditor']);
  const shown = { map, asked, mayList };
  const isTable = query['view'] === 'table';
  const ways = viewSwitch(t('map.views'), [
    { text: t('map.as-map'), href: hrefOf('/map', asked), isCurrent: !isTable },
    { text: t('map.as-table'), href: hrefOf('/map', asked, { view: 'table' }), isCurrent: isTable },
  ]);
  const body = isTable ? boxTable(view, shown) : boxGrid(view, shown);
  const isClosed = map.boxes.some(({ count }) => count === null) || map.holding.count === null;
  const note = isClosed && html`<p class="govuk-body-s b-mt-4">${t('map.closed-note')}</p>`;
  const nine = section(
    { id: 'nine', title: t('map.nine'), aside: ways },
    html`${body}${heldPanel(view, shown)}${note}`,
  );
  const plans = mayPlan && html` · ${link({ href: '/plans', text: t('plan.link') })}`;
  const review = html`<p class="govuk-body">${link({ href: reviewOf(map), text: t('map.review') })}${plans}</p>`;
  const head = html`<div class="b-page-head"><h1 class="govuk-heading-l">${t('nav.map')}</h1>${metaList(metaOf(view, map, items))}</div>`;
  return { title: t('nav.map'), main: html`${head}${review}${form}${nine}${maps}`, at: 'map' };
}

function reviewOf({ id, state }: TalentMap): string {
  return state === null ? '/map/review' : `/map/review?map=${id}`;
}

/** Whether it is in force, how many, when, under which policy, and where the thresholds stand. */
function metaOf(view: View, map: TalentMap, maps: readonly MapListed[]): Piece[] {
  const { t, figures } = view;
  const { people, mappedAt, policy, axes } = map;
  const listed = maps.find(({ id }) => id === map.id);
  return [
    ...(listed === undefined ? [] : standingOfMap(view, listed, maps)),
    people === null ? t('map.people-closed') : peopleWords(view, people),
    t('map.mapped-at', { at: figures.instant(mappedAt) }),
    t('selection.policy', { id: policy.id.toUpperCase(), version: policy.version }),
    thresholdWords(view, axes.performance),
    thresholdWords(view, axes.potential),
  ];
}

function thresholdWords({ t, figures, locale }: View, { label, thresholds }: TalentMap['axes']['performance']): string {
  const { middle, high, citation } = thresholds;
  const { instrument, article } = citation;
  return t('map.thresholds', {
    axis: label[locale],
    middle: figures.decimal(middle),
    high: figures.decimal(high),
    citation: article === null ? instrument : `${instrument}, ${article}`,
  });
}

import type { Answer } from '#platform/asking.ts';
import type { mapsAnswer } from '#schemas/mapping.ts';
import { link, section, tag } from '#web/components/pieces.ts';
import { table } from '#web/components/table.ts';
import { type Html, html, type Piece } from '#web/html.ts';
import type { View } from '#web/view.ts';

export type MapListed = Answer<typeof mapsAnswer>['items'][number];

interface Listed {
  readonly maps: readonly MapListed[];
  /** Id of the map that the page is about. */
  readonly shown: string | undefined;
  /** Where a map is opened; undefined where it cannot be. */
  readonly hrefTo: (map: MapListed) => string | undefined;
}

/** All maps of the agency, the newest first, each with its day, its state and the way to it. */
export function mapsSection(view: View, { maps, shown, hrefTo }: Listed): Html {
  const { t, figures } = view;
  const id = 'maps';
  const title = t('map.maps');
  if (maps.length === 0) return section({ id, title }, html`<p class="govuk-body">${t('map.maps-none')}</p>`);
  const columns = [
    { label: t('map.on'), isHeader: true },
    { label: t('map.begun') },
    { label: t('map.policy') },
    { label: t('map.drawn'), isNumeric: true },
    { label: t('map.moved'), isNumeric: true },
    { label: t('map.state') },
  ];
  const rows = maps.map((map): Piece[] => {
    const [day, begun, href] = [figures.shortDay(map.on), figures.instant(map.begunAt), hrefTo(map)];
    const to = href === undefined ? day : link({ href, text: day, hidden: begun });
    const { policy, drawn, moved } = map;
    return [
      html`${to}${map.id === shown && html`<span class="b-source">${t('map.shown')}</span>`}`,
      begun,
      t('selection.policy', { id: policy.id.toUpperCase(), version: policy.version }),
      figures.number(drawn),
      figures.number(moved),
      stateCell(view, map, successorOf(map, maps)),
    ];
  });
  return section({ id, title }, table({ labelledBy: id, columns, rows }));
}

const tones = { drawing: 'yellow', drawn: 'turquoise', published: 'green', abandoned: 'grey' } as const;

/** The state of a map and, of a published one, from when it was in force and which map took its place. */
function stateCell(view: View, map: MapListed, later: MapListed | undefined): Html {
  const { t, figures } = view;
  const isOvertaken = later !== undefined || (map.superseded && map.state === 'drawn');
  const since =
    map.publishedAt !== null &&
    html`<span class="b-source">${t('map.published-at', { at: figures.instant(map.publishedAt) })}</span>`;
  const by = later !== undefined && html`<span class="b-source">${replacedWords(view, later)}</span>`;
  return html`${tag(stateWords(view, map), isOvertaken ? 'grey' : tones[map.state])}${since}${by}`;
}

/** How far a map is: of the published ones the newest is in force; one that a later one has overtaken stays unpublished. */
function stateWords({ t }: View, { state, superseded }: MapListed): string {
  if (state === 'published') return t(superseded ? 'map.state-replaced' : 'map.state-in-force');
  return superseded && state === 'drawn' ? t('map.state-superseded') : t(`map.state-${state}`);
}

/** What a page about one map says of it: its state and, of a published one, since when and until which map it was in force. */
export function standingOfMap(view: View, map: MapListed, maps: readonly MapListed[]): string[] {
  const { t, figures } = view;
  const { publishedAt } = map;
  const later = successorOf(map, maps);
  return [
    stateWords(view, map),
    ...(publishedAt === null ? [] : [t('map.published-at', { at: figures.instant(publishedAt) })]),
    ...(later === undefined ? [] : [replacedWords(view, later)]),
  ];
}

function replacedWords({ t, figures }: View, { publishedAt }: MapListed): string {
  return t('map.replaced-by', { at: publishedAt === null ? t('furniture.none') : figures.instant(publishedAt) });
}

/** The map that took the place of a published one: of the later published ones the first. `maps` stand newest first. */
function successorOf(map: MapListed, maps: readonly MapListed[]): MapListed | undefined {
  if (map.state !== 'published') return undefined;
  const at = maps.findIndex(({ id }) => id === map.id);
  return maps.slice(0, Math.max(at, 0)).findLast(({ state }) => state === 'published');
}

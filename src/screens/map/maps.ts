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
      stateTag(view, map),
    ];
  });
  return section({ id, title }, table({ labelledBy: id, columns, rows }));
}

const tones = { drawing: 'yellow', drawn: 'turquoise', published: 'green', abandoned: 'grey' } as const;

function stateTag(view: View, map: MapListed): Html {
  return tag(stateWords(view, map), map.superseded && map.state === 'drawn' ? 'grey' : tones[map.state]);
}

/** How far a map is; one that a later one has overtaken stays unpublished. */
export function stateWords({ t }: View, { state, superseded }: MapListed): string {
  return superseded && state === 'drawn' ? t('map.state-superseded') : t(`map.state-${state}`);
}

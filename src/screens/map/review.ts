import { agencyReadRules } from '#domain/agency-reads.ts';
import { isUnread, mapRoles } from '#domain/map-resolutions.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import type { Answer } from '#platform/asking.ts';
import type { Screen, ScreenRequest } from '#platform/screens.ts';
import { mapsAnswer, resolutionsAnswer } from '#schemas/mapping.ts';
import { details, dotted, link, metaList, section, tag } from '#web/components/pieces.ts';
import { table } from '#web/components/table.ts';
import { type Html, html, type Piece } from '#web/html.ts';
import { holdsAny, type Page, type View } from '#web/view.ts';
import { agencyOf } from '../asker.ts';
import { type MapListed, mapsSection, standingOfMap } from './maps.ts';

export type Resolution = Answer<typeof resolutionsAnswer>['items'][number];

/** How far a map is, the newest where the address names none, and what the committee was asked to resolve about it. */
export const reviewScreen: Screen = { path: '/map/review', draw: drawReview };

/** Maps of the agency that the viewer helps to review. */
export async function readMaps({ ask }: ScreenRequest): Promise<{ agency: string; maps: readonly MapListed[] }> {
  const agency = agencyOf(ask.asker, ['hr', 'secretary', 'chair', 'member', 'auditor', 'authority']);
  const { items } = await ask.get('/maps', mapsAnswer, { query: { agency } });
  return { agency, maps: items };
}

export async function readResolutions({ ask }: ScreenRequest, mapId: string): Promise<readonly Resolution[]> {
  return (await ask.get('/maps/:mapId/resolutions', resolutionsAnswer, { params: { mapId } })).items;
}

async function drawReview(request: ScreenRequest): Promise<Page> {
  const { view } = request;
  const { t } = view;
  const { maps } = await readMaps(request);
  const map = shownOf(maps, request.query['map']);
  const resolutions = map === undefined ? [] : await readResolutions(request, map.id);
  const title = t('map.review');
  const which =
    map !== undefined &&
    metaList([t('map.place-on', { day: view.figures.shortDay(map.on) }), ...standingOfMap(view, map, maps)]);
  const main = html`<h1 class="govuk-heading-l b-mb-4">${title}</h1><p class="govuk-body-l">${t('map.review-lead')}</p>${which}${waysOf(view, map)}${put(view, { map, resolutions })}${mapsSection(view, { maps, shown: map?.id, hrefTo: ({ id }) => `/map/review?map=${id}` })}`;
  return { title, main, at: 'map' };
}

/** The one that the address names, else the newest. */
function shownOf(maps: readonly MapListed[], named: string | undefined): MapListed | undefined {
  if (named === undefined) return maps[0];
  const found = maps.find(({ id }) => id === named);
  if (found === undefined) throw new Refused(refuse('thing.missing'));
  return found;
}

function waysOf(view: View, map: MapListed | undefined): Html | false {
  const { t } = view;
  const ways = [
    holdsAny(view, mapRoles.begin) && link({ href: '/map/new', text: t('map.new') }),
    map?.state === 'drawn' &&
      !map.superseded &&
      holdsAny(view, mapRoles.propose) &&
      link({ href: `/map/publication/${map.id}`, text: t('map.publish') }),
    map?.state === 'drawing' &&
      holdsAny(view, mapRoles.abandon) &&
      link({ href: `/map/abandonment/${map.id}`, text: t('map.abandon') }),
    map !== undefined &&
      !isUnread(map.state) &&
      holdsAny(view, agencyReadRules.map) &&
      link({ href: `/map?map=${map.id}`, text: t('map.open-map') }),
  ].filter((way) => way !== false);
  return ways.length > 0 && html`<p class="govuk-body">${dotted(ways)}</p>`;
}

interface Put {
  readonly map: MapListed | undefined;
  readonly resolutions: readonly Resolution[];
}

function put(view: View, { map, resolutions }: Put): Html {
  const { t, figures } = view;
  const id = 'resolutions';
  const title = t('map.resolutions');
  if (map === undefined || resolutions.length === 0)
    return section({ id, title }, html`<p class="govuk-body">${t('map.resolutions-none')}</p>`);
  const columns = [
    { label: t('map.resolution'), isHeader: true },
    { label: t('map.proposed') },
    { label: t('map.votes') },
    { label: t('map.state') },
  ];
  const rows = resolutions.map((one): Piece[] => [
    html`${resolutionWords(view, one)}${whyOf(view, one)}${placeLink(view, map.id, one)}`,
    html`${one.proposedBy}<span class="b-source">${figures.instant(one.proposedAt)}</span>`,
    votesOf(view, one),
    stateOf(view, map.id, one),
  ]);
  return section({ id, title }, table({ labelledBy: id, columns, rows }));
}

export function resolutionWords(
  { t }: View,
  { kind, name, from, to }: Pick<Resolution, 'kind' | 'name' | 'from' | 'to'>,
): string {
  if (kind === 'publish') return t('map.resolution-publish');
  if (from === null || to === null) return t('map.resolution-erased');
  return t('map.resolution-move', { name: name ?? '', from, to });
}

/** To how the person's box was derived, for who may vote on the move, and for the office. */
export function placeLink(
  view: View,
  mapId: string,
  { person, name, mayVote, own, outcome }: Resolution,
): Html | false {
  const isVoter = outcome === null && (mayVote || own !== null);
  if (person === null || !(isVoter || holdsAny(view, agencyReadRules['map-people']))) return false;
  const way = { href: `/map/people/${mapId}/${person}`, text: view.t('map.derived-how'), hidden: name ?? '' };
  return html`<span class="b-source">${link(way)}</span>`;
}

export function whyOf({ t }: View, { ground, reason, evidence }: Resolution): Html | false {
  if (ground === null || reason === null) return false;
  return html`<span class="b-source">${t(`map.ground-${ground}`)}</span><span class="b-source">${reason}</span><span class="b-source">${t('map.evidence')}: ${evidence}</span>`;
}

function votesOf(view: View, { cast, seats, own, votes }: Resolution): Html {
  const { t } = view;
  const count = t('map.votes-cast', { cast, seats });
  const mine =
    own !== null && html`<span class="b-source">${t('map.vote-own', { choice: t(`map.vote-${own}`) })}</span>`;
  const lines = votes.map(
    ({ member, choice, reason }) =>
      html`<li>${member}: ${t(`map.vote-${choice}`)}${reason !== null && ` (${reason})`}</li>`,
  );
  const told = lines.length > 0 && details(t('map.votes'), html`<ul class="govuk-list">${lines}</ul>`);
  return html`${count}${mine}${told}`;
}

function stateOf(view: View, mapId: string, one: Resolution): Piece {
  const { t } = view;
  if (one.outcome === 'adopted') return tag(t('map.adopted'), 'green');
  if (one.outcome === 'not-adopted') return tag(t('map.not-adopted'), 'grey');
  const hidden = resolutionWords(view, one);
  const way = one.mayVote && link({ href: `/map/votes/${mapId}/${one.id}`, text: t('map.vote'), hidden });
  return html`${tag(t('map.open'), 'yellow')} ${way}`;
}

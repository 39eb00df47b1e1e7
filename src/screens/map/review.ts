import { agencyReadRules } from '#domain/agency-reads.ts';
import type { Answer } from '#platform/asking.ts';
import type { Screen, ScreenRequest } from '#platform/screens.ts';
import { mapsAnswer, resolutionsAnswer } from '#schemas/mapping.ts';
import { details, link, section, tag } from '#web/components/pieces.ts';
import { table } from '#web/components/table.ts';
import { type Html, html, type Piece } from '#web/html.ts';
import { holdsAny, type Page, type View } from '#web/view.ts';
import { agencyOf } from '../asker.ts';

export type MapListed = Answer<typeof mapsAnswer>['items'][number];
export type Resolution = Answer<typeof resolutionsAnswer>['items'][number];

/** How far the newest map is, and what the committee was asked to resolve about it. */
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
  const [newest] = maps;
  const resolutions = newest === undefined ? [] : await readResolutions(request, newest.id);
  const title = t('map.review');
  const main = html`<h1 class="govuk-heading-l b-mb-4">${title}</h1><p class="govuk-body-l">${t('map.review-lead')}</p>${waysOf(view, newest)}${put(view, { newest, resolutions })}${listed(view, maps)}`;
  return { title, main, at: 'map' };
}

function waysOf(view: View, newest: MapListed | undefined): Html | false {
  const { t } = view;
  const ways = [
    holdsAny(view, ['hr', 'secretary']) && link({ href: '/map/new', text: t('map.new') }),
    newest?.state === 'drawn' &&
      holdsAny(view, ['chair', 'member', 'secretary', 'hr']) &&
      link({ href: `/map/publication/${newest.id}`, text: t('map.publish') }),
  ].filter((way) => way !== false);
  const [first, second] = ways;
  if (first === undefined) return false;
  return html`<p class="govuk-body">${first}${second !== undefined && html` · ${second}`}</p>`;
}

interface Put {
  readonly newest: MapListed | undefined;
  readonly resolutions: readonly Resolution[];
}

function put(view: View, { newest, resolutions }: Put): Html {
  const { t, figures } = view;
  const id = 'resolutions';
  const title = t('map.resolutions');
  if (newest === undefined || resolutions.length === 0)
    return section({ id, title }, html`<p class="govuk-body">${t('map.resolutions-none')}</p>`);
  const columns = [
    { label: t('map.resolution'), isHeader: true },
    { label: t('map.proposed') },
    { label: t('map.votes') },
    { label: t('map.state') },
  ];
  const rows = resolutions.map((one): Piece[] => [
    html`${resolutionWords(view, one)}${whyOf(view, one)}${placeLink(view, newest.id, one)}`,
    html`${one.proposedBy}<span class="b-source">${figures.instant(one.proposedAt)}</span>`,
    votesOf(view, one),
    stateOf(view, newest.id, one),
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

const tones = { drawing: 'yellow', drawn: 'turquoise', published: 'green' } as const;

function listed(view: View, maps: readonly MapListed[]): Html {
  const { t, figures } = view;
  const id = 'maps';
  const title = t('map.maps');
  if (maps.length === 0) return section({ id, title }, html`<p class="govuk-body">${t('map.maps-none')}</p>`);
  const columns = [
    { label: t('map.on'), isHeader: true },
    { label: t('map.policy') },
    { label: t('map.drawn'), isNumeric: true },
    { label: t('map.moved'), isNumeric: true },
    { label: t('map.state') },
  ];
  const rows = maps.map(({ on, policy, drawn, moved, state }): Piece[] => [
    figures.shortDay(on),
    t('selection.policy', { id: policy.id.toUpperCase(), version: policy.version }),
    figures.number(drawn),
    figures.number(moved),
    tag(t(`map.state-${state}`), tones[state]),
  ]);
  return section({ id, title }, table({ labelledBy: id, columns, rows }));
}

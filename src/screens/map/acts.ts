import { mapRoles, refuseAbandoning, refuseBeginning } from '#domain/map-resolutions.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import type { ActScreen, OpenAct, ScreenRequest } from '#platform/screens.ts';
import { policiesAnswer } from '#schemas/lookups.ts';
import { type Crumb, summaryList } from '#web/components/pieces.ts';
import { type Fault, type Field, valueOf, valueOrNull } from '#web/forms.ts';
import { html } from '#web/html.ts';
import { refusalMessage } from '#web/i18n.ts';
import type { View } from '#web/view.ts';
import { agencyOfSender } from '../asker.ts';
import type { MapListed } from './maps.ts';
import { openMove } from './move.ts';
import { placeLink, readMaps, readResolutions, resolutionWords, whyOf } from './review.ts';

/** A map begun, or abandoned; what the committee is asked to resolve about it, and its votes. */
export const mapActs: readonly ActScreen[] = [
  { path: '/map/new', open: openNew },
  { path: '/map/abandonment/:mapId', open: openAbandonment },
  { path: '/map/moves/:mapId/:person', open: openMoveOnMap },
  { path: '/map/publication/:mapId', open: openPublication },
  { path: '/map/votes/:mapId/:resolutionId', open: openVote },
];

const reviewOf = (mapId: string) => `/map/review?map=${mapId}`;

function crumbsOf({ t }: View, title: string, back = '/map/review'): Crumb[] {
  return [{ text: t('nav.map'), href: '/map' }, { text: t('map.review'), href: back }, { text: title }];
}

async function openNew(request: ScreenRequest): Promise<OpenAct> {
  const { ask, view } = request;
  const { t } = view;
  const agency = agencyOfSender(ask.asker, mapRoles.begin);
  const { items } = await ask.get('/policies', policiesAnswer, { query: { agency } });
  const faults = await drawingFaults(request);
  const title = t('map.new');
  const policy: Field = {
    kind: 'radios',
    name: 'policy',
    label: t('map.new-policy'),
    options: items.map(({ id, version }) => ({
      value: id,
      text: t('selection.policy', { id: id.toUpperCase(), version }),
    })),
  };
  return {
    title,
    crumbs: crumbsOf(view, title),
    back: '/map/review',
    at: 'map',
    fields: [policy],
    faults,
    ...(items.length === 0 ? { closed: t('policies.none-in-force') } : {}),
    effect: () => [t('map.new-effect')],
    submit: t('map.new-submit'),
    send: (values) => ({ path: '/maps', body: { agency, policy: valueOf(values, 'policy') } }),
  };
}

/** What the rule would say of a map begun now. */
async function drawingFaults(request: ScreenRequest): Promise<Fault[]> {
  const { maps } = await readMaps(request);
  const refusal = refuseBeginning({ isDrawing: maps.some(({ state }) => state === 'drawing') });
  return refusal === undefined ? [] : [{ text: refusalMessage(refusal, request.view.locale) }];
}

async function openAbandonment(request: ScreenRequest): Promise<OpenAct> {
  const { view } = request;
  const { t } = view;
  const map = await findListed(request);
  const { id: mapId } = map;
  const refusal = refuseAbandoning(map.state, '-');
  return {
    ...frameOf(view, map, t('map.abandon')),
    fields: [{ kind: 'textarea', name: 'reason', label: t('map.reason'), most: 2000 }],
    faults: refusal === undefined ? [] : [{ text: refusalMessage(refusal, view.locale) }],
    effect: () => [t('map.abandon-effect')],
    submit: t('map.abandon-submit'),
    send: (values) => ({
      path: '/maps/:mapId/abandonment',
      params: { mapId },
      body: { reason: valueOf(values, 'reason') },
      refusalFields: { 'map.abandoning-unexplained': 'reason' },
    }),
  };
}

/** The map that the address names. */
async function findListed(request: ScreenRequest): Promise<MapListed> {
  const map = (await readMaps(request)).maps.find(({ id }) => id === request.params['mapId']);
  if (map === undefined) throw new Refused(refuse('thing.missing'));
  return map;
}

/** What an act about a whole map shows of it. */
function frameOf(view: View, { id, on, drawn, moved }: MapListed, title: string) {
  const { t, figures } = view;
  const intro = summaryList([
    { key: t('map.on'), value: figures.shortDay(on) },
    { key: t('map.drawn'), value: figures.number(drawn) },
    { key: t('map.moved'), value: figures.number(moved) },
  ]);
  const back = reviewOf(id);
  return { title, crumbs: crumbsOf(view, title, back), back, at: 'map' as const, intro };
}

async function openMoveOnMap(request: ScreenRequest): Promise<OpenAct> {
  const back = reviewOf(request.params['mapId'] ?? '');
  const open = await openMove(request);
  return { ...open, crumbs: crumbsOf(request.view, open.title, back), back };
}

async function openPublication(request: ScreenRequest): Promise<OpenAct> {
  const { view } = request;
  const { t } = view;
  const map = await findListed(request);
  const { id: mapId } = map;
  return {
    ...frameOf(view, map, t('map.publish')),
    fields: [],
    effect: () => [t('map.publish-effect')],
    submit: t('map.publish-submit'),
    send: () => ({ path: '/maps/:mapId/publication', params: { mapId }, body: {} }),
  };
}

async function openVote(request: ScreenRequest): Promise<OpenAct> {
  const { view, params } = request;
  const { t } = view;
  const [mapId, resolutionId] = [params['mapId'] ?? '', params['resolutionId'] ?? ''];
  const resolution = (await readResolutions(request, mapId)).find(({ id }) => id === resolutionId);
  if (resolution === undefined) throw new Refused(refuse('thing.missing'));
  const title = t('map.vote-title');
  const why = whyOf(view, resolution);
  const asked = html`${resolutionWords(view, resolution)}${placeLink(view, mapId, resolution)}`;
  const rows = [{ key: t('map.resolution'), value: asked }];
  return {
    title,
    crumbs: crumbsOf(view, title, reviewOf(mapId)),
    back: reviewOf(mapId),
    at: 'map',
    intro: summaryList(why === false ? rows : [...rows, { key: t('map.reason'), value: why }]),
    fields: voteFields(view),
    effect: () => [t('map.vote-effect')],
    submit: t('map.vote-submit'),
    send: (values) => ({
      path: '/maps/:mapId/resolutions/:resolutionId/votes',
      params: { mapId, resolutionId },
      body: { choice: valueOf(values, 'choice'), reason: valueOrNull(values, 'reason') },
      refusalFields: { 'ballot.reason-missing': 'reason' },
    }),
  };
}

function voteFields({ t }: View): Field[] {
  const choices = (['approve', 'reject', 'abstain'] as const).map((value) => ({ value, text: t(`map.vote-${value}`) }));
  const [label, hint] = [t('map.vote-reason'), t('map.vote-reason-hint')];
  return [
    { kind: 'radios', name: 'choice', label: t('map.vote-choice'), options: choices },
    { kind: 'textarea', name: 'reason', label, hint, most: 2000, isOptional: 'as-hinted' },
  ];
}

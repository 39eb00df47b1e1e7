import { moveGrounds, refuseBeginning } from '#domain/map-resolutions.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import type { ActScreen, OpenAct, ScreenRequest } from '#platform/screens.ts';
import { policiesAnswer } from '#schemas/lookups.ts';
import { placeAnswer } from '#schemas/mapping.ts';
import { type Crumb, summaryList } from '#web/components/pieces.ts';
import { type Fault, type Field, valueOf, valueOrNull } from '#web/forms.ts';
import { html } from '#web/html.ts';
import { refusalMessage } from '#web/i18n.ts';
import type { View } from '#web/view.ts';
import { agencyOf } from '../asker.ts';
import { placeLink, readMaps, readResolutions, resolutionWords, whyOf } from './review.ts';

/** A map begun; what the committee is asked to resolve about it, and its votes. */
export const mapActs: readonly ActScreen[] = [
  { path: '/map/new', open: openNew },
  { path: '/map/moves/:mapId/:person', open: openMove },
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
  const agency = agencyOf(ask.asker, ['hr', 'secretary']);
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

async function openMove(request: ScreenRequest): Promise<OpenAct> {
  const { ask, view, params } = request;
  const { t, locale } = view;
  const [mapId, person] = [params['mapId'] ?? '', params['person'] ?? ''];
  const place = await ask.get('/maps/:mapId/people/:person', placeAnswer, { params: { mapId, person } });
  const title = t('map.move-title');
  const { box } = place.explanation;
  const at = place.movedTo ?? box?.box;
  return {
    title,
    crumbs: crumbsOf(view, title, reviewOf(mapId)),
    back: reviewOf(mapId),
    at: 'map',
    intro: summaryList([
      { key: t('map.person'), value: place.name },
      { key: t('map.place'), value: at === undefined ? t('furniture.unknown') : String(at) },
      { key: t('map.handling'), value: box?.handling[locale] ?? t('furniture.none') },
    ]),
    fields: moveFields(view),
    effect: () => [t('map.move-effect')],
    submit: t('map.publish-submit'),
    send: (values) => ({
      path: '/maps/:mapId/moves',
      params: { mapId },
      body: {
        person,
        to: Number(valueOf(values, 'to')),
        ground: valueOf(values, 'ground'),
        reason: valueOf(values, 'reason'),
        evidence: valueOf(values, 'evidence'),
      },
      refusalFields: { 'map.too-far': 'to', 'map.same-box': 'to', 'map.reason-missing': 'reason' },
    }),
  };
}

function moveFields({ t }: View): Field[] {
  const boxes = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((to) => ({ value: String(to), text: String(to) }));
  const grounds = moveGrounds.map((ground) => ({ value: ground, text: t(`map.ground-${ground}`) }));
  return [
    { kind: 'select', name: 'to', label: t('map.move-to'), options: boxes },
    { kind: 'radios', name: 'ground', label: t('map.ground'), options: grounds },
    { kind: 'textarea', name: 'reason', label: t('map.reason'), hint: t('map.reason-hint'), most: 2000 },
    { kind: 'text', name: 'evidence', label: t('map.evidence'), hint: t('map.evidence-hint') },
  ];
}

async function openPublication(request: ScreenRequest): Promise<OpenAct> {
  const { view, params } = request;
  const { t, figures } = view;
  const mapId = params['mapId'] ?? '';
  const map = (await readMaps(request)).maps.find(({ id }) => id === mapId);
  if (map === undefined) throw new Refused(refuse('thing.missing'));
  const title = t('map.publish');
  return {
    title,
    crumbs: crumbsOf(view, title, reviewOf(mapId)),
    back: reviewOf(mapId),
    at: 'map',
    intro: summaryList([
      { key: t('map.on'), value: figures.shortDay(map.on) },
      { key: t('map.drawn'), value: figures.number(map.drawn) },
      { key: t('map.moved'), value: figures.number(map.moved) },
    ]),
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

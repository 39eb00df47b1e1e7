import { Refused, refuse } from '#domain/refusal.ts';
import { criticalGrounds } from '#domain/succession.ts';
import type { ActScreen, OpenAct, ScreenRequest } from '#platform/screens.ts';
import { placeAnswer } from '#schemas/mapping.ts';
import { planAnswer } from '#schemas/succession.ts';
import { type SummaryRow, summaryList } from '#web/components/pieces.ts';
import { type Field, valueOf } from '#web/forms.ts';
import { html } from '#web/html.ts';
import { crumbsTo, departureWords, holderWords, isUnconfirmed, type Plan, proposedOf, readinessTag } from './shown.ts';

/** What the personnel office does to the succession of a post, and what the authority decides on it. */
export const successionActs: readonly ActScreen[] = [
  { path: '/succession/posts/:postId/designation', open: openDesignation },
  { path: '/succession/posts/:postId/confirmation', open: openConfirmation },
  { path: '/succession/posts/:postId/withdrawal', open: openWithdrawal },
  { path: '/succession/posts/:postId/withdrawal-confirmation', open: openWithdrawalConfirmation },
  { path: '/succession/posts/:postId/successors/:person', open: openNaming },
  { path: '/succession/posts/:postId/decision', open: openDecision },
  { path: '/succession/posts/:postId/removals/:successor', open: openRemoval },
  { path: '/succession/posts/:postId/readiness', open: openRecording },
];

async function readPlan({ ask, params }: ScreenRequest): Promise<Plan> {
  return ask.get('/succession/posts/:postId', planAnswer, { params: { postId: params['postId'] ?? '' } });
}

interface Opened {
  readonly title: string;
  readonly plan: Plan;
  readonly rows?: readonly SummaryRow[];
}

function frameOf({ view }: ScreenRequest, { title, plan, rows = [] }: Opened) {
  const { t } = view;
  const back = `/succession/posts/${plan.id}`;
  return {
    title,
    crumbs: crumbsTo(view, { text: plan.title, href: back }, { text: title }),
    back,
    at: 'succession' as const,
    intro: summaryList([{ key: t('succession.post'), value: plan.title, small: plan.unit ?? undefined }, ...rows]),
  };
}

function reasonField({ view: { t } }: ScreenRequest, hint: string): Field {
  return { kind: 'textarea', name: 'reason', label: t('map.reason'), hint, most: 2000 };
}

async function openDesignation(request: ScreenRequest): Promise<OpenAct> {
  const { view } = request;
  const { t } = view;
  const plan = await readPlan(request);
  const grounds = criticalGrounds.map((value) => ({ value, text: t(`succession.ground-${value}`) }));
  const rows = [
    { key: t('succession.holder'), value: holderWords(view, plan.holder) },
    { key: t('succession.falls-vacant'), value: departureWords(view, plan.departure) },
  ];
  return {
    ...frameOf(request, { title: t('succession.designate-this'), plan, rows }),
    fields: [
      { kind: 'radios', name: 'ground', label: t('succession.ground'), options: grounds },
      reasonField(request, t('succession.reason-hint')),
    ],
    effect: () => [t('succession.designate-effect')],
    submit: t('succession.designate-submit'),
    send: (values) => ({
      path: '/succession/posts/:postId/designation',
      params: { postId: plan.id },
      body: { ground: valueOf(values, 'ground'), reason: valueOf(values, 'reason') },
    }),
  };
}

function decreeField({ view: { t } }: ScreenRequest): Field {
  return { kind: 'text', name: 'decree', label: t('succession.decree'), hint: t('succession.decree-hint') };
}

async function openConfirmation(request: ScreenRequest): Promise<OpenAct> {
  const { view } = request;
  const { t, figures } = view;
  const plan = await readPlan(request);
  const { designation } = plan;
  if (designation === null) throw new Refused(refuse('succession.not-critical'));
  if (!isUnconfirmed(plan)) throw new Refused(refuse('succession.confirmed-already'));
  const ground = t(`succession.ground-${designation.ground}`);
  const rows = [
    { key: t('succession.holder'), value: holderWords(view, plan.holder) },
    { key: t('succession.falls-vacant'), value: departureWords(view, plan.departure) },
    { key: t('succession.ground'), value: ground, small: designation.reason },
    { key: t('succession.designated'), value: figures.instant(designation.designatedAt) },
  ];
  return {
    ...frameOf(request, { title: t('succession.confirm'), plan, rows }),
    fields: [decreeField(request)],
    effect: () => [t('succession.confirm-effect')],
    submit: t('succession.confirm-submit'),
    send: (values) => ({
      path: '/succession/posts/:postId/confirmation',
      params: { postId: plan.id },
      body: { designation: designation.id, decree: valueOf(values, 'decree') },
    }),
  };
}

async function openWithdrawal(request: ScreenRequest): Promise<OpenAct> {
  const { t } = request.view;
  const plan = await readPlan(request);
  const ends = plan.designation === null || isUnconfirmed(plan);
  const title = t(ends ? 'succession.withdraw' : 'succession.propose-withdrawal');
  return {
    ...frameOf(request, { title, plan }),
    fields: [reasonField(request, t('succession.reason-hint'))],
    effect: () => [
      ends
        ? t('succession.withdraw-effect', { count: plan.successors.length })
        : t('succession.propose-withdrawal-effect'),
    ],
    submit: title,
    send: (values) => ({
      path: '/succession/posts/:postId/withdrawal',
      params: { postId: plan.id },
      body: { reason: valueOf(values, 'reason') },
    }),
  };
}

async function openWithdrawalConfirmation(request: ScreenRequest): Promise<OpenAct> {
  const { t, figures } = request.view;
  const plan = await readPlan(request);
  const { designation } = plan;
  if (designation === null) throw new Refused(refuse('succession.not-critical'));
  const { withdrawal } = designation;
  if (withdrawal === null) throw new Refused(refuse('succession.no-withdrawal'));
  const proposed = figures.instant(withdrawal.proposedAt);
  const rows = [{ key: t('succession.withdrawal'), value: proposed, small: withdrawal.reason ?? undefined }];
  return {
    ...frameOf(request, { title: t('succession.confirm-withdrawal'), plan, rows }),
    fields: [decreeField(request)],
    effect: () => [t('succession.withdraw-effect', { count: plan.successors.length })],
    submit: t('succession.confirm-withdrawal'),
    send: (values) => ({
      path: '/succession/posts/:postId/withdrawal-confirmation',
      params: { postId: plan.id },
      body: { designation: designation.id, decree: valueOf(values, 'decree') },
    }),
  };
}

async function openNaming(request: ScreenRequest): Promise<OpenAct> {
  const { ask, params, view } = request;
  const { t } = view;
  const plan = await readPlan(request);
  const person = params['person'] ?? '';
  if (plan.map === null) throw new Refused(refuse('succession.no-map'));
  const place = await ask.get('/maps/:mapId/people/:person', placeAnswer, { params: { mapId: plan.map.id, person } });
  const box = place.movedTo ?? place.explanation.box?.box;
  const rows = [
    { key: t('map.person'), value: place.name },
    { key: t('map.place'), value: box === undefined ? t('furniture.unknown') : t('gate-value.box', { box }) },
  ];
  return {
    ...frameOf(request, { title: t('succession.name-this'), plan, rows }),
    fields: [],
    effect: () => [t('succession.name-effect')],
    submit: t('succession.name-this'),
    send: () => ({ path: '/succession/posts/:postId/successors', params: { postId: plan.id }, body: { person } }),
  };
}

async function openDecision(request: ScreenRequest): Promise<OpenAct> {
  const { view } = request;
  const { t } = view;
  const plan = await readPlan(request);
  const proposed = proposedOf(plan);
  if (proposed.length === 0) throw new Refused(refuse('succession.nothing-proposed'));
  const rows = proposed.map((one) => ({
    key: t('succession.proposed'),
    value: html`${one.name} ${readinessTag(view, one)}`,
    small: one.title ?? undefined,
  }));
  return {
    ...frameOf(request, { title: t('succession.decide'), plan, rows }),
    fields: [decreeField(request)],
    effect: () => [
      t('succession.decide-effect', { count: proposed.length }),
      ...(isUnconfirmed(plan) ? [t('succession.decide-confirms')] : []),
    ],
    submit: t('succession.decide-submit'),
    send: (values) => ({
      path: '/succession/posts/:postId/decision',
      params: { postId: plan.id },
      body: { successors: proposed.map(({ id }) => id), decree: valueOf(values, 'decree') },
    }),
  };
}

async function openRemoval(request: ScreenRequest): Promise<OpenAct> {
  const { params, view } = request;
  const { t } = view;
  const plan = await readPlan(request);
  const successor = plan.successors.find(({ id }) => id === params['successor']);
  if (successor === undefined) throw new Refused(refuse('thing.missing'));
  const rows = [
    { key: t('map.person'), value: successor.name },
    { key: t('succession.readiness'), value: readinessTag(view, successor) },
  ];
  return {
    ...frameOf(request, { title: t('succession.remove'), plan, rows }),
    fields: [reasonField(request, t('succession.removal-hint'))],
    effect: () => [t('succession.remove-effect')],
    submit: t('succession.remove'),
    send: (values) => ({
      path: '/succession/posts/:postId/removals',
      params: { postId: plan.id },
      body: { successor: successor.id, reason: valueOf(values, 'reason') },
    }),
  };
}

async function openRecording(request: ScreenRequest): Promise<OpenAct> {
  const { t } = request.view;
  const plan = await readPlan(request);
  return {
    ...frameOf(request, { title: t('succession.record'), plan }),
    fields: [],
    effect: () => [t('succession.record-effect', { count: plan.successors.length })],
    submit: t('succession.record'),
    send: () => ({ path: '/succession/posts/:postId/readiness', params: { postId: plan.id }, body: {} }),
  };
}

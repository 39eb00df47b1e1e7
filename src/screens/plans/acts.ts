import { planOutcomes, reviewOutcomes } from '#domain/plans.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import type { ActScreen, OpenAct, ScreenRequest } from '#platform/screens.ts';
import { accountsAnswer } from '#schemas/lookups.ts';
import { placeAnswer } from '#schemas/mapping.ts';
import { type SummaryRow, summaryList } from '#web/components/pieces.ts';
import { dateOf, type Field, valueOf, valueOrNull } from '#web/forms.ts';
import type { View } from '#web/view.ts';
import { agencyOf, agencyOfSender } from '../asker.ts';
import { findSubject, nipField } from '../privacy/subject.ts';
import { actionActs } from './action-acts.ts';
import { inPlan, readPlan, textOf } from './shown.ts';

/** A plan opened, agreed, accompanied, reviewed and closed. */
export const planPageActs: readonly ActScreen[] = [
  { path: '/plans/new', open: openByNumber },
  { path: '/plans/new/:mapId/:person', open: openFromMap },
  { path: '/plans/:planId/goals', open: openGoal },
  { path: '/plans/:planId/agree/:itemId', open: openAgreement },
  { path: '/plans/:planId/mentor', open: openMentor },
  { path: '/plans/:planId/review', open: openReview },
  { path: '/plans/:planId/close', open: openClosing },
  ...actionActs,
];

function newFields({ t }: View): Field[] {
  return [
    { kind: 'date', name: 'until', label: t('plan.new-until'), hint: t('plan.new-until-hint') },
    { kind: 'textarea', name: 'ground', label: t('plan.new-ground'), hint: t('plan.new-ground-hint'), most: 2000 },
  ];
}

/** The form of a new plan for somebody, whoever they are found by. */
function newPlan(
  { ask, view }: ScreenRequest,
  person: string,
): Pick<OpenAct, 'crumbs' | 'effect' | 'send' | 'submit' | 'title' | 'at'> {
  const { t } = view;
  const title = t('plan.new');
  return {
    title,
    crumbs: [{ text: t('plan.title'), href: '/plans' }, { text: title }],
    at: 'map',
    effect: () => [t('plan.new-effect')],
    submit: t('plan.new-submit'),
    send: (values) => ({
      path: '/plans',
      body: {
        agency: agencyOf(ask.asker, ['hr']),
        person,
        until: dateOf(values, 'until'),
        ground: valueOf(values, 'ground'),
      },
      fieldOf: (path) => (path === 'person' ? 'nip' : path),
      refusalFields: { 'plan.day-past': 'until', 'plan.too-long': 'until' },
    }),
  };
}

async function openByNumber(request: ScreenRequest): Promise<OpenAct> {
  const { view } = request;
  const subject = await findSubject(request, agencyOfSender(request.ask.asker, ['hr']));
  return {
    ...newPlan(request, subject.id),
    back: '/plans',
    intro: subject.intro,
    fields: [nipField(view), ...newFields(view)],
    faults: subject.faults,
  };
}

async function openFromMap(request: ScreenRequest): Promise<OpenAct> {
  const { ask, params, view } = request;
  const asked = { mapId: params['mapId'] ?? '', person: params['person'] ?? '' };
  const place = await ask.get('/maps/:mapId/people/:person', placeAnswer, { params: asked });
  const { t, locale } = view;
  const { standing } = place;
  const rows: SummaryRow[] = [
    { key: t('map.person'), value: place.name },
    { key: t('map.place'), value: standing === null ? t('furniture.unknown') : String(standing.box) },
    { key: t('map.handling'), value: standing?.handling[locale] ?? t('furniture.none') },
  ];
  const back = `/map/people/${asked.mapId}/${asked.person}`;
  return { ...newPlan(request, asked.person), back, intro: summaryList(rows), fields: newFields(view) };
}

async function openGoal(request: ScreenRequest): Promise<OpenAct> {
  const { view } = request;
  const { t, locale } = view;
  const plan = await readPlan(request);
  const options = plan.indicators.map(({ code, label }) => ({ value: code, text: `${code}: ${label[locale]}` }));
  const [label, hint] = [t('plan.goal-indicator'), t('plan.goal-indicator-hint')];
  return {
    ...inPlan(view, plan, t('plan.goal-new')),
    fields: [
      { kind: 'textarea', name: 'text', label: t('plan.goal-text'), most: 1000 },
      { kind: 'select', name: 'indicator', label, hint, options, isOptional: true },
    ],
    effect: () => [t('plan.propose-effect')],
    submit: t('plan.propose-submit'),
    send: (values) => ({
      path: '/plans/:planId/goals',
      params: { planId: plan.id },
      body: { text: valueOf(values, 'text'), indicator: valueOrNull(values, 'indicator') },
      refusalFields: { 'plan.indicator-unknown': 'indicator' },
    }),
  };
}

async function openAgreement(request: ScreenRequest): Promise<OpenAct> {
  const { view, params } = request;
  const { t, figures } = view;
  const plan = await readPlan(request);
  const action = plan.actions.find(({ id }) => id === params['itemId']);
  const item = action ?? plan.goals.find(({ id }) => id === params['itemId']);
  if (item === undefined) throw new Refused(refuse('thing.missing'));
  const rows: SummaryRow[] = [{ key: t('plan.item'), value: textOf(view, item) }];
  if (action !== undefined)
    rows.push(
      { key: t('plan.action-kind'), value: t(`plan.kind-${action.kind}`) },
      { key: t('plan.due'), value: figures.shortDay(action.dueOn) },
    );
  return {
    ...inPlan(view, plan, t('plan.agree-title')),
    intro: summaryList(rows),
    fields: [],
    effect: () => [t('plan.agree-effect')],
    submit: t('plan.agree'),
    send: () => ({ path: '/plans/:planId/agreements', params: { planId: plan.id }, body: { item: item.id } }),
  };
}

async function openMentor(request: ScreenRequest): Promise<OpenAct> {
  const { ask, view } = request;
  const { t } = view;
  const plan = await readPlan(request);
  const { items } = await ask.get('/accounts', accountsAnswer, { query: { agency: plan.agency } });
  const options = items.map(({ id, name }) => ({ value: id, text: name }));
  return {
    ...inPlan(view, plan, t('plan.mentor-name')),
    fields: [{ kind: 'select', name: 'account', label: t('plan.mentor'), options }],
    effect: () => [t('plan.mentor-effect')],
    submit: t('plan.mentor-submit'),
    send: (values) => ({
      path: '/plans/:planId/mentor',
      params: { planId: plan.id },
      body: { account: valueOf(values, 'account') },
      refusalFields: { 'plan.mentor-self': 'account', 'plan.mentor-unknown': 'account' },
    }),
  };
}

async function openReview(request: ScreenRequest): Promise<OpenAct> {
  const { view } = request;
  const { t } = view;
  const plan = await readPlan(request);
  const options = reviewOutcomes.map((value) => ({ value, text: t(`plan.review-${value}`) }));
  return {
    ...inPlan(view, plan, t('plan.review')),
    fields: [
      { kind: 'radios', name: 'outcome', label: t('plan.review-outcome'), options },
      { kind: 'textarea', name: 'text', label: t('plan.review-text'), most: 4000 },
    ],
    effect: () => [t('plan.review-effect')],
    submit: t('plan.review-submit'),
    send: (values) => ({
      path: '/plans/:planId/reviews',
      params: { planId: plan.id },
      body: { outcome: valueOf(values, 'outcome'), text: valueOf(values, 'text') },
    }),
  };
}

async function openClosing(request: ScreenRequest): Promise<OpenAct> {
  const { view } = request;
  const { t } = view;
  const plan = await readPlan(request);
  const options = planOutcomes.map((value) => ({ value, text: t(`plan.outcome-${value}`) }));
  return {
    ...inPlan(view, plan, t('plan.close')),
    fields: [
      { kind: 'radios', name: 'outcome', label: t('plan.close-outcome'), options },
      { kind: 'textarea', name: 'text', label: t('plan.review-text'), most: 4000 },
    ],
    effect: () => [t('plan.close-effect')],
    submit: t('plan.close-submit'),
    submitTone: 'warning',
    send: (values) => ({
      path: '/plans/:planId/closing',
      params: { planId: plan.id },
      body: { outcome: valueOf(values, 'outcome'), text: valueOf(values, 'text') },
    }),
  };
}

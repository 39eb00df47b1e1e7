import type { House } from '#features/acts/service.ts';
import { type Place, pageOf, readCursor } from '#platform/pagination.ts';
import { createFeature, type Feature, type RouteDeclaration, route } from '#platform/route.ts';
import {
  actionBody,
  agreementBody,
  closingBody,
  completionBody,
  confirmationBody,
  dropBody,
  goalBody,
  itemAnswer,
  mentorBody,
  newPlanAnswer,
  newPlanBody,
  planActAnswer,
  planAnswer,
  planParams,
  plansAnswer,
  plansPage,
  plansQuery,
  returnBody,
  reviewBody,
} from '#schemas/plans.ts';
import { uuidSchema } from '#schemas/requests.ts';
import { agree, nameMentor, proposeAction, proposeGoal } from './agreeing.ts';
import { confirmCompletion, dropAction, reportCompletion, returnReport } from './completing.ts';
import { openPlan } from './opening.ts';
import type { PlanPlace } from './queries.ts';
import { readOwnPlans, readPlan, readPlans } from './reading.ts';
import { closePlan, reviewPlan } from './service.ts';

const plans = {
  method: 'get',
  path: '/plans',
  summary: 'The individual development plans of an agency, for HR and auditors',
  query: plansQuery,
  answer: plansPage,
} as const satisfies RouteDeclaration;

const own = {
  method: 'get',
  path: '/plans/own',
  summary: 'The development plans that are for you, or in which you are the mentor',
  answer: plansAnswer,
} as const satisfies RouteDeclaration;

const one = {
  method: 'get',
  path: '/plans/:planId',
  summary: 'A development plan with what you may do in it',
  params: planParams,
  answer: planAnswer,
} as const satisfies RouteDeclaration;

const open = {
  method: 'post',
  path: '/plans',
  summary: 'Open a development plan for a person, on their box on the newest published map where they have one',
  body: newPlanBody,
  answer: newPlanAnswer,
  writes: 'fact',
  refusals: ['plan.own-plan', 'plan.open-already', 'plan.day-past', 'plan.too-long', 'policy.not-in-force'],
} as const satisfies RouteDeclaration;

const inPlan = { method: 'post', params: planParams, writes: 'fact' } as const;
const always = ['plan.other-part', 'plan.closed'] as const;

const goals = {
  ...inPlan,
  path: '/plans/:planId/goals',
  summary: 'Propose a goal; the other side agrees to it',
  body: goalBody,
  answer: itemAnswer,
  refusals: [...always, 'plan.indicator-unknown'],
} as const satisfies RouteDeclaration;

const actions = {
  ...inPlan,
  path: '/plans/:planId/actions',
  summary: 'Propose an action for an agreed goal; the other side agrees to it',
  body: actionBody,
  answer: itemAnswer,
  refusals: [...always, 'plan.goal-not-agreed', 'plan.kind-wordless', 'plan.day-past', 'plan.after-end'],
} as const satisfies RouteDeclaration;

const agreements = {
  ...inPlan,
  path: '/plans/:planId/agreements',
  summary: 'Agree to a goal or an action that the other side proposed',
  body: agreementBody,
  answer: planActAnswer,
  refusals: [...always, 'plan.item-settled', 'plan.same-side'],
} as const satisfies RouteDeclaration;

const mentor = {
  ...inPlan,
  path: '/plans/:planId/mentor',
  summary: 'Name the mentor of a plan',
  body: mentorBody,
  answer: planActAnswer,
  refusals: [...always, 'plan.mentor-unknown', 'plan.mentor-self'],
} as const satisfies RouteDeclaration;

const completions = {
  ...inPlan,
  path: '/plans/:planId/completions',
  summary: 'Report that an action is completed, with its evidence; HR confirms',
  body: completionBody,
  answer: planActAnswer,
  refusals: [
    ...always,
    'plan.action-not-agreed',
    'plan.done-ahead',
    'plan.done-before',
    'plan.evidence-missing',
    'plan.evidence-order',
    'plan.evidence-word',
  ],
} as const satisfies RouteDeclaration;

const confirmations = {
  ...inPlan,
  path: '/plans/:planId/confirmations',
  summary: 'Confirm a report: its evidence becomes a row of the person’s record that names this entry',
  body: confirmationBody,
  answer: planActAnswer,
  refusals: [...always, 'plan.not-reported', 'access.same-person', 'input.stale'],
} as const satisfies RouteDeclaration;

const returns = {
  ...inPlan,
  path: '/plans/:planId/returns',
  summary: 'Return a report with a reason; the action is not completed',
  body: returnBody,
  answer: planActAnswer,
  refusals: [...always, 'plan.not-reported', 'access.same-person', 'input.stale'],
} as const satisfies RouteDeclaration;

const drops = {
  ...inPlan,
  path: '/plans/:planId/drops',
  summary: 'Drop an action that is not confirmed, with a reason',
  body: dropBody,
  answer: planActAnswer,
  refusals: [...always, 'plan.action-over'],
} as const satisfies RouteDeclaration;

const reviews = {
  ...inPlan,
  path: '/plans/:planId/reviews',
  summary: 'Put down the yearly review of a plan',
  body: reviewBody,
  answer: planActAnswer,
  refusals: always,
} as const satisfies RouteDeclaration;

const closing = {
  ...inPlan,
  path: '/plans/:planId/closing',
  summary: 'Close a plan with what came of it',
  body: closingBody,
  answer: planActAnswer,
  refusals: [...always, 'plan.reports-open'],
} as const satisfies RouteDeclaration;

/** Individual development plans: opened by HR, agreed with the person, accompanied by a mentor, confirmed as evidence. */
export function planRoutes(house: House): Feature {
  const feature = createFeature('plans');
  const { db } = house;
  route(feature, plans, async ({ asker, query: { agency, cursor, limit }, url }) => {
    const rows = await readPlans(db, asker, { agency, after: placeIn(cursor), limit: limit + 1 });
    const page = pageOf(rows, { url, limit }, ({ id, outcome, openedAt }) => ({
      sortKey: `${outcome === null ? 'open' : 'closed'} ${openedAt}`,
      id,
    }));
    return { body: { ...page, items: page.items.map(({ openedAt: _openedAt, ...plan }) => plan) } };
  });
  route(feature, own, async ({ asker }) => ({ body: { items: await readOwnPlans(db, asker) } }));
  route(feature, one, async ({ asker, params: { planId } }) => ({ body: await readPlan(db, asker, planId) }));
  route(feature, open, async ({ asker, session, entryId, body: { person, ...asked } }) => ({
    body: await openPlan(house, { asker, session, entryId }, { personId: person, ...asked }),
  }));
  agreeingRoutes(feature, house);
  completingRoutes(feature, house);
  route(feature, reviews, async ({ asker, session, entryId, params, body }) => ({
    body: { receipt: await reviewPlan(house, { asker, session, entryId }, { ...params, ...body }) },
  }));
  route(feature, closing, async ({ asker, session, entryId, params, body }) => ({
    body: { receipt: await closePlan(house, { asker, session, entryId }, { ...params, ...body }) },
  }));
  return feature;
}

function placeIn(cursor: string | undefined): PlanPlace | undefined {
  const isOfList = ({ sortKey, id }: Place) =>
    /^(open|closed) \d{4}-\d\d-\d\dT[\d:]{8}\.\d{6}Z$/.test(sortKey) && uuidSchema.safeParse(id).success;
  const place = readCursor(cursor, isOfList);
  if (place === undefined) return undefined;
  const [state, openedAt = ''] = place.sortKey.split(' ');
  return { isClosed: state === 'closed', openedAt, id: place.id };
}

function agreeingRoutes(feature: Feature, house: House): void {
  route(feature, goals, async ({ asker, session, entryId, params, body }) => ({
    body: await proposeGoal(house, { asker, session, entryId }, { ...params, ...body }),
  }));
  route(feature, actions, async ({ asker, session, entryId, params, body: { goal: goalId, ...asked } }) => ({
    body: await proposeAction(house, { asker, session, entryId }, { ...params, goalId, ...asked }),
  }));
  route(feature, agreements, async ({ asker, session, entryId, params, body: { item: itemId } }) => ({
    body: { receipt: await agree(house, { asker, session, entryId }, { ...params, itemId }) },
  }));
  route(feature, mentor, async ({ asker, session, entryId, params, body: { account: accountId } }) => ({
    body: { receipt: await nameMentor(house, { asker, session, entryId }, { ...params, accountId }) },
  }));
}

function completingRoutes(feature: Feature, house: House): void {
  route(feature, completions, async ({ asker, session, entryId, params, body: { action: actionId, ...report } }) => ({
    body: { receipt: await reportCompletion(house, { asker, session, entryId }, { ...params, actionId, report }) },
  }));
  route(feature, confirmations, async ({ asker, session, entryId, params, body: { action: actionId, report } }) => ({
    body: { receipt: await confirmCompletion(house, { asker, session, entryId }, { ...params, actionId, report }) },
  }));
  route(feature, returns, async ({ asker, session, entryId, params, body: { action: actionId, ...asked } }) => ({
    body: { receipt: await returnReport(house, { asker, session, entryId }, { ...params, actionId, ...asked }) },
  }));
  route(feature, drops, async ({ asker, session, entryId, params, body: { action: actionId, reason } }) => ({
    body: { receipt: await dropAction(house, { asker, session, entryId }, { ...params, actionId, reason }) },
  }));
}

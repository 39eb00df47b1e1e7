import { Refused, refuse } from '#domain/refusal.ts';
import { type House, readOfSelection } from '#features/acts/service.ts';
import { createFeature, type Feature, route } from '#platform/route.ts';
import {
  approvalBody,
  choiceAnswer,
  choiceBody,
  choiceRuleAnswer,
  concurrencesAnswer,
  decreeBody,
  inaugurationBody,
  lapseBody,
  placementAnswer,
  replyBody,
} from '#schemas/placements.ts';
import { factAnswer, selectionParams } from '#schemas/selections.ts';
import { findChoice, findChoiceRule, findPinnedPack, findPlacementView, listConcurrenceViews } from './queries.ts';
import {
  answerException,
  certifyLapse,
  choose,
  inaugurate,
  issueDecree,
  recordReply,
  requestConcurrence,
} from './service.ts';

const fact = { method: 'post', params: selectionParams, answer: factAnswer, writes: 'fact' } as const;

/** From the authority's choice to an official in the post. */
export function placementRoutes(house: House): Feature {
  const feature = createFeature('placements');
  courseRoutes(feature, house);
  choiceRuleRoute(feature, house);
  placementRoute(feature, house);
  choiceRoutes(feature, house);
  concurrenceRoutes(feature, house);
  decreeRoutes(feature, house);
  return feature;
}

function courseRoutes(feature: Feature, { db }: House): void {
  route(
    feature,
    {
      method: 'get',
      path: '/selections/:selectionId/choice',
      summary: 'The choice that stands, else the latest one',
      params: selectionParams,
      answer: choiceAnswer,
    },
    async ({ asker, params: { selectionId } }) => {
      const found = await db.transaction(asker.accountId, (tx) => findChoice(tx, selectionId));
      if (found === undefined) throw new Refused(refuse('thing.missing'));
      return { body: found };
    },
  );
  route(
    feature,
    {
      method: 'get',
      path: '/selections/:selectionId/concurrences',
      summary: 'Every round of asking the outside authority, with its clock and its letter',
      description: 'Empty while none of them is open to you; missing where the selection is.',
      params: selectionParams,
      answer: concurrencesAnswer,
    },
    async ({ asker, params: { selectionId } }) =>
      readOfSelection(db, { asker, selectionId }, async (tx) => {
        const items = await listConcurrenceViews(tx, selectionId);
        const pack = await findPinnedPack(tx, selectionId);
        if (pack === undefined) throw new Refused(refuse('thing.missing'));
        return { body: { lapse: pack.concurrence.lapse, items } };
      }),
  );
}

function choiceRuleRoute(feature: Feature, { db }: House): void {
  route(
    feature,
    {
      method: 'get',
      path: '/selections/:selectionId/choice-rule',
      summary: 'What the authority chooses from, and how the policy binds the choice',
      params: selectionParams,
      answer: choiceRuleAnswer,
    },
    async ({ asker, params: { selectionId } }) => {
      const found = await db.transaction(asker.accountId, (tx) => findChoiceRule(tx, selectionId));
      if (found === undefined) throw new Refused(refuse('thing.missing'));
      return { body: found };
    },
  );
}

function placementRoute(feature: Feature, { db }: House): void {
  route(
    feature,
    {
      method: 'get',
      path: '/selections/:selectionId/placement',
      summary: 'Decree, inauguration, effect, and what was before',
      params: selectionParams,
      answer: placementAnswer,
    },
    async ({ asker, params: { selectionId } }) => {
      const found = await db.transaction(asker.accountId, (tx) => findPlacementView(tx, selectionId), selectionId);
      if (found === undefined) throw new Refused(refuse('thing.missing'));
      return { body: found };
    },
  );
}

function choiceRoutes(feature: Feature, house: House): void {
  route(
    feature,
    {
      ...fact,
      path: '/selections/:selectionId/choices',
      summary: 'The appointing authority chooses',
      body: choiceBody,
      refusals: [
        'choice.exists',
        'choice.candidate-missing',
        'choice.candidate-withdrawn',
        'choice.exception-unknown',
        'choice.outside-list',
        'choice.rank-binding',
        'choice.reason-missing',
      ],
    },
    async ({ asker, session, entryId, params: { selectionId }, body }) => ({
      body: { receipt: await choose(house, { asker, session, entryId, selectionId, content: body }, body) },
    }),
  );
  route(
    feature,
    {
      ...fact,
      path: '/selections/:selectionId/choice-approvals',
      summary: 'A second person approves or declines an exception',
      body: approvalBody,
      refusals: ['access.same-person', 'choice.approval-none'],
    },
    async ({ asker, session, entryId, params: { selectionId }, body }) => ({
      body: { receipt: await answerException(house, { asker, session, entryId, selectionId, content: body }, body) },
    }),
  );
}

function concurrenceRoutes(feature: Feature, house: House): void {
  route(
    feature,
    {
      ...fact,
      path: '/selections/:selectionId/concurrence-requests',
      summary: 'HR asks for concurrence again after the request was returned',
      refusals: ['concurrence.requested', 'concurrence.closed'],
    },
    async ({ asker, session, entryId, params: { selectionId }, body }) => ({
      body: { receipt: await requestConcurrence(house, { asker, session, entryId, selectionId, content: body }) },
    }),
  );
  route(
    feature,
    {
      ...fact,
      path: '/selections/:selectionId/concurrence-replies',
      summary: 'HR records the letter of the outside authority',
      body: replyBody,
      refusals: ['concurrence.missing', 'concurrence.closed', 'concurrence.reason-missing'],
    },
    async ({ asker, session, entryId, params: { selectionId }, body }) => ({
      body: { receipt: await recordReply(house, { asker, session, entryId, selectionId, content: body }, body) },
    }),
  );
  route(
    feature,
    {
      ...fact,
      path: '/selections/:selectionId/lapse-certificates',
      summary: 'Certify that the time for an answer is over, where the policy knows a lapse',
      body: lapseBody,
      refusals: ['concurrence.lapse-off', 'concurrence.lapse-early', 'concurrence.lapse-unknown'],
    },
    async ({ asker, session, entryId, params: { selectionId }, body }) => ({
      body: { receipt: await certifyLapse(house, { asker, session, entryId, selectionId, content: body }, body) },
    }),
  );
}

function decreeRoutes(feature: Feature, house: House): void {
  route(
    feature,
    {
      ...fact,
      path: '/selections/:selectionId/decrees',
      summary: 'Issue the decree',
      body: decreeBody,
      refusals: ['decree.exists', 'decree.effective-early'],
    },
    async ({ asker, session, entryId, params: { selectionId }, body }) => ({
      body: { receipt: await issueDecree(house, { asker, session, entryId, selectionId, content: body }, body) },
    }),
  );
  route(
    feature,
    {
      ...fact,
      path: '/selections/:selectionId/inaugurations',
      summary: 'Record the inauguration and its minutes',
      body: inaugurationBody,
      refusals: ['decree.inauguration-early', 'decree.inauguration-future'],
    },
    async ({ asker, session, entryId, params: { selectionId }, body }) => ({
      body: { receipt: await inaugurate(house, { asker, session, entryId, selectionId, content: body }, body) },
    }),
  );
}

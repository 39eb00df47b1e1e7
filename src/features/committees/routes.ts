import { Refused, refuse } from '#domain/refusal.ts';
import { type House, readOfSelection } from '#features/acts/service.ts';
import { createFeature, type Feature, route } from '#platform/route.ts';
import {
  declarationBody,
  declarationsAnswer,
  presenceBody,
  seatsAnswer,
  seatsBody,
  stepBackBody,
  upholdBody,
} from '#schemas/committees.ts';
import { factAnswer, selectionParams } from '#schemas/selections.ts';
import { listDeclarations, listSeats } from './queries.ts';
import { appointSeats, declareInterests, recordPresence, stepBack, upholdInterest } from './service.ts';

const fact = { method: 'post', params: selectionParams, answer: factAnswer, writes: 'fact' } as const;

/** The committee: its seats, what its members declare, who is there. */
export function committeeRoutes(house: House): Feature {
  const feature = createFeature('committees');
  seatRoutes(feature, house);
  declarationRoutes(feature, house);
  recusalRoutes(feature, house);
  presenceRoute(feature, house);
  return feature;
}

function seatRoutes(feature: Feature, house: House): void {
  route(
    feature,
    {
      method: 'get',
      path: '/selections/:selectionId/seats',
      summary: 'Who sits on the committee, with those who left',
      params: selectionParams,
      answer: seatsAnswer,
    },
    async ({ asker, params: { selectionId } }) => {
      const items = await house.db.transaction(asker.accountId, (tx) => listSeats(tx, selectionId), selectionId);
      if (items.length === 0) throw new Refused(refuse('thing.missing'));
      return { body: { items } };
    },
  );
  route(
    feature,
    {
      ...fact,
      path: '/selections/:selectionId/seats',
      summary: 'Appoint members of the committee: all of them, or none',
      body: seatsBody,
      refusals: [
        'seat.taken',
        'committee.too-small',
        'committee.too-large',
        'committee.even',
        'committee.chair-missing',
        'committee.chair-twice',
        'committee.person-twice',
        'committee.candidate-seated',
      ],
    },
    async ({ asker, session, entryId, params: { selectionId }, body }) => {
      const request = { asker, session, entryId, selectionId, content: body };
      return { body: { receipt: await appointSeats(house, request, body.seats) } };
    },
  );
}

function declarationRoutes(feature: Feature, house: House): void {
  route(
    feature,
    {
      method: 'get',
      path: '/selections/:selectionId/declarations',
      summary: 'What the seats have declared: all for the secretary and the auditor, the own one for a member',
      description: 'Empty while none of them is open to you; missing where the selection is.',
      params: selectionParams,
      answer: declarationsAnswer,
    },
    async ({ asker, params: { selectionId } }) => ({
      body: { items: await readOfSelection(house.db, { asker, selectionId }, listDeclarations) },
    }),
  );
  route(
    feature,
    {
      ...fact,
      path: '/selections/:selectionId/declarations',
      summary: 'Declare interests in every candidate; an actual one is a recusal',
      body: declarationBody,
      refusals: [
        'declaration.exists',
        'declaration.twice',
        'declaration.foreign',
        'declaration.incomplete',
        'declaration.tie-missing',
      ],
    },
    async ({ asker, session, entryId, params: { selectionId }, body }) => {
      const request = { asker, session, entryId, selectionId, content: body };
      return { body: { receipt: await declareInterests(house, request, body.interests) } };
    },
  );
}

function recusalRoutes(feature: Feature, house: House): void {
  const refusals = ['interest.undeclared', 'interest.recused-already'] as const;
  route(
    feature,
    {
      ...fact,
      path: '/selections/:selectionId/step-backs',
      summary: 'Take no part any longer',
      body: stepBackBody,
      refusals,
    },
    async ({ asker, session, entryId, params: { selectionId }, body }) => {
      const request = { asker, session, entryId, selectionId, content: body };
      return { body: { receipt: await stepBack(house, request, body) } };
    },
  );
  route(
    feature,
    {
      ...fact,
      path: '/selections/:selectionId/upheld-interests',
      summary: 'The secretary upholds a possible interest: the member takes no part',
      body: upholdBody,
      refusals: [...refusals, 'seat.missing', 'interest.not-possible'],
    },
    async ({ asker, session, entryId, params: { selectionId }, body }) => {
      const request = { asker, session, entryId, selectionId, content: body };
      return { body: { receipt: await upholdInterest(house, request, body) } };
    },
  );
}

function presenceRoute(feature: Feature, house: House): void {
  route(
    feature,
    {
      ...fact,
      path: '/selections/:selectionId/presences',
      summary: 'Record who is present in the session: the own seat, or any by the secretary',
      body: presenceBody,
      refusals: ['seat.missing', 'interest.undeclared'],
    },
    async ({ asker, session, entryId, params: { selectionId }, body }) => {
      const request = { asker, session, entryId, selectionId, content: body };
      return { body: { receipt: await recordPresence(house, request, body) } };
    },
  );
}

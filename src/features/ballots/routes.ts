import type { MotionContent } from '#domain/motions.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import { type House, readOfSelection } from '#features/acts/service.ts';
import { createFeature, type Feature, route } from '#platform/route.ts';
import { ballotBody, ballotsAnswer, motionAnswer, motionBody, outcomeAnswer } from '#schemas/committees.ts';
import { factAnswer, selectionParams } from '#schemas/selections.ts';
import { findMotion, findOutcome, listBallots } from './queries.ts';
import { castBallot, putMotion } from './service.ts';

const fact = {
  method: 'post',
  params: selectionParams,
  answer: factAnswer,
  writes: 'fact',
  ifMatch: 'required',
} as const;

/** What is voted on, the ballots, and what they yield. */
export function ballotRoutes(house: House): Feature {
  const feature = createFeature('ballots');
  motionRoutes(feature, house);
  votingRoute(feature, house);
  ballotsRoute(feature, house);
  outcomeRoute(feature, house);
  return feature;
}

function motionRoutes(feature: Feature, house: House): void {
  route(
    feature,
    {
      method: 'get',
      path: '/selections/:selectionId/motion',
      summary: 'The motion; its ETag is what a ballot must name',
      params: selectionParams,
      answer: motionAnswer,
    },
    async ({ asker, params: { selectionId } }) => {
      const found = await house.db.transaction(asker.accountId, (tx) => findMotion(tx, selectionId), selectionId);
      if (found === undefined) throw new Refused(refuse('thing.missing'));
      const digest = found.digest.toString('hex');
      const { candidates, ...content } = JSON.parse(found.content.toString('utf8')) as MotionContent;
      return { body: { ...found, digest, content: { ...content, candidates: [...candidates] } }, etag: digest };
    },
  );
  route(
    feature,
    {
      ...fact,
      path: '/selections/:selectionId/motion',
      summary: 'Put the motion, or its next version; If-Match names the ranking that was read',
      body: motionBody,
      refusals: [
        'motion.unchanged',
        'motion.empty',
        'motion.candidate-twice',
        'motion.candidate-foreign',
        'motion.too-long',
        'motion.too-short',
      ],
    },
    async ({ asker, session, entryId, params: { selectionId }, body, ifMatch }) => {
      const content = { ...body, ifMatch };
      return { body: { receipt: await putMotion(house, { asker, session, entryId, selectionId, content }, content) } };
    },
  );
}

function votingRoute(feature: Feature, house: House): void {
  route(
    feature,
    {
      ...fact,
      path: '/selections/:selectionId/ballots',
      summary: 'Cast your ballot on the motion that If-Match names',
      body: ballotBody,
      refusals: [
        'ballot.undeclared',
        'ballot.recused',
        'ballot.motion-missing',
        'ballot.motion-closed',
        'ballot.motion-stale',
        'ballot.already-cast',
        'ballot.reason-missing',
      ],
    },
    async ({ asker, session, entryId, params: { selectionId }, body, ifMatch }) => {
      const content = { ...body, ifMatch };
      return { body: { receipt: await castBallot(house, { asker, session, entryId, selectionId, content }, content) } };
    },
  );
}

function ballotsRoute(feature: Feature, house: House): void {
  route(
    feature,
    {
      method: 'get',
      path: '/selections/:selectionId/ballots',
      summary: 'Your own ballot until the motion closes; afterwards all of them',
      description: 'Empty while none of them is open to you; missing where the selection is.',
      params: selectionParams,
      answer: ballotsAnswer,
    },
    async ({ asker, params: { selectionId } }) => ({
      body: { items: await readOfSelection(house.db, { asker, selectionId }, listBallots) },
    }),
  );
}

function outcomeRoute(feature: Feature, house: House): void {
  route(
    feature,
    {
      method: 'get',
      path: '/selections/:selectionId/outcome',
      summary: 'What the ballots of the last closed motion yielded, with the counts',
      params: selectionParams,
      answer: outcomeAnswer,
    },
    async ({ asker, params: { selectionId } }) => {
      const found = await house.db.transaction(asker.accountId, (tx) => findOutcome(tx, selectionId), selectionId);
      if (found === undefined) throw new Refused(refuse('thing.missing'));
      return { body: { ...found, digest: found.digest.toString('hex'), tally: { ...found.tally } } };
    },
  );
}

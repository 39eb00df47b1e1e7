import { Refused, refuse } from '#domain/refusal.ts';
import type { House } from '#features/acts/service.ts';
import { createFeature, type Feature, type RouteDeclaration, route } from '#platform/route.ts';
import { criteriaAnswer, criteriaBody, factAnswer, selectionParams } from '#schemas/selections.ts';
import { findCriteriaDetail } from './queries.ts';
import { countersign, draftCriteria, parseCriteria, seal } from './service.ts';

const newest = {
  method: 'get',
  path: '/selections/:selectionId/criteria',
  summary: 'The newest criteria; their ETag is what a seal must name',
  params: selectionParams,
  answer: criteriaAnswer,
} as const satisfies RouteDeclaration;

const fact = { method: 'post', params: selectionParams, answer: factAnswer, writes: 'fact' } as const;

const draft = {
  ...fact,
  path: '/selections/:selectionId/criteria',
  summary: 'Draft the criteria, or their next version',
  body: criteriaBody,
  refusals: [
    'criteria.sealed',
    'criteria.empty',
    'criteria.twice',
    'criteria.weight-invalid',
    'criteria.weights-sum',
    'criteria.indicator-unknown',
  ],
} as const satisfies RouteDeclaration;

const first = {
  ...fact,
  path: '/selections/:selectionId/seal',
  summary: 'Seal the criteria: the first of four eyes',
  ifMatch: 'required',
  refusals: ['criteria.missing', 'criteria.sealed', 'criteria.stale'],
} as const satisfies RouteDeclaration;

const second = {
  ...fact,
  path: '/selections/:selectionId/countersign',
  summary: 'Countersign sealed criteria, as another person: the process begins',
  ifMatch: 'required',
  refusals: [
    'criteria.missing',
    'criteria.unsealed',
    'criteria.countersigned',
    'criteria.stale',
    'criteria.same-person',
  ],
} as const satisfies RouteDeclaration;

/** Criteria: drafted, sealed, countersigned, before anybody sees who they will judge. */
export function criteriaRoutes(house: House): Feature {
  const feature = createFeature('criteria');
  route(feature, newest, async ({ asker, params: { selectionId } }) => {
    const found = await house.db.transaction(asker.accountId, (tx) => findCriteriaDetail(tx, selectionId), selectionId);
    if (found === undefined) throw new Refused(refuse('thing.missing'));
    const digest = found.digest.toString('hex');
    const { target, ...content } = parseCriteria(found.content);
    return { body: { ...found, digest, content: { ...content, target: { ...target } } }, etag: digest };
  });
  route(feature, draft, async ({ asker, session, entryId, params: { selectionId }, body }) => ({
    body: { receipt: await draftCriteria(house, { asker, session, entryId, selectionId, content: body }, body) },
  }));
  route(feature, first, async ({ asker, session, entryId, params: { selectionId }, ifMatch }) => ({
    body: { receipt: await seal(house, { asker, session, entryId, selectionId, content: { ifMatch } }, ifMatch) },
  }));
  route(feature, second, async ({ asker, session, entryId, params: { selectionId }, ifMatch }) => ({
    body: {
      receipt: await countersign(house, { asker, session, entryId, selectionId, content: { ifMatch } }, ifMatch),
    },
  }));
  return feature;
}

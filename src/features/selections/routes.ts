import { publicBlock } from '#domain/access.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import type { Asker } from '#domain/roles.ts';
import type { House } from '#features/acts/service.ts';
import type { Tx } from '#platform/database.ts';
import { pageOf, readCursor } from '#platform/pagination.ts';
import { createFeature, type Feature, type RouteDeclaration, route } from '#platform/route.ts';
import {
  actsAnswer,
  draftAnswer,
  draftBody,
  selectionAnswer,
  selectionPage,
  selectionParams,
  selectionQuery,
} from '#schemas/selections.ts';
import { listOpenActs } from './open-acts.ts';
import { findSelection, listSelections, listStageDetails } from './queries.ts';
import { draftSelection } from './service.ts';

const list = {
  method: 'get',
  path: '/selections',
  summary: 'Selections you may see',
  query: selectionQuery,
  answer: selectionPage,
} as const satisfies RouteDeclaration;

const detail = {
  method: 'get',
  path: '/selections/:selectionId',
  summary: 'One selection with its stages',
  params: selectionParams,
  answer: selectionAnswer,
} as const satisfies RouteDeclaration;

const acts = {
  method: 'get',
  path: '/selections/:selectionId/acts',
  summary: 'Which acts are open to you here, and why the others are not',
  description:
    'By who you are and where the selection stands. What an act says, and whether it was done already, is judged when it is done.',
  params: selectionParams,
  answer: actsAnswer,
} as const satisfies RouteDeclaration;

const draft = {
  method: 'post',
  path: '/selections',
  summary: 'Open a selection for a vacant post',
  body: draftBody,
  answer: draftAnswer,
  writes: 'fact',
  refusals: [
    'selection.post-missing',
    'selection.post-held',
    'selection.post-busy',
    'selection.policy-missing',
    'policy.not-in-force',
  ],
} as const satisfies RouteDeclaration;

/** Selections: opened, listed, read. */
export function selectionRoutes(house: House): Feature {
  const feature = createFeature('selections');
  const { db } = house;
  route(feature, list, async ({ asker, query: { agency, cursor, limit }, url }) => {
    const after = Number(readCursor(cursor)?.sortKey ?? 0);
    const rows = await db.transaction(asker.accountId, (tx) => listSelections(tx, { agency, after, limit: limit + 1 }));
    const page = pageOf(rows, { url, limit }, ({ number, id }) => ({ sortKey: String(number), id }));
    return {
      body: {
        ...page,
        items: page.items.map(({ number: _number, blocked, ...item }) => ({
          ...item,
          blocked: publicBlock(blocked, asker),
        })),
      },
    };
  });
  route(feature, detail, async ({ asker, params: { selectionId } }) => ({
    body: await db.transaction(asker.accountId, (tx) => readDetail(tx, asker, selectionId), selectionId),
  }));
  route(feature, acts, async ({ asker, params: { selectionId } }) => {
    const judged = await listOpenActs(db, { asker, selectionId });
    return { body: { items: judged.map(({ act, refusal }) => ({ act, refusal: refusal?.code ?? null })) } };
  });
  route(feature, draft, async ({ asker, session, entryId, body: { agency, post: postId, plannedOn, policy } }) => {
    const drafted = await draftSelection(house, { asker, session, entryId, agency, postId, plannedOn, policy });
    return { body: drafted, location: `/api/v1/selections/${drafted.selectionId}` };
  });
  return feature;
}

async function readDetail(tx: Tx, asker: Asker, selectionId: string) {
  const found = await findSelection(tx, selectionId);
  if (found === undefined) throw new Refused(refuse('thing.missing'));
  const { postId, title, level, eselon, unit, policyId, policyVersion, policyDigest, ...rest } = found;
  const policy = { id: policyId, version: policyVersion, digest: policyDigest.toString('hex') };
  const stages = (await listStageDetails(tx, selectionId)).map((stage) => ({
    ...stage,
    blocked: publicBlock(stage.blocked, asker),
  }));
  return { ...rest, policy, post: { id: postId, title, level, eselon, unit }, stages };
}

import type { Database } from '#platform/database.ts';
import { pageOf, readNumber } from '#platform/pagination.ts';
import { createFeature, type Feature, type RouteDeclaration, route } from '#platform/route.ts';
import { readingsPage, readingsQuery, searchAnswer, searchBody } from '#schemas/readings.ts';
import { listReadings } from './queries.ts';
import { searchUnderWarrant } from './service.ts';

const search = {
  method: 'post',
  path: '/audit/search',
  summary: 'Selections under the warrant of an auditor, by post, code, candidate, member, day or flag',
  description:
    'Asked with POST, because names and numbers of people do not belong in an address. Changes nothing; that it was asked is put down.',
  body: searchBody,
  answer: searchAnswer,
} as const satisfies RouteDeclaration;

const readings = {
  method: 'get',
  path: '/audit/readings',
  summary: 'What you have read under a warrant, newest first',
  query: readingsQuery,
  answer: readingsPage,
} as const satisfies RouteDeclaration;

/** The auditor's search, and what auditors have looked at. */
export function readingRoutes({ db }: { readonly db: Database }): Feature {
  const feature = createFeature('readings');
  route(feature, search, async ({ asker, body }) => {
    const { agency, limit, q = null, person = null, post = null, member = null } = body;
    const { from = null, to = null, flag = null, after = null } = body;
    const terms = { agency, limit, q, person, post, member, from, to, flag, after };
    const found = await searchUnderWarrant(db, { asker, ...terms });
    const items = found.slice(0, limit);
    const last = found.length > limit ? items.at(-1) : undefined;
    return { body: { items, next: last === undefined ? null : { openedAt: last.openedAt, id: last.id } } };
  });
  route(feature, readings, async ({ asker: { accountId }, query: { cursor, limit }, url }) => {
    const asked = { accountId, before: readNumber(cursor) ?? null, limit: limit + 1 };
    const rows = await db.transaction(accountId, (tx) => listReadings(tx, asked));
    const page = pageOf(rows, { url, limit }, ({ id }) => ({ sortKey: String(id), id: String(id) }));
    return { body: { ...page, items: page.items.map(({ id: _id, ...item }) => item) } };
  });
  return feature;
}

import type { Database } from '#platform/database.ts';
import { createFeature, type Feature, route } from '#platform/route.ts';
import { policiesAnswer, policyQuery } from '#schemas/lookups.ts';
import { listNewestPolicies } from './queries.ts';

/** Published policy packs, for whoever opens a selection. */
export function policyRoutes({ db }: { readonly db: Database }): Feature {
  const feature = createFeature('policies');
  route(
    feature,
    {
      method: 'get',
      path: '/policies',
      summary: 'Policy packs of an agency, each in its newest published version',
      query: policyQuery,
      answer: policiesAnswer,
    },
    async ({ asker, query: { agency } }) => {
      const rows = await db.transaction(asker.accountId, (tx) => listNewestPolicies(tx, agency));
      return { body: { items: rows.map((row) => ({ ...row, digest: row.digest.toString('hex') })) } };
    },
  );
  return feature;
}

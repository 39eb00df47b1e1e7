import { localDayOf } from '#domain/working-days.ts';
import { admitAgencyReading } from '#features/access/service.ts';
import { findAgency } from '#features/agencies/service.ts';
import type { Database } from '#platform/database.ts';
import { createFeature, type Feature, route } from '#platform/route.ts';
import { policiesAnswer, policyQuery } from '#schemas/lookups.ts';
import { listInForce } from './pins.ts';

/** Published policy packs, for whoever opens a selection. */
export function policyRoutes({ db }: { readonly db: Database }): Feature {
  const feature = createFeature('policies');
  route(
    feature,
    {
      method: 'get',
      path: '/policies',
      summary: 'Policy packs of an agency, each in the version that is in force there today',
      query: policyQuery,
      answer: policiesAnswer,
    },
    async ({ asker, query: { agency } }) => {
      const items = await db.transaction(asker.accountId, async (tx) => {
        const { now } = await admitAgencyReading(tx, { asker, agency, reading: 'agency' });
        const found = await findAgency(tx, agency);
        return found === undefined ? [] : listInForce(tx, { agency, on: localDayOf(now, found.zone) });
      });
      return { body: { items } };
    },
  );
  return feature;
}

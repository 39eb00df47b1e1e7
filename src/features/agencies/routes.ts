import type { House } from '#features/acts/service.ts';
import { pageOf, readRowCursor } from '#platform/pagination.ts';
import { createFeature, type Feature, route } from '#platform/route.ts';
import { agencyAnswer, agencyParams, unitPage, unitQuery } from '#schemas/lookups.ts';
import { readAgency, readUnits } from './service.ts';

/** The agency itself and its units: names for filters, and which calendars its clocks run by. */
export function agencyRoutes({ db }: House): Feature {
  const feature = createFeature('agencies');
  route(
    feature,
    {
      method: 'get',
      path: '/agencies/:agency',
      summary: 'An agency: its name, its zone, and the years whose calendars it has published',
      description: 'For whoever has a role there. An agency has one name; it stands under both languages.',
      params: agencyParams,
      answer: agencyAnswer,
    },
    async ({ asker, params: { agency } }) => ({ body: await readAgency(db, asker, agency) }),
  );
  route(
    feature,
    {
      method: 'get',
      path: '/units',
      summary: 'Units of an agency, whose name has the asked part',
      query: unitQuery,
      answer: unitPage,
    },
    async ({ asker, query: { agency, q, cursor, limit }, url }) => {
      const place = readRowCursor(cursor);
      const after = place === undefined ? undefined : { name: place.sortKey, id: place.id };
      const rows = await readUnits(db, asker, { agency, q, after, limit: limit + 1 });
      return { body: pageOf(rows, { url, limit }, ({ name, id }) => ({ sortKey: name, id })) };
    },
  );
  return feature;
}

import { admitAgencyReading } from '#features/access/service.ts';
import type { House } from '#features/acts/service.ts';
import { pageOf, readRowCursor } from '#platform/pagination.ts';
import { createFeature, type Feature, route } from '#platform/route.ts';
import { postPage, postQuery } from '#schemas/lookups.ts';
import { listPosts } from './queries.ts';

/** Posts of an agency, for whoever opens a selection. */
export function postRoutes({ db }: House): Feature {
  const feature = createFeature('posts');
  route(
    feature,
    { method: 'get', path: '/posts', summary: 'Structural posts of an agency', query: postQuery, answer: postPage },
    async ({ asker, query: { cursor, limit, ...query }, url }) => {
      const place = readRowCursor(cursor);
      const after = place === undefined ? undefined : { title: place.sortKey, id: place.id };
      const filter = { vacant: flagOf(query.vacant), hasSelection: flagOf(query.hasSelection) };
      const asked = { agency: query.agency, ...filter, after, limit: limit + 1 };
      const rows = await db.transaction(asker.accountId, async (tx) => {
        await admitAgencyReading(tx, { asker, agency: query.agency, reading: 'agency' });
        return listPosts(tx, asked);
      });
      return { body: pageOf(rows, { url, limit }, ({ title, id }) => ({ sortKey: title, id })) };
    },
  );
  return feature;
}

function flagOf(text: 'true' | 'false' | undefined): boolean | undefined {
  return text === undefined ? undefined : text === 'true';
}

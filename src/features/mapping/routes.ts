import type { Asker } from '#domain/roles.ts';
import type { House } from '#features/acts/service.ts';
import { pageOf, readLastShown } from '#platform/pagination.ts';
import { createFeature, type Feature, type RouteDeclaration, route } from '#platform/route.ts';
import { boxParams, mapAnswer, mapPeoplePage, mapPeopleQuery, mapQuery } from '#schemas/mapping.ts';
import { listMapPeople, type MapAsked, readMap } from './reading.ts';
import { reviewRoutes } from './review-routes.ts';

const people = {
  method: 'get',
  query: mapPeopleQuery,
  answer: mapPeoplePage,
  refusals: ['map.not-drawn', 'map.abandoned'],
} as const;

const map = {
  method: 'get',
  path: '/map',
  summary: 'A talent map of an agency, of a unit with all below it, or of a level; the newest where none is named',
  description:
    'For HR, secretary, auditor and authority. Whoever may not list the people sees no number about fewer than five of them, nor one from which such a number follows.',
  query: mapQuery,
  answer: mapAnswer,
  refusals: ['map.not-drawn', 'map.abandoned'],
} as const satisfies RouteDeclaration;

const boxPeople = {
  ...people,
  path: '/map/boxes/:box',
  summary: 'The people of one box of a map, for HR, secretary and auditor',
  params: boxParams,
} as const satisfies RouteDeclaration;

const heldPeople = {
  ...people,
  path: '/map/holding',
  summary: 'The people without a box, each with the indicators that are not known, for HR, secretary and auditor',
} as const satisfies RouteDeclaration;

/** The talent map, who is where on it, and how it comes about. */
export function mappingRoutes(house: House): Feature {
  const feature = createFeature('mapping');
  const { db } = house;
  reviewRoutes(feature, house);
  route(feature, map, async ({ asker, query }) => ({
    body: await readMap(db, askedOf(asker, query)),
  }));
  route(feature, boxPeople, async ({ asker, params: { box }, query: { cursor, limit, sort, ...filter }, url }) => {
    const asked = { ...askedOf(asker, filter), box, sort };
    const rows = await listMapPeople(db, { ...asked, after: readLastShown(cursor, sort), limit: limit + 1 });
    return { body: pageOf(rows, { url, limit }, ({ person: id }) => ({ sortKey: sort, id })) };
  });
  route(feature, heldPeople, async ({ asker, query: { cursor, limit, sort, ...filter }, url }) => {
    const asked = { ...askedOf(asker, filter), box: null, sort };
    const rows = await listMapPeople(db, { ...asked, after: readLastShown(cursor, sort), limit: limit + 1 });
    return { body: pageOf(rows, { url, limit }, ({ person: id }) => ({ sortKey: sort, id })) };
  });
  return feature;
}

type Filter = Omit<MapAsked, 'asker' | 'map' | 'unit' | 'level'> & {
  readonly [name in 'map' | 'unit' | 'level']?: string | undefined;
};

function askedOf(asker: Asker, { agency, map: named, unit, level }: Filter): MapAsked {
  return { asker, agency, map: named, unit, level };
}

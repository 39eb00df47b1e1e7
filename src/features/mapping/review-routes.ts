import type { House } from '#features/acts/service.ts';
import { type Feature, type RouteDeclaration, route } from '#platform/route.ts';
import {
  abandonedAnswer,
  abandonmentBody,
  mapParams,
  mapsAnswer,
  mapsQuery,
  moveBody,
  movesAnswer,
  newMapAnswer,
  newMapBody,
  placeAnswer,
  placeParams,
  publicationBody,
  resolutionAnswer,
  resolutionParams,
  resolutionsAnswer,
  voteBody,
  votedAnswer,
} from '#schemas/mapping.ts';
import { readOwnPlace, readPlace } from './places.ts';
import { readAsCommittee, readResolutions } from './resolutions.ts';
import { proposeMove, proposePublication, readMoves, voteOnResolution } from './review.ts';
import { listMaps } from './review-queries.ts';
import { abandonMap, requestMap } from './service.ts';

const maps = {
  method: 'get',
  path: '/maps',
  summary: 'The talent maps of an agency, each with how far it is',
  query: mapsQuery,
  answer: mapsAnswer,
} as const satisfies RouteDeclaration;

const begin = {
  method: 'post',
  path: '/maps',
  summary: 'Begin a talent map of everybody under the newest policy; maps there are stay as they are',
  body: newMapBody,
  answer: newMapAnswer,
  writes: 'fact',
  refusals: ['map.drawing', 'policy.not-in-force'],
} as const satisfies RouteDeclaration;

const abandonment = {
  method: 'post',
  path: '/maps/:mapId/abandonment',
  summary: 'Abandon a map that is still being drawn, with the reason; another can be begun then',
  params: mapParams,
  body: abandonmentBody,
  answer: abandonedAnswer,
  writes: 'fact',
  refusals: ['map.already-drawn', 'map.abandoned', 'map.abandoning-unexplained'],
} as const satisfies RouteDeclaration;

const resolutions = {
  method: 'get',
  path: '/maps/:mapId/resolutions',
  summary: 'What the committee was asked to resolve about a map, and resolved',
  description:
    'Votes are told once a resolution is decided; before that everybody sees their own. Whoever a move is about is not told of it here.',
  params: mapParams,
  answer: resolutionsAnswer,
} as const satisfies RouteDeclaration;

const place = {
  method: 'get',
  path: '/maps/:mapId/people/:person',
  summary: 'How a person’s place on a map came about, for HR, secretary and auditor',
  params: placeParams,
  answer: placeAnswer,
  refusals: ['map.not-drawn', 'map.abandoned'],
} as const satisfies RouteDeclaration;

const moves = {
  method: 'get',
  path: '/maps/:mapId/people/:person/moves',
  summary: 'To which boxes a person may be moved now, for HR and secretary',
  params: placeParams,
  answer: movesAnswer,
  refusals: [
    'map.not-drawn',
    'map.abandoned',
    'map.published',
    'map.superseded',
    'map.moves-forbidden',
    'map.own-box',
    'map.person-held',
    'map.resolution-open',
  ],
} as const satisfies RouteDeclaration;

const ownPlace = {
  method: 'get',
  path: '/maps/own',
  summary: 'Your own place on the newest published map, and how it came about',
  answer: placeAnswer,
} as const satisfies RouteDeclaration;

const committee = [
  'committee.too-small',
  'committee.too-large',
  'committee.even',
  'committee.chair-missing',
  'committee.chair-twice',
  'committee.person-twice',
] as const;

const move = {
  method: 'post',
  path: '/maps/:mapId/moves',
  summary: 'Ask the committee to move a person by a box',
  params: mapParams,
  body: moveBody,
  answer: resolutionAnswer,
  writes: 'fact',
  refusals: [
    'map.not-drawn',
    'map.abandoned',
    'map.published',
    'map.superseded',
    'map.moves-forbidden',
    'map.own-box',
    'map.person-held',
    'map.same-box',
    'map.too-far',
    'map.reason-missing',
    'map.reason-short',
    'map.resolution-open',
    ...committee,
  ],
} as const satisfies RouteDeclaration;

const publication = {
  method: 'post',
  path: '/maps/:mapId/publication',
  summary: 'Ask the committee to publish a map as it now stands',
  params: mapParams,
  body: publicationBody,
  answer: resolutionAnswer,
  writes: 'fact',
  refusals: [
    'map.not-drawn',
    'map.abandoned',
    'map.published',
    'map.superseded',
    'map.moves-open',
    'map.resolution-open',
    ...committee,
  ],
} as const satisfies RouteDeclaration;

const vote = {
  method: 'post',
  path: '/maps/:mapId/resolutions/:resolutionId/votes',
  summary: 'Vote on a resolution; with the vote after which nothing can change it, it is decided',
  params: resolutionParams,
  body: voteBody,
  answer: votedAnswer,
  writes: 'fact',
  refusals: [
    'ballot.not-seated',
    'ballot.reason-missing',
    'map.own-box',
    'map.superseded',
    'map.resolution-closed',
    'map.voted-already',
  ],
} as const satisfies RouteDeclaration;

/** Maps as processes: begun by the personnel office, reviewed by the committee, published. */
export function reviewRoutes(feature: Feature, house: House): void {
  const { db } = house;
  route(feature, maps, async ({ asker, query: { agency } }) => ({
    body: { items: await readAsCommittee(db, { asker, agency }, (tx) => listMaps(tx, agency)) },
  }));
  route(feature, begin, async ({ asker, session, entryId, body: { agency, policy } }) => ({
    body: await requestMap(house, { asker, session, entryId }, { agency, policyId: policy }),
  }));
  route(feature, abandonment, async ({ asker, session, entryId, params: { mapId }, body: { reason } }) => ({
    body: { receipt: await abandonMap(house, { asker, session, entryId }, { mapId, reason }) },
  }));
  route(feature, resolutions, async ({ asker, params: { mapId } }) => {
    return { body: { items: await readResolutions(db, { asker, mapId }) } };
  });
  route(feature, ownPlace, async ({ asker }) => ({ body: await readOwnPlace(house, asker) }));
  route(feature, place, async ({ asker, params: { mapId, person } }) => ({
    body: await readPlace(house, { asker, mapId, personId: person }),
  }));
  route(feature, moves, async ({ asker, params: { mapId, person } }) => ({
    body: await readMoves(db, { asker, mapId, personId: person }),
  }));
  route(feature, move, async ({ asker, session, entryId, params: { mapId }, body: { person, ...asked } }) => ({
    body: await proposeMove(house, { asker, session, entryId }, { mapId, personId: person, ...asked }),
  }));
  route(feature, publication, async ({ asker, session, entryId, params: { mapId } }) => ({
    body: await proposePublication(house, { asker, session, entryId }, mapId),
  }));
  route(feature, vote, async ({ asker, session, entryId, params, body }) => ({
    body: { receipt: await voteOnResolution(house, { asker, session, entryId }, { ...params, ...body }) },
  }));
}

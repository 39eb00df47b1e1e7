import { parseInstant } from '#domain/dates.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import type { House } from '#features/acts/service.ts';
import { pageOf, readCursor } from '#platform/pagination.ts';
import { createFeature, type Feature, type RouteDeclaration, route } from '#platform/route.ts';
import { boardAnswer, boardQuery, standingAnswer } from '#schemas/boards.ts';
import { uuidSchema } from '#schemas/requests.ts';
import { selectionParams } from '#schemas/selections.ts';
import { readBoard, readStanding } from './board.ts';
import type { BoardRow, Sort } from './queries.ts';

const board = {
  method: 'get',
  path: '/board',
  summary: 'Selections you may see, with where each stands and who is awaited',
  description:
    'Totals follow the same filters. Durations are of all closed stages of the agency, level and unit. How far a step is, and who is awaited by name, is told to those who may know it.',
  query: boardQuery,
  answer: boardAnswer,
} as const satisfies RouteDeclaration;

const standing = {
  method: 'get',
  path: '/selections/:selectionId/standing',
  summary: 'Where one selection stands and who is awaited, as its row of the board has it',
  params: selectionParams,
  answer: standingAnswer,
} as const satisfies RouteDeclaration;

/** The processes of an agency at a glance. */
export function boardRoutes(house: House): Feature {
  const feature = createFeature('boards');
  route(feature, board, async ({ asker, url, query: { cursor, limit, sort, blocked, ...query } }) => {
    const { agency = null, stage = null, step = null, level = null, unit = null, q = null, state } = query;
    const isBlocked = blocked === undefined ? null : blocked === 'true';
    const filter = { agency, stage, step, level, unit, q, state, blocked: isBlocked };
    const after = readCursor(cursor, ({ sortKey, id }) => isKeyOf[sort](sortKey) && uuidSchema.safeParse(id).success);
    const found = await readBoard(house, asker, { filter, sort, after, limit });
    const { items, next } = pageOf(found.rows, { url, limit }, (row) => ({
      sortKey: sortKeyOf(row, sort),
      id: row.id,
    }));
    return { body: { items: items.map(found.itemOf), next, totals: found.totals, durations: found.durations } };
  });
  route(feature, standing, async ({ asker, params: { selectionId } }) => {
    const found = await readStanding(house, asker, selectionId);
    if (found === undefined) throw new Refused(refuse('thing.missing'));
    return { body: found };
  });
  return feature;
}

function sortKeyOf({ dueAt, begunAt, number }: BoardRow, sort: Sort): string {
  if (sort === 'number') return String(number);
  return sort === 'age' ? begunAt : (dueAt ?? 'infinity');
}

const isInstant = (key: string) => parseInstant(key) !== undefined;

/** Where a page may end, by what it is sorted by. */
const isKeyOf: Readonly<Record<Sort, (key: string) => boolean>> = {
  due: (key) => key === 'infinity' || isInstant(key),
  age: isInstant,
  number: (key) => /^\d{1,9}$/.test(key),
};

import { pageOf, readNumber } from '#platform/pagination.ts';
import { createFeature, type Feature, type RouteDeclaration, route } from '#platform/route.ts';
import { historyPage, historyQuery } from '#schemas/history.ts';
import { selectionParams } from '#schemas/selections.ts';
import { type RecordReader, readHistory } from './service.ts';

const history = {
  method: 'get',
  path: '/selections/:selectionId/history',
  summary: 'What happened in a selection, newest first',
  description:
    'The summary (stage moves, seal, outcome, choice, decree, effect, blocks) is open to whoever may read the selection; detail and raw to those who may read the ledger. What the asker may not know is left out of the words.',
  params: selectionParams,
  query: historyQuery,
  answer: historyPage,
} as const satisfies RouteDeclaration;

/** A selection as its entries tell it. */
export function historyRoutes(reader: RecordReader): Feature {
  const feature = createFeature('history');
  route(feature, history, async ({ asker, params: { selectionId }, query, url }) => {
    const { depth, kind = null, cursor, limit } = query;
    const before = readNumber(cursor) ?? null;
    const entries = await readHistory(reader, { asker, selectionId, depth, kind, before, limit });
    const body = pageOf(entries, { url, limit }, ({ streamSeq, entry }) => ({ sortKey: String(streamSeq), id: entry }));
    return { body };
  });
  return feature;
}

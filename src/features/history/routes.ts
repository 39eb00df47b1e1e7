import { pageOf, readNumber } from '#platform/pagination.ts';
import { createFeature, type Feature, type RouteDeclaration, route } from '#platform/route.ts';
import { historyPage, historyQuery, requirementsAnswer } from '#schemas/history.ts';
import { selectionParams } from '#schemas/selections.ts';
import { readRequirements } from './completeness.ts';
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

const requirements = {
  method: 'get',
  path: '/selections/:selectionId/requirements',
  summary: 'What the sealed policy asks of a selection: met, missing, late, excepted or not yet due',
  description:
    'The proof of absence. `excepted` names the entry that says why it may lack; what nobody had to do, as the answer to a correction that nobody asked for, is not listed.',
  params: selectionParams,
  answer: requirementsAnswer,
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
  route(feature, requirements, async ({ asker, params: { selectionId } }) => {
    const items = await readRequirements(reader, { asker, selectionId });
    return { body: { items: items.map(({ evidence, ...item }) => ({ ...item, evidence: [...evidence] })) } };
  });
  return feature;
}

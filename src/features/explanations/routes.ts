import type { Database } from '#platform/database.ts';
import { createFeature, type Feature, type RouteDeclaration, route } from '#platform/route.ts';
import { explanationAnswer } from '#schemas/explanations.ts';
import { selectionParams } from '#schemas/selections.ts';
import { readExplanation } from './service.ts';

const explanation = {
  method: 'get',
  path: '/selections/:selectionId/explanation',
  summary: 'Why this person: every candidate with what removed them, in the order of the ranking',
  description:
    'Ranking, shortlist and choice are told where the asker may read them; before that a candidate stands where they are known to stand.',
  params: selectionParams,
  answer: explanationAnswer,
} as const satisfies RouteDeclaration;

/** Why the one and not the others. */
export function explanationRoutes({ db }: { readonly db: Database }): Feature {
  const feature = createFeature('explanations');
  route(feature, explanation, async ({ asker, params: { selectionId } }) => ({
    body: { items: await readExplanation(db, { asker, selectionId }) },
  }));
  return feature;
}

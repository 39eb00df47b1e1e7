import type { House } from '#features/acts/service.ts';
import { createFeature, type Feature, route } from '#platform/route.ts';
import { candidaciesAnswer, ownCandidacyAnswer } from '#schemas/candidacies.ts';
import { selectionParams } from '#schemas/selections.ts';
import { getOwnCandidacy, listOwnCandidacies } from './service.ts';

/** A person's own part in selections. */
export function candidacyRoutes({ db }: House): Feature {
  const feature = createFeature('candidacies');
  route(
    feature,
    {
      method: 'get',
      path: '/candidacies',
      summary: 'Your own candidacies: where each stands, what comes next and when',
      description: 'Tells of nobody else, not even how many others there are.',
      answer: candidaciesAnswer,
    },
    async ({ asker }) => ({ body: { items: await listOwnCandidacies(db, asker) } }),
  );
  route(
    feature,
    {
      method: 'get',
      path: '/selections/:selectionId/candidacy',
      summary: 'Your own candidacy: the data that is used, and what came of it',
      description:
        'What its phase does not allow yet is null: gates and explanation before the freeze, scores and result before the decision. The ETag is the digest that a confirmation must name.',
      params: selectionParams,
      answer: ownCandidacyAnswer,
    },
    async ({ asker, params: { selectionId } }) => {
      const own = await getOwnCandidacy(db, { asker, selectionId });
      return { body: own, etag: own.recordDigest };
    },
  );
  return feature;
}

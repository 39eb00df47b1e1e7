import type { House } from '#features/acts/service.ts';
import { createFeature, type Feature, route } from '#platform/route.ts';
import { candidaciesAnswer } from '#schemas/candidacies.ts';
import { listOwnCandidacies } from './service.ts';

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
  return feature;
}

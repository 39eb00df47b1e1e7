import type { Database } from '#platform/database.ts';
import { createFeature, type Feature, type RouteDeclaration, route } from '#platform/route.ts';
import { impactAnswer } from '#schemas/impacts.ts';
import { selectionParams } from '#schemas/selections.ts';
import { readLateImpact } from './service.ts';

const impact = {
  method: 'get',
  path: '/selections/:selectionId/late-impact',
  summary: 'What corrections of the data since it was frozen would have changed: gates, box, rank, and whose order',
  description: 'Derived anew each time. It changes nothing: what was decided stands on the data that was frozen.',
  params: selectionParams,
  answer: impactAnswer,
} as const satisfies RouteDeclaration;

/** What came too late to count. */
export function impactRoutes({ db }: { readonly db: Database }): Feature {
  const feature = createFeature('impacts');
  route(feature, impact, async ({ asker, params: { selectionId } }) => ({
    body: await readLateImpact(db, { asker, selectionId }),
  }));
  return feature;
}

import type { House } from '#features/acts/service.ts';
import { createFeature, type Feature, type RouteDeclaration, route } from '#platform/route.ts';
import { inboxAnswer } from '#schemas/duties.ts';
import { readInbox } from './inbox.ts';

const inbox = {
  method: 'get',
  path: '/inbox',
  summary: 'What you owe now, over all selections',
  description:
    'One item per act, nearest deadline first; those without one come last. `done` names the entries of your last ten acts of the last seven days.',
  answer: inboxAnswer,
} as const satisfies RouteDeclaration;

/** What one person is asked for. */
export function dutyRoutes(house: House): Feature {
  const feature = createFeature('duties');
  route(feature, inbox, async ({ asker }) => ({ body: await readInbox(house, asker) }));
  return feature;
}

import type { House } from '#features/acts/service.ts';
import { createFeature, type Feature, type RouteDeclaration, route } from '#platform/route.ts';
import { factAnswer, selectionParams } from '#schemas/selections.ts';
import { remind } from './reminders.ts';
import type { StageConducts } from './service.ts';

const reminder = {
  method: 'post',
  path: '/selections/:selectionId/reminders',
  summary: 'Remind those who are awaited now, by hand',
  description: 'Whoever is awaited in the present step gets a notice; your own account gets none.',
  params: selectionParams,
  answer: factAnswer,
  writes: 'fact',
  refusals: ['reminder.nobody-awaited', 'reminder.too-soon', 'stage.missing', 'stage.paused', 'stage.closed'],
} as const satisfies RouteDeclaration;

/** What the office may do for a stage to move on. */
export function conductRoutes(house: House, conducts: StageConducts): Feature {
  const feature = createFeature('conduct');
  route(feature, reminder, async ({ asker, session, entryId, params: { selectionId }, body }) => {
    const request = { asker, session, entryId, selectionId, content: body };
    return { body: { receipt: await remind(house, conducts, request) } };
  });
  return feature;
}

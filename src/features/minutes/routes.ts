import { createFeature, type Feature, type RouteDeclaration, route } from '#platform/route.ts';
import { minutesAnswer } from '#schemas/minutes.ts';
import { selectionParams } from '#schemas/selections.ts';
import { type MinutesHouse, readMinutes } from './service.ts';

const minutes = {
  method: 'get',
  path: '/selections/:selectionId/minutes',
  summary: 'What the minutes of the committee are made of, dissent included',
  description:
    'Of the motion that closed last: sessions, seats, quorum, motion, tally, ballots, recommendation and the checkpoint, each with the entries it comes from. For whoever may read the outcome.',
  params: selectionParams,
  answer: minutesAnswer,
} as const satisfies RouteDeclaration;

/** The committee's minutes, made from the entries. */
export function minutesRoutes(house: MinutesHouse): Feature {
  const feature = createFeature('minutes');
  route(feature, minutes, async ({ asker, params: { selectionId } }) => ({
    body: await readMinutes(house, { asker, selectionId }),
  }));
  return feature;
}

import { Refused, refuse } from '#domain/refusal.ts';
import type { House } from '#features/acts/service.ts';
import { createFeature, type Feature, route } from '#platform/route.ts';
import { deliveriesAnswer, personAnswer, personParams, personQuery } from '#schemas/lookups.ts';
import { readDeliveries } from './deliveries.ts';
import { findPersonByNip } from './queries.ts';

/** The personnel record, as far as the viewer may see it. */
export function peopleRoutes({ db }: House): Feature {
  const feature = createFeature('people');
  route(
    feature,
    {
      method: 'post',
      path: '/people/search',
      summary: 'A person by number',
      description:
        'Asked with POST, because a number that names a person does not belong in an address. Changes nothing.',
      body: personQuery,
      answer: personAnswer,
    },
    async ({ asker, body: { agency, nip } }) => {
      const found = await db.transaction(asker.accountId, (tx) => findPersonByNip(tx, agency, nip));
      if (found === undefined) throw new Refused(refuse('thing.missing'));
      return { body: found };
    },
  );
  route(
    feature,
    {
      method: 'get',
      path: '/people/:person/deliveries',
      summary: 'Which import delivered each part of a record as it stands',
      description: 'For the person, and for HR, secretary and auditor of the agency.',
      params: personParams,
      answer: deliveriesAnswer,
    },
    async ({ asker, params: { person: personId } }) => ({
      body: { items: await readDeliveries(db, { asker, personId }) },
    }),
  );
  return feature;
}

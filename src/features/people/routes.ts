import { Refused, refuse } from '#domain/refusal.ts';
import type { House } from '#features/acts/service.ts';
import { createFeature, type Feature, route } from '#platform/route.ts';
import { personAnswer, personQuery } from '#schemas/lookups.ts';
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
  return feature;
}

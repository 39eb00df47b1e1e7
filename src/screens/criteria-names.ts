import type { Answer } from '#platform/asking.ts';
import type { criteriaAnswer } from '#schemas/selections.ts';
import type { View } from '#web/view.ts';

type Criteria = Answer<typeof criteriaAnswer> | undefined;
export type CriterionSource = NonNullable<Criteria>['content']['criteria'][number]['source'];

/** Words of the sealed criteria by code, in the reader's language. */
export function criteriaNames(criteria: Criteria, { locale }: View): ReadonlyMap<string, string> {
  return new Map(criteria?.content.criteria.map(({ code, label }) => [code, label[locale]]));
}

/** Where the value of each sealed criterion comes from, by code. */
export function criteriaSources(criteria: Criteria): ReadonlyMap<string, CriterionSource> {
  return new Map(criteria?.content.criteria.map(({ code, source }) => [code, source]));
}

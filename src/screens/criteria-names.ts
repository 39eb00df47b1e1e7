import { indicatorOf } from '#domain/selection-ranking.ts';
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

/** Where the value of a criterion comes from, in words. */
export function sourceOfCriterion({ t }: View, source: CriterionSource): string {
  const indicator = indicatorOf(source);
  return indicator === undefined
    ? t(`criteria.source-${source as NamedSource}`)
    : t('criteria.source-indicator', { code: indicator });
}

/** By which rule what was read became one number. */
export function ruleOfCriterion({ t }: View, source: CriterionSource): string {
  return indicatorOf(source) === undefined
    ? t(`selection.trace-rule-${source as NamedSource}`)
    : t('selection.trace-rule-indicator');
}

type NamedSource = Exclude<CriterionSource, `indicator:${string}`>;

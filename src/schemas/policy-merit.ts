import { z } from 'zod';
import { ratingMeasureForm } from '#domain/measures-rating.ts';
import type { IndicatorRule, RatingMeasure } from '#domain/policy-pack.ts';
import {
  citationSchema,
  countSchema,
  decimalSchema,
  jpmCategorySchema,
  postLevelSchema,
  predicateSchema,
  wordsSchema,
} from './policy-parts.ts';

const scoredValueSchema = z.strictObject({ value: z.string().min(1), score: decimalSchema });

const tableSchemas = [
  z.strictObject({
    kind: z.literal('enum'),
    values: z.array(scoredValueSchema).min(1),
    unscored: z.array(z.string().min(1)),
  }),
  z.strictObject({
    kind: z.literal('number'),
    from: decimalSchema,
    to: decimalSchema,
    labels: z.array(scoredValueSchema),
  }),
  z.strictObject({
    kind: z.literal('ranges'),
    from: decimalSchema,
    to: decimalSchema,
    ranges: z.array(z.strictObject({ from: decimalSchema, score: decimalSchema })).min(1),
  }),
  z.strictObject({
    kind: z.literal('bands'),
    unit: z.enum(['count', 'completed-months']),
    bands: z.array(z.strictObject({ from: countSchema, to: countSchema.nullable(), score: decimalSchema })).min(1),
  }),
  z.strictObject({
    kind: z.literal('aspects'),
    aspects: z.array(z.string().min(1)).min(1),
    from: countSchema,
    to: countSchema,
    factor: decimalSchema,
  }),
] as const;

const indicatorFields = {
  code: z.string().regex(/^[A-Z](\.[a-z]+)?$/),
  label: wordsSchema,
  measure: z
    .union([
      z.custom<RatingMeasure>((text) => typeof text === 'string' && ratingMeasureForm.test(text)),
      z.enum([
        'performance-predicate',
        'highest-award',
        'highest-team-role',
        'highest-team-role/2',
        'feedback-360',
        'jpm',
        'certificates',
        'professional-certificates',
        'time-in-level',
        'breadth',
        'acting-duty',
        'potential-aspects',
        'education',
        'field-of-study',
        'discipline',
        'discipline-active-only',
      ]),
    ])
    .nullable(),
  windowMonths: countSchema.nullable(),
  citation: citationSchema,
};

const partSchema = z.strictObject({ ...indicatorFields, table: z.discriminatedUnion('kind', [...tableSchemas]) });
const meanSchema = z.strictObject({ kind: z.literal('mean'), parts: z.array(partSchema).min(1) });

const indicatorSchema: z.ZodType<IndicatorRule> = z.strictObject({
  ...indicatorFields,
  table: z.discriminatedUnion('kind', [...tableSchemas, meanSchema]),
});

export const indicatorsShape = z.array(indicatorSchema).min(1);

const axisFields = {
  label: wordsSchema,
  weights: z.array(z.strictObject({ indicator: z.string(), weight: decimalSchema })).min(1),
  thresholds: z.strictObject({ middle: decimalSchema, high: decimalSchema, citation: citationSchema }),
  citation: citationSchema,
};

export const axesShape = z.strictObject({
  performance: z.strictObject({ code: z.literal('Y'), ...axisFields }),
  potential: z.strictObject({ code: z.literal('X'), ...axisFields }),
});

export const jpmShape = z.strictObject({
  method: z.enum(['capped', 'uncapped', 'sum-ratio']),
  competencies: z.array(z.string().min(1)).min(1),
  levels: z.strictObject({ from: countSchema, to: countSchema }),
  categories: z.array(z.strictObject({ code: jpmCategorySchema, from: decimalSchema })).length(3),
  minCategory: jpmCategorySchema,
  validityMonths: countSchema,
  standards: z.partialRecord(postLevelSchema, countSchema),
  citation: citationSchema,
});

export const skpShape = z.strictObject({
  predicates: z.array(predicateSchema).length(5),
  minPredicate: predicateSchema,
  minYears: countSchema,
  citation: citationSchema,
});

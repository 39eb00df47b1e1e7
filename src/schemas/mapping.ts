import { z } from 'zod';
import { citationSchema, postLevelSchema, wordsSchema } from './policy-parts.ts';
import { codeSchema, digestSchema, instantSchema, pageQuery, pageSchema, uuidSchema } from './requests.ts';

const filter = {
  agency: codeSchema,
  /** With everything below it. */
  unit: uuidSchema.optional(),
  level: postLevelSchema.optional(),
};

export const mapQuery = z.strictObject(filter);

const levelSchema = z.enum(['low', 'mid', 'high']);
const axisSchema = z.strictObject({
  label: wordsSchema,
  thresholds: z.strictObject({ middle: z.string(), high: z.string(), citation: citationSchema }),
});

/** Numbers about fewer than five people are null for those who may not list them. */
export const mapAnswer = z
  .strictObject({
    mappedAt: instantSchema,
    policy: z.strictObject({ id: codeSchema, version: z.string(), digest: digestSchema }),
    people: z.int().nullable(),
    boxes: z.array(
      z.strictObject({
        box: z.int().min(1).max(9),
        performance: levelSchema,
        potential: levelSchema,
        label: wordsSchema.nullable(),
        handling: wordsSchema.nullable(),
        count: z.int().nullable(),
        share: z.number().nullable(),
      }),
    ),
    holding: z.strictObject({
      count: z.int().nullable(),
      missing: z.array(
        z.strictObject({ indicator: z.string(), label: wordsSchema.nullable(), count: z.int().nullable() }),
      ),
    }),
    axes: z.strictObject({ performance: axisSchema, potential: axisSchema }),
  })
  .meta({ id: 'TalentMap' });

export const boxParams = z.strictObject({
  box: z
    .string()
    .regex(/^[1-9]$/)
    .transform(Number),
});

export const mapPeopleQuery = z.strictObject({
  ...filter,
  ...pageQuery,
  /** `name` as Indonesian sorts it; `value` by talent value, the highest first. */
  sort: z.enum(['name', 'value']).default('name'),
});

export const mapPeoplePage = pageSchema(
  z.strictObject({
    person: uuidSchema,
    name: z.string(),
    nip: z.string(),
    title: z.string().nullable(),
    unit: z.string().nullable(),
    performance: z.string().nullable(),
    potential: z.string().nullable(),
    talentValue: z.string().nullable(),
    missing: z.array(z.string()),
  }),
);

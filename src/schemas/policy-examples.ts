import { z } from 'zod';
import type { PackExample } from '#domain/pack-examples.ts';
import { gateTargetSchema, personRecordSchema } from './person-record.ts';
import { countSchema, daySchema, postLevelSchema, wordsSchema } from './policy-parts.ts';

const scoreText = z.string().max(120).nullable();
const expected = z.record(z.string(), z.json());
const frame = { id: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/), text: wordsSchema, expected };

const questions = [
  z.strictObject({ ...frame, asks: z.literal('placement'), scores: z.record(z.string(), scoreText) }),
  z.strictObject({ ...frame, asks: z.literal('box'), Y: scoreText, X: scoreText }),
  z.strictObject({
    ...frame,
    asks: z.literal('score'),
    indicator: z.string(),
    value: scoreText.exactOptional(),
    parts: z.array(scoreText).exactOptional(),
  }),
  z.strictObject({ ...frame, asks: z.literal('jpm'), levels: z.array(countSchema), standards: z.array(countSchema) }),
  z.strictObject({ ...frame, asks: z.literal('predicate'), hasilKerja: z.string(), perilaku: z.string() }),
  z.strictObject({ ...frame, asks: z.literal('record'), record: personRecordSchema, on: daySchema }),
  z.strictObject({
    ...frame,
    asks: z.literal('gates'),
    level: postLevelSchema,
    record: personRecordSchema,
    target: gateTargetSchema,
    on: daySchema,
  }),
  z.strictObject({
    ...frame,
    asks: z.literal('ranking'),
    level: postLevelSchema,
    candidates: z.array(z.strictObject({ ref: z.string(), values: z.record(z.string(), scoreText) })),
  }),
  z.strictObject({
    ...frame,
    asks: z.literal('choice'),
    shortlist: z.array(z.string()),
    candidates: z.array(z.string()),
    chosen: z.string(),
    reason: z.string().nullable(),
    exception: z.string().nullable(),
  }),
  z.strictObject({
    ...frame,
    asks: z.literal('quorum'),
    seats: countSchema.max(99),
    recused: countSchema.max(99),
    present: countSchema.max(99),
  }),
] as const;

export const packExamplesSchema: z.ZodType<readonly PackExample[]> = z
  .array(z.discriminatedUnion('asks', [...questions]))
  .refine((examples) => new Set(examples.map(({ id }) => id)).size === examples.length, 'two examples have one id');

/** `examples.json` beside a pack. */
export const examplesFileSchema = z.strictObject({ about: z.string(), examples: packExamplesSchema });

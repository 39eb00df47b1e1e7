import { z } from 'zod';
import { disputableFields } from '#domain/eligibility.ts';
import { recordLineSchema } from './candidacies.ts';
import { codeSchema, instantSchema, textSchema, uuidSchema, wordsSchema } from './requests.ts';

export const nominationBody = z.strictObject({
  person: uuidSchema,
  way: z.enum(['self', 'unit', 'hr']),
  note: textSchema(2000).nullable().default(null),
});

const fieldSchema = z.string().regex(/^[A-Za-z][A-Za-z0-9.-]{0,39}$/);

export const correctionBody = z.strictObject({ field: fieldSchema, reason: textSchema(2000) });

export const correctionAnswerBody = z.strictObject({
  correction: uuidSchema,
  accepts: z.boolean(),
  reason: textSchema(2000).nullable().default(null),
  value: textSchema(200).nullable().default(null),
});

export const verificationBody = z.strictObject({
  candidate: uuidSchema,
  gate: codeSchema,
  result: z.enum(['pass', 'fail']),
  evidence: textSchema(2000),
});

/** A gate as it was judged: what was found, by which rule, from which source. */
const gateSchema = z.strictObject({
  gate: z.string(),
  result: z.enum(['PASS', 'FAIL', 'UNKNOWN']),
  rule: wordsSchema,
  value: z.string().nullable(),
  reason: z.string().nullable(),
  source: z.string(),
  missing: z.array(z.string()).readonly(),
  citation: z.strictObject({ instrument: z.string(), article: z.string().nullable(), confidence: z.string() }),
  verified: z.boolean(),
});

/** Axes, box and talent value as exact texts; null where an indicator is missing. */
const meritSchema = z.strictObject({
  performance: z.string().nullable(),
  potential: z.string().nullable(),
  talentValue: z.string().nullable(),
  box: z.int().nullable(),
  missing: z.array(z.string()).readonly(),
  indicators: z
    .array(
      z.strictObject({
        code: z.string(),
        score: z.string().nullable(),
        observed: z.string().nullable(),
        reason: z.string().nullable(),
        source: z.string(),
      }),
    )
    .readonly(),
});

export const candidatesAnswer = z.strictObject({
  items: z.array(
    z.strictObject({
      ref: uuidSchema,
      code: z.string(),
      state: z.enum(['nominated', 'admitted', 'excluded', 'held', 'withdrawn']),
      way: z.enum(['self', 'unit', 'hr']),
      /** Null where the viewer may not know who it is. `post`: the present one of the frozen record, for those who may read it. */
      person: z
        .strictObject({ id: uuidSchema, name: z.string(), nip: z.string(), post: z.string().nullable() })
        .nullable(),
      confirmedAt: instantSchema.nullable(),
      gates: z.array(gateSchema).readonly().nullable(),
      merit: meritSchema.nullable(),
    }),
  ),
});

export const gatesAnswer = z.strictObject({
  items: z.array(
    z.strictObject({
      ref: uuidSchema,
      code: z.string(),
      outcome: z.enum(['admitted', 'excluded', 'held']),
      gates: z.array(gateSchema).readonly(),
      merit: meritSchema,
    }),
  ),
});

export const candidateParams = z.strictObject({ selectionId: uuidSchema, ref: uuidSchema });

export const frozenRecordAnswer = z.strictObject({
  ref: uuidSchema,
  code: z.string(),
  /** Whether what tells who it is was left out. */
  isBlind: z.boolean(),
  lines: z.array(recordLineSchema).readonly().nullable(),
});

export const correctionsAnswer = z.strictObject({
  items: z.array(
    z.strictObject({
      id: uuidSchema,
      candidate: uuidSchema,
      code: z.string(),
      /** Null where the viewer may not know who it is. */
      name: z.string().nullable(),
      field: z.enum(disputableFields),
      reason: z.string(),
      requestedAt: instantSchema,
      /** What the data state now, and where that stands. */
      stated: z.string().nullable(),
      source: z.string().nullable(),
      answer: z.enum(['accepted', 'refused']).nullable(),
      answerReason: z.string().nullable(),
      /** What holds instead, where accepted. */
      value: z.string().nullable(),
    }),
  ),
});

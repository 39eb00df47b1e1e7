import { z } from 'zod';
import { ownRecordSchema } from './own-record.ts';
import { codeSchema, digestSchema, instantSchema, textSchema, uuidSchema } from './requests.ts';

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

const wordsSchema = z.strictObject({ id: z.string(), en: z.string() });

/** A gate as it was judged: what was found, by which rule, from which source. */
const gateSchema = z.strictObject({
  gate: z.string(),
  result: z.enum(['PASS', 'FAIL', 'UNKNOWN']),
  rule: wordsSchema,
  value: z.string().nullable(),
  reason: z.string().nullable(),
  source: z.string().nullable(),
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
      state: z.string(),
      way: z.string(),
      /** Null where the viewer may not know who it is. */
      person: z.strictObject({ id: uuidSchema, name: z.string(), nip: z.string() }).nullable(),
      confirmedAt: instantSchema.nullable(),
      gates: z.array(gateSchema).readonly().nullable(),
      merit: meritSchema.nullable(),
    }),
  ),
});

/** What a candidate sees of the own candidacy; the ETag is the digest of the record, for the confirmation. */
export const ownCandidacyAnswer = z.strictObject({
  ref: uuidSchema,
  state: z.string(),
  recordDigest: digestSchema,
  record: ownRecordSchema,
  confirmedAt: instantSchema.nullable(),
  gates: z.array(gateSchema).readonly().nullable(),
  merit: meritSchema.nullable(),
  corrections: z.array(
    z.strictObject({
      id: uuidSchema,
      field: z.string(),
      reason: z.string(),
      answer: z.enum(['accepted', 'refused']).nullable(),
      answerReason: z.string().nullable(),
    }),
  ),
});

export const gatesAnswer = z.strictObject({
  items: z.array(
    z.strictObject({
      ref: uuidSchema,
      code: z.string(),
      outcome: z.string(),
      gates: z.array(gateSchema).readonly(),
      merit: meritSchema,
    }),
  ),
});

import { z } from 'zod';
import { disputableFields } from '#domain/eligibility.ts';
import { codeSchema, digestSchema, instantSchema, textSchema, uuidSchema } from './requests.ts';
import { wordsSchema } from './selections.ts';

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

const gateSchema = z.looseObject({ gate: z.string(), result: z.string() });

/** What a gate found for one candidate: the value it saw, the rule with its citation, and the source record. */
const gateFindingSchema = z.strictObject({
  gate: z.string(),
  result: z.enum(['PASS', 'FAIL', 'UNKNOWN']),
  value: z.string().nullable(),
  rule: wordsSchema,
  citation: z.strictObject({
    instrument: z.string(),
    article: z.string().nullable(),
    confidence: z.enum(['V', 'S', 'I']),
  }),
  source: z.string(),
  missing: z.array(z.string()).readonly(),
  reason: z.string().nullable(),
  /** A person decided, with evidence, what the data left open. */
  verified: z.boolean(),
});

export const candidatesAnswer = z.strictObject({
  items: z.array(
    z.strictObject({
      ref: uuidSchema,
      code: z.string(),
      state: z.enum(['nominated', 'admitted', 'excluded', 'held', 'withdrawn']),
      way: z.enum(['self', 'unit', 'hr']),
      /** Null where the viewer may not know who it is. */
      person: z.strictObject({ id: uuidSchema, name: z.string(), nip: z.string() }).nullable(),
      confirmedAt: instantSchema.nullable(),
      /** As they were frozen with the data; null before, and for whoever is blind. */
      gates: z.array(gateFindingSchema).readonly().nullable(),
      merit: z.looseObject({}).nullable(),
    }),
  ),
});

/** What a candidate sees of the own candidacy; the ETag is the digest of the record, for the confirmation. */
export const ownCandidacyAnswer = z.strictObject({
  ref: uuidSchema,
  state: z.string(),
  recordDigest: digestSchema,
  record: z.looseObject({}),
  confirmedAt: instantSchema.nullable(),
  gates: z.array(gateSchema).nullable(),
  merit: z.looseObject({}).nullable(),
  corrections: z.array(
    z.strictObject({
      id: uuidSchema,
      field: z.string(),
      reason: z.string(),
      answer: z.string().nullable(),
      answerReason: z.string().nullable(),
    }),
  ),
});

export const gatesAnswer = z.strictObject({
  items: z.array(
    z.strictObject({
      ref: uuidSchema,
      code: z.string(),
      outcome: z.enum(['admitted', 'excluded', 'held']),
      gates: z.array(gateFindingSchema).readonly(),
      merit: z.looseObject({}),
    }),
  ),
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

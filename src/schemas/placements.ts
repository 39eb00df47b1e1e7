import { z } from 'zod';
import { codeSchema, dateSchema, instantSchema, textSchema, uuidSchema } from './requests.ts';

const reason = textSchema(2000);

export const choiceBody = z.strictObject({
  candidate: uuidSchema,
  reason: reason.nullable().default(null),
  exception: codeSchema.nullable().default(null),
});

export const approvalBody = z.strictObject({ choice: uuidSchema, approves: z.boolean(), reason });

export const replyBody = z.strictObject({
  reply: z.enum(['issued', 'returned', 'refused']),
  letterNumber: textSchema(120),
  repliedOn: dateSchema,
  reason: reason.nullable().default(null),
});

export const lapseBody = z.strictObject({ reason });

export const decreeBody = z.strictObject({ number: textSchema(120), issuedOn: dateSchema, effectiveOn: dateSchema });

export const inaugurationBody = z.strictObject({ on: dateSchema, minutesNumber: textSchema(120) });

export const choiceAnswer = z.strictObject({
  id: uuidSchema,
  candidate: uuidSchema,
  deviation: z.string(),
  exception: z.string().nullable(),
  reason: z.string().nullable(),
  madeAt: instantSchema,
  state: z.string(),
  /** Why it no longer stands. */
  undone: z.string().nullable(),
});

export const concurrencesAnswer = z.strictObject({
  items: z.array(
    z.strictObject({
      round: z.int(),
      choice: uuidSchema,
      requestedAt: instantSchema,
      lapsesAt: instantSchema.nullable(),
      /** The arithmetic behind `lapsesAt`. */
      deadline: z.looseObject({}).nullable(),
      state: z.string(),
      repliedAt: instantSchema.nullable(),
      letter: z.looseObject({}).nullable(),
    }),
  ),
});

export const placementAnswer = z.strictObject({
  choice: uuidSchema,
  candidate: uuidSchema,
  person: uuidSchema,
  post: uuidSchema,
  decree: z.strictObject({ number: z.string(), issuedOn: dateSchema, effectiveOn: dateSchema }),
  inauguratedAt: instantSchema.nullable(),
  minutes: z.looseObject({}).nullable(),
  effectedAt: instantSchema.nullable(),
  priorPost: uuidSchema.nullable(),
  revokedAt: instantSchema.nullable(),
  revocation: z.looseObject({}).nullable(),
});

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
  deviation: z.enum(['none', 'not-first', 'outside-list']),
  exception: z.string().nullable(),
  reason: z.string().nullable(),
  madeAt: instantSchema,
  state: z.enum(['made', 'awaiting-second-approval', 'undone']),
  /** Why it no longer stands. */
  undone: z.string().nullable(),
});

/** What the authority chooses from, and how the policy binds the choice. */
export const choiceRuleAnswer = z
  .strictObject({
    /** Refs in the order that the committee recommended. */
    shortlist: z.array(uuidSchema),
    /** Not admitted, withdrawn, or chosen in vain. */
    unavailable: z.array(uuidSchema),
    /** Whether another than the first needs an exception. */
    rankBinding: z.boolean(),
    /** Of a reason for a deviation, in characters. */
    reasonMinLength: z.int(),
    exceptions: z.array(
      z.strictObject({ code: codeSchema, title: z.strictObject({ id: z.string(), en: z.string() }) }),
    ),
  })
  .meta({ id: 'ChoiceRule' });

const explanationSchema = z.looseObject({
  receivedAt: instantSchema,
  workingDays: z.int(),
  firstDay: dateSchema,
  lastDay: dateSchema,
  skippedHolidays: z.array(z.string()).readonly(),
  skippedWeekendDays: z.int(),
});

export const concurrencesAnswer = z.strictObject({
  /** Whether the policy lets an officer certify that the time for an answer is over. */
  lapse: z.boolean(),
  items: z.array(
    z.strictObject({
      round: z.int(),
      choice: uuidSchema,
      requestedAt: instantSchema,
      lapsesAt: instantSchema.nullable(),
      /** The arithmetic behind `lapsesAt`. */
      deadline: explanationSchema.nullable(),
      state: z.enum(['requested', 'issued', 'returned', 'refused', 'lapsed']),
      repliedAt: instantSchema.nullable(),
      letter: z
        .strictObject({
          number: z.string().optional(),
          repliedOn: dateSchema.optional(),
          reason: z.string().nullable().optional(),
          /** Of a lapse, in place of a letter. */
          certificate: z.strictObject({ reason: z.string() }).optional(),
        })
        .nullable(),
    }),
  ),
});

export const placementAnswer = z.strictObject({
  choice: uuidSchema,
  candidate: uuidSchema,
  person: uuidSchema,
  post: uuidSchema,
  postTitle: z.string(),
  decree: z.strictObject({ number: z.string(), issuedOn: dateSchema, effectiveOn: dateSchema }),
  inauguratedAt: instantSchema.nullable(),
  minutes: z.looseObject({ number: z.string(), on: dateSchema }).nullable(),
  effectedAt: instantSchema.nullable(),
  priorPost: uuidSchema.nullable(),
  priorPostTitle: z.string().nullable(),
  revokedAt: instantSchema.nullable(),
  revocation: z.looseObject({ number: z.string(), reason: z.string() }).nullable(),
});

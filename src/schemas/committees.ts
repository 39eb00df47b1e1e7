import { z } from 'zod';
import { digestSchema, instantSchema, textSchema, uuidSchema } from './requests.ts';

const reason = textSchema(2000);
const seatNumber = z.int().min(1).max(99);

export const seatsBody = z.strictObject({
  seats: z
    .array(z.strictObject({ seat: seatNumber, role: z.enum(['chair', 'member']), account: uuidSchema }))
    .min(1)
    .max(25),
});

const tieSchema = z.enum(['family', 'business', 'affiliation', 'outside-work', 'reporting-line', 'other']);

export const declarationBody = z.strictObject({
  /** One per candidate who stands. */
  interests: z
    .array(
      z.strictObject({
        candidate: uuidSchema,
        interest: z.enum(['none', 'possible', 'actual']),
        tie: tieSchema.nullable().default(null),
        note: reason.nullable().default(null),
      }),
    )
    .min(1)
    .max(200),
});

export const stepBackBody = z.strictObject({ reason: reason.nullable().default(null) });
export const upholdBody = z.strictObject({ seat: seatNumber, reason });
export const presenceBody = z.strictObject({ seat: seatNumber, presence: z.enum(['present', 'absent']) });

export const motionBody = z.strictObject({
  /** Candidate refs in the proposed order. */
  candidates: z.array(uuidSchema).max(20),
});

export const ballotBody = z.strictObject({
  choice: z.enum(['approve', 'reject', 'abstain']),
  reason: reason.nullable().default(null),
});

export const seatsAnswer = z.strictObject({
  items: z.array(
    z.strictObject({
      seat: z.int(),
      /** From 1; a replacement is the next holder of the same seat. */
      holderNo: z.int(),
      role: z.string(),
      account: uuidSchema,
      name: z.string(),
      recusal: z.string().nullable(),
      removedAt: instantSchema.nullable(),
      /** In the session that is on; null where it was not recorded. */
      presence: z.enum(['present', 'absent']).nullable(),
    }),
  ),
});

export const motionAnswer = z.strictObject({
  version: z.int(),
  digest: digestSchema,
  content: z.strictObject({
    selectionId: uuidSchema,
    attempt: z.int(),
    candidates: z.array(uuidSchema),
    criteriaDigest: digestSchema,
    rankingDigest: digestSchema,
  }),
  putAt: instantSchema,
  closedAt: instantSchema.nullable(),
});

export const ballotsAnswer = z.strictObject({
  items: z.array(
    z.strictObject({
      seat: z.int(),
      account: uuidSchema,
      choice: z.string(),
      reason: z.string().nullable(),
      castAt: instantSchema,
    }),
  ),
});

export const outcomeAnswer = z.strictObject({
  version: z.int(),
  digest: digestSchema,
  closedAt: instantSchema,
  /** Counts, majority and quorum as they were derived. */
  tally: z.looseObject({ outcome: z.string(), approve: z.int(), reject: z.int(), abstain: z.int() }),
});

export const declarationsAnswer = z.strictObject({
  items: z.array(
    z.strictObject({
      seat: z.int(),
      holderNo: z.int(),
      account: uuidSchema,
      name: z.string(),
      declaredAt: instantSchema,
      interests: z.array(
        z.strictObject({
          candidate: uuidSchema,
          interest: z.enum(['none', 'possible', 'actual']),
          tie: tieSchema.nullable(),
          note: z.string().nullable(),
        }),
      ),
    }),
  ),
});

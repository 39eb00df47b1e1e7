import { z } from 'zod';
import {
  codeSchema,
  dateSchema,
  instantSchema,
  receiptSchema,
  textSchema,
  uuidSchema,
  wordsSchema,
} from './requests.ts';

const reason = textSchema(2000);

export const erasureParams = z.strictObject({ erasureId: uuidSchema });
export const holdParams = z.strictObject({ holdId: uuidSchema });
export const privacyQuery = z.strictObject({ agency: codeSchema });

export const erasureBody = z.strictObject({ agency: codeSchema, person: uuidSchema, basis: codeSchema, reason });
export const holdBody = z.strictObject({ agency: codeSchema, person: uuidSchema, ground: codeSchema, reason });
export const noBody = z.strictObject({});
export const reasonBody = z.strictObject({ reason });

export const requestedAnswer = z.strictObject({ erasureId: uuidSchema, receipt: receiptSchema });
export const heldAnswer = z.strictObject({ holdId: uuidSchema, receipt: receiptSchema });
/** How many openings are gone for good. */
export const erasedAnswer = z.strictObject({
  openings: z.int(),
  receipt: receiptSchema,
});
export const receiptAnswer = z.strictObject({ receipt: receiptSchema });

const ruleSchema = z.strictObject({ code: codeSchema, words: wordsSchema, article: z.string() });

const erasureView = z.strictObject({
  id: uuidSchema,
  person: uuidSchema,
  name: z.string(),
  basis: codeSchema,
  state: z.enum(['requested', 'done', 'declined']),
  requestedAt: instantSchema,
  requestedAs: z.string(),
  decidedAt: instantSchema.nullable(),
  openings: z.int().nullable(),
  /** Why it cannot be carried out now; null where nothing stands against it. */
  refusal: z.strictObject({ code: z.string(), words: wordsSchema }).nullable(),
});

const holdView = z.strictObject({
  id: uuidSchema,
  person: uuidSchema,
  name: z.string(),
  ground: codeSchema,
  placedAt: instantSchema,
  liftedAt: instantSchema.nullable(),
});

export const privacyAnswer = z
  .strictObject({
    rules: z
      .strictObject({
        version: z.string(),
        bases: z.array(ruleSchema.extend({ permitsEarly: z.boolean() })),
        holds: z.array(ruleSchema),
        clocks: z.array(
          z.strictObject({ retains: z.string(), years: z.int(), words: wordsSchema, article: z.string() }),
        ),
      })
      .nullable(),
    erasures: z.array(erasureView),
    holds: z.array(holdView),
  })
  .meta({ id: 'Privacy' });

export const standingBody = z.strictObject({ agency: codeSchema, person: uuidSchema });
/** What stands about a person's data. */
export const standingAnswer = z.strictObject({
  isErased: z.boolean(),
  isHeld: z.boolean(),
  retainedUntil: dateSchema.nullable(),
  running: z.array(z.string()),
});

/** Of the sealed content of a declaration: in whom a tie was declared, and how it was explained. */
export const declaredTiesSchema = z.looseObject({
  interests: z.array(z.looseObject({ candidate: z.string(), note: z.string().nullable() })).default([]),
});

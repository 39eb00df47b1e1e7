import { z } from 'zod';
import { instantSchema, uuidSchema } from './requests.ts';

export const wordsSchema = z.strictObject({ id: z.string(), en: z.string() });

const standingSchema = z.strictObject({
  ref: uuidSchema,
  status: z.enum([
    'submitted',
    'data-check',
    'in-assessment',
    'in-committee',
    'voting',
    'decided',
    'placed',
    'not-admitted',
    'withdrawn',
    'ended',
  ]),
  words: wordsSchema,
  /** What to expect next and when at the latest. */
  next: z.strictObject({ what: z.string(), at: instantSchema.nullable() }).nullable(),
  mayConfirm: z.boolean(),
  mayDispute: z.boolean(),
  /** The newest correction that was asked for, and the reason of its answer. */
  correction: z
    .strictObject({ state: z.enum(['open', 'accepted', 'refused']), answer: z.string().nullable() })
    .nullable(),
});

export const candidaciesAnswer = z.strictObject({
  items: z.array(
    standingSchema.extend({ selection: z.strictObject({ id: uuidSchema, code: z.string(), title: z.string() }) }),
  ),
});

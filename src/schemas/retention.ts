import { z } from 'zod';
import type { RetentionRules } from '#domain/retention.ts';
import { citationSchema, wordsSchema } from './policy-parts.ts';
import { codeSchema, dateSchema } from './requests.ts';

const ruled = { words: wordsSchema, citation: citationSchema };

/** The rules of retention of an agency, as published. */
export const retentionSchema: z.ZodType<RetentionRules> = z.strictObject({
  id: codeSchema,
  version: codeSchema,
  effectiveFrom: dateSchema,
  clocks: z.array(
    z.strictObject({
      retains: z.enum(['candidacy', 'placement', 'office']),
      years: z.int().min(0).max(100),
      ...ruled,
    }),
  ),
  bases: z.array(z.strictObject({ code: codeSchema, permitsEarly: z.boolean(), ...ruled })).min(1),
  holds: z.array(z.strictObject({ code: codeSchema, ...ruled })),
});

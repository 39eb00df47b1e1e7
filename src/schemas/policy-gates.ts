import { z } from 'zod';
import type { GateRule } from '#domain/policy-pack.ts';
import {
  citationSchema,
  countSchema,
  jpmCategorySchema,
  postLevelSchema,
  predicateSchema,
  wordsSchema,
} from './policy-parts.ts';

const frame = { phase: z.enum(['nomination', 'placement']), rule: wordsSchema, citation: citationSchema };

/** One gate with its parameters; a parameter that the gate does not know is refused. */
export const gateSchema: z.ZodType<GateRule> = z.discriminatedUnion('gate', [
  z.strictObject({ ...frame, gate: z.literal('employee-kind'), kinds: z.array(z.enum(['PNS', 'PPPK'])).min(1) }),
  z.strictObject({ ...frame, gate: z.literal('status-aktif'), active: z.array(z.string()).min(1) }),
  z.strictObject({ ...frame, gate: z.literal('discipline'), levels: z.array(z.enum(['ringan', 'sedang', 'berat'])) }),
  z.strictObject({ ...frame, gate: z.literal('education'), accepted: z.array(z.string()).min(1) }),
  z.strictObject({
    ...frame,
    gate: z.literal('rank'),
    minimums: z.record(z.string(), z.string()),
    otherwise: z.string(),
  }),
  z.strictObject({
    ...frame,
    gate: z.literal('prior-post'),
    alternatives: z.array(z.strictObject({ level: postLevelSchema, months: countSchema })).min(1),
  }),
  z.strictObject({
    ...frame,
    gate: z.literal('experience'),
    months: countSchema,
    levels: z.array(postLevelSchema).min(1),
  }),
  z.strictObject({
    ...frame,
    gate: z.literal('age'),
    maxYears: countSchema,
    strictness: z.enum(['completed-years', 'exact']),
    leapBirthday: z.enum(['mar-1', 'feb-28']),
  }),
  z.strictObject({ ...frame, gate: z.literal('assessment'), validityMonths: countSchema }),
  z.strictObject({
    ...frame,
    gate: z.literal('performance-two-years'),
    minPredicate: predicateSchema,
    minYears: countSchema.min(1),
  }),
  z.strictObject({ ...frame, gate: z.literal('jpm'), minCategory: jpmCategorySchema }),
  z.strictObject({ ...frame, gate: z.literal('tenure-in-post'), minMonths: countSchema }),
  z.strictObject({ ...frame, gate: z.literal('wealth-report') }),
  z.strictObject({ ...frame, gate: z.literal('box'), boxes: z.array(countSchema).min(1) }),
  z.strictObject({
    ...frame,
    gate: z.literal('retirement'),
    retirementAge: countSchema,
    minMonths: countSchema,
  }),
  z.strictObject({ ...frame, gate: z.literal('vacancy') }),
  z.strictObject({ ...frame, gate: z.literal('conflict-of-interest') }),
  z.strictObject({ ...frame, gate: z.literal('election-blackout'), monthsBefore: countSchema }),
]);

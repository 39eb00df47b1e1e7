import { z } from 'zod';
import { refuseCommitteeRule } from '#domain/committee-rule.ts';
import { tellFinding } from '#domain/pack-findings.ts';
import { listPolicyFaults } from '#domain/policy-faults.ts';
import type { PolicyPack } from '#domain/policy-pack.ts';
import { gateSchema } from './policy-gates.ts';
import { axesShape, indicatorsShape, jpmShape, skpShape } from './policy-merit.ts';
import { citationSchema, countSchema, daySchema, decimalSchema, postLevelSchema, wordsSchema } from './policy-parts.ts';
import { processShape } from './policy-process.ts';

const algorithmsSchema = z.strictObject({
  axes: z.literal('weighted-sum/1'),
  ranking: z.literal('ranking/1'),
  quorum: z.literal('quorum/1'),
  outcome: z.literal('majority/1'),
  deadline: z.literal('working-days/1'),
  order: z.literal('draw/1'),
  tenure: z.literal('joined-spans/1').optional(),
});

const rankingSchema = z.strictObject({
  components: z.array(z.strictObject({ code: z.string(), label: wordsSchema, weight: decimalSchema })).min(1),
  tieBreak: z.array(z.string()),
  bands: z.strictObject({ width: decimalSchema }).nullable(),
  citation: citationSchema,
});

/** A policy pack in form; its parts may still contradict each other. */
export const packFormSchema: z.ZodType<PolicyPack> = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  version: z.string().regex(/^[0-9]{4}\.[0-9]+$/),
  title: wordsSchema,
  effectiveFrom: daySchema,
  effectiveUntil: daySchema.nullable(),
  approver: z.strictObject({ name: wordsSchema, document: z.string().min(1) }),
  algorithms: algorithmsSchema,
  indicators: indicatorsShape,
  axes: axesShape,
  talentValue: z.strictObject({ performance: decimalSchema, potential: decimalSchema, citation: citationSchema }),
  boxes: z.strictObject({
    layout: z
      .array(
        z.strictObject({
          performance: z.enum(['below', 'meets', 'above']),
          low: countSchema,
          medium: countSchema,
          high: countSchema,
        }),
      )
      .length(3),
    promotable: z.array(countSchema),
    succession: z.array(countSchema),
    meanings: z.array(z.strictObject({ box: countSchema, meaning: wordsSchema, handling: wordsSchema })).length(9),
    move: z.strictObject({ allowed: z.boolean(), maxSteps: countSchema, citation: citationSchema }),
    citation: citationSchema,
  }),
  jpm: jpmShape,
  skp: skpShape,
  gates: z.partialRecord(postLevelSchema, z.array(gateSchema).min(1)),
  missingData: z.strictObject({
    result: z.literal('UNKNOWN'),
    next: z.literal('human-verification'),
    citation: citationSchema,
  }),
  route: z.strictObject({
    first: z.literal('talent-pool'),
    exception: z.literal('open-selection'),
    citation: citationSchema,
  }),
  rankings: z.partialRecord(postLevelSchema, rankingSchema),
  ...processShape,
});

/** A policy pack as its JSON says it: strict in form, and without contradictions between its parts. */
export const policyPackSchema: z.ZodType<PolicyPack> = packFormSchema.superRefine((pack, context) => {
  for (const fault of listPolicyFaults(pack)) {
    const { message, place } = tellFinding(fault, 'en');
    context.addIssue({ code: 'custom', message: `${fault.code} at ${place}: ${message}`, path: [...fault.path] });
  }
  const committee = refuseCommitteeRule(pack.committee);
  if (committee !== undefined) context.addIssue({ code: 'custom', message: committee.message, path: ['committee'] });
});

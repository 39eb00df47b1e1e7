import { z } from 'zod';
import { type StageKind, stageSteps } from '#domain/stages.ts';
import { citationSchema, countSchema, decimalSchema, timeSchema, wordsSchema, zoneSchema } from './policy-parts.ts';

function stageSchema<Kind extends StageKind>(kind: Kind) {
  const step = z.strictObject({
    step: z.enum(stageSteps[kind]),
    label: wordsSchema,
    workingDays: countSchema.min(1).nullable(),
    endsEarly: z.boolean(),
    reminders: z.array(countSchema),
    escalations: z.array(z.strictObject({ to: z.enum(['secretary', 'chair']), daysBefore: countSchema })),
  });
  return z.strictObject({ steps: z.array(step).length(stageSteps[kind].length), citation: citationSchema });
}

const committeeSchema = z.strictObject({
  minSeats: countSchema,
  maxSeats: countSchema,
  oddSeats: z.boolean(),
  chairRequired: z.boolean(),
  quorum: z.strictObject({
    base: z.enum(['seats', 'eligible']),
    rule: z.enum(['majority', 'all', 'number']),
    number: countSchema.nullable(),
    minimum: countSchema,
  }),
  majority: z.strictObject({
    base: z.enum(['cast', 'present', 'eligible', 'seats']),
    rule: z.enum(['simple', 'two-thirds']),
  }),
  abstention: z.enum(['counts-present', 'counts-not']),
  tie: z.enum(['chair-decides', 'rejected', 'revote']),
  mode: z.enum(['meeting', 'circular']),
  declarations: z.literal('every-member-every-candidate'),
  maxAdjournments: countSchema,
  citation: citationSchema,
});

const criterionSchema = z.strictObject({
  code: z.string().regex(/^[a-z][a-z0-9-]*$/),
  label: wordsSchema,
  weight: decimalSchema,
  anchors: z.array(z.strictObject({ score: decimalSchema, words: wordsSchema })).min(2),
});

const assessmentSchema = z.strictObject({
  assessors: countSchema.min(1),
  scale: z.strictObject({ from: decimalSchema, to: decimalSchema }),
  criteria: z.array(criterionSchema).min(1),
  discussion: z.strictObject({ spreadOver: decimalSchema, changeNeedsReason: z.boolean() }),
  reasonRequired: z.boolean(),
  citation: citationSchema,
});

const deviationSchema = z.strictObject({
  rankBinding: z.boolean(),
  reasonWhenNotFirst: z.boolean(),
  reasonMinLength: countSchema,
  exceptions: z.array(z.strictObject({ code: z.string().min(1), title: wordsSchema, citation: citationSchema })),
  secondApprover: z.boolean(),
  citation: citationSchema,
});

const concurrenceSchema = z.strictObject({
  authority: wordsSchema,
  slaWorkingDays: countSchema.min(1),
  onSilence: z.enum(['wait', 'certify-lapse']),
  lapse: z.boolean(),
  citation: citationSchema,
});

/** The parts of a pack that say how a selection runs. */
export const processShape = {
  shortlist: z.strictObject({
    size: countSchema.min(1),
    min: countSchema,
    max: countSchema,
    fewerNeedsReason: z.boolean(),
    citation: citationSchema,
  }),
  assessment: assessmentSchema,
  committee: committeeSchema,
  clocks: z.strictObject({
    cutoff: timeSchema.nullable(),
    zone: zoneSchema,
    cutiBersamaIsNonWorking: z.boolean(),
    officeOpensAt: timeSchema,
    citation: citationSchema,
  }),
  stages: z.strictObject({
    nomination: stageSchema('nomination'),
    assessment: stageSchema('assessment'),
    'committee-review': stageSchema('committee-review'),
    placement: stageSchema('placement'),
  }),
  deviation: deviationSchema,
  concurrence: concurrenceSchema,
  objection: z.strictObject({
    fileWithinWorkingDays: countSchema.min(1),
    decideWithinWorkingDays: countSchema.min(1),
    citation: citationSchema,
  }),
  interim: z.strictObject({
    maxMonths: countSchema.min(1),
    extensionMonths: countSchema,
    extensions: countSchema,
    citation: citationSchema,
  }),
};

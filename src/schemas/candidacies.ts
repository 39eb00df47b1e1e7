import { z } from 'zod';
import { citationSchema, postLevelSchema, wordsSchema } from './policy-parts.ts';
import { digestSchema, instantSchema, uuidSchema } from './requests.ts';
import { criterionSourceSchema } from './selections.ts';

/** Where a candidacy stands. */
const standing = {
  selection: z.strictObject({ id: uuidSchema, code: z.string(), title: z.string() }),
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
  /** What to expect next, and when at the latest. */
  next: z
    .strictObject({
      what: z.enum([
        'data-check-opens',
        'confirm-data',
        'data-freezes',
        'committee-begins',
        'voting-begins',
        'outcome',
        'placement',
        'resumption',
      ]),
      at: instantSchema.nullable(),
    })
    .nullable(),
  mayConfirm: z.boolean(),
  mayDispute: z.boolean(),
  /** The newest correction that was asked for, and the reason of its answer. */
  correction: z
    .strictObject({ state: z.enum(['open', 'accepted', 'refused']), answer: z.string().nullable() })
    .nullable(),
};

export const candidaciesAnswer = z.strictObject({ items: z.array(z.strictObject(standing)) });

const gateSchema = z.strictObject({
  gate: z.string(),
  result: z.enum(['PASS', 'FAIL', 'UNKNOWN']),
  value: z.string().nullable(),
  rule: wordsSchema,
  citation: citationSchema,
  source: z.string(),
  missing: z.array(z.string()).readonly(),
  reason: z.string().nullable(),
  verified: z.boolean(),
});

/** A fact of a record as people read it. */
export const recordLineSchema = z.strictObject({
  field: z.string(),
  label: wordsSchema,
  state: z.enum(['known', 'none', 'unknown', 'conflict']),
  /** The code of a conflict. */
  reason: z.string().nullable(),
  value: z.string().nullable(),
  source: z.string(),
  date: z.string().nullable(),
  /** What an assessment has rated: competencies beside their standards, and aspects of potential. */
  figures: z
    .array(
      z.strictObject({
        kind: z.enum(['competency', 'aspect']),
        name: z.string(),
        level: z.number().nullable(),
        standard: z.number().nullable(),
      }),
    )
    .readonly(),
  isDisputable: z.boolean(),
});

/** The row of the policy's table that gave a score. */
const tableRowSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('enum'), value: z.string(), score: z.string() }),
  z.strictObject({
    kind: z.literal('ranges'),
    from: z.string(),
    to: z.string(),
    /** The last range includes its upper bound. */
    isLast: z.boolean(),
    score: z.string(),
  }),
  z.strictObject({
    kind: z.literal('bands'),
    unit: z.enum(['count', 'completed-months']),
    from: z.number(),
    to: z.number().nullable(),
    score: z.string(),
  }),
  z.strictObject({ kind: z.literal('number'), from: z.string(), to: z.string() }),
  z.strictObject({
    kind: z.literal('aspects'),
    aspects: z.array(z.string()).readonly(),
    count: z.int(),
    factor: z.string(),
  }),
  z.strictObject({ kind: z.literal('mean'), count: z.int() }),
]);

const assessmentSchema = z.strictObject({
  referencePost: z.string().nullable(),
  referenceLevel: postLevelSchema.nullable(),
  assessedOn: z.string().nullable(),
  method: z.enum(['capped', 'uncapped', 'sum-ratio']).nullable(),
  figures: z
    .array(
      z.strictObject({
        kind: z.enum(['competency', 'aspect']),
        name: z.string(),
        level: z.int().nullable(),
        standard: z.int().nullable(),
      }),
    )
    .readonly(),
});

const explainedPart = {
  code: z.string(),
  label: wordsSchema,
  value: z.string().nullable(),
  score: z.string().nullable(),
  reason: z.string().nullable(),
  source: z.string(),
  date: z.string().nullable(),
  /** The rows of the record that were counted or compared; empty where the source names the row already. */
  rows: z.array(z.strictObject({ source: z.string(), date: z.string().nullable(), value: z.string() })).readonly(),
  /** What was rated against which post and when; `method` says how levels and standards make the job person match. */
  assessment: assessmentSchema.nullable(),
  row: tableRowSchema.nullable(),
  citation: citationSchema,
};

const indicatorSchema = z.strictObject({
  ...explainedPart,
  axis: z.enum(['performance', 'potential']),
  weight: z.string(),
  contribution: z.string().nullable(),
  parts: z.array(z.strictObject(explainedPart)).readonly(),
});

const axisSchema = z.strictObject({
  value: z.string().nullable(),
  label: wordsSchema,
  thresholds: z.strictObject({ middle: z.string(), high: z.string(), citation: citationSchema }),
  citation: citationSchema,
});

/** A box with what the policy advises for whoever is in it. */
export const boxMeaningSchema = z.strictObject({ box: z.int(), meaning: wordsSchema, handling: wordsSchema });

export const explanationSchema = z.strictObject({
  indicators: z.array(indicatorSchema).readonly(),
  performance: axisSchema,
  potential: axisSchema,
  talentValue: z.string().nullable(),
  box: boxMeaningSchema.nullable(),
  boxCitation: citationSchema,
});

const scoresSchema = z.strictObject({
  total: z.string().nullable(),
  missing: z.array(z.string()).readonly(),
  criteria: z.array(
    z.strictObject({
      code: z.string(),
      label: wordsSchema,
      weight: z.string(),
      source: criterionSourceSchema,
      value: z.string().nullable(),
      contribution: z.string().nullable(),
      /** What the assessors wrote, in no order of theirs. */
      reasons: z.array(z.string()),
    }),
  ),
});

/** What a candidate sees of the own candidacy; the ETag is the digest of the record, for the confirmation. */
export const ownCandidacyAnswer = z.strictObject({
  ...standing,
  state: z.string(),
  recordDigest: digestSchema,
  record: z.looseObject({}),
  confirmedAt: instantSchema.nullable(),
  gates: z.array(gateSchema).readonly().nullable(),
  merit: z.looseObject({}).nullable(),
  corrections: z.array(
    z.strictObject({
      id: uuidSchema,
      field: z.string(),
      reason: z.string(),
      requestedAt: instantSchema,
      answer: z.enum(['accepted', 'refused']).nullable(),
      answerReason: z.string().nullable(),
      value: z.string().nullable(),
    }),
  ),
  /** The record line by line, with the corrections that were accepted. */
  data: z.array(recordLineSchema).readonly(),
  explanation: explanationSchema.nullable(),
  result: z
    .strictObject({
      outcome: z.enum(['chosen', 'shortlisted', 'not-shortlisted', 'not-ranked', 'not-admitted']),
      rule: wordsSchema,
      citation: citationSchema,
    })
    .nullable(),
  scores: scoresSchema.nullable(),
  /** Entries of the own acts. */
  receipts: z.array(
    z.strictObject({
      entry: uuidSchema,
      type: z.string(),
      at: instantSchema,
      streamSeq: z.int(),
      leaf: digestSchema,
      position: z.int().nullable(),
    }),
  ),
});

import { z } from 'zod';
import { indicatorSourceForm } from '#domain/selection-ranking.ts';
import {
  codeSchema,
  dateSchema,
  digestSchema,
  instantSchema,
  pageQuery,
  pageSchema,
  receiptSchema,
  textSchema,
  uuidSchema,
} from './requests.ts';

export const selectionParams = z.strictObject({ selectionId: uuidSchema });

const wordsSchema = z.strictObject({ id: textSchema(200), en: textSchema(200) });

export const draftBody = z.strictObject({
  agency: codeSchema,
  post: uuidSchema,
  plannedOn: dateSchema,
  policy: codeSchema.default('asn'),
});

export const draftAnswer = z.strictObject({ selectionId: uuidSchema, receipt: receiptSchema });

const weightSchema = z.string().regex(/^(?:0|[1-9]\d{0,2})(?:\.\d{1,6})?$/);

export const criterionSourceSchema = z.union([
  z.enum(['panel', 'talent-value', 'performance', 'potential', 'competency']),
  z.string().regex(indicatorSourceForm) as z.ZodType<`indicator:${string}`>,
]);

const criterionSchema = z.strictObject({
  code: codeSchema,
  label: wordsSchema,
  source: criterionSourceSchema,
  weight: weightSchema,
});

const electionSchema = z.union([
  z.literal('none'),
  z.strictObject({ determinedOn: dateSchema, termEndsOn: dateSchema, consentOn: dateSchema.nullable() }),
]);

export const criteriaBody = z.strictObject({
  criteria: z.array(criterionSchema).min(1).max(20),
  vacancy: z
    .strictObject({
      fieldsOfStudy: z.array(textSchema(120)).max(50).nullable().default(null),
      frozen: z.boolean().nullable().default(null),
      election: electionSchema.nullable().default(null),
    })
    .default({ fieldsOfStudy: null, frozen: null, election: null }),
});

export const factAnswer = z.strictObject({ receipt: receiptSchema });

export const criteriaAnswer = z.strictObject({
  version: z.int(),
  digest: digestSchema,
  isSealed: z.boolean(),
  isCountersigned: z.boolean(),
  /** What the seal is put on, as its digest covers it. */
  content: z.strictObject({
    v: z.literal(1),
    criteria: z.array(criterionSchema).readonly(),
    policy: digestSchema,
    shortlist: z.int(),
    target: z.looseObject({
      level: z.string(),
      plannedOn: dateSchema.nullable(),
      vacantFrom: dateSchema.nullable(),
      fieldsOfStudy: z.array(z.string()).readonly().nullable(),
      frozen: z.boolean().nullable(),
      election: electionSchema.nullable(),
    }),
    tieBreak: z.array(z.string()).readonly(),
    zone: z.string(),
  }),
});

/** How a due instant was counted, day by day; see `domain/working-days.ts`. */
export const deadlineWordsSchema = z.looseObject({
  workingDays: z.int(),
  receivedAt: instantSchema,
  counted: z.array(dateSchema),
  /** `2026-05-14 libur-nasional`. */
  skippedHolidays: z.array(z.string()),
  skippedWeekendDays: z.int(),
  calendars: z.array(z.string()),
  provisional: z.boolean(),
});

export type DeadlineWords = z.output<typeof deadlineWordsSchema>;

const stageSchema = z.strictObject({
  kind: z.string(),
  attempt: z.int(),
  state: z.string(),
  step: z.string(),
  openedAt: instantSchema.nullable(),
  dueAt: instantSchema.nullable(),
  blocked: z.string().nullable(),
  result: z.string().nullable(),
  /** The arithmetic behind `dueAt`. */
  deadline: z.looseObject({ explanation: deadlineWordsSchema.nullable().optional() }).nullable(),
});

export type SelectionStage = z.output<typeof stageSchema>;

export const selectionAnswer = z
  .strictObject({
    id: uuidSchema,
    code: z.string(),
    agency: codeSchema,
    state: z.string(),
    post: z.strictObject({
      id: uuidSchema,
      title: z.string(),
      level: z.string(),
      eselon: z.string().nullable(),
      unit: z.string().nullable(),
    }),
    plannedOn: dateSchema,
    policy: z.strictObject({ id: codeSchema, version: z.string(), digest: digestSchema }),
    openedAt: instantSchema,
    endedAt: instantSchema.nullable(),
    stages: z.array(stageSchema),
  })
  .meta({ id: 'Selection' });

export const selectionQuery = z.strictObject({ ...pageQuery, agency: codeSchema.optional() });
export const selectionPage = pageSchema(
  z.strictObject({
    id: uuidSchema,
    code: z.string(),
    agency: codeSchema,
    state: z.string(),
    title: z.string(),
    stage: z.string().nullable(),
    step: z.string().nullable(),
    dueAt: instantSchema.nullable(),
    blocked: z.string().nullable(),
  }),
);

/** Every act that a selection knows, and why it is not open to whoever asks; null where it is. */
export const actsAnswer = z
  .strictObject({ items: z.array(z.strictObject({ act: z.string(), refusal: z.string().nullable() })) })
  .meta({ id: 'OpenActs' });

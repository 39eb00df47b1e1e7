import { z } from 'zod';
import { stageKinds, stageSteps } from '#domain/stages.ts';
import { progressSchema } from './duties.ts';
import { codeSchema, instantSchema, pageQuery, textSchema, uuidSchema } from './requests.ts';

const steps = Object.values(stageSteps).flat();

export const boardQuery = z.strictObject({
  ...pageQuery,
  agency: codeSchema.optional(),
  state: z.enum(['live', 'ended', 'all']).default('live'),
  stage: z.enum(stageKinds).optional(),
  step: z.enum(steps).optional(),
  blocked: z.enum(['true', 'false']).optional(),
  level: codeSchema.optional().meta({ description: 'Level of the post.' }),
  unit: textSchema(200).optional().meta({ description: 'Code or name of the unit of the post.' }),
  q: textSchema(200).optional().meta({ description: 'Part of the title of the post or of the code of the selection.' }),
  sort: z
    .enum(['due', 'age', 'number'])
    .default('due')
    .meta({ description: 'Nearest deadline, oldest or lowest number first.' }),
});

const stageSchema = z.strictObject({
  kind: z.string(),
  attempt: z.int(),
  state: z.string(),
  step: z.string(),
  openedAt: instantSchema.nullable(),
  closedAt: instantSchema.nullable(),
  dueAt: instantSchema.nullable(),
});

const awaitedSchema = z.strictObject({
  who: z.string(),
  count: z.int(),
  names: z
    .array(z.string())
    .meta({ description: 'Members and assessors by name, candidates by code, for HR and the secretary.' }),
});

const rowSchema = z.strictObject({
  id: uuidSchema,
  code: z.string(),
  title: z.string(),
  level: z.string(),
  unit: z.string().nullable(),
  agency: codeSchema,
  state: z.string(),
  openedAt: instantSchema,
  stages: z.array(stageSchema).meta({ description: 'The latest attempt of each stage, in their order.' }),
  ageWorkingDays: z.int().nullable(),
  stageAgeWorkingDays: z.int().nullable(),
  dueAt: instantSchema.nullable(),
  workingDaysLeft: z.int().nullable(),
  blocked: z.string().nullable(),
  cure: z.array(z.strictObject({ code: z.string(), count: z.int() })),
  awaiting: z.array(awaitedSchema),
  progress: progressSchema,
  quorum: z
    .strictObject({ required: z.int(), seats: z.int() })
    .nullable()
    .meta({ description: 'Of the committee while it sits, for whoever may know the progress.' }),
  remindersSent: z.int(),
  lastRemindedAt: instantSchema.nullable(),
});

export const standingAnswer = rowSchema.meta({ id: 'Standing' });

const durationsSchema = z
  .strictObject({ count: z.int(), median: z.int(), p90: z.int() })
  .nullable()
  .meta({ description: 'Working days of closed stages; null for fewer than five.' });

export const boardAnswer = z
  .strictObject({
    items: z.array(standingAnswer),
    next: z.string().nullable(),
    totals: z.strictObject({ live: z.int(), blocked: z.int(), overdue: z.int(), dueSoon: z.int() }),
    durations: z.strictObject({
      nomination: durationsSchema,
      assessment: durationsSchema,
      'committee-review': durationsSchema,
      placement: durationsSchema,
    }),
  })
  .meta({ id: 'Board' });

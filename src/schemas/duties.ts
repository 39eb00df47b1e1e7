import { z } from 'zod';
import { codeSchema, dateSchema, instantSchema, uuidSchema } from './requests.ts';
import { deadlineWordsSchema } from './selections.ts';

export const progressSchema = z.strictObject({ done: z.int(), total: z.int() }).nullable();

const selectionSchema = z.strictObject({ id: uuidSchema, code: z.string(), title: z.string(), agency: codeSchema });

const dutySchema = z.strictObject({
  selection: selectionSchema,
  stage: z.string().nullable().meta({ description: 'Null before the first stage, while the criteria are sealed.' }),
  step: z.string().nullable(),
  act: z.string().meta({ description: 'Name of the act that is owed, such as `ballot.cast`.' }),
  optional: z.boolean().meta({ description: 'The step goes on without it, or somebody else is asked first.' }),
  dueAt: instantSchema.nullable(),
  deadline: z
    .looseObject({ explanation: deadlineWordsSchema.nullable().optional() })
    .nullable()
    .meta({ description: 'The arithmetic behind `dueAt`, as stored with the stage.' }),
  workingDaysLeft: z.int().nullable().meta({
    description: 'After today, up to the last day: 0 on that day, negative after it. Null without a calendar.',
  }),
  progress: progressSchema.meta({ description: 'Counts alone: own sheets for an assessor, else all who are asked.' }),
  conflict: z
    .enum(['not-declared', 'none', 'possible', 'recused'])
    .nullable()
    .meta({ description: 'What the asker has declared for their own seat; null without one, or outside the review.' }),
  blocked: z.string().nullable(),
  overdue: z.boolean(),
});

export const inboxAnswer = z
  .strictObject({
    items: z.array(dutySchema),
    more: z.boolean().meta({ description: 'There are selections further away than those that were looked at.' }),
    next: z
      .strictObject({
        selectionId: uuidSchema,
        code: z.string(),
        title: z.string(),
        step: z.string(),
        at: instantSchema
          .nullable()
          .meta({ description: 'When the present step is due to end; null when that is open.' }),
      })
      .nullable()
      .meta({ description: 'While nothing is owed: what will be asked next.' }),
    plans: z
      .array(
        z.strictObject({
          planId: uuidSchema,
          name: z.string().meta({ description: 'Whose development plan it is.' }),
          act: z.enum(['item.agree', 'action.complete', 'action.confirm', 'plan.review', 'plan.close']),
          item: uuidSchema.nullable(),
          text: z.string().nullable().meta({ description: 'The goal or action in words.' }),
          dueOn: dateSchema.nullable(),
          isOverdue: z.boolean(),
        }),
      )
      .meta({ description: 'What development plans ask, nearest day first.' }),
    votes: z
      .array(
        z.strictObject({
          mapId: uuidSchema,
          resolutionId: uuidSchema,
          kind: z.enum(['move', 'publish']),
          name: z.string().nullable().meta({ description: 'Of whom the committee is asked to move.' }),
          from: z.int().nullable(),
          to: z.int().nullable(),
          since: instantSchema,
        }),
      )
      .meta({
        description: 'Resolutions about talent maps that wait for your vote, the oldest first. They have no deadline.',
      }),
    policies: z
      .array(z.strictObject({ proposalId: uuidSchema, policy: codeSchema, version: z.string(), since: instantSchema }))
      .meta({ description: 'Proposed policies that wait for your decision, the oldest first. They have no deadline.' }),
    done: z.array(
      z.strictObject({
        type: z.string(),
        selection: selectionSchema.omit({ agency: true }),
        at: instantSchema,
        entry: uuidSchema,
      }),
    ),
  })
  .meta({ id: 'Inbox' });

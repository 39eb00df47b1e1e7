import { z } from 'zod';
import { actionKinds } from '#domain/plan-evidence.ts';
import { planActs, planOutcomes, reminderKinds, reviewOutcomes } from '#domain/plans.ts';
import { wordsSchema } from './policy-parts.ts';
import {
  codeSchema,
  dateSchema,
  instantSchema,
  pageQuery,
  pageSchema,
  receiptSchema,
  textSchema,
  uuidSchema,
} from './requests.ts';

export const plansQuery = z.strictObject({ agency: codeSchema, ...pageQuery });
export const planParams = z.strictObject({ planId: uuidSchema });

const kindSchema = z.enum(actionKinds);
const partSchema = z.enum(['hr', 'person', 'mentor']);
const stateSchema = z.enum(['proposed', 'agreed', 'reported', 'confirmed', 'dropped']);
const actSchema = z.enum(Object.keys(planActs) as [keyof typeof planActs]);

export const newPlanBody = z.strictObject({
  agency: codeSchema,
  person: uuidSchema,
  until: dateSchema,
  ground: textSchema(2000),
});
export const newPlanAnswer = z.strictObject({ planId: uuidSchema, receipt: receiptSchema });

export const goalBody = z.strictObject({
  text: textSchema(1000),
  /** Code of an indicator of the policy. */
  indicator: textSchema(64).nullable(),
});
export const actionBody = z.strictObject({
  goal: uuidSchema,
  kind: kindSchema,
  text: textSchema(1000),
  dueOn: dateSchema,
});
export const itemAnswer = z.strictObject({ itemId: uuidSchema, receipt: receiptSchema });

export const agreementBody = z.strictObject({ item: uuidSchema });
export const mentorBody = z.strictObject({ account: uuidSchema });
export const planActAnswer = z.strictObject({ receipt: receiptSchema });

/** Has a digit, neither two words in a row nor as many digits as the number of a person. */
function isNumber(text: string): boolean {
  return /\d/.test(text) && !/\p{L}{2,}[\s.,]+\p{L}{2,}/u.test(text) && !/\d{16}/.test(text);
}

const completionSchema = z.strictObject({
  doneOn: dateSchema,
  startedOn: dateSchema.nullable(),
  /** Of the certificate, without words beside it: it goes into the person’s record, and must not name anybody. */
  number: textSchema(100).refine(isNumber).nullable(),
  hours: z.int().min(1).max(9999).nullable(),
  validUntil: dateSchema.nullable(),
  /** A role, duty or level, in a word of the policy’s table. */
  word: textSchema(100).nullable(),
  evidence: textSchema(500),
});
export const completionBody = z.strictObject({ action: uuidSchema, ...completionSchema.shape });
/** `report`: the entry of the report that was read. */
export const confirmationBody = z.strictObject({ action: uuidSchema, report: uuidSchema });
export const returnBody = z.strictObject({ action: uuidSchema, report: uuidSchema, reason: textSchema(2000) });
export const dropBody = z.strictObject({ action: uuidSchema, reason: textSchema(2000) });
export const reviewBody = z.strictObject({ outcome: z.enum(reviewOutcomes), text: textSchema(4000) });
export const closingBody = z.strictObject({ outcome: z.enum(planOutcomes), text: textSchema(4000) });

const listedPlan = z.strictObject({
  id: uuidSchema,
  name: z.string(),
  isOwn: z.boolean(),
  box: z.int().nullable(),
  mentor: z.string().nullable(),
  until: dateSchema,
  reviewOn: dateSchema,
  outcome: z.enum(planOutcomes).nullable(),
  actions: z.int(),
  confirmed: z.int(),
  reported: z.int(),
  overdue: z.int(),
});
export const plansPage = pageSchema(listedPlan);
export const plansAnswer = z.strictObject({ items: z.array(listedPlan) }).meta({ id: 'DevelopmentPlans' });

const labelled = z.strictObject({ code: z.string(), label: wordsSchema });

const goalSchema = z.strictObject({
  id: uuidSchema,
  text: z.string().nullable(),
  indicator: z.string().nullable(),
  label: wordsSchema.nullable(),
  state: stateSchema,
  proposedAs: partSchema,
  may: z.array(actSchema),
});

const actionSchema = z.strictObject({
  id: uuidSchema,
  goal: uuidSchema,
  kind: kindSchema,
  text: z.string().nullable(),
  dueOn: dateSchema,
  isOverdue: z.boolean(),
  state: stateSchema,
  proposedAs: partSchema,
  report: completionSchema.nullable(),
  reportedBy: z.string().nullable(),
  /** The entry of the report that waits for confirmation. */
  reportEntry: uuidSchema.nullable(),
  reason: z.string().nullable(),
  confirmedAt: instantSchema.nullable(),
  /** The entry that confirmed it; the row of the person’s record names it. */
  evidence: uuidSchema.nullable(),
  /** Whether that row stands in the record: it waits while nobody has looked up the register. */
  isInRecord: z.boolean(),
  /** Indicators for which the action counts once it is confirmed. */
  counts: z.array(labelled),
  may: z.array(actSchema),
});

/** Words are null once the person is erased. */
export const planAnswer = z
  .strictObject({
    id: uuidSchema,
    agency: codeSchema,
    name: z.string(),
    box: z.int().nullable(),
    handling: wordsSchema.nullable(),
    ground: z.string().nullable(),
    mapId: uuidSchema.nullable(),
    policy: z.strictObject({ id: codeSchema, version: z.string() }),
    openedAt: instantSchema,
    openedBy: z.string(),
    until: dateSchema,
    reviewOn: dateSchema,
    mentor: z.string().nullable(),
    closedAt: instantSchema.nullable(),
    outcome: z.enum(planOutcomes).nullable(),
    closing: z.string().nullable(),
    parts: z.array(partSchema),
    today: dateSchema,
    may: z.array(actSchema),
    goals: z.array(goalSchema),
    actions: z.array(actionSchema),
    reviews: z.array(
      z.strictObject({
        outcome: z.enum(reviewOutcomes),
        text: z.string().nullable(),
        by: z.string(),
        at: instantSchema,
      }),
    ),
    reminders: z.array(
      z.strictObject({
        kind: z.enum(reminderKinds),
        action: uuidSchema.nullable(),
        on: dateSchema,
        at: instantSchema,
      }),
    ),
    indicators: z.array(labelled),
    /** By kind: the words of the policy’s table that a completion may say. */
    words: z.record(z.string(), z.array(z.string())),
  })
  .meta({ id: 'DevelopmentPlan' });

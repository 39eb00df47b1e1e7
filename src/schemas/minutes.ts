import { z } from 'zod';
import { citationSchema } from './history.ts';
import { codeSchema, dateSchema, digestSchema, instantSchema, uuidSchema } from './requests.ts';

const entries = z.array(uuidSchema).readonly().meta({ description: 'The entries that this part is made from.' });
const seats = z.array(z.int()).readonly();

const candidateSchema = z.strictObject({
  ref: uuidSchema,
  code: z.string(),
  name: z.string().nullable(),
  rank: z.int().nullable(),
  total: z.string().nullable(),
});

const sessionSchema = z.strictObject({
  session: z.int().min(1),
  begunAt: instantSchema.nullable(),
  endedAt: instantSchema.nullable(),
  /** Why it was broken off; null where it came to its end. */
  adjourned: z.string().nullable(),
  present: seats,
  entries,
});

const seatSchema = z.strictObject({
  seat: z.int(),
  holderNo: z.int(),
  role: z.string(),
  account: uuidSchema,
  name: z.string(),
  recusal: z.string().nullable(),
  removedAt: instantSchema.nullable(),
  isPresent: z.boolean(),
  entries,
});

const quorumSchema = z.strictObject({
  required: z.int(),
  eligible: z.int(),
  present: z.int(),
  met: z.boolean(),
  reachable: z.boolean(),
  cure: z.array(z.strictObject({ code: z.string(), count: z.int(), seats })).readonly(),
  rule: z.strictObject({ base: z.string(), rule: z.string(), number: z.int().nullable(), minimum: z.int() }),
  citation: citationSchema,
  entries,
});

const tallySchema = z.strictObject({
  algorithm: z.string(),
  outcome: z.string(),
  approve: z.int(),
  reject: z.int(),
  abstain: z.int(),
  /** What the majority was taken of, and how many approvals it needed. */
  base: z.int(),
  needed: z.int(),
  byChair: z.boolean(),
  closedAt: instantSchema,
  rule: z.strictObject({ base: z.string(), rule: z.string() }),
  entries,
});

const ballotSchema = z.strictObject({
  seat: z.int(),
  name: z.string(),
  choice: z.enum(['approve', 'reject', 'abstain']),
  reason: z.string().nullable(),
  castAt: instantSchema,
  isDissent: z.boolean(),
  entry: uuidSchema.nullable(),
});

export const minutesAnswer = z
  .strictObject({
    selection: z.strictObject({
      id: uuidSchema,
      agency: codeSchema,
      agencyName: z.string(),
      code: z.string(),
      plannedOn: dateSchema,
      zone: z.string().meta({ description: 'The time zone in which instants are told.' }),
    }),
    post: z.strictObject({ title: z.string(), level: z.string(), unit: z.string().nullable() }),
    attempt: z.int(),
    sessions: z.array(sessionSchema).readonly(),
    seats: z.array(seatSchema),
    quorum: quorumSchema,
    motion: z.strictObject({
      version: z.int(),
      digest: digestSchema,
      putAt: instantSchema,
      candidates: z.array(candidateSchema),
      entries,
    }),
    tally: tallySchema,
    ballots: z.array(ballotSchema).nullable().meta({ description: 'Null where the asker may not read them.' }),
    recommendation: z.array(candidateSchema).nullable().meta({ description: 'Null unless the motion was approved.' }),
    checkpoint: z
      .strictObject({
        origin: z.string(),
        size: z.int(),
        root: digestSchema,
        entry: uuidSchema,
        position: z.int(),
        leaf: digestSchema,
      })
      .nullable()
      .meta({ description: 'The first signed checkpoint that covers the outcome; null until there is one.' }),
  })
  .meta({ id: 'Minutes' });

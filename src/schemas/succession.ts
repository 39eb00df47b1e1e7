import { z } from 'zod';
import { readinessSteps } from '#domain/readiness-of-successors.ts';
import { criticalGrounds } from '#domain/succession.ts';
import { citationSchema, wordsSchema } from './policy-parts.ts';
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

export const successionQuery = z.strictObject({ agency: codeSchema });
export const successionParams = z.strictObject({ postId: uuidSchema });
export const groupQuery = z.strictObject(pageQuery);

const groundSchema = z.enum(criticalGrounds);
const readinessSchema = z.enum(readinessSteps);

export const designationBody = z.strictObject({ ground: groundSchema, reason: textSchema(2000) });
export const designationAnswer = z.strictObject({ designationId: uuidSchema, receipt: receiptSchema });
export const confirmationBody = z.strictObject({ designation: uuidSchema, decree: textSchema(200) });
export const withdrawalBody = z.strictObject({ reason: textSchema(2000) });
export const namingBody = z.strictObject({ person: uuidSchema });
export const namingAnswer = z.strictObject({ successorId: uuidSchema, receipt: receiptSchema });
export const removalBody = z.strictObject({ successor: uuidSchema, reason: textSchema(2000) });
export const decisionBody = z.strictObject({ successors: z.array(uuidSchema).max(100), decree: textSchema(200) });
export const recordingBody = z.strictObject({});
export const successionReceipt = z.strictObject({ receipt: receiptSchema });
export const successionFile = z.string();

/** `dated`: the holder reaches the age on the day; `reached`: has reached it. Not known is neither a day nor never. */
const departureSchema = z.strictObject({
  status: z.enum(['vacant', 'reached', 'dated', 'unknown']),
  on: dateSchema.nullable(),
  retirementAge: z.int().nullable(),
  missing: z.array(z.string()),
  reason: z.string().nullable(),
});

const policySchema = z.strictObject({ id: codeSchema, version: z.string() });
/** Critical are those that the authority has confirmed; proposed, those that wait for it. */
const countSchema = z.strictObject({ all: z.int(), critical: z.int(), proposed: z.int() });
const postFields = {
  id: uuidSchema,
  title: z.string(),
  level: z.string(),
  unit: z.string().nullable(),
  holder: z.string().nullable(),
};

export const forecastAnswer = z
  .strictObject({
    on: dateSchema,
    policy: policySchema,
    vacant: countSchema,
    reached: countSchema,
    months: z.array(z.strictObject({ month: z.string(), ...countSchema.shape })),
    later: countSchema,
    unknown: countSchema,
    posts: z.array(
      z.strictObject({ ...postFields, isCritical: z.boolean(), isProposed: z.boolean(), departure: departureSchema }),
    ),
  })
  .meta({ id: 'VacancyForecast' });

const countsSchema = z.strictObject({
  now: z.int(),
  'one-to-two-years': z.int(),
  later: z.int(),
  unknown: z.int(),
});

/** The published map whose boxes feed the succession group. */
const mapSchema = z
  .strictObject({ id: uuidSchema, on: dateSchema, publishedAt: instantSchema, boxes: z.array(z.int()) })
  .nullable();

const criticalFields = {
  ...postFields,
  eselon: z.string().nullable(),
  holderSince: dateSchema.nullable(),
  departure: departureSchema,
  /** Null for a post that is not critical. */
  designation: z
    .strictObject({
      id: uuidSchema,
      ground: groundSchema,
      reason: z.string(),
      designatedAt: instantSchema,
      /** Null while it is proposed; `decision`: on its plan of succession. */
      confirmed: z.strictObject({ at: instantSchema, by: z.enum(['confirmation', 'decision']) }).nullable(),
      /** Proposed and not confirmed: the designation stands. */
      withdrawal: z.strictObject({ proposedAt: instantSchema, reason: z.string().nullable() }).nullable(),
      entry: uuidSchema,
    })
    .nullable(),
  /** Of those on whom the authority has decided. */
  counts: countsSchema,
  /** Successors who wait for the decision of the authority. */
  proposed: z.int(),
  coverage: z.enum(['ready', 'unknown', 'not-ready', 'proposed', 'none', 'unconfirmed']),
};

export const coverageAnswer = z
  .strictObject({
    on: dateSchema,
    policy: policySchema,
    map: mapSchema,
    items: z.array(z.strictObject({ ...criticalFields, successors: z.int() })),
  })
  .meta({ id: 'SuccessionCoverage' });

const gateSchema = z.strictObject({
  gate: z.string(),
  result: z.enum(['PASS', 'FAIL', 'UNKNOWN']),
  value: z.string().nullable(),
  rule: wordsSchema,
  citation: citationSchema,
  source: z.string(),
  missing: z.array(z.string()).readonly(),
  reason: z.string().nullable(),
});

const readinessFields = {
  /** Derived by `readiness/1` from the record as it is now. */
  readiness: readinessSchema,
  readyOn: dateSchema.nullable(),
};

const personFields = {
  person: uuidSchema,
  name: z.string(),
  nip: z.string(),
  title: z.string().nullable(),
  box: z.int().nullable(),
  talentValue: z.string().nullable(),
};

export const planAnswer = z
  .strictObject({
    agency: codeSchema,
    on: dateSchema,
    policy: policySchema,
    map: mapSchema,
    ...criticalFields,
    successors: z.array(
      z.strictObject({
        id: uuidSchema,
        ...personFields,
        mapId: uuidSchema,
        namedAt: instantSchema,
        /** Null while they are proposed. */
        decidedAt: instantSchema.nullable(),
        entry: uuidSchema,
        ...readinessFields,
        missing: z.array(z.string()).readonly(),
        gates: z.array(gateSchema).readonly(),
        place: z.int(),
        isShared: z.boolean(),
        /** What was recorded, the newest first; never overwritten. */
        recorded: z.array(
          z.strictObject({ on: dateSchema, ...readinessFields, derivedAt: instantSchema, entry: uuidSchema }),
        ),
      }),
    ),
    former: z.array(
      z.strictObject({
        name: z.string(),
        namedAt: instantSchema,
        removedAt: instantSchema,
        reason: z.string().nullable(),
        entry: uuidSchema,
      }),
    ),
    /** What the entries of the post tell, the last one first. */
    history: z.array(
      z.strictObject({
        entry: uuidSchema,
        type: z.string(),
        at: instantSchema,
        by: z.string().nullable(),
        person: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'SuccessionPlan' });

export const talentsPage = pageSchema(
  z.strictObject({
    ...personFields,
    unit: z.string().nullable(),
    isNamed: z.boolean(),
    isHolder: z.boolean(),
    ...readinessFields,
    missing: z.array(z.string()),
    /** The rules that fail. */
    standing: z.array(wordsSchema),
  }),
);

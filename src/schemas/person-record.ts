import { z } from 'zod';
import type { GateTarget } from '#domain/gate-check.ts';
import type { PersonRecord } from '#domain/person-record.ts';
import { countSchema, daySchema, postLevelSchema } from './policy-parts.ts';

/** A record from a file. What is left out was not checked, so it is UNKNOWN; a bare value or list stands for one with a source. */

const written = 'file';
const text = z.string().max(500);
const textOrNull = text.nullable().default(null);
const dayOrNull = daySchema.nullable().default(null);
const countOrNull = countSchema.nullable().default(null);

function stated<Value>(value: z.ZodType<Value>) {
  const whole = z.strictObject({ value: value.nullable(), source: text, conflict: text.nullable() });
  const bare = value.transform((own) => ({ value: own, source: written, conflict: null }));
  return z.union([whole, bare]).default({ value: null, source: written, conflict: null });
}

function register<Shape extends z.ZodRawShape>(shape: Shape) {
  const row = z.strictObject({ source: text.default(written), conflict: textOrNull, ...shape });
  const rows = z.array(row).max(2_000);
  const whole = z.strictObject({ source: text, items: rows.nullable() });
  const bare = rows.transform((items) => ({ source: written, items }));
  return z.union([whole, bare]).default({ source: written, items: null });
}

const held = {
  title: text.default(''),
  level: postLevelSchema.nullable().default(null),
  eselon: textOrNull,
  unit: textOrNull,
  agency: textOrNull,
  startedOn: dayOrNull,
};

export const personRecordSchema: z.ZodType<PersonRecord> = z.strictObject({
  ratings: register({ code: text, value: textOrNull, ratedOn: dayOrNull }).optional(),
  kind: stated(z.enum(['PNS', 'PPPK'])),
  bornOn: stated(daySchema),
  status: stated(text),
  rank: stated(text),
  rankSince: stated(daySchema),
  education: stated(text),
  fieldOfStudy: stated(text),
  currentPost: stated(z.strictObject(held)),
  posts: register({ ...held, endedOn: dayOrNull }),
  acting: register({ duty: textOrNull, startedOn: dayOrNull }),
  performance: register({ year: countSchema, hasilKerja: textOrNull, perilaku: textOrNull, quadrant: textOrNull }),
  trainings: register({ title: text.default(''), number: textOrNull, endedOn: dayOrNull, hours: countOrNull }),
  courses: register({
    title: text.default(''),
    type: z.enum(['T', 'F', 'P']).nullable().default(null),
    number: textOrNull,
    endedOn: dayOrNull,
    hours: countOrNull,
    validUntil: dayOrNull,
  }),
  sanctions: register({
    level: z.enum(['ringan', 'sedang', 'berat']).nullable().default(null),
    startedOn: dayOrNull,
    endedOn: dayOrNull,
    months: countOrNull,
    instant: z.boolean().default(false),
    revoked: z.boolean().default(false),
    inProcess: z.boolean().default(false),
  }),
  awards: register({ level: textOrNull, givenOn: dayOrNull }),
  teams: register({ role: textOrNull, startedOn: dayOrNull, endedOn: dayOrNull }),
  feedback360: stated(text),
  assessments: register({
    assessedOn: dayOrNull,
    referencePost: textOrNull,
    referenceLevel: postLevelSchema.nullable().default(null),
    levels: z.array(countSchema.nullable()).max(100),
    standards: z.array(countSchema.nullable()).max(100),
    potential: z.array(countSchema.nullable()).max(100).nullable().default(null),
  }),
  wealthReport: stated(z.strictObject({ checkedOn: daySchema, filedOn: dayOrNull })),
});

/** A target post from a file; what is left out nobody looked up. */
export const gateTargetSchema: z.ZodType<Omit<GateTarget, 'level'>> = z.strictObject({
  eselon: textOrNull,
  fieldsOfStudy: z.array(text).nullable().default(null),
  plannedOn: dayOrNull,
  vacantFrom: dayOrNull,
  frozen: z.boolean().nullable().default(null),
  declarations: z
    .strictObject({ required: countSchema, made: countSchema, unresolved: countSchema })
    .nullable()
    .default(null),
  election: z
    .union([
      z.literal('none'),
      z.strictObject({ determinedOn: daySchema, termEndsOn: daySchema, consentOn: dayOrNull }),
    ])
    .nullable()
    .default(null),
});

/** A person of a population in a file: by reference, without name and number. */
const mappedPersonSchema = z.strictObject({
  ref: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  record: personRecordSchema,
  fieldsOfStudy: z.array(text).nullable().default(null),
});

/** One person, or a list of them. */
export const populationFileSchema = z.union([
  z.array(mappedPersonSchema),
  mappedPersonSchema.transform((one) => [one]),
]);

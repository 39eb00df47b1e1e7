import { z } from 'zod';

const stated = { source: z.string(), conflict: z.string().nullable() };
const statedSchema = z.looseObject({ ...stated, value: z.string().nullable() });
const textOrNull = z.string().nullable();

function registerOf<Shape extends z.ZodRawShape>(shape: Shape) {
  const row = z.looseObject({ ...stated, ...shape });
  return z.looseObject({ source: z.string(), items: z.array(row).readonly().nullable() });
}

/** A personnel record as its own person reads it; rows may say more than is named here. */
export const ownRecordSchema = z.looseObject({
  kind: statedSchema,
  bornOn: statedSchema,
  status: statedSchema,
  rank: statedSchema,
  rankSince: statedSchema,
  education: statedSchema,
  fieldOfStudy: statedSchema,
  feedback360: statedSchema,
  currentPost: z.looseObject({
    ...stated,
    value: z.looseObject({ title: z.string(), unit: textOrNull, startedOn: textOrNull }).nullable(),
  }),
  wealthReport: z.looseObject({
    ...stated,
    value: z.looseObject({ checkedOn: z.string(), filedOn: textOrNull }).nullable(),
  }),
  posts: registerOf({ title: z.string(), unit: textOrNull, startedOn: textOrNull, endedOn: textOrNull }),
  acting: registerOf({ duty: textOrNull, startedOn: textOrNull }),
  performance: registerOf({ year: z.int(), hasilKerja: textOrNull, perilaku: textOrNull }),
  trainings: registerOf({ title: z.string(), number: textOrNull, endedOn: textOrNull }),
  courses: registerOf({ title: z.string(), number: textOrNull, endedOn: textOrNull }),
  sanctions: registerOf({ level: textOrNull, startedOn: textOrNull }),
  awards: registerOf({ level: textOrNull, givenOn: textOrNull }),
  teams: registerOf({ role: textOrNull, startedOn: textOrNull }),
  assessments: registerOf({
    assessedOn: textOrNull,
    referencePost: textOrNull,
    levels: z.array(z.number().nullable()).readonly(),
    standards: z.array(z.number().nullable()).readonly(),
  }),
});

export type OwnRecord = z.output<typeof ownRecordSchema>;

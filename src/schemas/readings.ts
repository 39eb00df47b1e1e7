import { z } from 'zod';
import { codeSchema, dateSchema, instantSchema, pageQuery, pageSchema, textSchema, uuidSchema } from './requests.ts';

const termSchema = textSchema(200).optional();

/** Where a page of findings ended. */
const placeSchema = z.strictObject({ openedAt: instantSchema, id: uuidSchema });

const flags = ['adjourned', 'blocked', 'deviation', 'lapsed', 'recused', 'reopened', 'revoked'] as const;
export type Flag = (typeof flags)[number];

/** Every term that is given must match. */
export const searchBody = z.strictObject({
  agency: codeSchema,
  q: termSchema.meta({ description: 'A post, a code of a selection, a candidate or a member.' }),
  person: termSchema.meta({ description: 'Part of a name of a candidate, or a whole NIP.' }),
  post: termSchema.meta({ description: 'Part of a title or of a code.' }),
  member: termSchema.meta({ description: 'Part of the name of somebody who holds or held a seat.' }),
  /** Going on at any time from the first to the last of these days, in the zone of the agency. */
  from: dateSchema.optional(),
  to: dateSchema.optional(),
  flag: z.enum(flags).optional(),
  after: placeSchema.optional().meta({ description: 'Stands as `next` in the answer before.' }),
  limit: z.int().min(1).max(200).default(50),
});

const matches = ['code', 'post', 'person', 'member', 'date', 'flag'] as const;

export const searchAnswer = z.strictObject({
  items: z.array(
    z.strictObject({
      id: uuidSchema,
      code: z.string(),
      title: z.string(),
      state: z.string(),
      /** Of the motion that closed last. */
      outcome: z.string().nullable(),
      openedAt: instantSchema,
      endedAt: instantSchema.nullable(),
      matchedBy: z.array(z.enum(matches)),
    }),
  ),
  next: placeSchema.nullable(),
});

export const readingsQuery = z.strictObject(pageQuery);

export const readingsPage = pageSchema(
  z
    .strictObject({
      agency: codeSchema,
      /** The stream that was read; that of the agency for a search. */
      stream: z.string(),
      code: z.string().nullable().meta({ description: 'Of the selection that was read.' }),
      reading: z.string(),
      at: instantSchema,
      entry: uuidSchema
        .nullable()
        .meta({ description: 'The entry that tells of it; null until it is folded into one.' }),
    })
    .meta({ id: 'OwnReading' }),
);

import { z } from 'zod';

/** Control characters, lone surrogates and code points that are no characters, which no record can hold, and bidirectional overrides, which deceive readers. */
const forbiddenSigns = /(?!\n)[\p{Cc}\p{Cs}\p{Unassigned}\u202A-\u202E\u2066-\u2069]/u;

/** At least one sign that is seen: joiners, soft hyphens and spaces of no width say nothing. */
const something = /[^\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\s\u2800]/u;

/** Text that people write: NFC, trimmed, never empty to the eye; line breaks are its only controls. */
export function textSchema(maxLength: number): z.ZodType<string, string> {
  return z
    .string()
    .refine((text) => !forbiddenSigns.test(text))
    .transform((text) => (something.test(text) ? text.normalize('NFC').trim() : ''))
    .pipe(z.string().min(1).max(maxLength));
}

/** Lower-case only, since ids are compared as text in URLs, rows and entries alike. */
export const uuidSchema = z
  .string()
  .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  .meta({ format: 'uuid' });

export const codeSchema = z.string().regex(/^[a-z0-9][a-z0-9.-]{0,63}$/);

export const digestSchema = z.string().regex(/^[0-9a-f]{64}$/);

/** An instant of the record: UTC with microseconds. */
export const instantSchema = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/)
  .meta({ format: 'date-time' });

export const dateSchema = z.iso.date();

/** A text of the record in both languages, as answers give it. */
export const wordsSchema = z.strictObject({ id: z.string(), en: z.string() });

/** What an accepted fact answers: where its entry stands and by which hash it can be followed until it is signed. */
export const receiptSchema = z
  .strictObject({
    entry: uuidSchema,
    stream: z.string(),
    streamSeq: z.int().min(1),
    leaf: digestSchema,
    at: instantSchema,
  })
  .meta({ id: 'Receipt', description: 'Place and hash of the entry of an accepted act.' });

/** RFC 9457, as every refusal answers. */
export const problemSchema = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string(),
    code: z.string(),
    errors: z.array(z.strictObject({ path: z.string(), code: z.string() })).optional(),
  })
  .meta({ id: 'Problem', description: 'A refusal or a fault (RFC 9457); `code` is permanent.' });

/** The query of every list. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z
    .string()
    .max(1000)
    .optional()
    .meta({ description: 'Opaque; stands in the `next` link of the page before.' }),
};

interface Page<Item> {
  readonly items: Item[];
  readonly next: string | null;
}

/** One page of a list; `next` is the link of the next one, or null on the last. */
export function pageSchema<Item extends z.ZodType>(item: Item): z.ZodType<Page<z.output<Item>>, Page<z.input<Item>>> {
  return z.strictObject({ items: z.array(item), next: z.string().nullable() });
}

import { z } from 'zod';
import { wordsSchema } from './policy-parts.ts';
import { codeSchema, digestSchema, instantSchema, pageQuery, pageSchema, textSchema, uuidSchema } from './requests.ts';

export const postQuery = z.strictObject({
  ...pageQuery,
  agency: codeSchema,
  vacant: z.enum(['true', 'false']).optional(),
  /** Whether a selection that you may see is under way for it. */
  hasSelection: z.enum(['true', 'false']).optional(),
});

export const postPage = pageSchema(
  z.strictObject({
    id: uuidSchema,
    code: z.string(),
    title: z.string(),
    level: z.string(),
    eselon: z.string().nullable(),
    unit: z.string().nullable(),
    isVacant: z.boolean(),
    /** A selection that you may see is under way for it. */
    hasSelection: z.boolean(),
  }),
);

export const personQuery = z.strictObject({ agency: codeSchema, nip: z.string().regex(/^\d{18}$/) });

export const personAnswer = z
  .strictObject({
    id: uuidSchema,
    name: z.string(),
    nip: z.string(),
    unit: z.string().nullable(),
    post: z.string().nullable(),
  })
  .meta({ id: 'Person' });

export const personParams = z.strictObject({ person: uuidSchema });

/** Which import delivered what a record says, part by part; `part` is the name of a file without its ending. */
export const deliveriesAnswer = z
  .strictObject({
    items: z.array(
      z.strictObject({ part: z.string(), file: z.string(), digest: digestSchema, importedAt: instantSchema }),
    ),
  })
  .meta({ id: 'PersonDeliveries' });

export const accountQuery = z.strictObject({ agency: codeSchema, role: codeSchema.optional() });

export const accountsAnswer = z.strictObject({
  items: z.array(z.strictObject({ id: uuidSchema, name: z.string(), roles: z.array(z.string()) })),
});

export const policyQuery = z.strictObject({ agency: codeSchema });

export const policiesAnswer = z.strictObject({
  items: z.array(
    z.strictObject({
      id: codeSchema,
      version: z.string(),
      digest: digestSchema,
      title: z.strictObject({ id: z.string(), en: z.string() }),
    }),
  ),
});
export const agencyParams = z.strictObject({ agency: codeSchema });

export const agencyAnswer = z
  .strictObject({
    code: codeSchema,
    name: wordsSchema,
    zone: z.string(),
    /** Years with a published calendar; a provisional one waits for its decree. */
    calendars: z.array(z.strictObject({ year: z.int(), isProvisional: z.boolean() })),
  })
  .meta({ id: 'Agency' });

export const unitQuery = z.strictObject({ ...pageQuery, agency: codeSchema, q: textSchema(100).optional() });

export const unitPage = pageSchema(
  z.strictObject({ id: uuidSchema, code: z.string(), name: z.string(), parent: uuidSchema.nullable() }),
);

import { z } from 'zod';
import { entryKinds } from '#domain/history-rules.ts';
import { digestSchema, instantSchema, pageQuery, pageSchema, uuidSchema, wordsSchema } from './requests.ts';

export const citationSchema = z
  .strictObject({ instrument: z.string(), article: z.string().nullable(), confidence: z.enum(['V', 'S', 'I']) })
  .meta({ id: 'Citation', description: 'Where a rule stands; V seen in the legal text, S secondary, I inferred.' });

const citedRuleSchema = z.strictObject({ code: z.string(), citation: citationSchema });

/** A rule in words, where the policy has words for it. */
export const wordedRuleSchema = z.strictObject({ words: wordsSchema.nullable(), citation: citationSchema });

export const historyQuery = z.strictObject({
  ...pageQuery,
  depth: z.enum(['summary', 'detail', 'raw']).default('summary'),
  kind: z.enum(entryKinds).optional(),
});

const rawSchema = z.strictObject({
  bytes: z.string().meta({ description: 'The canonical bytes, which are printable ASCII.' }),
  leaf: digestSchema,
  prev: digestSchema.nullable(),
  position: z.int().min(0).nullable(),
});

export const historyPage = pageSchema(
  z
    .strictObject({
      entry: uuidSchema,
      type: z.string(),
      kind: z.enum(entryKinds),
      streamSeq: z.int().min(1),
      position: z.int().min(0).nullable(),
      state: z.enum(['recorded', 'sealed', 'signed']),
      at: instantSchema,
      stage: z.string().nullable(),
      actor: z.strictObject({ role: z.string(), name: z.string().nullable() }),
      candidate: z.strictObject({ ref: uuidSchema, code: z.string(), name: z.string().nullable() }).nullable(),
      words: z.record(z.string(), z.unknown()),
      rule: citedRuleSchema.nullable(),
      raw: rawSchema.nullable(),
    })
    .meta({ id: 'HistoryEntry', description: 'An entry with what the asker may know of it.' }),
);

export const requirementsAnswer = z.strictObject({
  items: z.array(
    z
      .strictObject({
        code: z.string(),
        state: z.enum(['met', 'missing', 'late', 'excepted', 'not-yet']),
        evidence: z.array(uuidSchema),
        citation: citationSchema,
      })
      .meta({
        id: 'Requirement',
        description: 'What the policy asks, and the entries that show it or say why it may lack.',
      }),
  ),
});

import { z } from 'zod';
import type { JsonObject } from '#domain/pack-tree.ts';
import { policyVerdicts } from '#domain/policy-publishing.ts';
import { policyStandings } from '#domain/policy-use.ts';
import { wordsSchema } from './policy-parts.ts';
import {
  codeSchema,
  dateSchema,
  digestSchema,
  instantSchema,
  receiptSchema,
  textSchema,
  uuidSchema,
} from './requests.ts';

/** A pack or its examples: any JSON object, as it comes out of a parser; the linter says what is wrong with it. */
const contentSchema = z.record(z.string(), z.unknown()) as z.ZodType<JsonObject>;

export const versionsQuery = z.strictObject({ agency: codeSchema });

const versionSchema = z.strictObject({
  id: codeSchema,
  version: z.string(),
  digest: digestSchema,
  title: wordsSchema,
  effectiveFrom: dateSchema,
  /** The first day on which it is no longer in force; null where none is known. */
  effectiveUntil: dateSchema.nullable(),
  /** Today where the agency is: `in-force` is what a map, succession or selection takes where nobody names a version. */
  standing: z.enum(policyStandings),
  publishedAt: instantSchema,
  entry: uuidSchema,
  /** Who proposed and who published it; null where the agency was founded with it. */
  proposedBy: z.string().nullable(),
  approvedBy: z.string().nullable(),
  /** Selections that are pinned to it. */
  selections: z.int(),
});

export const versionsAnswer = z.strictObject({ items: z.array(versionSchema) });

export const packParams = z.strictObject({ digest: digestSchema });

export const packAnswer = z
  .strictObject({
    ...versionSchema.shape,
    /** The version of this pack that was published before it; null for the first. */
    before: digestSchema.nullable(),
    content: contentSchema,
  })
  .meta({ id: 'PolicyPack' });

/** What the refusal of a faulty pack carries: how many faults, and the first of them in words. */
export const faultyDetails = z.object({
  count: z.int(),
  findings: z.array(z.object({ code: z.string(), place: z.string(), message: wordsSchema, remedy: wordsSchema })),
});

export const proposalParams = z.strictObject({ proposalId: uuidSchema });

/** 4 MiB of pack, and its examples. */
export const largestPack = 4 * 1024 * 1024;

export const proposalBody = z.strictObject({
  agency: codeSchema,
  content: contentSchema,
  examples: contentSchema.nullable().default(null),
});

export const proposedAnswer = z.strictObject({ proposalId: uuidSchema, receipt: receiptSchema });

export const decisionBody = z.strictObject({
  digest: digestSchema,
  verdict: z.enum(policyVerdicts),
  reason: textSchema(2_000).nullable().default(null),
});

export const decidedAnswer = z.strictObject({ receipt: receiptSchema });

const proposalSchema = z.strictObject({
  id: uuidSchema,
  agency: codeSchema,
  policy: codeSchema,
  version: z.string(),
  digest: digestSchema,
  state: z.enum(['open', 'approved', 'declined']),
  examples: z.int(),
  proposedBy: z.string(),
  proposedAt: instantSchema,
  decidedBy: z.string().nullable(),
  decidedAt: instantSchema.nullable(),
  reason: z.string().nullable(),
  /** Whether the proposal is the asker's own. */
  isOwn: z.boolean(),
});

export const proposalsAnswer = z.strictObject({ items: z.array(proposalSchema) });

export const proposalAnswer = z
  .strictObject({
    ...proposalSchema.shape,
    content: contentSchema,
    /** What is in force of the pack, else of any pack of the agency, else what was published last; null where nothing is. */
    inForce: z
      .strictObject({ id: codeSchema, version: z.string(), digest: digestSchema, content: contentSchema })
      .nullable(),
  })
  .meta({ id: 'PolicyProposal' });

/** Code and name of each indicator of a published pack. */
export const namedIndicators = z.object({
  indicators: z.array(z.object({ code: z.string(), label: z.object({ id: z.string(), en: z.string() }) })),
});

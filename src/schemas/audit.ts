import { z } from 'zod';
import {
  codeSchema,
  digestSchema,
  instantSchema,
  pageQuery,
  pageSchema,
  receiptSchema,
  uuidSchema,
  wordsSchema,
} from './requests.ts';

/** The private state of the signer, as it lies in its file. What has a default was added later. */
export const signerStateSchema = z.strictObject({
  log: z.string(),
  size: z.int().min(0),
  root: digestSchema,
  frontier: z.array(digestSchema),
  epoch: z.strictObject({ vkey: z.string(), firstSize: z.int().min(0) }),
  /** Keys that signed before, oldest first. */
  past: z.array(z.strictObject({ vkey: z.string(), firstSize: z.int().min(0), lastSize: z.int().min(0) })).default([]),
  /** The key that was announced and the first size that it will sign; it takes over once the size before is signed. */
  next: z
    .strictObject({ vkey: z.string(), firstSize: z.int().min(1) })
    .nullable()
    .default(null),
  /** The key of `epoch` is lost or stolen: it signs no more, and up to this size it is believed. */
  revoked: z
    .strictObject({ lastSize: z.int().min(0) })
    .nullable()
    .default(null),
  /** Verifier key of the emergency key; null in a folder from before there were such keys. */
  emergency: z.string().nullable().default(null),
  frozen: z
    .strictObject({
      reason: z.enum(['signer.behind', 'signer.fork', 'signer.leaf', 'signer.missing', 'signer.closed']),
      /** Where it was seen: a position, or the size of the head. */
      at: z.int().min(0),
    })
    .nullable(),
});

/** Why the signer will not sign again until an operator has acted. */
/** What came of the last question to a witness. */
export const witnessStandingSchema = z.enum(['signed', 'unreachable', 'ahead', 'refused', 'unknown-key', 'unbelieved']);

export type WitnessStanding = z.output<typeof witnessStandingSchema>;

export type FreezeReason = NonNullable<z.output<typeof signerStateSchema>['frozen']>['reason'];

export const receiptParams = z.strictObject({ entry: uuidSchema });

/** Where an accepted act stands by now. */
export const receiptStateSchema = receiptSchema
  .extend({
    state: z.enum(['recorded', 'sealed', 'signed', 'witnessed']),
    position: z.int().min(0).nullable(),
    checkpoint: z
      .strictObject({
        size: z.int().min(1),
        root: digestSchema,
        signedAt: instantSchema,
        note: z.string(),
        /** Those of the policy that have signed it, each at the time of its own clock. */
        witnesses: z.array(z.strictObject({ name: z.string(), at: instantSchema })),
        witnessesAsked: z.int().min(0),
      })
      .nullable()
      .meta({
        description: 'The first witnessed checkpoint that covers the entry; until there is one, the first signed.',
      }),
    proof: z.string().nullable().meta({ description: 'The proof of inclusion as a file of c2sp.org/tlog-proof@v1.' }),
  })
  .meta({ id: 'ReceiptState' });

export type ReceiptState = z.output<typeof receiptStateSchema>;

/** A signed note (C2SP tlog-checkpoint). */
export const checkpointSchema = z.string();

const sizeText = z
  .string()
  .regex(/^[1-9][0-9]{0,14}$/)
  .transform(Number);

export const consistencyQuery = z.strictObject({ from: sizeText, to: sizeText });

const signedTree = z.strictObject({ size: z.int().min(1), note: checkpointSchema });

export const consistencyAnswer = z
  .strictObject({
    from: signedTree,
    to: signedTree,
    hashes: z.array(z.string()).meta({ description: 'In base64, in the order of RFC 6962.' }),
  })
  .meta({ id: 'Consistency' });

/** A zip file. */
export const bundleSchema = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

export const ownBundleQuery = z.strictObject({ profile: z.enum(['candidate', 'appellant']).default('candidate') });

export const selectionParams = z.strictObject({ selectionId: uuidSchema });
export const entriesQuery = z.strictObject(pageQuery);

const codeOrNull = codeSchema.nullable();

/** The fifteen members of an entry; see docs/ledger-format.md. */
const envelopeSchema = z
  .strictObject({
    actor: z.strictObject({ ref: uuidSchema.nullable(), role: codeSchema, session: digestSchema.nullable() }),
    agency: codeOrNull,
    at: instantSchema,
    build: z.string(),
    committed: z.record(z.string(), digestSchema),
    id: uuidSchema,
    log: z.string(),
    open: z.record(z.string(), z.unknown()),
    policy: z.strictObject({ digest: digestSchema, id: codeSchema, version: z.string() }).nullable(),
    prev: digestSchema.nullable(),
    seen: z.strictObject({ root: digestSchema, size: z.int().min(1) }).nullable(),
    stream: z.string(),
    streamSeq: z.int().min(1),
    type: z.string(),
    v: z.literal(1),
  })
  .meta({ id: 'Envelope' });

export const entryPageSchema = pageSchema(
  z
    .strictObject({ entry: envelopeSchema, leaf: digestSchema, position: z.int().min(0).nullable() })
    .meta({ description: 'An entry of the record; `position` is null until it is sealed.' }),
);

const textOrNull = z.string().nullable();

export const verificationAnswer = z
  .strictObject({
    /** passed: all that is required was checked and is right; incomplete: nothing wrong was found, but not all could be checked. */
    result: z.enum(['passed', 'failed', 'incomplete']),
    checkpoint: z.strictObject({ origin: z.string(), size: z.int(), root: digestSchema }).nullable(),
    entries: z.int(),
    openings: z.int(),
    checks: z.array(
      z.strictObject({
        check: z.int(),
        words: wordsSchema,
        result: z.enum(['PASS', 'FAIL', 'SKIPPED']),
        reason: z.strictObject({ code: z.string(), words: wordsSchema }).nullable(),
      }),
    ),
    findings: z.array(
      z.strictObject({
        check: z.int(),
        code: z.string(),
        words: wordsSchema,
        /** Told, but it fails nothing. */
        isNote: z.boolean(),
        place: z.string(),
        expected: textOrNull,
        found: textOrNull,
      }),
    ),
    /** Findings that are not listed. */
    more: z.int(),
  })
  .meta({ id: 'Verification' });

export type VerificationAnswer = z.output<typeof verificationAnswer>;

/** `migrations/schema.json`: digests of what the migrations of the build make. */
export const builtSchemaSchema = z.strictObject({
  major: z.int().min(1),
  parts: z.strictObject({
    functions: digestSchema,
    grants: digestSchema,
    policies: digestSchema,
    triggers: digestSchema,
    columns: digestSchema,
    constraints: digestSchema,
    rules: digestSchema,
  }),
  rows: z.strictObject({ read_ways: digestSchema }),
});

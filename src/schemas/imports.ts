import { z } from 'zod';
import { type FindingCode, findingCodes } from '#domain/import-findings.ts';
import {
  codeSchema,
  digestSchema,
  instantSchema,
  pageQuery,
  receiptSchema,
  uuidSchema,
  wordsSchema,
} from './requests.ts';

const rowName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9.-]{0,63}:\d{1,7}$/)
  .meta({ description: 'A row by file and line: `siasn-profile.csv:14`.' });

/** Bytes of all files of one delivery over HTTP. */
export const largestUpload = 100 * 1024 * 1024;

export const dryRunBody = z.strictObject({
  agency: codeSchema,
  files: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(200),
        content: z.string().meta({ description: 'The bytes of the file, as base64.' }),
      }),
    )
    .min(1)
    .max(20),
});

export const uploadParams = z.strictObject({ uploadId: uuidSchema });

export const importBody = z.strictObject({
  agency: codeSchema,
  upload: uuidSchema,
  /** Every refused row that is left out, one by one. */
  exclude: z.array(rowName).max(20_000),
  /** Rows whose other NIP is a correction of the one before. */
  accept: z.array(rowName).max(20_000),
});

const countsSchema = z.strictObject({
  people: z.int(),
  added: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  gone: z.int(),
  units: z.int(),
  posts: z.int(),
  histories: z.int(),
  refusedRows: z.int(),
  queued: z.int(),
  findings: z.record(z.string(), z.int()),
});

const fileSchema = z.strictObject({ name: z.string(), digest: digestSchema });
const refusedSchema = z.strictObject({
  row: z.string(),
  codes: z.array(z.string()),
  /** As the row has them; null where it has none. */
  name: z.string().nullable(),
  nip: z.string().nullable(),
});

export const dryRunAnswer = z
  .strictObject({
    upload: uuidSchema,
    agency: codeSchema,
    uploadedAt: instantSchema,
    files: z.array(fileSchema),
    counts: countsSchema,
    refused: z.array(refusedSchema),
  })
  .meta({ id: 'DryRun', description: 'What an import of the uploaded files would write. Nothing is written yet.' });

export const importAnswer = z.strictObject({ batch: uuidSchema, counts: countsSchema, receipt: receiptSchema });

export const importsQuery = z.strictObject({ agency: codeSchema });

export const importsAnswer = z.strictObject({
  items: z.array(
    z.strictObject({
      batch: uuidSchema,
      importedAt: instantSchema,
      by: z.string().nullable(),
      entry: uuidSchema,
      files: z.array(fileSchema),
      counts: countsSchema.partial(),
      excluded: z.int(),
      accepted: z.int(),
    }),
  ),
});

const findingCode = z.enum(Object.keys(findingCodes) as [FindingCode, ...FindingCode[]]);

export const queueQuery = z.strictObject({ agency: codeSchema, code: findingCode.optional(), ...pageQuery });

const effects = ['noted', 'unknown', 'conflict', 'field-refused', 'row-refused'] as const;

export const queueAnswer = z
  .strictObject({
    /** How often each code stands in the queue, the most frequent first. */
    codes: z.array(z.strictObject({ code: z.string(), effect: z.enum(effects), remedy: wordsSchema, count: z.int() })),
    items: z.array(
      z.strictObject({
        file: z.string(),
        line: z.int().nullable(),
        field: z.string().nullable(),
        code: z.string(),
        value: z.string().nullable(),
        person: z.string().nullable(),
        importedAt: instantSchema,
      }),
    ),
    next: z.string().nullable(),
  })
  .meta({
    id: 'QualityQueue',
    description:
      'What the source must mend: what the newest delivery of each file found, and what stands about people who are not in it.',
  });

export const csvAnswer = z.string();

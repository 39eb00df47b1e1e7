import { z } from 'zod';
import { codeSchema, digestSchema, textSchema, uuidSchema } from './requests.ts';

export const assessorBody = z.strictObject({ account: uuidSchema });

export const sheetBody = z.strictObject({
  candidate: uuidSchema,
  scores: z
    .array(
      z.strictObject({
        criterion: codeSchema,
        /** 0 to 100, exact; null is not yet scored, never zero. */
        score: z.string().max(12).nullable(),
        reason: textSchema(2000).nullable().default(null),
      }),
    )
    .min(1)
    .max(20),
});

/** Exact texts and reasons by criterion. */
const filedSheetSchema = z.strictObject({
  scores: z.record(codeSchema, z.string()),
  reasons: z.record(codeSchema, z.string().nullable()),
});

export const deskAnswer = z.strictObject({
  /** In the order drawn for this assessor. */
  candidates: z.array(
    z.strictObject({
      ref: uuidSchema,
      code: z.string(),
      independent: filedSheetSchema.nullable(),
      final: filedSheetSchema.nullable(),
      /** Sheets of the other assessors, by a number that stands for the same one everywhere; empty before the reveal. */
      others: z.array(
        z.strictObject({
          assessor: z.int(),
          independent: filedSheetSchema.nullable(),
          final: filedSheetSchema.nullable(),
        }),
      ),
    }),
  ),
  criteria: z.array(
    z.strictObject({ code: codeSchema, label: z.strictObject({ id: z.string(), en: z.string() }), weight: z.string() }),
  ),
});

/** A ranking with its trace, as `domain/ranking.ts` derives it; exact numbers are texts. */
const rankingSchema = z.strictObject({
  algorithm: z.string(),
  ranked: z
    .array(
      z.strictObject({
        ref: uuidSchema,
        rank: z.int(),
        total: z.string(),
        band: z.int().nullable(),
        tieBrokenBy: z.string().nullable(),
        tiedWith: z.array(uuidSchema).readonly(),
        trace: z
          .array(
            z.strictObject({ component: z.string(), value: z.string(), weight: z.string(), contribution: z.string() }),
          )
          .readonly(),
      }),
    )
    .readonly(),
  unranked: z.array(z.strictObject({ ref: uuidSchema, missing: z.array(z.string()).readonly() })).readonly(),
});

export const rankingAnswer = z.strictObject({ digest: digestSchema, ranking: rankingSchema });

export const assessorsAnswer = z.strictObject({
  items: z.array(
    z.strictObject({
      account: uuidSchema,
      name: z.string(),
      /** The account that took over; null while this one assesses. */
      replacedBy: uuidSchema.nullable(),
    }),
  ),
});

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

export const deskAnswer = z.strictObject({
  /** In the order drawn for this assessor. */
  candidates: z.array(
    z.strictObject({
      ref: uuidSchema,
      code: z.string(),
      independent: z.looseObject({}).nullable(),
      final: z.looseObject({}).nullable(),
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

import { z } from 'zod';
import { supervisionQuestions } from '#domain/supervision.ts';
import { codeSchema, dateSchema, uuidSchema } from './requests.ts';

export const supervisionQuery = z.strictObject({
  /** Absent: every agency that your grants cover. */
  agency: codeSchema.optional(),
});

/** Nobody types a score: each figure stands beside the query that yields it, and null is not known. */
export const supervisionAnswer = z
  .strictObject({
    items: z.array(
      z.strictObject({
        agency: codeSchema,
        name: z.string(),
        on: dateSchema,
        questions: z.array(
          z.strictObject({
            question: z.enum(supervisionQuestions),
            state: z.enum(['data', 'no-data']),
            figures: z.array(z.strictObject({ figure: z.string(), query: z.string(), value: z.number().nullable() })),
            evidence: z.array(z.strictObject({ kind: z.enum(['entry', 'selection']), id: uuidSchema })),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'SupervisionAnswers' });

export const supervisionFile = z.string();

import { z } from 'zod';
import { recordFields } from '#domain/record-labels.ts';
import { uuidSchema } from './requests.ts';

const verdictSchema = z.enum(['PASS', 'FAIL', 'UNKNOWN']);
const shiftOf = <Value extends z.ZodType>(value: Value) => z.strictObject({ before: value, after: value });

/** What corrections after the freeze would have changed; before: as decided, after: as it would have been. */
export const impactAnswer = z
  .strictObject({
    impacts: z.array(
      z.strictObject({
        ref: uuidSchema,
        code: z.string(),
        name: z.string(),
        /** Members of the record, never their values. */
        changed: z.array(z.enum(recordFields)),
        outcome: shiftOf(z.enum(['nominated', 'admitted', 'excluded', 'held', 'withdrawn'])),
        gates: z.array(z.strictObject({ gate: z.string(), before: verdictSchema, after: verdictSchema })),
        box: shiftOf(z.int().nullable()),
        talentValue: shiftOf(z.string().nullable()),
        rank: shiftOf(z.int().nullable()),
      }),
    ),
    /** Refs of pairs whose order would have been the other way round. */
    order: z.array(z.strictObject({ above: uuidSchema, below: uuidSchema })),
  })
  .meta({ id: 'LateImpact' });

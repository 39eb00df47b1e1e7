import { z } from 'zod';
import { wordedRuleSchema } from './history.ts';
import { uuidSchema } from './requests.ts';

const removalSchema = z
  .strictObject({
    kind: z.enum(['gate', 'rank', 'motion', 'choice', 'withdrawal']),
    /** The gate; the component that is not known; `shortlist`; the deviation or why a choice was undone; who withdrew. */
    code: z.string(),
    value: z.string().nullable(),
    rule: wordedRuleSchema.nullable(),
    source: z.string().nullable(),
  })
  .meta({ id: 'Removal', description: 'What took a candidate out, under which rule, and where it is found.' });

export const explanationAnswer = z.strictObject({
  items: z.array(
    z.strictObject({
      ref: uuidSchema,
      code: z.string(),
      /** Null where the asker may not know who it is. */
      name: z.string().nullable(),
      outcome: z.enum([
        'nominated',
        'gate-failed',
        'gate-unknown',
        'withdrawn',
        'admitted',
        'not-ranked',
        'ranked',
        'not-shortlisted',
        'shortlisted',
        'chosen',
        'placed',
      ]),
      removedBy: removalSchema.nullable(),
      rank: z.int().min(1).nullable(),
      /** Exact. */
      total: z.string().nullable(),
    }),
  ),
});

import { z } from 'zod';
import { uuidSchema } from './requests.ts';

const plannedSchema = z.strictObject({
  state: z.literal('planned'),
  erasure: uuidSchema,
  person: uuidSchema,
  /** The entry by which it can be seen whether the transaction was committed. */
  entry: uuidSchema,
  /** Size of the newest signed checkpoint by then: a record with a smaller one has been put back. */
  size: z.int().min(0),
  openings: z.array(z.tuple([uuidSchema, z.string()])),
  holders: z.array(uuidSchema),
  selections: z.array(uuidSchema),
});
const settledSchema = z.strictObject({ state: z.enum(['done', 'void']), erasure: uuidSchema });

/** A line of the journal of erasures. */
export const journalLineSchema = z.discriminatedUnion('state', [plannedSchema, settledSchema]);

export type JournalLine = z.output<typeof journalLineSchema>;
export type PlannedErasure = z.output<typeof plannedSchema>;

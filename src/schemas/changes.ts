import { z } from 'zod';

const part = z.string();
const level = z.int();

/** What of a record would be otherwise; `part` is the indicator itself, or one of those whose mean it is. */
const stepSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('row'), part, value: z.string() }),
  z.strictObject({
    kind: z.literal('band'),
    part,
    from: z.int(),
    /** Exclusive; null is open. */
    to: z.int().nullable(),
    unit: z.enum(['count', 'completed-months']),
  }),
  z.strictObject({ kind: z.literal('number'), part, value: z.string() }),
  /** Sums of all aspects. */
  z.strictObject({ kind: z.literal('aspects'), part, from: z.int(), to: z.int(), most: z.int() }),
  z.strictObject({
    kind: z.literal('competencies'),
    part,
    raised: z.array(z.strictObject({ competency: z.string(), from: level, to: level })).readonly(),
  }),
]);

/** An indicator whose least improvement that a record can have would move the box, all else as it is. */
export const changeSchema = z.strictObject({
  axis: z.enum(['performance', 'potential']),
  indicator: z.string(),
  from: z.string(),
  to: z.string(),
  steps: z.array(stepSchema).readonly(),
  box: z.int().min(1).max(9),
});

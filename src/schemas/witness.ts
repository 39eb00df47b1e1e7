import { z } from 'zod';
import { digestSchema } from './requests.ts';

/** The private state of a witness, as it lies in its file: what it has signed last, by origin. */
export const witnessStateSchema = z.strictObject({
  vkey: z.string(),
  logs: z.record(z.string(), z.strictObject({ size: z.int().min(0), root: digestSchema, note: z.string() })),
});

export type WitnessState = z.output<typeof witnessStateSchema>;

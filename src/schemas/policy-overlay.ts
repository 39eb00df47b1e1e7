import { z } from 'zod';
import type { PackExample } from '#domain/pack-examples.ts';
import type { Overlay } from '#domain/pack-overlay.ts';
import { packExamplesSchema } from './policy-examples.ts';
import { citationSchema, wordsSchema } from './policy-parts.ts';

const name = { id: z.string().regex(/^[a-z][a-z0-9-]*$/), version: z.string().regex(/^[0-9]{4}\.[0-9]+$/) };

export interface OverlayFile extends Overlay {
  readonly about: string;
  readonly examples: readonly PackExample[];
}

/** An overlay with its own worked examples. */
export const overlaySchema: z.ZodType<OverlayFile> = z.strictObject({
  overlay: z.literal('merge/1'),
  ...name,
  title: wordsSchema,
  base: z.strictObject(name),
  about: z.string(),
  citation: citationSchema,
  remove: z.array(z.array(z.string()).min(1)).default([]),
  merge: z.record(z.string(), z.json()),
  examples: packExamplesSchema,
});

/** Whether a file means to be an overlay. */
export function isOverlayFile(content: unknown): boolean {
  return typeof content === 'object' && content !== null && Object.hasOwn(content, 'overlay');
}

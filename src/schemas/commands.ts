import { z } from 'zod';
import { instantSchema, receiptSchema, textSchema, uuidSchema } from './requests.ts';

const reason = textSchema(2000);

/** One schema per command; unknown fields are refused. */
export const commandBody = z.discriminatedUnion('command', [
  z.strictObject({ command: z.literal('extend'), workingDays: z.int().min(1).max(250), reason }),
  z.strictObject({ command: z.literal('pause'), reason }),
  z.strictObject({ command: z.literal('resume'), reason }),
  z.strictObject({ command: z.literal('recalculate-deadlines'), reason }),
  z.strictObject({
    command: z.literal('reopen'),
    stage: z.enum(['nomination', 'assessment', 'committee-review', 'placement']),
    reason,
  }),
  z.strictObject({
    command: z.literal('move-policy'),
    policy: textSchema(120),
    version: textSchema(120),
    reason,
  }),
  z.strictObject({ command: z.literal('cancel'), reason }),
  z.discriminatedUnion('by', [
    z.strictObject({
      command: z.literal('withdraw'),
      by: z.literal('candidate'),
      reason: reason.nullable().default(null),
    }),
    z.strictObject({ command: z.literal('withdraw'), by: z.literal('hr'), candidate: uuidSchema, reason }),
  ]),
  z.strictObject({ command: z.literal('adjourn'), reason }),
  z.strictObject({ command: z.literal('replace-member'), seat: z.int().min(1), successor: uuidSchema, reason }),
  z.strictObject({ command: z.literal('replace-assessor'), assessor: uuidSchema, successor: uuidSchema, reason }),
  z.strictObject({ command: z.literal('revoke'), orderNumber: textSchema(120), reason }),
]);

export const commandAnswer = z
  .strictObject({
    commandId: uuidSchema,
    command: z.enum([
      'extend',
      'pause',
      'resume',
      'recalculate-deadlines',
      'reopen',
      'move-policy',
      'cancel',
      'withdraw',
      'adjourn',
      'replace-member',
      'replace-assessor',
      'revoke',
    ]),
    selectionId: uuidSchema,
    requestedAt: instantSchema,
    state: z.enum(['requested', 'done', 'refused']),
    receipt: receiptSchema.nullable(),
    refusal: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
  })
  .meta({ id: 'Command' });

export const commandParams = z.strictObject({ commandId: uuidSchema });

import { z } from 'zod';
import { codeSchema, digestSchema, instantSchema, uuidSchema } from './requests.ts';

export const roleSchema = z.enum([
  'secretary',
  'chair',
  'member',
  'hr',
  'assessor',
  'unit-head',
  'authority',
  'auditor',
  'candidate',
  'administrator',
]);

export const meSchema = z
  .strictObject({
    accountId: uuidSchema,
    displayName: z.string(),
    personId: uuidSchema.nullable(),
    grants: z.array(
      z.strictObject({
        role: roleSchema,
        agency: codeSchema,
        selectionId: uuidSchema.nullable(),
        from: instantSchema,
        until: instantSchema.nullable(),
      }),
    ),
  })
  .meta({ id: 'Me' });

export const ownSessionsSchema = z
  .strictObject({
    items: z.array(
      z.strictObject({
        id: digestSchema,
        signedInAt: z.iso.datetime(),
        expiresAt: instantSchema,
        agent: z.string(),
        isThisOne: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'OwnSessions' });

export const sessionParams = z.strictObject({ sessionId: digestSchema });

import { z } from 'zod';
import { parseInstant } from '#domain/dates.ts';
import { roleSchema } from './access.ts';
import { daySchema, zoneSchema } from './policy-parts.ts';
import { codeSchema, textSchema } from './requests.ts';

/** A day at the agency, from its first moment, or an instant with its offset. */
const momentSchema = z.union([
  daySchema,
  z.string().refine((text) => parseInstant(text) !== undefined, 'neither a day nor an instant with its offset'),
]);

const pathSchema = z.string().min(1).max(1000);

const accountSchema = z
  .strictObject({
    /** Absent: that of the deployment's own provider (BUKTI_REALM). */
    realm: codeSchema.optional(),
    subject: textSchema(200),
    /** Null or absent: as in the personnel record. */
    displayName: textSchema(200).nullish(),
    /** Null or absent: whoever is not in the agency's personnel record. */
    nip: z
      .string()
      .regex(/^\d{18}$/)
      .nullish(),
    roles: z.array(z.strictObject({ role: roleSchema, from: momentSchema, until: momentSchema.nullish() })),
  })
  .refine(({ displayName, nip }) => displayName != null || nip != null, 'an account needs a displayName or a nip');

const accountsSchema = z
  .array(accountSchema)
  .max(10_000)
  .refine(
    (accounts) => new Set(accounts.map(({ realm, subject }) => `${realm ?? ''}\n${subject}`)).size === accounts.length,
    'a subject stands twice',
  );

/** What `bukti agency found` reads; paths are relative to the file. */
export const foundingSchema = z.strictObject({
  code: codeSchema,
  name: textSchema(200),
  zone: zoneSchema,
  calendars: z.array(pathSchema).min(1).max(50),
  policies: z.array(pathSchema).min(1).max(20),
  /** Rules of retention; without any nothing is ever erased. */
  retention: pathSchema.nullish(),
  accounts: accountsSchema,
});

/** What `bukti access` reads: accounts and roles of an agency that stands. */
export const accessFileSchema = z.strictObject({ agency: codeSchema, accounts: accountsSchema });

export type AccountInFile = z.output<typeof accountSchema>;

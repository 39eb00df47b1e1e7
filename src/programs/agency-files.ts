import { dirname, resolve } from 'node:path';
import { parseInstant, writeInstant } from '#domain/dates.ts';
import { tryExample } from '#domain/pack-examples.ts';
import { startOfDay, type Zone } from '#domain/working-days.ts';
import type { AccessAsked } from '#features/access/service.ts';
import type { Founding } from '#features/agencies/service.ts';
import { calendarSchema } from '#schemas/calendar.ts';
import { type AccountInFile, accessFileSchema, foundingSchema } from '#schemas/founding.ts';
import { retentionSchema } from '#schemas/retention.ts';
import { failed, faultsOf, openSoundPack, readContent } from './policy-files.ts';

/** What `safeParse` of a schema answers, as far as it is asked here. */
interface Form<Value> {
  safeParse(
    content: unknown,
  ):
    | { readonly success: true; readonly data: Value }
    | { readonly success: false; readonly error: { readonly issues: Parameters<typeof faultsOf>[0] } };
}

/** A file in one of our forms, as it stands in it and as it was parsed: policy.file-unreadable … policy.file-form. */
async function readForm<Value>(file: string, form: string, schema: Form<Value>) {
  const { content, repeated } = await readContent(file);
  const [twice] = repeated;
  if (twice !== undefined)
    throw failed('policy.file-form', { file, form, fault: `${twice.path.join('.')} stands twice` });
  const parsed = schema.safeParse(content);
  if (!parsed.success) throw failed('policy.file-form', { file, form, fault: faultsOf(parsed.error.issues) });
  return { content, data: parsed.data };
}

export function readCalendar(file: string) {
  return readForm(file, 'a calendar', calendarSchema);
}

/**
 * The file of an agency to be founded, with all the files that it names, each relative to it. Besides the codes of `readForm`:
 * policy.pack-faulty, policy.examples-failing.
 */
export async function readFounding(file: string, realm: string): Promise<Founding> {
  const { data } = await readForm(file, 'the founding of an agency', foundingSchema);
  const { code, name, zone, accounts } = data;
  const beside = (path: string) => resolve(dirname(file), path);
  const calendars = await Promise.all(data.calendars.map((path) => readCalendar(beside(path))));
  const policies = await Promise.all(data.policies.map((path) => readSoundPack(beside(path))));
  const retention =
    data.retention == null
      ? null
      : (await readForm(beside(data.retention), 'rules of retention', retentionSchema)).content;
  return {
    agency: { code, name, zone },
    calendars: calendars.map(({ content }) => content),
    policies,
    retention,
    accounts: accountsOf(accounts, { zone, realm }),
  };
}

async function readSoundPack(file: string): Promise<Founding['policies'][number]> {
  const { pack, content, examples } = await openSoundPack(file);
  const failing = (examples ?? []).filter((example) => !tryExample(example, pack).passes);
  const [first] = failing;
  if (first !== undefined) throw failed('policy.examples-failing', { count: failing.length, example: first.id });
  return { id: pack.id, version: pack.version, content };
}

/** The accounts of a file whose days are those of the agency's zone. */
export async function readAccess(file: string) {
  const { data } = await readForm(file, 'accounts and roles', accessFileSchema);
  return {
    agency: data.agency,
    accountsIn: (place: { readonly zone: Zone; readonly realm: string }) => accountsOf(data.accounts, place),
  };
}

function accountsOf(
  accounts: readonly AccountInFile[],
  { zone, realm }: { readonly zone: Zone; readonly realm: string },
): AccessAsked['accounts'] {
  const momentOf = (text: string) => {
    const micros = parseInstant(text);
    return micros === undefined ? startOfDay(text, zone) : writeInstant(micros);
  };
  return accounts.map(({ realm: own = realm, subject, displayName = null, nip = null, roles }) => ({
    realm: own,
    subject,
    displayName,
    nip,
    roles: roles.map(({ role, from, until }) => ({
      role,
      from: momentOf(from),
      until: until == null ? null : momentOf(until),
    })),
  }));
}

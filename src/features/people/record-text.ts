import type { PersonRecord } from '#domain/person-record.ts';

/**
 * The ledger's canonical spelling of a record, without its checks: a record is plain JSON of well-formed NFC text by then, and thousands
 * of them are spelled at once. A test compares both.
 */
export function sealedText(record: PersonRecord): string {
  return JSON.stringify(inOrder(record));
}

function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(inOrder);
  const members = value as Readonly<Record<string, unknown>>;
  const ordered: Record<string, unknown> = {};
  for (const name of Object.keys(members).sort()) ordered[name] = inOrder(members[name]);
  return ordered;
}

/** What a record says, whatever the rows and the order in which it stood: two deliveries that say the same have one such text. */
export function contentText(record: PersonRecord): string {
  return JSON.stringify(withoutPlaces(record, ''));
}

function withoutPlaces(value: unknown, within: string): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => withoutPlaces(item, ''));
    // The order of a register is that of its file; the order of levels has a meaning.
    return within === 'items' ? items.map((item) => JSON.stringify(item)).sort() : items;
  }
  const members = value as Readonly<Record<string, unknown>>;
  const ordered: Record<string, unknown> = {};
  for (const name of Object.keys(members).sort()) {
    if (name !== 'source') ordered[name] = withoutPlaces(members[name], name);
  }
  return ordered;
}

/** Members of a record that say something else than before, by name: never their values. */
export function changedMembers(before: PersonRecord, after: PersonRecord): (keyof PersonRecord)[] {
  const names = Object.keys(after) as (keyof PersonRecord)[];
  return names.filter(
    (name) => JSON.stringify(withoutPlaces(before[name], '')) !== JSON.stringify(withoutPlaces(after[name], '')),
  );
}

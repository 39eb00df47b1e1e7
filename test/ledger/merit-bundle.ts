import { readFileSync } from 'node:fs';
import { readBundle } from '#ledger/bundle-read.ts';
import type { Canonical } from '#ledger/canonical.ts';
import { decodeCanonical } from '#ledger/canonical-decode.ts';
import { type Envelope, parseEntry } from '#ledger/entry.ts';
import type { MeritBundle, MeritEntry } from '#ledger/examination.ts';
import { FindingList } from '#ledger/findings.ts';

/** A selection of the demo from sealed criteria to a placed official, as it was exported. */
const folder = new URL('../fixtures/bundles/', import.meta.url);
export const zip = readFileSync(new URL('selection-placed.zip', folder));
export const trust = {
  policy: readFileSync(new URL('policy.txt', folder)),
  epochs: readFileSync(new URL('epochs.txt', folder)),
};

/** Its entries with what is opened, as the merit check gets them. */
export const sound = readSound();

function readSound(): MeritBundle {
  const { content } = readBundle(zip, new FindingList());
  if (content === undefined) throw new Error('the fixture is no bundle');
  const { log } = content.manifest;
  const openings = new Map<string, Map<string, Canonical>>();
  for (const { entry, field, value } of content.openings)
    openings.set(entry, (openings.get(entry) ?? new Map<string, Canonical>()).set(field, valueOf(value)));
  const entries = content.entries.map(({ bytes, position }): MeritEntry => {
    const parsed = parseEntry(bytes, log);
    if (!parsed.ok) throw new Error(parsed.code);
    return { position, leaf: '', envelope: parsed.value, openings: openings.get(parsed.value.id) ?? new Map() };
  });
  return { entries, rules: content.rules };
}

function valueOf(bytes: Uint8Array): Canonical {
  const decoded = decodeCanonical(bytes);
  if (!decoded.ok) throw new Error(decoded.code);
  return decoded.value;
}

export interface Change {
  readonly open?: Record<string, Canonical>;
  readonly envelope?: Partial<Envelope>;
  readonly openings?: Record<string, Canonical>;
}
export type ChangeOf = Change | ((entry: MeritEntry) => Change);

/** The n-th entry of a type. */
export function entryOf(type: string, nth = 0): MeritEntry {
  const found = sound.entries.filter(({ envelope }) => envelope.type === type).at(nth);
  if (found === undefined) throw new Error(`no ${type} in the fixture`);
  return found;
}

/** An entry with other fields, other openings, or another envelope. */
export function altered(entry: MeritEntry, change: ChangeOf): MeritEntry {
  const { open = {}, envelope = {}, openings = {} } = typeof change === 'function' ? change(entry) : change;
  return {
    ...entry,
    envelope: { ...entry.envelope, ...envelope, open: { ...entry.envelope.open, ...open } },
    openings: new Map([...entry.openings, ...Object.entries(openings)]),
  };
}

/** The bundle with the n-th entry of a type changed. */
export function changed(type: string, change: ChangeOf, nth = 0): MeritBundle {
  const target = entryOf(type, nth);
  return withEntries(sound.entries.map((entry) => (entry === target ? altered(entry, change) : entry)));
}

/** The bundle with the entries that a test picks changed. */
export function changedAll(isMeant: (entry: MeritEntry) => boolean, change: ChangeOf): MeritBundle {
  return withEntries(sound.entries.map((entry) => (isMeant(entry) ? altered(entry, change) : entry)));
}

export function without(type: string, nth = 0): MeritBundle {
  const target = entryOf(type, nth);
  return withEntries(sound.entries.filter((entry) => entry !== target));
}

/** The bundle with one more entry, right after the n-th of a type. */
export function added(entry: MeritEntry, after: string, nth = 0): MeritBundle {
  const place = entryOf(after, nth).envelope.streamSeq;
  return withEntries([...sound.entries, altered(entry, { envelope: { streamSeq: place + 0.5 } })]);
}

/** The n-th entry of a type, as if it had been written right after the first of another. */
export function moved(type: string, after: string, nth = 0): MeritBundle {
  const target = entryOf(type, nth);
  const place = entryOf(after).envelope.streamSeq;
  return withEntries(
    sound.entries.map((entry) => (entry === target ? altered(entry, { envelope: { streamSeq: place + 0.5 } }) : entry)),
  );
}

export function withEntries(entries: readonly MeritEntry[]): MeritBundle {
  return { ...sound, entries };
}

/** A value with one of its members changed. */
export function nudged(value: Canonical | undefined, path: readonly string[], to: Canonical): Canonical {
  const [first, ...rest] = path;
  if (first === undefined) return to;
  if (Array.isArray(value))
    return value.map((one: Canonical, index) => (String(index) === first ? nudged(one, rest, to) : one));
  const object = value as Readonly<Record<string, Canonical>>;
  return { ...object, [first]: nudged(object[first], rest, to) };
}

/** A further entry near another in the stream, with its instant and its actor. */
export function beside(
  entry: MeritEntry,
  type: string,
  { by, open }: { by: number; open: Envelope['open'] },
): MeritEntry {
  const { envelope } = entry;
  return { ...entry, openings: new Map(), envelope: { ...envelope, type, streamSeq: envelope.streamSeq + by, open } };
}

export const nobody = '00000000-0000-4000-8000-000000000000';

export function byNobody({ envelope }: MeritEntry): Change {
  return { envelope: { actor: { ...envelope.actor, ref: nobody } } };
}

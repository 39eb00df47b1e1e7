import type { Canonical } from '#ledger/canonical.ts';
import type { Envelope } from '#ledger/entry.ts';
import type { MeritBundle, MeritEntry } from '#ledger/examination.ts';
import { digestOf } from '#ledger/merit/case-file.ts';
import { altered, type ChangeOf, entryOf, nudged, sound, withEntries } from './merit-bundle.ts';

/** The selection of the fixture told otherwise: its entries and others, in another order. */

/** An entry of the fixture once more, perhaps changed. */
export function again(type: string, nth = 0, change: ChangeOf = {}): MeritEntry {
  return altered(entryOf(type, nth), change);
}

/** An act of a kind that the fixture does not have, with the instant of another entry. Of nobody: by a program. */
export function act(
  type: string,
  open: Envelope['open'],
  { by = null, like = entryOf('stage.stepped/1'), openings = {} }: Acted = {},
): MeritEntry {
  const actor = { ref: by, role: by === null ? 'workflow' : 'hr', session: null };
  const envelope = { ...like.envelope, type, open, actor };
  return { ...like, envelope, openings: new Map(Object.entries(openings)) };
}

interface Acted {
  readonly by?: string | null;
  readonly like?: MeritEntry;
  readonly openings?: Readonly<Record<string, Canonical>>;
}

/** From the first entry of a type to the last of another, both included. */
export function between(from: MeritEntry, to: MeritEntry): readonly MeritEntry[] {
  return sound.entries.slice(sound.entries.indexOf(from), sound.entries.indexOf(to) + 1);
}

export function upTo(last: MeritEntry): readonly MeritEntry[] {
  return sound.entries.slice(0, sound.entries.indexOf(last) + 1);
}

export function after(last: MeritEntry): readonly MeritEntry[] {
  return sound.entries.slice(sound.entries.indexOf(last) + 1);
}

/** These entries in this order, each in its place of the stream. */
export function told(...entries: readonly MeritEntry[]): MeritBundle {
  return withEntries(entries.map((entry, index) => altered(entry, { envelope: { streamSeq: index + 1 } })));
}

/** The whole fixture, with these entries right after one of it. */
export function inserted(last: MeritEntry, ...entries: readonly MeritEntry[]): MeritBundle {
  return told(...upTo(last), ...entries, ...after(last));
}

/** Each entry that is meant, changed. */
export function retold({ entries, rules }: MeritBundle, types: readonly string[], change: ChangeOf): MeritBundle {
  return {
    entries: entries.map((entry) => (types.includes(entry.envelope.type) ? altered(entry, change) : entry)),
    rules,
  };
}

/** The fixture under its policy with one thing changed in it. */
export function under(path: readonly string[], to: Canonical, { entries, rules }: MeritBundle = sound): MeritBundle {
  const pack = entryOf('ballot.cast/1').envelope.policy?.digest ?? '';
  return { entries, rules: new Map(rules).set(pack, nudged(rules.get(pack), path, to)) };
}

/** The entry with an opened value, and the digest of it in an open field. */
export function sealing(entry: MeritEntry, field: string, value: Canonical): MeritEntry {
  const opened = altered(entry, { openings: { [field]: value } });
  return altered(opened, { open: { digest: digestOf(opened, field) ?? '' } });
}

export function openOf(entry: MeritEntry, field: string): Canonical {
  return entry.envelope.open[field] ?? null;
}

export function actorOf(type: string, nth = 0): string | null {
  return entryOf(type, nth).envelope.actor.ref;
}

/** A field is not opened of what was declared, moved and voted. */
export function closed(field: string): MeritBundle {
  const isMeant = ({ envelope: { type } }: MeritEntry) => /^(interest|motion|ballot)\./.test(type);
  return told(
    ...sound.entries.map((entry) =>
      isMeant(entry) ? { ...entry, openings: new Map([...entry.openings].filter(([name]) => name !== field)) } : entry,
    ),
  );
}

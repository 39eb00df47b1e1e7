import { mostPolicyMoves } from '#domain/commands.ts';
import type { PolicyPack } from '#domain/policy-pack.ts';
import type { Stage } from '#domain/stages.ts';
import { toUtf8 } from '../bytes.ts';
import type { Canonical, CanonicalObject } from '../canonical.ts';
import { sha256Hex } from '../crypto.ts';
import type { MeritCode, MeritEntry, MeritFinding } from '../examination.ts';
import { entryPlace } from '../examination.ts';
import type { OfficeBook } from '../offices.ts';
import { isSealedCriteria, nipOf, type SealedCriteria } from './content-forms.ts';
import type { RuleShelf } from './rule-shelf.ts';

/** One selection as its entries tell it, and what is wrong with it. */
export interface CaseFile {
  readonly selectionId: string;
  readonly entries: readonly MeritEntry[];
  readonly shelf: RuleShelf;
  /** Those that stand under `pack`, where the selection moved to another policy; what is wrong with the rest is told elsewhere. */
  readonly own: ReadonlySet<MeritEntry> | undefined;
  /** The pack all entries name; undefined where it is not in the bundle, or no pack. */
  readonly pack: PolicyPack | undefined;
  /** The criteria in force with their digest; undefined where they are not disclosed. */
  readonly criteria: (SealedCriteria & { readonly digest: string }) | undefined;
  /** The stage in which each entry falls, as it is before it: known once the course was replayed. */
  readonly stages: Map<MeritEntry, Stage>;
  /** Refs whose binding is disclosed, whoever it names. */
  readonly known: ReadonlySet<string>;
  /** The person behind each ref, as far as bindings are disclosed. */
  readonly nips: ReadonlyMap<string, string>;
  readonly offices: OfficeBook | undefined;
  readonly findings: MeritFinding[];
}

export interface Given {
  readonly shelf: RuleShelf;
  readonly offices?: OfficeBook | undefined;
}

export function openCase(selectionId: string, entries: readonly MeritEntry[], { shelf, offices }: Given): CaseFile {
  const digest = entries.find(({ envelope }) => envelope.policy !== null)?.envelope.policy?.digest;
  return {
    selectionId,
    entries,
    shelf,
    own: undefined,
    pack: digest === undefined ? undefined : shelf.findPack(digest),
    criteria: criteriaOf(entries),
    stages: new Map(),
    known: new Set(
      entries
        .filter((entry) => isType(entry, 'person.bound/1') && entry.openings.has('person'))
        .map((entry) => textOf(entry, 'ref')),
    ),
    nips: nipsOf(entries),
    offices,
    findings: [],
  };
}

/**
 * The selection under each policy that it was pinned to, one after the other; what it always was where it never moved. Criteria of
 * an earlier policy are void. Beyond the most moves that there may be, which is told, it is one part: the work stays bounded.
 */
export function underEachPolicy(file: CaseFile): readonly CaseFile[] {
  const { entries, shelf } = file;
  const moves = entries.flatMap((entry, index) => (isType(entry, 'selection.policy-moved/1') ? [index] : []));
  if (moves.length === 0 || moves.length > mostPolicyMoves) return [file];
  return [0, ...moves].map((start, part) => {
    const own = entries.slice(start, moves[part]);
    const standing = entries.slice(0, start).filter(({ envelope }) => !envelope.type.startsWith('criteria.'));
    const moved = entries[start]?.envelope.policy?.digest ?? '';
    const pack = part === 0 ? file.pack : shelf.findPack(moved);
    return { ...file, entries: [...standing, ...own], own: new Set(own), pack, criteria: criteriaOf(own) };
  });
}

/** Whether an entry stands under the policy of the file. */
export function isOwn({ own }: CaseFile, entry: MeritEntry): boolean {
  return own === undefined || own.has(entry);
}

function nipsOf(entries: readonly MeritEntry[]): Map<string, string> {
  const bound = entries.filter((entry) => isType(entry, 'person.bound/1'));
  return new Map(
    bound.flatMap((entry): [string, string][] => {
      const nip = nipOf(entry.openings.get('person'));
      return nip === undefined ? [] : [[textOf(entry, 'ref'), nip]];
    }),
  );
}

/** Whether two acts are of one person: by one ref, or by two accounts of the same person. A program is nobody. */
export function isSamePerson({ nips }: CaseFile, one: MeritEntry, other: MeritEntry): boolean {
  const [ref, otherRef] = [one.envelope.actor.ref, other.envelope.actor.ref];
  if (ref === null || otherRef === null) return false;
  return ref === otherRef || (nips.has(ref) && nips.get(ref) === nips.get(otherRef));
}

/** Whether an act is of another than whom it is about: of a program, or of somebody known who has not their number. */
export function isOfAnother({ nips, known }: CaseFile, { envelope }: MeritEntry, subject: string): boolean {
  const { ref } = envelope.actor;
  if (ref === null) return true;
  const [own, other] = [nips.get(ref), nips.get(subject)];
  return known.has(ref) && other !== undefined && own !== other;
}

function criteriaOf(entries: readonly MeritEntry[]): CaseFile['criteria'] {
  const countersigned = entries.find(({ envelope }) => envelope.type === 'criteria.countersigned/1')?.envelope.open[
    'digest'
  ];
  const drafted = entries.find(
    ({ envelope }) => envelope.type === 'criteria.drafted/1' && envelope.open['digest'] === countersigned,
  );
  const content: unknown = drafted?.openings.get('content');
  return typeof countersigned === 'string' && isSealedCriteria(content)
    ? { ...content, digest: countersigned }
    : undefined;
}

/** Puts a finding about an entry on file. */
export function object(
  file: CaseFile,
  entry: MeritEntry,
  said: { code: MeritCode; expected?: string; found?: string },
): void {
  if (isOwn(file, entry)) file.findings.push({ ...said, place: entryPlace(entry) });
}

/** An open field as text; check 8 has seen its form. */
export function textOf({ envelope }: MeritEntry, field: string): string {
  const value = envelope.open[field];
  return typeof value === 'string' ? value : '';
}

export function countOf({ envelope }: MeritEntry, field: string): number {
  const value = envelope.open[field];
  return typeof value === 'number' ? value : -1;
}

export function isType({ envelope }: MeritEntry, ...types: readonly string[]): boolean {
  return types.includes(envelope.type);
}

/** Whether a derived value is the recorded one, member by member: then their canonical bytes are the same. */
export function isSame(derived: unknown, recorded: unknown): boolean {
  if (derived === recorded) return true;
  if (!hasParts(derived) || !hasParts(recorded) || Array.isArray(derived) !== Array.isArray(recorded)) return false;
  const names = Object.keys(derived);
  return (
    names.length === Object.keys(recorded).length &&
    names.every((name) => Object.hasOwn(recorded, name) && isSame(derived[name], recorded[name]))
  );
}

function hasParts(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** SHA-256 in hex of the canonical bytes of an opened value; undefined where it is not disclosed. */
export function digestOf({ openings, spelled }: MeritEntry, field: string): string | undefined {
  const value = openings.get(field);
  return value === undefined ? undefined : sha256Hex(spelled?.get(field) ?? toUtf8(spell(value)));
}

/** The canonical spelling, without asking Unicode tables again: the decoder has, and tables here may be older than the writer's. */
export function spell(value: Canonical): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(spell).join(',')}]`;
  const object = value as CanonicalObject;
  // The default order of sort is that of UTF-16 code units.
  const names = Object.keys(object).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${spell(object[name] ?? null)}`).join(',')}}`;
}

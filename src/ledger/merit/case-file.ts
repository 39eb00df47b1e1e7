import type { PolicyPack } from '#domain/policy-pack.ts';
import type { Calendar } from '#domain/working-days.ts';
import { toHex } from '../bytes.ts';
import { type Canonical, canonicalBytes } from '../canonical.ts';
import { sha256 } from '../crypto.ts';
import type { MeritBundle, MeritCode, MeritEntry, MeritFinding } from '../examination.ts';
import { entryPlace } from '../examination.ts';
import { isSealedCriteria, type SealedCriteria } from './content-forms.ts';
import { count, day, listOf, oneOf, orNull, text, withFields } from './forms.ts';
import { isPolicyPack } from './pack-form.ts';

/** One selection as its entries tell it, and what is wrong with it. */
export interface CaseFile {
  readonly selectionId: string;
  readonly entries: readonly MeritEntry[];
  readonly rules: MeritBundle['rules'];
  /** The pack all entries name; undefined where it is not in the bundle, or no pack. */
  readonly pack: PolicyPack | undefined;
  /** The criteria in force with their digest; undefined where they are not disclosed. */
  readonly criteria: (SealedCriteria & { readonly digest: string }) | undefined;
  readonly findings: MeritFinding[];
}

export function openCase(selectionId: string, entries: readonly MeritEntry[], { rules }: MeritBundle): CaseFile {
  const findings: MeritFinding[] = [];
  const digest = entries.find(({ envelope }) => envelope.policy !== null)?.envelope.policy?.digest;
  const pack = digest === undefined ? undefined : rules.get(digest);
  return {
    selectionId,
    entries,
    rules,
    pack: isPolicyPack(pack) ? pack : undefined,
    criteria: criteriaOf(entries),
    findings,
  };
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
  file.findings.push({ ...said, place: entryPlace(entry) });
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

/** Whether two values have one spelling. What has none equals nothing. */
export function isSame(derived: unknown, recorded: Canonical | undefined): boolean {
  return recorded !== undefined && digestOf(derived) === digestOf(recorded);
}

/** SHA-256 in hex of the canonical bytes; undefined for a value without any. */
export function digestOf(value: unknown): string | undefined {
  try {
    return toHex(sha256(canonicalBytes(value)));
  } catch {
    return undefined;
  }
}

/** The set of calendars that an entry names, read as when they were published; undefined where it is not in the bundle. */
export function calendarsOf({ rules }: CaseFile, digest: string): readonly Calendar[] | undefined {
  const found: unknown = rules.get(digest);
  return hasCalendars(found)
    ? found.map(({ country, year, provisional, entries }) => ({
        id: `${country.toLowerCase()}-${year}`,
        year,
        provisional: provisional ?? false,
        entries,
      }))
    : undefined;
}

type PublishedCalendar = Omit<Calendar, 'id' | 'provisional'> & {
  readonly country: string;
  readonly provisional?: boolean;
};

function hasCalendars(value: unknown): value is readonly PublishedCalendar[] {
  return calendars(value);
}

const calendars = listOf(
  withFields({
    country: text,
    year: count,
    entries: listOf(
      withFields({ date: day, kind: oneOf('libur-nasional', 'cuti-bersama'), effectiveFrom: orNull(day) }),
    ),
  }),
);

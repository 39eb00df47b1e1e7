import type { BundleOpening } from '../bundle.ts';
import type { LineFile } from '../bundle-lines.ts';
import type { Canonical } from '../canonical.ts';
import type { LedgerCode } from '../codes.ts';
import { type OpenedValue, openCommitment } from '../commitment.ts';
import type { EntryTable, ExaminedEntry } from '../entry-table.ts';
import { type MeritEntry, openingPlace } from '../examination.ts';
import type { FindingList } from '../findings.ts';
import { OpeningTable, type PlacedOpening } from '../opening-table.ts';
import { reject, type Verdict } from '../verdict.ts';

/** The opened values of one entry by field, and the bytes that spell them. */
export interface OpenedFields extends Required<Pick<MeritEntry, 'openings' | 'spelled'>> {
  readonly openings: Map<string, Canonical>;
  readonly spelled: Map<string, Uint8Array>;
}

/** What is wrong with an opening, by its line in the bundle. */
interface LineFault {
  readonly line: number;
  readonly code: LedgerCode;
}

/** What the openings of an entry show, and how many of them hold. */
export interface OpenedEntry {
  readonly fields: OpenedFields;
  readonly faults: readonly LineFault[];
  readonly opened: number;
}

/**
 * Check 10: each opening opens the commitment of its own place, once. A field without one is just not disclosed. Entries may be asked in
 * any order: what is found is told in the order of the openings.
 */
export class OpeningsCheck {
  readonly #entries: EntryTable;
  readonly #table: OpeningTable;
  readonly #faults: LineFault[] = [];
  /** What opens the entry that others of its id are held against. */
  readonly #ofOwner = new Map<number, OpenedFields>();
  #opened = 0;

  /** Reads all lines once; what is wrong with them goes to the findings. */
  constructor(lines: LineFile<BundleOpening>, entries: EntryTable, findings: FindingList) {
    this.#entries = entries;
    const openings = new OpeningTable(lines, entries.length);
    const strange = new Set<string>();
    lines.scan(findings, (opening, place) => {
      const row = entries.find(opening.entry);
      if (row === undefined) this.#judgeStrange(opening, { line: openings.length, strange });
      openings.add(place, row);
    });
    this.#table = openings;
  }

  /** How many openings there are. */
  get length(): number {
    return this.#table.length;
  }

  /** Whether any opening that was asked for holds. */
  get hasOpened(): boolean {
    return this.#opened > 0;
  }

  concerns(row: number): boolean {
    return this.#table.hasAny(row);
  }

  /** The fields of an entry that an opening names, rightly or not. */
  fieldsNamed(row: number): Set<string> {
    return new Set(this.#table.load(row).map(({ opening }) => opening.field));
  }

  /** What the openings of an entry show, and whether they may. Of two entries of one id the last is who they are held against. */
  open(row: number, entry: ExaminedEntry): OpenedFields {
    const owner = this.#entries.ownerOf(row, entry.envelope);
    const known = owner === row ? undefined : this.#ofOwner.get(owner);
    if (known !== undefined) return known;
    const held = owner === row ? entry : this.#entries.load(owner);
    const { fields, faults, opened } = openEntry(held, this.#table.load(owner));
    if (owner === row) this.take({ faults, opened });
    else {
      this.#opened += opened;
      this.#ofOwner.set(owner, fields);
    }
    return fields;
  }

  /** What was found of openings that were asked elsewhere. */
  take({ faults, opened }: Omit<OpenedEntry, 'fields'>): void {
    for (const fault of faults) this.#faults.push(fault);
    this.#opened += opened;
  }

  /** The lines of the openings of a row of entries, and the bytes of each. */
  linesOf(row: number): { readonly line: number; readonly bytes: Uint8Array }[] {
    return this.#table.linesOf(row).map((line) => ({ line, bytes: this.#table.bytesAt(line) }));
  }

  /** To be asked once, after all entries. */
  tellFindings(findings: FindingList): void {
    this.#faults.sort((one, other) => one.line - other.line);
    for (const { line, code } of this.#faults)
      findings.addAt({ check: 10, code }, () => openingPlace(this.#table.at(line)));
  }

  /** Openings of entries that are not here. */
  #judgeStrange(opening: BundleOpening, { line, strange }: { line: number; strange: Set<string> }): void {
    const place = openingPlace(opening);
    if (strange.has(place)) this.#faults.push({ line, code: 'opening.duplicate' });
    strange.add(place);
    this.#faults.push({ line, code: 'opening.unknown' });
  }
}

/** Opens the commitments of an entry; the openings in the order of the bundle. */
export function openEntry(entry: Pick<ExaminedEntry, 'envelope'>, placed: readonly PlacedOpening[]): OpenedEntry {
  const fields: OpenedFields = { openings: new Map(), spelled: new Map() };
  const faults: LineFault[] = [];
  const named = new Set<string>();
  let opened = 0;
  for (const { line, opening } of placed) {
    const { field } = opening;
    if (named.has(field)) faults.push({ line, code: 'opening.duplicate' });
    named.add(field);
    const verdict = openField(entry, opening);
    if (!verdict.ok) faults.push({ line, code: verdict.code });
    else {
      fields.openings.set(field, verdict.value.value);
      fields.spelled.set(field, opening.value);
      opened += 1;
      if (!verdict.value.isNfc) faults.push({ line, code: 'opening.nfc' });
    }
  }
  return { fields, faults, opened };
}

function openField({ envelope }: Pick<ExaminedEntry, 'envelope'>, opening: BundleOpening): Verdict<OpenedValue> {
  const { log, id, type, committed } = envelope;
  const { field } = opening;
  const commitment = Object.hasOwn(committed, field) ? committed[field] : undefined;
  if (commitment === undefined) return reject('opening.unknown');
  return openCommitment(commitment, { log, entry: id, type, field }, opening);
}

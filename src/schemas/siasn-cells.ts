import { parseDay, parseSiasnDay } from '#domain/dates.ts';
import { looksLikeFormula } from '#domain/formula.ts';
import type { Finding, FindingCode } from '#domain/import-findings.ts';

/** Takes what is found, one at a time. */
export interface FindingSink {
  push(finding: Finding): unknown;
}

/** Collects what a reader has to say about one row. */
export class RowNotes {
  readonly file: string;
  readonly line: number;
  /** Whose row it is, once that is known. */
  nip: string | null = null;
  /** The row's own id, where it has one. */
  record: string | null = null;
  /** The day of the import, where days are looked at: what has happened lies not after it. */
  asOf: string | null = null;
  readonly #findings: FindingSink;

  constructor(file: string, line: number, findings: FindingSink) {
    this.file = file;
    this.line = line;
    this.#findings = findings;
  }

  note(code: FindingCode, field: string, value: unknown): void {
    const { file, line, nip, record } = this;
    this.#findings.push({ code, file, line, field, value: shown(value), nip, record });
  }
}

/** Notes about the row at this place of this file, added to `findings`. */
export function notesAt(file: string, line: number, findings: FindingSink): RowNotes {
  return new RowNotes(file, line, findings);
}

/** Notes what refuses a row whatever it says: another number of cells than the header, or a cell that a spreadsheet would run. */
export function refusesCells(header: readonly string[], cells: readonly string[], notes: RowNotes): boolean {
  if (cells.length !== header.length) {
    notes.note('row.columns', '', `${cells.length} / ${header.length}`);
    return true;
  }
  const formula = cells.findIndex(looksLikeFormula);
  if (formula >= 0) notes.note('cell.formula', header[formula]?.trim() ?? '', '');
  return formula >= 0;
}

const longestShown = 200;

function shown(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
}

/** The kind of a personal value without the value: `14 digits`, `16 characters`, `empty`. */
export function classOf(value: string): string {
  if (value === '') return 'empty';
  return /^\d+$/.test(value) ? `${value.length} digits` : `${value.length} characters`;
}

/** The text of a cell, trimmed; null where it says nothing: absent, empty or a dash. */
export function present(cell: unknown): string | null {
  if (typeof cell !== 'string' && typeof cell !== 'number') return null;
  const text = String(cell).trim();
  return text === '' || text === '-' ? null : text;
}

/** A day of DD-MM-YYYY as ISO; null with its reason noted where there is none (`date.format`, `date.invalid`). */
export function readDay(notes: RowNotes, field: string, cell: unknown): string | null {
  const text = present(cell);
  if (text === null) return null;
  const day = parseSiasnDay(text);
  if (day !== undefined) return day;
  const iso = parseDay(text);
  notes.note(iso === undefined ? 'date.invalid' : 'date.format', field, text);
  return iso ?? null;
}

/** As `readDay`, of something that was done: before the birth that the number states, or after the day of the import, it is not known when. */
export function readPastDay(notes: RowNotes, field: string, cell: unknown): string | null {
  const day = readDay(notes, field, cell);
  const code = day === null ? undefined : impossibleDay(notes, day);
  if (code === undefined) return day;
  notes.note(code, field, present(cell));
  return null;
}

/** As `readPastDay`, and an absent day is noted as well (`date.missing`). */
export function readNeededDay(notes: RowNotes, field: string, cell: unknown): string | null {
  if (present(cell) === null) notes.note('date.missing', field, cell);
  return readPastDay(notes, field, cell);
}

function impossibleDay({ asOf, nip }: RowNotes, day: string): 'date.future' | 'date.before-birth' | undefined {
  if (asOf !== null && day > asOf) return 'date.future';
  return day < birthIn(nip) ? 'date.before-birth' : undefined;
}

/** Whether a year has not come yet, or was over before the person was born. */
export function isImpossibleYear({ asOf, nip }: RowNotes, year: string): boolean {
  return (asOf !== null && year > asOf.slice(0, 4)) || year < birthIn(nip).slice(0, 4);
}

/** The day of birth that a number states; before all days where it states none. */
function birthIn(nip: string | null): string {
  const digits = nip ?? '';
  return parseDay(`${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`) ?? '';
}

/** A count of whole things; null where it says nothing or something else. */
export function readCount(cell: unknown): number | null {
  const text = present(cell);
  return text !== null && /^\d{1,6}$/.test(text) ? Number(text) : null;
}

/** A name that a reference list has given up: `#DELETE# Dinas …`. */
export function isDeleted(name: string): boolean {
  return name.includes('#DELETE#');
}

import { z } from 'zod';
import { isAbsent } from '#domain/absent.ts';
import { looksLikeFormula } from '#domain/formula.ts';
import { type FindingSink, notesAt, present, type RowNotes } from './siasn-cells.ts';

/** A cell of a JSON history: exports write numbers as text and as numbers. */
export const cell = z.union([z.string(), z.number(), z.null()]).optional();

/** The cells that every history row has. */
export const rowCells = { id: cell, nipBaru: z.union([z.string(), z.number()]) };

/** A row of a history file, read. */
export interface HistoryRow<Item> {
  /** Its place among the rows of its file, from 0. */
  readonly at: number;
  readonly nip: string;
  readonly item: Item;
  readonly notes: RowNotes;
}

export interface HistoryFile {
  readonly name: string;
  readonly rows: Iterable<unknown> & { readonly length: number };
  /** Line of each row in a table; without them a row is named by its place in the list, from 1. */
  readonly lines?: readonly number[];
}

/** Stands for a row that names a field twice: programs differ in which of the two they read, so it is refused. */
export class RepeatedName {
  readonly name: string;
  /** The row as one of the programs reads it. */
  readonly row: unknown;
  constructor(name: string, row: unknown) {
    this.name = name;
    this.row = row;
  }
}

/** Notes a row that names a field twice (`row.repeated-name`), and says whether it did. */
export function refusesRepeated(raw: unknown, notes: RowNotes): boolean {
  if (!(raw instanceof RepeatedName)) return false;
  notes.note('row.repeated-name', raw.name, '');
  return true;
}

/** Where a row stands in its file. */
export function lineOf({ lines }: HistoryFile, index: number): number {
  return lines?.[index] ?? index + 1;
}

/** Reads one row's cells; undefined where the row is refused. */
export type ReadRow<Cells, Item> = (cells: Cells, notes: RowNotes, source: string) => Item | undefined;

export interface RowShape {
  readonly id?: string | number | null | undefined;
  readonly nipBaru: string | number;
}

/**
 * Reads every row of a history file. Rows of another form are refused with their place, and are still told where they say whose they
 * are, with null for what they say: something is known to be missing there. Of a row without a usable NIP nothing is told but the finding.
 */
export function* readRows<Cells extends RowShape, Item>(
  file: HistoryFile,
  reader: RowReader<Cells, Item>,
  { findings, asOf }: { readonly findings: FindingSink; readonly asOf: string },
): Generator<HistoryRow<Item | null>> {
  let at = 0;
  for (const raw of file.rows) {
    const notes = notesAt(file.name, lineOf(file, at), findings);
    notes.asOf = asOf;
    const row = readRow(raw, reader, notes);
    if (row !== undefined) yield { ...row, at };
    at += 1;
  }
}

export interface RowReader<Cells, Item> {
  readonly schema: z.ZodType<Cells>;
  readonly read: ReadRow<Cells, Item>;
}

function readRow<Cells extends RowShape, Item>(
  raw: unknown,
  { schema, read }: RowReader<Cells, Item>,
  notes: RowNotes,
): Omit<HistoryRow<Item | null>, 'at'> | undefined {
  const { nip, record } = linkOf(raw);
  notes.nip = nip;
  notes.record = record;
  const refused = nip === null ? undefined : { nip, item: null, notes };
  if (refusesRepeated(raw, notes)) return refused;
  const parsed = schema.safeParse(raw);
  if (!parsed.success) {
    notes.note('row.form', parsed.error.issues[0]?.path.join('.') ?? '', '');
    return refused;
  }
  const formula = formulaIn(raw);
  if (formula !== undefined) {
    notes.note('cell.formula', formula, '');
    return refused;
  }
  if (nip === null) {
    noteNipLink(parsed.data.nipBaru, notes);
    return undefined;
  }
  const item = read(parsed.data, notes, `${notes.file}#${record ?? notes.line}`);
  return item === undefined ? refused : { nip, item, notes };
}

/** Whose row it is, as far as it can be read: whether the NIP is well formed is asked of the profile alone. */
function linkOf(raw: unknown): { nip: string | null; record: string | null } {
  const isDoubled = raw instanceof RepeatedName && raw.name === 'nipBaru';
  const row = raw instanceof RepeatedName ? raw.row : raw;
  if (isDoubled || typeof row !== 'object' || row === null) return { nip: null, record: null };
  const cells = new Map<string, unknown>(Object.entries(row));
  const link = cells.get('nipBaru');
  const digits = typeof link === 'string' ? digitsOf(link) : '';
  return { nip: /^\d{18}$/.test(digits) ? digits : null, record: present(cells.get('id')) };
}

const digitsOf = (text: string) => text.replace(/[\s'"`]/g, '');

/** The first field whose text a spreadsheet would run. */
function formulaIn(row: unknown): string | undefined {
  if (typeof row !== 'object' || row === null) return undefined;
  const found = Object.entries(row).find(([, value]) => typeof value === 'string' && looksLikeFormula(value));
  return found?.[0];
}

/** Why the NIP of a row links it to nobody. */
function noteNipLink(raw: string | number, notes: RowNotes): void {
  if (typeof raw === 'number') notes.note('nip.number-type', 'nipBaru', '');
  else notes.note(isAbsent(raw) ? 'nip.missing' : 'nip.not-digits', 'nipBaru', raw);
}

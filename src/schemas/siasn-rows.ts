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
  constructor(name: string) {
    this.name = name;
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

/** Reads every row of a history file; rows of another form or without a usable NIP are refused with their place. */
export function* readRows<Cells extends RowShape, Item>(
  file: HistoryFile,
  reader: RowReader<Cells, Item>,
  { findings, asOf }: { readonly findings: FindingSink; readonly asOf: string },
): Generator<HistoryRow<Item>> {
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
): Omit<HistoryRow<Item>, 'at'> | undefined {
  if (refusesRepeated(raw, notes)) return undefined;
  const parsed = schema.safeParse(raw);
  const formula = formulaIn(raw);
  if (!parsed.success || formula !== undefined) {
    if (parsed.success) notes.note('cell.formula', formula ?? '', '');
    else notes.note('row.form', parsed.error.issues[0]?.path.join('.') ?? '', '');
    return undefined;
  }
  const nip = readNipLink(parsed.data.nipBaru, notes);
  notes.nip = nip ?? null;
  notes.record = present(parsed.data.id);
  const source = `${notes.file}#${notes.record ?? notes.line}`;
  const item = nip === undefined ? undefined : read(parsed.data, notes, source);
  return nip === undefined || item === undefined ? undefined : { nip, item, notes };
}

/** The first field whose text a spreadsheet would run. */
function formulaIn(row: unknown): string | undefined {
  if (typeof row !== 'object' || row === null) return undefined;
  const found = Object.entries(row).find(([, value]) => typeof value === 'string' && looksLikeFormula(value));
  return found?.[0];
}

/** The NIP that links a row to a person: whether it is well formed is asked of the profile alone. */
function readNipLink(raw: string | number, notes: RowNotes): string | undefined {
  if (typeof raw === 'number') {
    notes.note('nip.number-type', 'nipBaru', '');
    return undefined;
  }
  const digits = raw.replace(/[\s'"`]/g, '');
  if (/^\d{18}$/.test(digits)) return digits;
  notes.note(isAbsent(raw) ? 'nip.missing' : 'nip.not-digits', 'nipBaru', raw);
  return undefined;
}

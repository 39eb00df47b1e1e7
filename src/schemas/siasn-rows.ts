import { z } from 'zod';
import { isAbsent } from '#domain/absent.ts';
import type { Finding } from '#domain/import-findings.ts';
import { notesAt, present, type RowNotes } from './siasn-cells.ts';

/** A cell of a JSON history: exports write numbers as text and as numbers. */
export const cell = z.union([z.string(), z.number(), z.null()]).optional();

/** The cells that every history row has. */
export const rowCells = { id: cell, nipBaru: z.union([z.string(), z.number()]) };

/** A row of a history file, read; `item` may still be changed by checks between rows. */
export interface HistoryRow<Item> {
  readonly nip: string;
  readonly item: Item;
  readonly notes: RowNotes;
}

export interface HistoryFile {
  readonly name: string;
  readonly rows: readonly unknown[];
}

/** Reads one row's cells; undefined where the row is refused. */
export type ReadRow<Cells, Item> = (cells: Cells, notes: RowNotes, source: string) => Item | undefined;

interface RowShape {
  readonly id?: string | number | null | undefined;
  readonly nipBaru: string | number;
}

/** Reads every row of a history file; rows of another form or without a usable NIP are refused with their place. */
export function readRows<Cells extends RowShape, Item>(
  file: HistoryFile,
  reader: { readonly schema: z.ZodType<Cells>; readonly read: ReadRow<Cells, Item> },
  findings: Finding[],
): HistoryRow<Item>[] {
  const rows: HistoryRow<Item>[] = [];
  file.rows.forEach((raw, index) => {
    const notes = notesAt(file.name, index + 1, findings);
    const parsed = reader.schema.safeParse(raw);
    if (!parsed.success) {
      notes.note('row.form', parsed.error.issues[0]?.path.join('.') ?? '', '');
      return;
    }
    const nip = readNipLink(parsed.data.nipBaru, notes);
    notes.nip = nip ?? null;
    notes.record = present(parsed.data.id);
    const source = `${file.name}#${notes.record ?? index + 1}`;
    const item = nip === undefined ? undefined : reader.read(parsed.data, notes, source);
    if (nip !== undefined && item !== undefined) rows.push({ nip, item, notes });
  });
  return rows;
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

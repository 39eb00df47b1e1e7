import type { CellTable } from '#platform/csv.ts';

/** In front of the columns of the source, which are never translated: so the Indonesian ones have the English beside them. */
export const addedColumns = {
  id: ['BARIS (LINE)', 'KODE (CODE)', 'TINDAKAN (REMEDY)'],
  en: ['LINE', 'CODE', 'REMEDY'],
} as const;

/** A table of refused rows that comes back mended still has the columns that were put in front: they say nothing about anybody. */
export function withoutAdded<Table extends Pick<CellTable, 'header' | 'rows'>>(table: Table): Table {
  const { header, rows } = table;
  const isReturned = Object.values(addedColumns).some((added) =>
    added.every((name, at) => header[at]?.trim() === name),
  );
  if (!isReturned) return table;
  const from = addedColumns.id.length;
  const kept = {
    length: rows.length,
    *[Symbol.iterator]() {
      for (const { line, cells } of rows) yield { line, cells: cells.slice(from) };
    },
  };
  return { ...table, header: header.slice(from), rows: kept };
}

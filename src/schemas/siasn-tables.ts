import type { TableRows } from './siasn-files.ts';
import type { HistoryFile } from './siasn-rows.ts';

/** A table of cells, as a delimited file or a sheet gives it. */
interface Cells {
  readonly header: readonly string[];
  readonly rows: TableRows;
}

/** A history delivered as a table: the same fields, named by the header; `penilai.nip` is a field within a field. Empty cells are absent. */
export function historyOfTable(name: string, { header, rows: cut }: Cells): HistoryFile {
  const rows = [...cut];
  const paths = header.map((column) => column.trim().split('.'));
  return {
    name,
    rows: rows.map(({ cells }) => (cells.length === header.length ? rowOf(paths, cells) : null)),
    lines: rows.map(({ line }) => line),
  };
}

type Fields = Map<string, string | Fields>;

function rowOf(paths: readonly (readonly string[])[], cells: readonly string[]): unknown {
  const fields: Fields = new Map();
  for (const [index, path] of paths.entries()) {
    const cell = cells[index] ?? '';
    if (cell.trim() !== '') put(fields, path, cell);
  }
  return plain(fields);
}

function put(fields: Fields, [first = '', ...rest]: readonly string[], cell: string): void {
  if (rest.length === 0) {
    fields.set(first, cell);
    return;
  }
  const known = fields.get(first);
  const within: Fields = typeof known === 'object' ? known : new Map<string, string | Fields>();
  fields.set(first, within);
  put(within, rest, cell);
}

function plain(fields: Fields): Readonly<Record<string, unknown>> {
  return Object.fromEntries([...fields].map(([name, value]) => [name, value instanceof Map ? plain(value) : value]));
}

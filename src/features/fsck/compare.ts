import type { Canonical } from '#ledger/canonical.ts';
import type { Finding, FindingList } from '#ledger/findings.ts';
import type { Cell, Row, StreamFold } from '#ledger/fold/stream-fold.ts';
import { isSame } from '#ledger/merit/case-file.ts';
import type { Sql } from '#platform/database.ts';
import { listRows, type TableRow } from './store.ts';
import { type FoldedTable, foldedTables } from './tables.ts';

/** Compares the rows that some streams amount to with those that are there. Answers how many were compared. */
export async function compareFolds(sql: Sql, { folds, findings, erasures }: Omit<Compared, 'rows'>): Promise<number> {
  let compared = 0;
  for (const kind of ['selection', 'agency', 'person', 'reader', 'mapping', 'succession', 'plan'] as const) {
    const own = folds.filter(({ stream }) => stream.startsWith(`${kind}/`));
    if (own.length === 0) continue;
    const keys = own.map(({ key }) => key);
    for (const table of foldedTables.filter((one) => one.kind === kind)) {
      compared += compareTable(table, { folds: own, rows: await listRows(sql, table, keys), findings, erasures });
    }
  }
  return compared;
}

interface Compared {
  readonly folds: readonly StreamFold[];
  readonly rows: readonly TableRow[];
  readonly findings: FindingList;
  /** Ids of the entries that tell erasures: any row may name one in place of the entry that its stream gives it. */
  readonly erasures: ReadonlySet<string>;
}

function compareTable(table: FoldedTable, { folds, rows, findings, erasures }: Compared): number {
  const left = new Map(rows.map((row) => [nameOf(table, row), row]));
  for (const fold of folds) {
    for (const expected of fold.tables.get(table.name)?.values() ?? []) {
      const name = nameOf(table, { ...expected, fold_scope: fold.key });
      const fault = compareRow(table, explained(expected, left.get(name), erasures), left.get(name));
      left.delete(name);
      if (fault !== undefined) findings.add({ ...fault, place: `${table.name} ${name}` });
    }
  }
  for (const name of left.keys()) findings.add({ ...extraRow, place: `${table.name} ${name}` });
  return rows.length;
}

const stateFold = { check: 13, code: 'state.fold' } as const;
const extraRow = { ...stateFold, expected: 'no row: no entry says so', found: 'a row' };

function compareRow(
  table: FoldedTable,
  expected: Row,
  found: TableRow | undefined,
): Omit<Finding, 'place'> | undefined {
  const entry = textOf(expected['entry_id']);
  if (found === undefined) {
    if (table.isPartial === true) return undefined;
    return { ...stateFold, expected: `the row of entry ${entry}`, found: 'no row' };
  }
  const columns = listDifferences(expected, found);
  if (columns.length === 0) return undefined;
  return { ...stateFold, expected: `as entry ${entry} says`, found: `other values in ${columns.join(', ')}` };
}

function explained(expected: Row, found: TableRow | undefined, erasures: ReadonlySet<string>): Row {
  const entry = found?.['entry_id'];
  return typeof entry === 'string' && erasures.has(entry) ? { ...expected, entry_id: entry } : expected;
}

/** Keys are surrogates, numbers and codes: never a person. */
function nameOf({ key, scope }: FoldedTable, row: TableRow): string {
  const own = key.map((column) => textOf(cellOf(row[column])));
  return scope === 't.id' || scope === 't.code' ? own.join(' ') : [textOf(cellOf(row['fold_scope'])), ...own].join(' ');
}

/** Columns whose value is known from the entries and another in the row; `a.b` is a member of a JSON column. */
function listDifferences(expected: Row, found: TableRow): string[] {
  return Object.entries(expected)
    .filter(([path, value]) => value !== undefined && !isSame(value, valueAt(found, path)))
    .map(([path]) => path);
}

function valueAt(row: TableRow, path: string): Cell {
  let value: unknown = row;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = new Map(Object.entries(value)).get(name);
  }
  return value === undefined ? undefined : cellOf(value);
}

/** A column's value as the fold spells it; only what the database can answer comes here. */
function cellOf(value: unknown): Canonical {
  if (Buffer.isBuffer(value)) return value.toString('hex');
  if (Array.isArray(value)) return value.map(cellOf);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, own]) => [name, cellOf(own)]));
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  throw new Error(`a column holds a ${typeof value}`);
}

function textOf(cell: Cell): string {
  return typeof cell === 'string' ? cell : JSON.stringify(cell);
}

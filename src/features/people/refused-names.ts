import type { ProfileFile } from '#schemas/siasn-files.ts';
import type { Delivery } from './delivery.ts';
import type { RefusedRow } from './found.ts';

/** A refused row with the name and the number that its file has for whom it is about, so that people can tell it from others. */
export interface NamedRow extends RefusedRow {
  readonly name: string | null;
  readonly nip: string | null;
}

const namingColumns = {
  profile: { name: 'NAMA', nip: 'NIP BARU' },
  claims: { name: 'Nama', nip: 'NIP' },
} as const;

/** Cells are shown as they are: they may be what is wrong with the row. */
export function nameRefused({ files }: Pick<Delivery, 'files'>, refused: readonly RefusedRow[]): NamedRow[] {
  const wanted = new Set(refused.map(({ row }) => row));
  const names = new Map([
    ...namesIn(files.profile, { wanted, columns: namingColumns.profile }),
    ...namesIn(files.claims, { wanted, columns: namingColumns.claims }),
  ]);
  return refused.map((one) => ({ ...one, ...(names.get(one.row) ?? { name: null, nip: null }) }));
}

type Names = Pick<NamedRow, 'name' | 'nip'>;

interface Wanted {
  readonly wanted: ReadonlySet<string>;
  readonly columns: { readonly name: string; readonly nip: string };
}

function namesIn(table: ProfileFile | null, { wanted, columns }: Wanted): [string, Names][] {
  if (table === null || wanted.size === 0) return [];
  const header = table.header.map((name) => name.trim());
  const [name, nip] = [header.indexOf(columns.name), header.indexOf(columns.nip)];
  const named: [string, Names][] = [];
  for (const { line, cells } of table.rows) {
    const row = `${table.name}:${line}`;
    if (wanted.has(row)) named.push([row, { name: shown(cells[name]), nip: shown(cells[nip]) }]);
  }
  return named;
}

const longest = 100;

function shown(cell: string | undefined): string | null {
  const text = (cell ?? '').trim().slice(0, longest);
  return text === '' ? null : text;
}

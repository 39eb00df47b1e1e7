import type { Finding } from '#domain/import-findings.ts';
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

/**
 * Cells of the profile and of claims are shown as they are: they may be what is wrong with the row. A row of a history is whose NIP it
 * says, with the name that the profile beside it has for them.
 */
export function nameRefused(
  { files }: Pick<Delivery, 'files'>,
  refused: readonly RefusedRow[],
  findings: readonly Pick<Finding, 'file' | 'line' | 'nip'>[],
): NamedRow[] {
  const wanted = new Set(refused.map(({ row }) => row));
  const names = new Map([
    ...namesIn(files.profile, { wanted, columns: namingColumns.profile }),
    ...namesIn(files.claims, { wanted, columns: namingColumns.claims }),
  ]);
  const owners = new Map<string, string>();
  for (const { file, line, nip } of findings) {
    const row = `${file}:${line}`;
    if (nip !== null && wanted.has(row) && !names.has(row)) owners.set(row, nip);
  }
  const known = namesOfNips(files.profile, new Set(owners.values()));
  return refused.map((one) => {
    const nip = owners.get(one.row) ?? null;
    return { ...one, ...(names.get(one.row) ?? { name: known.get(nip ?? '') ?? null, nip }) };
  });
}

function namesOfNips(table: ProfileFile | null, wanted: ReadonlySet<string>): Map<string, string | null> {
  const named = new Map<string, string | null>();
  if (table === null || wanted.size === 0) return named;
  const header = table.header.map((column) => column.trim());
  const [name, nip] = [header.indexOf(namingColumns.profile.name), header.indexOf(namingColumns.profile.nip)];
  for (const { cells } of table.rows) {
    const own = (cells[nip] ?? '').trim();
    if (wanted.has(own)) named.set(own, shown(cells[name]));
  }
  return named;
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

import { type Finding, findingCodes, refusesRow } from '#domain/import-findings.ts';
import { writeCsv } from '#platform/csv.ts';
import type { Delivery } from './delivery.ts';
import { addedColumns } from './returned-columns.ts';

export type Language = 'id' | 'en';

const headers: Readonly<Record<Language, readonly string[]>> = {
  id: ['BERKAS', 'BARIS', 'ID BARIS', 'KOLOM', 'KODE', 'AKIBAT', 'NILAI', 'TINDAKAN', 'NIP'],
  en: ['FILE', 'LINE', 'ROW', 'FIELD', 'CODE', 'EFFECT', 'VALUE', 'REMEDY', 'NIP'],
};

/** All findings of an import, one a line, for a spreadsheet: where, what, and what to do at the source. */
export function findingsCsv(findings: readonly Finding[], language: Language): string {
  const rows = findings.map(({ file, line, record, field, code, value, nip }) => {
    const { effect, [language]: remedy } = findingCodes[code];
    return [file, line, record, field, code, effect, value, remedy, nip];
  });
  return writeCsv([headers[language], ...rows]);
}

/**
 * The refused rows of the profile, or of claims that came alone, with their line, codes and remedies in front of the same columns, so
 * that they can be mended and delivered again. Surplus cells of a row stand at its end.
 */
export function refusedRowsCsv(
  { files, delimiter }: Delivery,
  findings: readonly Finding[],
  language: Language,
): string {
  const table = files.profile ?? files.claims;
  if (table === null) return '';
  const byLine = new Map<number, Finding[]>();
  for (const finding of findings) {
    if (finding.file === table.name && refusesRow(finding)) {
      byLine.set(finding.line, [...(byLine.get(finding.line) ?? []), finding]);
    }
  }
  const rows: (string | number)[][] = [];
  for (const { line, cells } of table.rows) {
    const own = byLine.get(line);
    if (own === undefined) continue;
    const words = (pick: (finding: Finding) => string) => own.map(pick).join('; ');
    rows.push([line, words(({ code }) => code), words(({ code }) => findingCodes[code][language]), ...cells]);
  }
  return writeCsv([[...addedColumns[language], ...table.header], ...rows], delimiter);
}

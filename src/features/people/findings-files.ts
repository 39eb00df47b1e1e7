import { type Finding, findingCodes, refusesRow } from '#domain/import-findings.ts';
import { writeCsv } from '#platform/csv.ts';
import type { Delivery } from './delivery.ts';

export type Language = 'id' | 'en';

/** All findings of an import, one a line, for a spreadsheet: where, what, and what to do at the source. */
export function findingsCsv(findings: readonly Finding[], language: Language): string {
  const header = ['FILE', 'LINE', 'ROW', 'FIELD', 'CODE', 'EFFECT', 'VALUE', 'REMEDY'];
  const rows = findings.map(({ file, line, record, field, code, value }) => {
    const { effect, [language]: remedy } = findingCodes[code];
    return [file, line, record, field, code, effect, value, remedy];
  });
  return writeCsv([header, ...rows]);
}

/**
 * The refused rows of the profile with their line, codes and remedies in front of the same columns, so that they can be mended and
 * delivered again. Surplus cells of a row stand at its end.
 */
export function refusedRowsCsv(delivery: Delivery, findings: readonly Finding[], language: Language): string {
  const { profile } = delivery.files;
  const byLine = new Map<number, Finding[]>();
  for (const finding of findings) {
    if (finding.file === profile.name && refusesRow(finding)) {
      byLine.set(finding.line, [...(byLine.get(finding.line) ?? []), finding]);
    }
  }
  const rows = profile.rows.flatMap(({ line, cells }) => {
    const own = byLine.get(line);
    if (own === undefined) return [];
    const words = (pick: (finding: Finding) => string) => own.map(pick).join('; ');
    return [[line, words(({ code }) => code), words(({ code }) => findingCodes[code][language]), ...cells]];
  });
  return writeCsv([['LINE', 'CODE', 'REMEDY', ...profile.header], ...rows], delivery.delimiter);
}

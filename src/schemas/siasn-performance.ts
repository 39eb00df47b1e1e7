import { z } from 'zod';
import { foldText } from '#domain/absent.ts';
import type { PerformanceYear } from '#domain/person-record.ts';
import { predicateOf, predicateOfLabel, predicateOfQuadrant, quadrantOf } from '#domain/skp.ts';
import { isImpossibleYear, present, type RowNotes } from './siasn-cells.ts';
import { cell, type HistoryRow, rowCells } from './siasn-rows.ts';

export const performanceCells = z.object({
  ...rowCells,
  tahun: cell,
  bulanMulaiPenilaian: cell,
  bulanSelesaiPenilaian: cell,
  hasilKinerjaNilai: cell,
  perilakuKerjaNilai: cell,
  kuadranKinerjaNilai: cell,
  penilaiNipNrp: cell,
  statusPenilai: cell,
});

type Cells = z.infer<typeof performanceCells>;

/** Reads one SKP row: the two ratings decide, the stored quadrant is a claim. */
export function readPerformance(cells: Cells, notes: RowNotes, source: string): PerformanceYear | undefined {
  const year = readYear(cells.tahun, notes);
  if (year === undefined) return undefined;
  const hasilKerja = readRating(notes, 'hasilKinerjaNilai', cells.hasilKinerjaNilai);
  const perilaku = readRating(notes, 'perilakuKerjaNilai', cells.perilakuKerjaNilai);
  const quadrant = readQuadrant(cells.kuadranKinerjaNilai, notes);
  noteRater(cells, notes);
  const said = noteClaim(notes, { hasilKerja, perilaku, ...quadrant }) ?? notePeriod(cells, notes);
  const isImpossible = isImpossibleYear(notes, String(year));
  if (isImpossible) notes.note('year.impossible', 'tahun', year);
  const conflict = isImpossible ? 'year.impossible' : said;
  return { source, conflict, year, hasilKerja, perilaku, quadrant: quadrant.code };
}

function readYear(raw: Cells['tahun'], notes: RowNotes): number | undefined {
  const text = String(raw ?? '');
  if (/^\d{4}$/.test(text)) return Number(text);
  const trimmed = text.trim();
  const isYear = /^\d{4}$/.test(trimmed);
  notes.note(isYear ? 'year.format' : 'row.form', 'tahun', text);
  return isYear ? Number(trimmed) : undefined;
}

const ratings: Readonly<Record<string, string>> = {
  'di atas ekspektasi': 'di atas ekspektasi',
  'diatas ekspektasi': 'di atas ekspektasi',
  'sesuai ekspektasi': 'sesuai ekspektasi',
  'di bawah ekspektasi': 'di bawah ekspektasi',
  'dibawah ekspektasi': 'di bawah ekspektasi',
};

function readRating(notes: RowNotes, field: string, raw: Cells['tahun']): string | null {
  const text = present(raw);
  if (text === null) {
    notes.note('performance.rating-missing', field, raw);
    return null;
  }
  const full = ratings[foldText(text)];
  if (full !== undefined) return full;
  const short = ratings[`${foldText(text)} ekspektasi`];
  notes.note(short === undefined ? 'performance.label-unknown' : 'performance.label', field, text);
  return short ?? null;
}

interface Quadrant {
  readonly code: string | null;
  /** The source holds the predicate's name where its code belongs. */
  readonly isLabel: boolean;
}

function readQuadrant(raw: Cells['tahun'], notes: RowNotes): Quadrant {
  const text = present(raw);
  if (text === null || predicateOfQuadrant(text).status === 'KNOWN') return { code: text, isLabel: false };
  const named = predicateOfLabel(text);
  notes.note(
    named.status === 'KNOWN' ? 'performance.quadrant-label' : 'performance.label-unknown',
    quadrantField,
    text,
  );
  if (named.status !== 'KNOWN') return { code: null, isLabel: false };
  return { code: String(quadrantOf(named.predicate)), isLabel: true };
}

const quadrantField = 'kuadranKinerjaNilai';

interface Claim extends Quadrant {
  readonly hasilKerja: string | null;
  readonly perilaku: string | null;
}

/** A wrong code is corrected by the ratings; a label that disagrees leaves it open which of the two was meant. */
function noteClaim(notes: RowNotes, claim: Claim): string | null {
  const derived = predicateOf(claim);
  if (claim.code === null || derived.status !== 'KNOWN') return null;
  if (String(quadrantOf(derived.predicate)) === claim.code) return null;
  const code = claim.isLabel ? 'performance.label-conflict' : 'performance.quadrant-conflict';
  notes.note(code, quadrantField, claim.code);
  return claim.isLabel ? code : null;
}

function notePeriod(cells: Cells, notes: RowNotes): string | null {
  const months = `${present(cells.bulanMulaiPenilaian) ?? '01'}-${present(cells.bulanSelesaiPenilaian) ?? '12'}`;
  if (months === '01-12' || months === '1-12') return null;
  notes.note('performance.partial-year', 'bulanSelesaiPenilaian', months);
  return 'performance.partial-year';
}

function noteRater(cells: Cells, notes: RowNotes): void {
  const rater = present(cells.penilaiNipNrp);
  if (rater !== null && rater === present(cells.nipBaru)) notes.note('rater.self', 'penilaiNipNrp', rater);
  const status = present(cells.statusPenilai);
  if (status !== null && foldText(status) !== 'asn') notes.note('rater.outside', 'statusPenilai', status);
}

/** Of one person. Two rows for one year: equal ones are one, others contradict each other. */
export function settleDoubleYears(rows: readonly HistoryRow<PerformanceYear>[]): HistoryRow<PerformanceYear>[] {
  const kept = new Map<number, HistoryRow<PerformanceYear>>();
  for (const row of rows) {
    const key = row.item.year;
    const earlier = kept.get(key);
    if (earlier === undefined) kept.set(key, row);
    else if (!isSameRating(earlier.item, row.item)) {
      row.notes.note('performance.year-duplicate', 'tahun', row.item.year);
      kept.set(key, { ...earlier, item: { ...earlier.item, conflict: 'performance.year-duplicate' } });
    }
  }
  return [...kept.values()];
}

function isSameRating(left: PerformanceYear, right: PerformanceYear): boolean {
  return left.hasilKerja === right.hasilKerja && left.perilaku === right.perilaku;
}

/** Notes the years that the file covers and this person, who is rated in others, lacks; what is not there stays unknown. */
export function noteMissingYears(rows: readonly HistoryRow<PerformanceYear>[], years: ReadonlySet<number>): void {
  const [first] = rows;
  const own = new Set(rows.map((row) => row.item.year));
  for (const year of years) if (!own.has(year)) first?.notes.note('performance.year-missing', 'tahun', year);
}

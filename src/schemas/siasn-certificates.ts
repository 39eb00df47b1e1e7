import { z } from 'zod';
import { foldText } from '#domain/absent.ts';
import type { Course, Training } from '#domain/person-record.ts';
import { present, type RowNotes, readDay, readNeededDay, readPastDay } from './siasn-cells.ts';
import { cell, rowCells } from './siasn-rows.ts';
import type { StagedRow } from './siasn-stage.ts';

export const trainingCells = z.object({
  ...rowCells,
  latihanStrukturalNama: cell,
  nomor: cell,
  jumlahJam: cell,
  tanggal: cell,
  tanggalSelesai: cell,
});

/** Reads one row of structural training. */
export function readTraining(
  cells: z.infer<typeof trainingCells>,
  notes: RowNotes,
  source: string,
): Training | undefined {
  const title = present(cells.latihanStrukturalNama);
  if (title === null) {
    notes.note('row.form', 'latihanStrukturalNama', '');
    return undefined;
  }
  const startedOn = readPastDay(notes, 'tanggal', cells.tanggal);
  const ended = readEnd(notes, 'tanggalSelesai', { startedOn, cell: cells.tanggalSelesai });
  return {
    source,
    title,
    number: readNumber(notes, 'nomor', cells.nomor),
    hours: readHours(notes, cells.jumlahJam),
    ...ended,
  };
}

export const courseCells = z.object({
  ...rowCells,
  namaKursus: cell,
  jenisKursusSertipikat: cell,
  nomorSertipikat: cell,
  jumlahJam: cell,
  tanggalKursus: cell,
  tanggalSelesaiKursus: cell,
  berlakuSampai: cell,
});

/** Reads one row of courses and certificates. */
export function readCourse(cells: z.infer<typeof courseCells>, notes: RowNotes, source: string): Course | undefined {
  const title = present(cells.namaKursus);
  if (title === null) {
    notes.note('row.form', 'namaKursus', '');
    return undefined;
  }
  const startedOn = readNeededDay(notes, 'tanggalKursus', cells.tanggalKursus);
  const ended = readEnd(notes, 'tanggalSelesaiKursus', { startedOn, cell: cells.tanggalSelesaiKursus });
  const type = readType(notes, cells.jenisKursusSertipikat);
  return {
    source,
    title,
    type: type.value,
    number: readNumber(notes, 'nomorSertipikat', cells.nomorSertipikat),
    hours: readHours(notes, cells.jumlahJam),
    validUntil: readDay(notes, 'berlakuSampai', cells.berlakuSampai),
    ...ended,
    conflict: ended.conflict ?? type.conflict,
  };
}

/** Which part of D a course of another type belongs to, nobody can say: it is in conflict. */
function readType(notes: RowNotes, raw: unknown): { value: Course['type']; conflict: string | null } {
  const type = present(raw);
  if (type === null || type === 'T' || type === 'F' || type === 'P') return { value: type, conflict: null };
  notes.note('course.type-unknown', 'jenisKursusSertipikat', type);
  return { value: null, conflict: 'course.type-unknown' };
}

/** A certificate counts by the day it ended; one that ends before it starts counts by none. */
function readEnd(notes: RowNotes, field: string, days: { readonly startedOn: string | null; readonly cell: unknown }) {
  const endedOn = readNeededDay(notes, field, days.cell);
  if (endedOn === null || days.startedOn === null || days.startedOn <= endedOn) return { endedOn, conflict: null };
  notes.note('date.order', field, endedOn);
  return { endedOn: null, conflict: 'date.order' };
}

function readNumber(notes: RowNotes, field: string, raw: unknown): string | null {
  const number = present(raw);
  if (number === null && typeof raw === 'string' && raw.trim() === '-') notes.note('certificate.no-number', field, raw);
  return number;
}

function readHours(notes: RowNotes, raw: unknown): number | null {
  const text = present(raw);
  const [, hours, unit] = /^(\d{1,5})(\s*JP)?$/i.exec(text ?? '') ?? [];
  if (unit !== undefined) notes.note('hours.notation', 'jumlahJam', text);
  if (text !== null && hours === undefined) notes.note('hours.invalid', 'jumlahJam', text);
  return hours === undefined ? null : Number(hours);
}

interface Certificate {
  readonly number: string | null;
  /** Of a course; trainings have none. */
  readonly type?: Course['type'];
  readonly conflict: string | null;
}

/** The number by which a certificate is compared with others; a dash is none. */
export function numberKey({ number }: Certificate): string | null {
  return number === null ? null : foldText(number);
}

type NumberFinding = 'certificate.duplicate' | 'certificate.number-shared' | 'certificate.type-conflict';

/**
 * One number twice for one person counts once; the same number for two people, or as a professional certificate and as another, which
 * count in two places, contradicts itself. The first row stands, the later ones carry the finding. Answers the rows that are in conflict
 * now.
 */
export function settleNumbers<Item extends Certificate>(
  sharing: readonly StagedRow<Item>[],
  note: (row: StagedRow<Item>, code: NumberFinding, number: string) => void,
): StagedRow<Item>[] {
  const types = new Map<string, Set<boolean>>();
  for (const { nip, item } of sharing) types.set(nip, (types.get(nip) ?? new Set()).add(item.type === 'P'));
  const isOfTwo = (nip: string) => (types.get(nip)?.size ?? 0) > 1;
  const owners = new Set<string>();
  for (const row of sharing) {
    const again = isOfTwo(row.nip) ? 'certificate.type-conflict' : 'certificate.duplicate';
    if (owners.size > 0) note(row, owners.has(row.nip) ? again : 'certificate.number-shared', row.item.number ?? '');
    owners.add(row.nip);
  }
  const isShared = types.size > 1;
  return sharing
    .filter(({ nip }) => isShared || isOfTwo(nip))
    .map((row) => {
      const found = isShared ? 'certificate.number-shared' : 'certificate.type-conflict';
      return { ...row, item: { ...row.item, conflict: row.item.conflict ?? found } };
    });
}

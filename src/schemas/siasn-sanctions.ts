import { z } from 'zod';
import { foldText, memberOf } from '#domain/absent.ts';
import { addDays, addMonths, parseDay, parseSiasnDay } from '#domain/dates.ts';
import { sanctionTypes } from '#domain/discipline.ts';
import type { Sanction } from '#domain/person-record.ts';
import { sanctionLevels } from '#domain/siasn-codes.ts';
import { present, type RowNotes, readCount, readDay, readNeededDay, readPastDay } from './siasn-cells.ts';
import { cell, rowCells } from './siasn-rows.ts';

/** A list says true or false; a table has words, of which any other than these refuses the row (`row.form`). */
const flags: Readonly<Record<string, boolean>> = {
  true: true,
  ya: true,
  1: true,
  false: false,
  tidak: false,
  0: false,
  '-': false,
};
const flag = z.union([
  z.boolean(),
  z.string().transform((text, context) => {
    const said = memberOf(flags, foldText(text));
    if (said === undefined) context.addIssue({ code: 'custom', message: 'true, false, ya or tidak' });
    return said ?? false;
  }),
]);

export const sanctionCells = z.object({
  ...rowCells,
  jenisHukumanId: cell,
  jenisTingkatHukumanId: cell,
  hukumanTanggal: cell,
  akhirHukumTanggal: cell,
  masaTahun: cell,
  masaBulan: cell,
  skTanggal: cell,
  skPembatalanNomor: cell,
  skPembatalanTanggal: cell,
  nomorPp: cell,
  dalamProses: flag.nullish(),
});

type Cells = z.infer<typeof sanctionCells>;

/**
 * Reads one disciplinary sanction; its level is the one stated, under either era of the regulation. A row that contradicts itself
 * (`date.order`, `sanction.level-conflict`, `sanction.revocation-unclear`) is in conflict: it leaves discipline unknown, never clean.
 */
export function readSanction(cells: Cells, notes: RowNotes, source: string): Sanction {
  const level = readLevel(cells, notes);
  const { isTurned, startedOn, endedOn, months, instant } = readTime(cells, notes, level.value);
  const revocation = readRevocation(cells, notes, startedOn);
  if (present(cells.nomorPp) === '53/2010') notes.note('sanction.old-era', 'nomorPp', cells.nomorPp);
  return {
    source,
    conflict: (isTurned ? 'date.order' : null) ?? level.conflict ?? revocation.conflict,
    level: level.value,
    startedOn,
    endedOn,
    months,
    instant,
    revoked: revocation.revoked,
    inProcess: cells.dalamProses ?? false,
  };
}

/** The level by its code. Where the kind is one whose level is known, the two must agree. */
function readLevel(cells: Cells, notes: RowNotes): { value: Sanction['level']; conflict: string | null } {
  const [code, kind] = [present(cells.jenisTingkatHukumanId), present(cells.jenisHukumanId)];
  const value = memberOf(sanctionLevels, code ?? '') ?? null;
  if (value === null) notes.note('sanction.level-unknown', 'jenisTingkatHukumanId', code);
  const type = memberOf(sanctionTypes, kind ?? '');
  if (value === null || type === undefined || type.level === value) return { value, conflict: null };
  notes.note('sanction.level-conflict', 'jenisHukumanId', `${kind} / ${code}`);
  return { value: null, conflict: 'sanction.level-conflict' };
}

type Time = Pick<Sanction, 'startedOn' | 'endedOn' | 'months' | 'instant'> & { readonly isTurned: boolean };

/** Start and end; where it ends before it starts the end is not known. */
function readTime(cells: Cells, notes: RowNotes, level: Sanction['level']): Time {
  const endedOn = readDay(notes, 'akhirHukumTanggal', cells.akhirHukumTanggal);
  const startedOn = readNeededDay(notes, 'hukumanTanggal', cells.hukumanTanggal);
  if (startedOn !== null && endedOn !== null && endedOn < startedOn) {
    notes.note('date.order', 'akhirHukumTanggal', endedOn);
    return { isTurned: true, startedOn, endedOn: null, months: null, instant: false };
  }
  const duration = readDuration(cells);
  if (endedOn !== null) {
    noteDuration(notes, { startedOn, endedOn, months: duration.months });
    return { isTurned: false, startedOn, endedOn, months: null, instant: false };
  }
  // A stated end or duration that is none is not known, which is not the same as none stated.
  const isOpen = present(cells.akhirHukumTanggal) === null && !duration.isUnreadable && duration.months === null;
  const instant = level === 'ringan' && isOpen;
  noteEnd(notes, { months: duration.months, instant });
  return { isTurned: false, startedOn, endedOn, months: duration.months, instant };
}

function readDuration(cells: Cells): { readonly months: number | null; readonly isUnreadable: boolean } {
  const stated = [cells.masaTahun, cells.masaBulan].filter((one) => present(one) !== null);
  if (stated.some((one) => readCount(one) === null)) return { months: null, isUnreadable: true };
  const months = (readCount(cells.masaTahun) ?? 0) * 12 + (readCount(cells.masaBulan) ?? 0);
  return { months: months === 0 ? null : months, isUnreadable: false };
}

interface Span {
  readonly startedOn: string | null;
  readonly endedOn: string;
  readonly months: number | null;
}

/** The stated end decides. Some count the last day, some the first one free again: both agree with the duration. */
function noteDuration(notes: RowNotes, { startedOn, endedOn, months }: Span): void {
  if (startedOn === null || months === null) return;
  const free = addMonths(startedOn, months);
  if (endedOn !== free && endedOn !== addDays(free, -1)) {
    notes.note('sanction.duration-conflict', 'akhirHukumTanggal', `${endedOn} / ${months}`);
  }
}

function noteEnd(notes: RowNotes, sanction: { readonly months: number | null; readonly instant: boolean }): void {
  if (sanction.instant) notes.note('sanction.instant', 'akhirHukumTanggal', '');
  else if (sanction.months === null) notes.note('sanction.end-unknown', 'akhirHukumTanggal', '');
  else notes.note('sanction.end-derived', 'akhirHukumTanggal', sanction.months);
}

/** A revocation counts by its day: not after the day of the data, and not before the sanction was imposed. */
function readRevocation(
  cells: Cells,
  notes: RowNotes,
  startedOn: string | null,
): { readonly revoked: boolean; readonly conflict: string | null } {
  const { skPembatalanNomor: number, skPembatalanTanggal: day } = cells;
  if (present(number) === null && present(day) === null) return { revoked: false, conflict: null };
  const revokedOn = readPastDay(notes, 'skPembatalanTanggal', day);
  const [imposedOn] = [startedOn, dayOf(cells.skTanggal)].filter((one) => one !== null).toSorted();
  if (revokedOn !== null && imposedOn !== undefined && revokedOn >= imposedOn) {
    notes.note('sanction.revoked', 'skPembatalanNomor', number);
    return { revoked: true, conflict: null };
  }
  notes.note('sanction.revocation-unclear', 'skPembatalanTanggal', day);
  return { revoked: false, conflict: 'sanction.revocation-unclear' };
}

/** The day of the decree, which may come before the sanction begins; nothing else depends on it. */
function dayOf(raw: Cells['skTanggal']): string | null {
  const text = present(raw) ?? '';
  return parseSiasnDay(text) ?? parseDay(text) ?? null;
}

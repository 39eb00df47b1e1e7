import { z } from 'zod';
import { foldText } from '#domain/absent.ts';
import { parseExact } from '#domain/exact.ts';
import type { Award, Rating, TeamDuty, WealthReport } from '#domain/person-record.ts';
import { present, type RowNotes, readDay, readNeededDay, readPastDay } from './siasn-cells.ts';
import { cell, rowCells } from './siasn-rows.ts';

export const awardCells = z.object({ ...rowCells, tingkat: cell, skDate: cell, tahun: cell });

const awardLevels: ReadonlySet<string> = new Set(['internasional', 'nasional', 'lintas instansi', 'instansi']);

/** Reads one award; a decree of another year than the one stated leaves it open when it was given. */
export function readAward(cells: z.infer<typeof awardCells>, notes: RowNotes, source: string): Award {
  const level = readWord(cells.tingkat, awardLevels);
  if (level.word === null) notes.note('award.level-missing', 'tingkat', cells.tingkat);
  else if (level.isRecased) notes.note('award.level-case', 'tingkat', cells.tingkat);
  const givenOn = readNeededDay(notes, 'skDate', cells.skDate);
  const year = present(cells.tahun);
  const isOpen = givenOn !== null && year !== null && !givenOn.startsWith(year);
  if (isOpen) notes.note('award.year-conflict', 'tahun', year);
  return { source, conflict: isOpen ? 'award.year-conflict' : null, level: level.word, givenOn };
}

function readWord(raw: unknown, words: ReadonlySet<string>): { word: string | null; isRecased: boolean } {
  const text = present(raw);
  const word = text === null ? null : foldText(text);
  return word !== null && words.has(word) ? { word, isRecased: word !== text } : { word: null, isRecased: false };
}

export const teamCells = z.object({ ...rowCells, peran: cell, tanggalMulai: cell, tanggalSelesai: cell });

const teamRoles: ReadonlySet<string> = new Set([
  'ketua lintas instansi',
  'ketua internal',
  'anggota lintas instansi',
  'anggota internal',
]);

/** Reads one assignment to a work team (a file of Bukti's own: SIASN has no payload for it). */
export function readTeam(cells: z.infer<typeof teamCells>, notes: RowNotes, source: string): TeamDuty {
  const { word } = readWord(cells.peran, teamRoles);
  if (word === null) notes.note('team.role-unknown', 'peran', cells.peran);
  const startedOn = readNeededDay(notes, 'tanggalMulai', cells.tanggalMulai);
  const endedOn = readDay(notes, 'tanggalSelesai', cells.tanggalSelesai);
  const isTurned = startedOn !== null && endedOn !== null && endedOn < startedOn;
  if (isTurned) notes.note('date.order', 'tanggalSelesai', endedOn);
  // An end that is stated and cannot be read is not the same as none: without one the assignment is running.
  const isUnread = endedOn === null && present(cells.tanggalSelesai) !== null;
  const conflict = isTurned ? 'date.order' : isUnread ? 'date.invalid' : null;
  return { source, conflict, role: word, startedOn, endedOn };
}

export const ratingCells = z.object({ ...rowCells, penilaian: cell, nilai: cell, tanggal: cell });

/**
 * Reads one rating by the agency's own instrument (a file of Bukti's own): which one, as the policy names it (`kehadiran`), a number
 * with a point or a word of the policy's table, and the day. What the policy does not know is refused where it is scored.
 */
export function readRating(cells: z.infer<typeof ratingCells>, notes: RowNotes, source: string): Rating | undefined {
  const code = foldText(present(cells.penilaian) ?? '');
  if (!/^[a-z][a-z0-9-]{0,39}$/.test(code)) {
    notes.note('row.form', 'penilaian', cells.penilaian);
    return undefined;
  }
  const text = present(cells.nilai);
  const value = text === null || text.length > longestRating ? null : foldText(text);
  if (value === null) notes.note('rating.value-missing', 'nilai', cells.nilai);
  return { source, conflict: null, code, value, ratedOn: readNeededDay(notes, 'tanggal', cells.tanggal) };
}

const longestRating = 60;

export const feedbackCells = z.object({ ...rowCells, nilai: cell });

/** Reads one 360 result: an exact decimal from 0 to 100 as text. */
export function readFeedback(cells: z.infer<typeof feedbackCells>, notes: RowNotes): string | undefined {
  const text = present(cells.nilai);
  const score = text === null ? undefined : parseExact(text);
  if (text !== null && score !== undefined && score.compare(0) >= 0 && score.compare(100) <= 0) return text;
  notes.note('row.form', 'nilai', cells.nilai);
  return undefined;
}

export const wealthCells = z.object({ ...rowCells, tanggalPeriksa: cell, tanggalLapor: cell });

/** Reads one check of the wealth report (LHKPN, LHKASN): checked, and filed or not. */
export function readWealth(cells: z.infer<typeof wealthCells>, notes: RowNotes): WealthReport | undefined {
  const checkedOn = readNeededDay(notes, 'tanggalPeriksa', cells.tanggalPeriksa);
  return checkedOn === null
    ? undefined
    : { checkedOn, filedOn: readPastDay(notes, 'tanggalLapor', cells.tanggalLapor) };
}

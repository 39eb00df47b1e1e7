import { z } from 'zod';
import { foldText } from '#domain/absent.ts';
import type { PostLevel } from '#domain/person-record.ts';
import { eselonLevels, levelNames, specialistLevel } from '#domain/siasn-codes.ts';
import { present, type RowNotes, readNeededDay } from './siasn-cells.ts';
import { readTitle, readUnit, type UnitNames } from './siasn-post.ts';
import { cell, type ReadRow, rowCells } from './siasn-rows.ts';

/** One row of the post history. */
export interface JobRow {
  readonly source: string;
  /** Jenis penugasan: D definitive, PLT, PLH and PJ acting, TT an added task. */
  readonly assignment: 'D' | 'PLT' | 'PLH' | 'PJ' | 'TT';
  readonly title: string;
  readonly level: PostLevel | null;
  readonly eselon: string | null;
  readonly unit: string | null;
  readonly agency: string | null;
  readonly startedOn: string | null;
  readonly decree: string | null;
}

export const jobCells = z.object({
  ...rowCells,
  jenisJabatan: cell,
  jenisPenugasan: cell,
  eselon: cell,
  jabatanId: cell,
  jabatanNama: cell,
  unorId: cell,
  unorNama: cell,
  satuanKerjaNama: cell,
  jabatanFungsionalNama: cell,
  tmtJabatan: cell,
  skNomor: cell,
});

const assignments: ReadonlySet<string> = new Set(['D', 'PLT', 'PLH', 'PJ', 'TT']);

/** Reads rows of the post history; unit names come from the reference list where the id is live. */
export function jobReader(units: UnitNames): ReadRow<z.infer<typeof jobCells>, JobRow> {
  return (cells, notes, source) => {
    const assignment = (present(cells.jenisPenugasan) ?? 'D').toUpperCase();
    const unit = readUnit(notes, units, { field: 'unorNama', code: cells.unorId, name: cells.unorNama });
    const named = present(cells.jabatanFungsionalNama) ?? present(cells.jabatanNama);
    const title = readTitle(notes, { field: 'jabatanNama', cell: named, unit: unit.name });
    if (title === null || !isAssignment(assignment)) {
      notes.note('row.form', title === null ? 'jabatanNama' : 'jenisPenugasan', assignment);
      return undefined;
    }
    if (present(cells.jabatanId) === null) notes.note('post.unlinked', 'jabatanId', '');
    const rung = readRung(notes, { eselon: present(cells.eselon), kind: present(cells.jenisJabatan), title });
    return {
      source,
      assignment,
      title,
      ...rung,
      unit: unit.name,
      agency: present(cells.satuanKerjaNama),
      startedOn: readNeededDay(notes, 'tmtJabatan', cells.tmtJabatan),
      decree: present(cells.skNomor),
    };
  };
}

function isAssignment(text: string): text is JobRow['assignment'] {
  return assignments.has(text);
}

interface Rung {
  readonly eselon: string | null;
  readonly level: PostLevel | null;
}

function readRung(notes: RowNotes, post: { eselon: string | null; kind: string | null; title: string }): Rung {
  if (post.kind?.toUpperCase().startsWith('FUNGSIONAL')) {
    return { eselon: post.eselon, level: specialistLevel(foldText(post.title)) };
  }
  if (post.eselon === null) return { eselon: null, level: null };
  const ofCode = eselonLevels[post.eselon];
  if (ofCode !== undefined) return { eselon: post.eselon, level: ofCode };
  notes.note('eselon.label', 'eselon', post.eselon);
  return { eselon: null, level: levelNames[foldText(post.eselon)] ?? null };
}

/** The number by which a decree is compared with others: two posts by one decree are possible, and worth a look. */
export function decreeKey({ decree }: JobRow): string | null {
  return decree === null ? null : foldText(decree);
}

import { foldText } from '#domain/absent.ts';
import { hasOddCase, isActingTitle, titleWithoutUnit } from '#domain/person-quality.ts';
import { postKindLabels } from '#domain/siasn-codes.ts';
import { isDeleted, present, type RowNotes, readNeededDay } from './siasn-cells.ts';
import type { Cells } from './siasn-columns.ts';

/** Live units by SIASN id. */
export type UnitNames = ReadonlyMap<string, string>;

/** The post of a profile row. */
export interface ReadPost {
  /** Jenis jabatan: 1 structural, 2 specialist, 3 both, 4 staff. */
  readonly kind: string | null;
  readonly code: string | null;
  readonly title: string | null;
  readonly isActing: boolean;
  readonly startedOn: string | null;
  readonly unitCode: string | null;
  readonly unit: string | null;
  /** Where the person works; seconded people work elsewhere than at home. */
  readonly agency: string | null;
}

export function readPost(cells: Cells, notes: RowNotes, units: UnitNames): ReadPost {
  const unit = readUnit(notes, units, { field: 'UNOR NAMA', code: cells('UNOR ID'), name: cells('UNOR NAMA') });
  const title = readTitle(notes, { field: 'JABATAN NAMA', cell: cells('JABATAN NAMA'), unit: unit.name });
  const isActing = title !== null && isActingTitle(title);
  if (isActing) notes.note('title.acting', 'JABATAN NAMA', title);
  return {
    kind: readPostKind(cells, notes),
    code: present(cells('JABATAN ID')),
    title,
    isActing,
    startedOn: title === null ? null : readNeededDay(notes, 'TMT JABATAN', cells('TMT JABATAN')),
    unitCode: unit.code,
    unit: unit.name,
    agency: present(cells('INSTANSI KERJA NAMA')) ?? present(cells('INSTANSI INDUK NAMA')),
  };
}

function readPostKind(cells: Cells, notes: RowNotes): string | null {
  const [code, label] = [present(cells('JENIS JABATAN ID')), present(cells('JENIS JABATAN NAMA'))];
  const labels = code === null ? undefined : postKindLabels[code];
  if (labels !== undefined && label !== null && !labels.includes(foldText(label))) {
    notes.note('code.label', 'JENIS JABATAN NAMA', label);
  }
  return code;
}

interface UnitCells {
  readonly field: string;
  readonly code: unknown;
  readonly name: unknown;
}

export interface ReadUnit {
  readonly code: string | null;
  readonly name: string | null;
}

/** A live id decides the unit; a name of a deleted row is never one (`reference.deleted`). */
export function readUnit(notes: RowNotes, units: UnitNames, cells: UnitCells): ReadUnit {
  const [code, name] = [present(cells.code), present(cells.name)];
  if (name !== null && isDeleted(name)) notes.note('reference.deleted', cells.field, name);
  const live = code === null ? undefined : units.get(code);
  if (live !== undefined) return { code, name: live };
  return { code: null, name: name === null || isDeleted(name) ? null : name };
}

interface TitleCells {
  readonly field: string;
  readonly cell: unknown;
  readonly unit: string | null;
}

/** A title without what does not belong to it; its spelling is kept and its letter case noted. */
export function readTitle(notes: RowNotes, { field, cell, unit }: TitleCells): string | null {
  const title = present(cell);
  if (title === null) return null;
  if (hasOddCase(title)) notes.note('title.case', field, title);
  const bare = titleWithoutUnit(title, unit ?? '');
  if (bare !== undefined) notes.note('title.contains-unit', field, title);
  return bare ?? title;
}

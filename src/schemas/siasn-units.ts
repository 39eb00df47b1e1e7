import { z } from 'zod';
import { foldText } from '#domain/absent.ts';
import type { PostLevel } from '#domain/person-record.ts';
import { eselonLevels } from '#domain/siasn-codes.ts';
import { isDeleted, present, type RowNotes } from './siasn-cells.ts';

/** A work unit of the reference list; deleted ones are kept, and offered to nobody. */
export interface UnitRow {
  readonly code: string;
  readonly name: string;
  readonly parentCode: string | null;
  readonly isDeleted: boolean;
  /** Programmes of study that fit the work of the unit; null where the source does not say. */
  readonly fieldsOfStudy: readonly string[] | null;
  /** Place in its file. */
  readonly line: number;
}

/** A structural post of the agency's post list. */
export interface PostRow {
  readonly code: string;
  readonly title: string;
  readonly unitCode: string | null;
  readonly eselon: string;
  readonly level: PostLevel;
}

const unitCells = z.object({
  id: z.string().min(1),
  nama: z.string(),
  indukId: z.string().nullish(),
  bidangIlmu: z.array(z.string()).nullish(),
});

export function readUnitRow(row: unknown, notes: RowNotes): UnitRow | undefined {
  const cells = unitCells.safeParse(row);
  if (!cells.success) {
    notes.note('row.form', '', cells.error.issues[0]?.path.join('.') ?? '');
    return undefined;
  }
  const { id, nama, indukId, bidangIlmu } = cells.data;
  if (isDeleted(nama)) notes.note('reference.deleted', 'nama', nama);
  return {
    code: id,
    name: nama.trim(),
    parentCode: indukId ?? null,
    isDeleted: isDeleted(nama),
    fieldsOfStudy: bidangIlmu ?? null,
    line: notes.line,
  };
}

/** Notes each live unit whose folded name an earlier one has (`reference.duplicate`). */
export function noteDoubleUnits(units: readonly UnitRow[], notes: (unit: UnitRow) => RowNotes): void {
  const seen = new Set<string>();
  for (const unit of units) {
    const name = foldText(unit.name);
    if (!unit.isDeleted && seen.has(name)) notes(unit).note('reference.duplicate', 'nama', unit.name);
    seen.add(name);
  }
}

const postCells = z.object({
  id: z.string().min(1),
  nama: z.string().min(1),
  eselonId: z.string(),
  unorId: z.string().nullish(),
});

export function readPostRow(row: unknown, notes: RowNotes): PostRow | undefined {
  const cells = postCells.safeParse(row);
  const level = cells.success ? eselonLevels[cells.data.eselonId] : undefined;
  if (!cells.success || level === undefined) {
    notes.note('row.form', 'eselonId', cells.success ? cells.data.eselonId : '');
    return undefined;
  }
  const { id, nama, eselonId, unorId } = cells.data;
  return { code: id, title: nama.trim(), unitCode: present(unorId), eselon: eselonId, level };
}

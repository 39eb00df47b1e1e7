import { z } from 'zod';
import { foldText } from '#domain/absent.ts';
import { showExact } from '#domain/exact.ts';
import { jobPersonMatch } from '#domain/jpm.ts';
import type { CompetencyAssessment, PostLevel } from '#domain/person-record.ts';
import type { JpmRule } from '#domain/policy-pack.ts';
import { levelNames } from '#domain/siasn-codes.ts';
import { present, type RowNotes, readDay, readNeededDay } from './siasn-cells.ts';
import { cell, rowCells } from './siasn-rows.ts';

const step = z.number().int().min(1).max(5).nullable();

export const assessmentCells = z.object({
  ...rowCells,
  tanggalPenilaian: cell,
  berlakuSampai: cell,
  jabatanAcuan: cell,
  /** One standard for all competencies, or one for each. */
  standar: z.union([step, z.array(step)]).optional(),
  level: z.array(step),
  jpm: cell,
  potensi: z.array(step).nullish(),
  status: cell,
});

type Cells = z.infer<typeof assessmentCells>;

export interface AssessmentContext {
  /** The day by which the source's flag is compared with its dates. */
  readonly asOf: string;
  /** How the agency's policy computes the job person match; null where none is in force yet. */
  readonly jpm: JpmRule | null;
}

/** Reads rows of assessments. */
export function assessmentReader({ asOf, jpm }: AssessmentContext) {
  return (cells: Cells, notes: RowNotes, source: string): CompetencyAssessment => {
    const { standar } = cells;
    const standards = Array.isArray(standar) ? standar : cells.level.map(() => standar ?? null);
    const assessedOn = readNeededDay(notes, 'tanggalPenilaian', cells.tanggalPenilaian);
    if (jpm !== null) noteJpm(notes, { cells, standards, rule: jpm });
    noteFlag(cells, notes, asOf);
    return {
      source,
      conflict: null,
      assessedOn,
      referencePost: present(cells.jabatanAcuan),
      referenceLevel: readReference(cells, notes),
      levels: cells.level,
      standards,
      potential: cells.potensi ?? null,
    };
  };
}

function readReference(cells: Cells, notes: RowNotes): PostLevel | null {
  const post = present(cells.jabatanAcuan);
  if (post === null) {
    notes.note('assessment.post-missing', 'jabatanAcuan', '');
    return null;
  }
  if (foldText(post) === 'jpt pertama') notes.note('level.label', 'jabatanAcuan', post);
  return levelNames[foldText(post)] ?? null;
}

/** The dates decide whether an assessment is valid; the source's flag is a claim. */
function noteFlag(cells: Cells, notes: RowNotes, asOf: string): void {
  const until = readDay(notes, 'berlakuSampai', cells.berlakuSampai);
  const flag = present(cells.status);
  if (until === null || flag === null) return;
  const isFlaggedValid = foldText(flag) === 'berlaku';
  if (isFlaggedValid !== until >= asOf) notes.note('assessment.status-conflict', 'status', flag);
}

interface JpmClaim {
  readonly cells: Cells;
  readonly standards: readonly (number | null)[];
  readonly rule: JpmRule;
}

/** Compares the stored JPM with the one the policy asks for; where another known way gives it, both are shown. */
function noteJpm(notes: RowNotes, { cells, standards, rule }: JpmClaim): void {
  const claimed = present(cells.jpm);
  const input = { levels: cells.level, standards, referencePost: 'any', assessedOn: 'any' };
  const match = jobPersonMatch(input, rule);
  if (claimed === null || match.status !== 'KNOWN') return;
  const stated = claimed.includes('.') ? claimed : `${claimed}.00`;
  const ours = showExact(match.values[rule.method], 2);
  if (stated === ours) return;
  const isOtherWay = Object.values(match.values).some((value) => showExact(value, 2) === stated);
  notes.note(isOtherWay ? 'jpm.method' : 'jpm.conflict', 'jpm', `${claimed} / ${ours}`);
}

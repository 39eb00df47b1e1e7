import { z } from 'zod';
import { foldText } from '#domain/absent.ts';
import { showExact } from '#domain/exact.ts';
import { jobPersonMatch } from '#domain/jpm.ts';
import type { CompetencyAssessment, PostLevel } from '#domain/person-record.ts';
import type { JpmRule } from '#domain/policy-pack.ts';
import { levelNames } from '#domain/siasn-codes.ts';
import { present, type RowNotes, readDay, readNeededDay } from './siasn-cells.ts';
import { cell, type HistoryRow, rowCells } from './siasn-rows.ts';

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
    const conflict = jpm === null ? null : noteCover(notes, cells.level, jpm);
    if (jpm !== null && conflict === null) noteJpm(notes, { cells, standards, rule: jpm });
    noteFlag(cells, notes, asOf);
    return {
      source,
      conflict,
      assessedOn,
      referencePost: present(cells.jabatanAcuan),
      referenceLevel: readReference(cells, notes),
      levels: cells.level,
      standards,
      potential: cells.potensi ?? null,
    };
  };
}

/** Compares the levels with the competencies of the policy: what lacks some is no assessment by that policy, nor is what has more. */
function noteCover(notes: RowNotes, levels: readonly (number | null)[], { competencies }: JpmRule): string | null {
  if (levels.length === competencies.length) return null;
  const [code, value] =
    levels.length < competencies.length
      ? (['assessment.levels-missing', competencies.slice(levels.length).join(', ')] as const)
      : (['assessment.levels-surplus', `${levels.length} / ${competencies.length}`] as const);
  notes.note(code, 'level', value);
  return code;
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

/**
 * Of one person. Assessments of one day that contradict each other are all in conflict: neither was the later one. Levels and standards
 * are those for a post, so that against another post both may differ; aspects of potential are the person's alone.
 */
export function settleSameDay(rows: readonly HistoryRow<CompetencyAssessment>[]): HistoryRow<CompetencyAssessment>[] {
  const known = new Map<string, Levels>();
  const contradicted = new Set<string>();
  for (const { item, notes } of rows) {
    const { assessedOn } = item;
    if (assessedOn === null) continue;
    const forPost = postOnDay(item);
    const onDay = agrees(known, `potential ${assessedOn}`, item.potential ?? []) ? [] : [assessedOn];
    const ofPost = [
      agrees(known, `levels ${forPost}`, item.levels),
      agrees(known, `standards ${forPost}`, item.standards),
    ].includes(false);
    const contrary = [...onDay, ...(ofPost ? [forPost] : [])];
    if (contrary.length > 0) notes.note('assessment.day-conflict', 'tanggalPenilaian', assessedOn);
    for (const one of contrary) contradicted.add(one);
  }
  return rows.map((row) => {
    const isContrary = contradicted.has(row.item.assessedOn ?? '') || contradicted.has(postOnDay(row.item));
    if (!isContrary) return row;
    return { ...row, item: { ...row.item, conflict: row.item.conflict ?? 'assessment.day-conflict' } };
  });
}

/** Two posts that somebody was assessed for on one day stand in the order of their titles: which counts is no matter of who stood first in a file. */
export function orderSameDay(items: readonly CompetencyAssessment[]): readonly CompetencyAssessment[] {
  const days = items.map(({ assessedOn }) => assessedOn);
  if (new Set(days).size === days.length) return items;
  return items.toSorted((left, right) => compareText(orderOf(left), orderOf(right)));
}

function orderOf(item: CompetencyAssessment): string {
  return `${postOnDay(item)} ${item.referenceLevel ?? ''}`;
}

function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function postOnDay({ assessedOn, referencePost }: CompetencyAssessment): string {
  return `${assessedOn} ${foldText(referencePost ?? '')}`;
}

type Levels = readonly (number | null)[];

/** Whether a list says nothing else of any place than what is known under this name; what one of them leaves open contradicts nothing. */
function agrees(known: Map<string, Levels>, name: string, stated: Levels): boolean {
  const before = known.get(name) ?? [];
  const isSame = stated.every((one, index) => one === null || (before[index] ?? one) === one);
  const longest = Math.max(before.length, stated.length);
  if (isSame)
    known.set(
      name,
      Array.from({ length: longest }, (_, index) => before[index] ?? stated[index] ?? null),
    );
  return isSame;
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

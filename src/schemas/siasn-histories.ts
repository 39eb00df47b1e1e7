import type {
  Award,
  CompetencyAssessment,
  Course,
  PerformanceYear,
  Rating,
  Sanction,
  TeamDuty,
  Training,
  WealthReport,
} from '#domain/person-record.ts';
import { assessmentCells, assessmentReader, orderSameDay, settleSameDay } from './siasn-assessments.ts';
import { type FindingSink, notesAt, type RowNotes } from './siasn-cells.ts';
import {
  courseCells,
  numberKey,
  readCourse,
  readTraining,
  settleNumbers,
  trainingCells,
} from './siasn-certificates.ts';
import {
  awardCells,
  feedbackCells,
  ratingCells,
  readAward,
  readFeedback,
  readRating,
  readTeam,
  readWealth,
  teamCells,
  wealthCells,
} from './siasn-conduct.ts';
import type { ImportContext, SiasnFiles } from './siasn-files.ts';
import { decreeKey, type JobRow, jobCells, jobReader } from './siasn-job-rows.ts';
import { noteMissingYears, performanceCells, readPerformance, settleDoubleYears } from './siasn-performance.ts';
import type { UnitNames } from './siasn-post.ts';
import { type HistoryRow, type RowReader, type RowShape, readRows } from './siasn-rows.ts';
import { readSanction, sanctionCells } from './siasn-sanctions.ts';
import type { Stage, StagedPerson, StagedRow, StageKind } from './siasn-stage.ts';

export interface Sourced<Value> {
  readonly source: string;
  readonly value: Value;
}

/** The rows of one person; null where the file was not delivered, which is not the same as having no rows. */
export interface Histories {
  readonly jobs: readonly JobRow[] | null;
  readonly performance: readonly PerformanceYear[] | null;
  readonly trainings: readonly Training[] | null;
  readonly courses: readonly Course[] | null;
  readonly sanctions: readonly Sanction[] | null;
  readonly awards: readonly Award[] | null;
  readonly teams: readonly TeamDuty[] | null;
  readonly ratings: readonly Rating[] | null;
  readonly feedback: readonly Sourced<string>[] | null;
  readonly assessments: readonly CompetencyAssessment[] | null;
  readonly wealth: readonly Sourced<WealthReport>[] | null;
}

/** Takes what is found while a delivery is read, and now and then is given time to put it down. */
export interface Findings extends FindingSink {
  flush(): Promise<void>;
}

export interface HistoryContext extends ImportContext {
  readonly units: UnitNames;
  readonly stage: Stage;
  readonly findings: Findings;
}

/** The histories of people, in the order in which they are read. */
export const personalKinds = [
  'posts',
  'performance',
  'trainings',
  'courses',
  'sanctions',
  'awards',
  'teams',
  'ratings',
  'feedback',
  'assessments',
  'wealth',
] as const satisfies readonly StageKind[];

export type PersonalKind = (typeof personalKinds)[number];

const rowsPerPiece = 1_000;

/** Reads every history that was delivered, and sets its rows down. Answers the years that ratings cover. */
export async function stageHistories(
  files: SiasnFiles['histories'],
  context: HistoryContext,
): Promise<ReadonlySet<number>> {
  const { asOf, pack, units } = context;
  const years = new Set<number>();
  const put = <Cells extends RowShape, Item>(
    kind: PersonalKind,
    reader: RowReader<Cells, Item>,
    keyOf: (item: Item) => string | null = () => null,
  ) => putRows({ kind, reader, keyOf }, files, context);
  await put('posts', { schema: jobCells, read: jobReader(units) }, decreeKey);
  await put('performance', { schema: performanceCells, read: readPerformance }, ({ year, conflict }) => {
    if (conflict !== 'year.impossible') years.add(year);
    return null;
  });
  await put('trainings', { schema: trainingCells, read: readTraining }, numberKey);
  await put('courses', { schema: courseCells, read: readCourse }, numberKey);
  await put('sanctions', { schema: sanctionCells, read: readSanction });
  await put('awards', { schema: awardCells, read: readAward });
  await put('teams', { schema: teamCells, read: readTeam });
  await put('ratings', { schema: ratingCells, read: readRating });
  await put('feedback', {
    schema: feedbackCells,
    read: (...row) => sourced(row[2], readFeedback(row[0], row[1])),
  });
  await put('assessments', { schema: assessmentCells, read: assessmentReader({ asOf, jpm: pack?.jpm ?? null }) });
  await put('wealth', { schema: wealthCells, read: (...row) => sourced(row[2], readWealth(row[0], row[1])) });
  return years;
}

interface Putting<Cells, Item> {
  readonly kind: PersonalKind;
  readonly reader: RowReader<Cells, Item>;
  readonly keyOf: (item: Item) => string | null;
}

async function putRows<Cells extends RowShape, Item>(
  { kind, reader, keyOf }: Putting<Cells, Item>,
  files: SiasnFiles['histories'],
  { stage, findings, asOf }: HistoryContext,
): Promise<void> {
  const file = files[kind];
  if (file === undefined) return;
  let piece: StagedRow[] = [];
  const put = async () => {
    await stage.put(kind, piece);
    await findings.flush();
    piece = [];
  };
  for (const { at, nip, item, notes } of readRows(file, reader, { findings, asOf })) {
    piece.push({ at, nip, key: item === null ? null : keyOf(item), line: notes.line, record: notes.record, item });
    if (piece.length === rowsPerPiece) await put();
  }
  await put();
}

function sourced<Value>(source: string, value: Value | undefined): Sourced<Value> | undefined {
  return value === undefined ? undefined : { source, value };
}

/** Checks between rows of different people, once all stand there: shared numbers, and rows that belong to nobody. */
export async function settleHistories(files: SiasnFiles['histories'], { stage, findings }: HistoryContext) {
  const noteOn = (kind: PersonalKind) => (row: StagedRow) => notesOf({ name: files[kind]?.name ?? '', findings }, row);
  for await (const [, ...later] of stage.sharing('posts', 'key')) {
    for (const row of later) noteOn('posts')(row).note('decree.duplicate', 'skNomor', (row.item as JobRow).decree);
    await findings.flush();
  }
  for (const [kind, field] of [
    ['trainings', 'nomor'],
    ['courses', 'nomorSertipikat'],
  ] as const) {
    for await (const sharing of stage.sharing(kind, 'key')) {
      const settled = settleNumbers(sharing as StagedRow<Training | Course>[], (row, code, number) =>
        noteOn(kind)(row).note(code, field, number),
      );
      await stage.replace(kind, settled);
      await findings.flush();
    }
  }
  for (const kind of personalKinds) {
    for await (const rows of stage.strangers(kind)) {
      for (const row of rows) noteOn(kind)(row).note('history.person-missing', 'nipBaru', row.nip);
      await findings.flush();
    }
  }
}

interface NotedFile {
  readonly name: string;
  readonly findings: FindingSink;
}

/** Notes on a row that was set down. */
export function notesOf({ name, findings }: NotedFile, { line, nip, record }: StagedRow): RowNotes {
  const notes = notesAt(name, line, findings);
  notes.nip = nip;
  notes.record = record;
  return notes;
}

interface Covered {
  readonly years: ReadonlySet<number>;
  readonly findings: FindingSink;
}

/**
 * The histories of one person. What was set down under a kind is of its form. Where a row of a history was refused, somebody may leave the
 * row out, but what it said is missing: that history of theirs is UNKNOWN, as if nobody had looked.
 */
export function historiesOf(
  { histories }: StagedPerson,
  files: SiasnFiles['histories'],
  { years, findings }: Covered,
): Histories {
  const rows = (kind: PersonalKind) => {
    const own = histories.get(kind) ?? [];
    return files[kind] === undefined || own.some(({ item }) => item === null) ? null : own;
  };
  const items = (kind: PersonalKind) => rows(kind)?.map(({ item }) => item) ?? null;
  const noted = (kind: PersonalKind) => {
    const name = files[kind]?.name ?? '';
    return rows(kind)?.map((row) => ({ ...row, notes: notesOf({ name, findings }, row) }));
  };
  const rated = noted('performance') as HistoryRow<PerformanceYear>[] | undefined;
  const assessed = noted('assessments') as HistoryRow<CompetencyAssessment>[] | undefined;
  const settled = rated === undefined ? null : settleDoubleYears(rated);
  if (settled !== null) noteMissingYears(settled, years);
  return {
    jobs: items('posts') as JobRow[] | null,
    performance: settled?.map(({ item }) => item) ?? null,
    trainings: items('trainings') as Training[] | null,
    courses: items('courses') as Course[] | null,
    sanctions: items('sanctions') as Sanction[] | null,
    awards: items('awards') as Award[] | null,
    teams: items('teams') as TeamDuty[] | null,
    ratings: items('ratings') as Rating[] | null,
    feedback: items('feedback') as Sourced<string>[] | null,
    assessments: assessed === undefined ? null : orderSameDay(settleSameDay(assessed).map(({ item }) => item)),
    wealth: items('wealth') as Sourced<WealthReport>[] | null,
  };
}

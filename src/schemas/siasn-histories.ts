import type { Finding } from '#domain/import-findings.ts';
import type {
  Award,
  CompetencyAssessment,
  Course,
  PerformanceYear,
  Sanction,
  TeamDuty,
  Training,
  WealthReport,
} from '#domain/person-record.ts';
import { assessmentCells, assessmentReader } from './siasn-assessments.ts';
import { courseCells, readCourse, readTraining, settleNumbers, trainingCells } from './siasn-certificates.ts';
import {
  awardCells,
  feedbackCells,
  readAward,
  readFeedback,
  readSanction,
  readTeam,
  readWealth,
  sanctionCells,
  teamCells,
  wealthCells,
} from './siasn-conduct.ts';
import type { HistoryKind, ImportContext, SiasnFiles } from './siasn-files.ts';
import { type JobRow, jobCells, jobReader, noteSharedDecrees } from './siasn-job-rows.ts';
import { noteMissingYears, performanceCells, readPerformance, settleDoubleYears } from './siasn-performance.ts';
import type { UnitNames } from './siasn-post.ts';
import { type HistoryFile, type HistoryRow, readRows } from './siasn-rows.ts';

/** The rows of one history by NIP; null where the file was not delivered, which is not the same as having no rows. */
type ByPerson<Item> = ReadonlyMap<string, readonly Item[]> | null;

export interface Sourced<Value> {
  readonly source: string;
  readonly value: Value;
}

export interface Histories {
  readonly jobs: ByPerson<JobRow>;
  readonly performance: ByPerson<PerformanceYear>;
  readonly trainings: ByPerson<Training>;
  readonly courses: ByPerson<Course>;
  readonly sanctions: ByPerson<Sanction>;
  readonly awards: ByPerson<Award>;
  readonly teams: ByPerson<TeamDuty>;
  readonly feedback: ByPerson<Sourced<string>>;
  readonly assessments: ByPerson<CompetencyAssessment>;
  readonly wealth: ByPerson<Sourced<WealthReport>>;
}

export interface HistoryContext extends ImportContext {
  readonly units: UnitNames;
  /** NIP of everybody whose profile row is imported: other rows have nobody to belong to. */
  readonly people: ReadonlySet<string>;
  readonly findings: Finding[];
}

/** Reads every history that was delivered. */
export function readHistories(files: SiasnFiles['histories'], context: HistoryContext): Histories {
  const { findings, people } = context;
  const read = <Item>(kind: HistoryKind, rowsOf: (file: HistoryFile) => HistoryRow<Item>[]): ByPerson<Item> => {
    const file = files[kind];
    return file === undefined ? null : groupByPerson(rowsOf(file), people);
  };
  return {
    jobs: read('posts', (file) => {
      const rows = readRows(file, { schema: jobCells, read: jobReader(context.units) }, findings);
      noteSharedDecrees(rows);
      return rows;
    }),
    performance: read('performance', (file) => {
      const rows = settleDoubleYears(readRows(file, { schema: performanceCells, read: readPerformance }, findings));
      noteMissingYears(rows);
      return rows;
    }),
    trainings: read('trainings', (file) =>
      settleNumbers(readRows(file, { schema: trainingCells, read: readTraining }, findings), 'nomor'),
    ),
    courses: read('courses', (file) =>
      settleNumbers(readRows(file, { schema: courseCells, read: readCourse }, findings), 'nomorSertipikat'),
    ),
    ...readConduct(read, context),
  };
}

type ReadKind = <Item>(kind: HistoryKind, rowsOf: (file: HistoryFile) => HistoryRow<Item>[]) => ByPerson<Item>;

function readConduct(read: ReadKind, { asOf, pack, findings }: HistoryContext) {
  const readAssessment = assessmentReader({ asOf, jpm: pack?.jpm ?? null });
  return {
    sanctions: read('sanctions', (file) => readRows(file, { schema: sanctionCells, read: readSanction }, findings)),
    awards: read('awards', (file) => readRows(file, { schema: awardCells, read: readAward }, findings)),
    teams: read('teams', (file) => readRows(file, { schema: teamCells, read: readTeam }, findings)),
    feedback: read('feedback', (file) =>
      readRows(
        file,
        { schema: feedbackCells, read: (...row) => sourced(row[2], readFeedback(row[0], row[1])) },
        findings,
      ),
    ),
    assessments: read('assessments', (file) =>
      readRows(file, { schema: assessmentCells, read: readAssessment }, findings),
    ),
    wealth: read('wealth', (file) =>
      readRows(file, { schema: wealthCells, read: (...row) => sourced(row[2], readWealth(row[0], row[1])) }, findings),
    ),
  };
}

function sourced<Value>(source: string, value: Value | undefined): Sourced<Value> | undefined {
  return value === undefined ? undefined : { source, value };
}

function groupByPerson<Item>(
  rows: readonly HistoryRow<Item>[],
  people: ReadonlySet<string>,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const { nip, item, notes } of rows) {
    const group = groups.get(nip);
    if (!people.has(nip)) notes.note('history.person-missing', 'nipBaru', nip);
    else if (group === undefined) groups.set(nip, [item]);
    else group.push(item);
  }
  return groups;
}

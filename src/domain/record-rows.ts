import { isAbsent } from './absent.ts';
import { type AssessedFigure, assessedFigures, type NamingPack } from './assessed-figures.ts';
import type { Words } from './citation.ts';
import { disputableFields } from './eligibility.ts';
import { educationWords } from './measures.ts';
import { heldPosts } from './measures-history.ts';
import type { CountedRow } from './observation.ts';
import type { PersonRecord, RegisterRow, Stated } from './person-record.ts';
import type { Measure } from './policy-pack.ts';
import { recordFields as fields, recordLabels } from './record-labels.ts';
import { rankNames, statusNames } from './siasn-codes.ts';

type Field = keyof PersonRecord;

/** One fact of a record as people read it. */
export interface RecordLine {
  readonly field: Field;
  readonly label: Words;
  /** `none`: looked up and there is none. `unknown`: not stated or not looked up. `conflict`: sources disagree, so neither counts. */
  readonly state: 'known' | 'none' | 'unknown' | 'conflict';
  /** The name of a conflict; else null. */
  readonly reason: string | null;
  readonly value: string | null;
  readonly source: string;
  /** The day the fact is of, where the source states one. */
  readonly date: string | null;
  /** Of an assessment, which has no one value. */
  readonly figures: readonly AssessedFigure[];
  /** Whether the person may dispute it as one fact; registers are mended at their source. */
  readonly isDisputable: boolean;
}

export interface Reading {
  readonly blind: boolean;
  /** The policy that names what an assessment has rated. */
  readonly pack: NamingPack;
}

/**
 * The record line by line; posts held with the present one, as the rules count them. For blind eyes everything that tells who it is
 * stays out: age, present post, names of units and posts, certificate numbers, and the place in a file where the row was read.
 */
export function describeRecord(record: PersonRecord, reading: Reading): readonly RecordLine[] {
  const { blind } = reading;
  const read = blind ? record : withPresentPost(record);
  return fields
    .filter((field) => !blind || !telling.includes(field))
    .flatMap((field) => linesOf(field, read, reading).map((line) => (blind ? withoutPlace(line) : line)));
}

function withPresentPost(record: PersonRecord): PersonRecord {
  return { ...record, posts: { ...record.posts, items: heldPosts(record) } };
}

/**
 * The newest day among the rows of registers that a source names; null where they state none, or it names no row. Of the facts that
 * one row of a profile states, only the present post has a day to measure from.
 */
export function dateOfSource(record: PersonRecord, source: string, measure: Measure | null): string | null {
  const named = source.split(', ');
  const rows = Object.values(registerFacts).flatMap((linesFor) => linesFor(record, false) ?? []);
  const dates = rows.flatMap((row) => (row.date !== null && named.includes(row.source) ? [row.date] : []));
  const { currentPost } = record;
  const ofPost = measure === 'time-in-level' && source === currentPost.source ? currentPost.value?.startedOn : null;
  return dates.toSorted().at(-1) ?? ofPost ?? null;
}

/** A row among those that were counted or compared, where its own source and day tell it from the others. */
export interface TracedRow {
  readonly source: string;
  readonly date: string | null;
  readonly value: string;
}

export function traceRow(row: CountedRow): TracedRow {
  const fact =
    'hours' in row
      ? certificate(row, false)
      : { value: joined([row.title, row.unit, row.agency]), date: row.startedOn };
  return { source: row.source, ...fact };
}

const telling: readonly Field[] = ['bornOn', 'rankSince', 'currentPost'];

interface Fact {
  readonly value: string | null;
  readonly date: string | null;
}

const statedFacts = {
  kind: ({ kind }) => factOf(kind, (value) => value),
  status: ({ status }) => factOf(status, (code) => statusNames[code] ?? code),
  bornOn: ({ bornOn }) => factOf(bornOn, (day) => day),
  rank: ({ rank, rankSince }) => ({ ...factOf(rank, (code) => rankNames[code] ?? code), date: rankSince.value }),
  rankSince: ({ rankSince }) => factOf(rankSince, (day) => day),
  currentPost: ({ currentPost }) => ({
    ...factOf(currentPost, ({ title, unit }) => joined([title, unit])),
    date: currentPost.value?.startedOn ?? null,
  }),
  feedback360: ({ feedback360 }) => factOf(feedback360, (value) => value),
  education: ({ education }) => factOf(education, (code) => educationWords[code] ?? code),
  fieldOfStudy: ({ fieldOfStudy }) => factOf(fieldOfStudy, (value) => value),
  wealthReport: ({ wealthReport }) => ({
    ...factOf(wealthReport, ({ filedOn }) => filedOn ?? '-'),
    date: wealthReport.value?.checkedOn ?? null,
  }),
} as const satisfies Partial<Record<Field, (record: PersonRecord) => Fact>>;

type StatedField = keyof typeof statedFacts;

function factOf<Value>({ value }: Stated<Value>, word: (value: Value) => string): Fact {
  return { value: value === null ? null : word(value), date: null };
}

type RegisterLines = (record: PersonRecord, blind: boolean) => readonly (RegisterRow & Fact)[] | null;

const registerFacts: Readonly<Record<Exclude<Field, StatedField>, RegisterLines>> = {
  posts: ({ posts }, blind) =>
    each(posts.items, ({ title, level, unit, startedOn, endedOn }) => ({
      value: joined(blind ? [level, span(startedOn, endedOn)] : [title, unit, level, span(startedOn, endedOn)]),
      date: startedOn,
    })),
  acting: ({ acting }) => each(acting.items, ({ duty, startedOn }) => ({ value: duty, date: startedOn })),
  performance: ({ performance }) =>
    each(performance.items, ({ year, hasilKerja, perilaku }) => ({
      value: joined([String(year), hasilKerja, perilaku]),
      date: `${year}-12-31`,
    })),
  teams: ({ teams }) => each(teams.items, ({ role, startedOn }) => ({ value: role, date: startedOn })),
  awards: ({ awards }) => each(awards.items, ({ level, givenOn }) => ({ value: level, date: givenOn })),
  trainings: ({ trainings }, blind) => each(trainings.items, (row) => certificate(row, blind)),
  courses: ({ courses }, blind) => each(courses.items, (row) => certificate(row, blind)),
  assessments: ({ assessments }, blind) =>
    each(assessments.items, ({ referencePost, referenceLevel, assessedOn }) => ({
      value: joined([blind ? referenceLevel : (referencePost ?? referenceLevel)]),
      date: assessedOn,
    })),
  ratings: ({ ratings }) =>
    each(ratings?.items ?? null, ({ code, value, ratedOn }) => ({ value: joined([code, value]), date: ratedOn })),
  sanctions: ({ sanctions }) =>
    each(sanctions.items, ({ level, startedOn, endedOn }) => ({ value: level, date: startedOn ?? endedOn })),
};

function each<Row extends RegisterRow>(rows: readonly Row[] | null, fact: (row: Row) => Fact) {
  return rows?.map((row) => ({ source: row.source, conflict: row.conflict, ...fact(row) })) ?? null;
}

interface Certificate {
  readonly title: string;
  readonly number: string | null;
  readonly hours: number | null;
  readonly endedOn: string | null;
  readonly validUntil?: string | null;
}

/** One that states its own validity shows it: it counts by that. */
function certificate({ title, number, hours, endedOn, validUntil = null }: Certificate, blind: boolean) {
  const valid = validUntil === null ? null : span(endedOn ?? '', validUntil);
  const named = blind || isAbsent(number) ? null : number;
  return { value: joined([title, named, hours === null ? null : `${hours} JP`, valid]), date: endedOn };
}

function span(from: string | null, to: string | null): string | null {
  return from === null ? null : `${from} – ${to ?? ''}`.trim();
}

function joined(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join(' · ');
}

function linesOf(field: Field, record: PersonRecord, { blind, pack }: Reading): RecordLine[] {
  const isDisputable = disputableFields.some((known) => known === field);
  const common = { field, label: recordLabels[field], isDisputable, figures: [] };
  if (isStated(field)) {
    const { source, value, conflict } = record[field];
    return [{ ...common, ...statedFacts[field](record), source, reason: conflict, state: stateOf(value, conflict) }];
  }
  const register = record[field];
  // An agency that rates nothing of its own has no such line.
  if (register === undefined) return [];
  const rows = registerFacts[field](record, blind);
  const { source } = register;
  if (rows === null || rows.length === 0) {
    const state = rows === null ? 'unknown' : 'none';
    return [{ ...common, value: null, date: null, source, reason: null, state }];
  }
  const assessed = field === 'assessments' ? record.assessments.items : null;
  return rows.map(({ conflict, ...row }, index) => {
    const assessment = assessed?.[index];
    const figures = assessment === undefined ? [] : assessedFigures(assessment, pack);
    return { ...common, ...row, figures, reason: conflict, state: stateOf(row.value, conflict) };
  });
}

function isStated(field: Field): field is StatedField {
  return field in statedFacts;
}

function stateOf(value: unknown, conflict: string | null): RecordLine['state'] {
  if (conflict !== null) return 'conflict';
  return value === null ? 'unknown' : 'known';
}

/** The file alone: the line or the number of the row would lead back to it, and so to the person. */
function withoutPlace(line: RecordLine): RecordLine {
  return { ...line, source: line.source.replace(/[:#].*$/, '') };
}

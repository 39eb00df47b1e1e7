import { foldText, memberOf } from './absent.ts';
import { byDay } from './dates.ts';
import { disciplineOn } from './discipline.ts';
import { writeExact } from './exact.ts';
import { recordedMatch, validityOf } from './jpm.ts';
import {
  countCertificates,
  countProfessional,
  experienceBreadth,
  highestDated,
  timeInLevel,
} from './measures-history.ts';
import { isRatingMeasure, observeRating } from './measures-rating.ts';
import { type IndicatorAsk, type Observation, observeStated, seen, unseen } from './observation.ts';
import type { CompetencyAssessment, PersonRecord, RegisterRow } from './person-record.ts';
import type { IndicatorRule, Predicate, RecordMeasure } from './policy-pack.ts';
import { predicateOf } from './skp.ts';

/** What the record says for an indicator that asks it directly. */
export function measureRecord(rule: IndicatorRule, asked: Omit<IndicatorAsk, 'rule'>): Observation {
  if (rule.measure === null) throw new Error(`${rule.code} names no measure`);
  const { record, pack, context } = asked;
  const ask = { rule, record, pack, context };
  return isRatingMeasure(rule.measure) ? observeRating(ask, rule.measure) : measures[rule.measure](ask);
}

const measures: Readonly<Record<RecordMeasure, (ask: IndicatorAsk) => Observation>> = {
  'performance-predicate': ({ record, context }) => {
    const year = lastCompleteYear(context.asOf);
    const { predicate, source, reason } = predicateOfYear(record, year);
    return predicate === null ? unseen(source, reason) : seen(predicate, source);
  },
  'highest-award': (ask) =>
    highestDated(ask, {
      register: ask.record.awards,
      toItem: (row) => ({ word: row.level, from: row.givenOn, to: null }),
    }),
  'highest-team-role': (ask) =>
    highestDated(ask, {
      register: ask.record.teams,
      toItem: (row) => ({ word: row.role, from: row.startedOn, to: row.endedOn }),
    }),
  // Without an end an assignment is still running, and counts as long as it does.
  'highest-team-role/2': (ask) =>
    highestDated(ask, {
      register: ask.record.teams,
      toItem: (row) => ({ word: row.role, from: row.startedOn, to: row.endedOn ?? ask.context.asOf }),
    }),
  'feedback-360': ({ record }) => observeStated(record.feedback360, (value) => value),
  jpm: observeJpm,
  certificates: countCertificates,
  'professional-certificates': countProfessional,
  'time-in-level': timeInLevel,
  breadth: experienceBreadth,
  'acting-duty': (ask) =>
    highestDated(ask, {
      register: ask.record.acting,
      toItem: (row) => ({ word: row.duty, from: row.startedOn, to: null }),
    }),
  'potential-aspects': (ask) => {
    const { assessment, source, reason } = assessmentOn(ask);
    if (assessment?.potential == null) return unseen(source, reason);
    return seen(
      assessment.potential.map((aspect) => (aspect === null ? null : String(aspect))),
      source,
    );
  },
  education: ({ record }) => observeStated(record.education, (code) => memberOf(educationWords, code) ?? code),
  'field-of-study': observeField,
  discipline: (ask) => observeDiscipline(ask, ask.rule.windowMonths ?? 0),
  'discipline-active-only': (ask) => observeDiscipline(ask, 0),
};

/** Tingkat pendidikan by SIASN id, in the words of table Q. */
export const educationWords: Readonly<Record<string, string>> = {
  '05': 'SD',
  '10': 'SLTP',
  '15': 'SLTA',
  '20': 'D-I',
  '25': 'D-II',
  '30': 'D-III',
  '35': 'D-IV',
  '40': 'S-1',
  '45': 'S-2',
  '50': 'S-3',
};

/** The year whose performance counts on a day: the last one that is over. */
export function lastCompleteYear(asOf: string): number {
  return Number(asOf.slice(0, 4)) - 1;
}

export interface YearPredicate {
  readonly predicate: Predicate | null;
  readonly source: string;
  readonly reason: string | null;
}

/** The predicate of one year, derived from the two ratings. Rows of one year that disagree leave it unknown. */
export function predicateOfYear(record: PersonRecord, year: number): YearPredicate {
  const rows = record.performance.items?.filter((row) => row.year === year) ?? [];
  const [first] = rows;
  if (first === undefined) return { predicate: null, source: record.performance.source, reason: null };
  const source = rows.map((row) => row.source).join(', ');
  const conflict = rows.find((row) => row.conflict !== null)?.conflict ?? null;
  if (conflict !== null) return { predicate: null, source, reason: conflict };
  const results = rows.map(predicateOf);
  const open = results.find((result) => result.status !== 'KNOWN');
  if (open !== undefined) return { predicate: null, source, reason: open.reason };
  const words = new Set(results.flatMap((result) => (result.status === 'KNOWN' ? [result.predicate] : [])));
  const [only = null] = words;
  return words.size === 1
    ? { predicate: only, source, reason: null }
    : { predicate: null, source, reason: 'performance.conflict' };
}

export interface FoundAssessment {
  readonly assessment: CompetencyAssessment | null;
  readonly source: string;
  readonly reason: string | null;
}

/** The latest assessment that is valid on the day and was made for the target's level; of one day the later row. */
export function assessmentOn({ record, pack, context }: Omit<IndicatorAsk, 'rule'>): FoundAssessment {
  const { items, source } = record.assessments;
  const dated = (items ?? [])
    .filter(isDated)
    .toReversed()
    .toSorted((left, right) => byDay(right.assessedOn, left.assessedOn));
  const made = dated.filter(({ assessedOn }) => assessedOn <= context.asOf);
  const [latest] = made;
  if (latest === undefined) return { assessment: null, source, reason: null };
  const valid = made.filter(
    ({ assessedOn }) => validityOf(assessedOn, context.asOf, pack.jpm.validityMonths) === 'VALID',
  );
  if (valid.length === 0) return { assessment: null, source: latest.source, reason: 'assessment.expired' };
  const fitting = valid.find(
    ({ referenceLevel }) =>
      context.targetLevel === null || referenceLevel === null || referenceLevel === context.targetLevel,
  );
  if (fitting === undefined) return { assessment: null, source: latest.source, reason: 'assessment.other-level' };
  if (fitting.conflict !== null) return { assessment: null, source: fitting.source, reason: fitting.conflict };
  return { assessment: fitting, source: fitting.source, reason: null };
}

function isDated<Row extends RegisterRow & { readonly assessedOn: string | null }>(
  row: Row,
): row is Row & { readonly assessedOn: string } {
  return row.assessedOn !== null;
}

function observeJpm(ask: IndicatorAsk): Observation {
  const { assessment, source, reason } = assessmentOn(ask);
  if (assessment === null) return unseen(source, reason);
  const match = recordedMatch(assessment, ask.pack.jpm);
  if (match.status !== 'KNOWN') return unseen(source, match.reason);
  return seen(writeExact(match.values[ask.pack.jpm.method]), source);
}

function observeField({ record, context }: IndicatorAsk): Observation {
  const fields = context.fieldsOfStudy;
  if (fields === null) return unseen(record.fieldOfStudy.source);
  const fitting = new Set(fields.map(subjectOf));
  return observeStated(record.fieldOfStudy, (field) => (fitting.has(subjectOf(field)) ? 'sesuai' : 'tidak sesuai'));
}

/** The subject without the degree that SIASN writes before it: `S-2 ADMINISTRASI PUBLIK` is `administrasi publik`. */
function subjectOf(field: string): string {
  return foldText(field).replace(/^(?:s-[123]|d-(?:iv|iii|ii|i)|diploma [1-4]) /, '');
}

function observeDiscipline({ record, context }: IndicatorAsk, windowMonths: number): Observation {
  const { items, source } = record.sanctions;
  const { word, source: row, reason } = disciplineOn(items, context.asOf, { windowMonths, gateLevels: [] });
  return word === null ? unseen(row ?? source, reason) : seen(word, row ?? source);
}

import { disputableFields } from '#domain/eligibility.ts';
import { educationWords } from '#domain/measures.ts';
import { rankNames, statusNames } from '#domain/siasn-codes.ts';
import type { OwnRecord } from '#schemas/own-record.ts';
import { locales } from '#web/i18n.ts';
import { translatorOf } from '#web/translate.ts';
import type { RecordLine } from './record-lines.ts';

const registers = [
  'performance',
  'posts',
  'acting',
  'trainings',
  'courses',
  'awards',
  'teams',
  'assessments',
  'sanctions',
] as const;
type Register = (typeof registers)[number];

interface Fact {
  readonly value: string | null;
  readonly date: string | null;
}

/** The own record line by line: what was stated first, then the registers. */
export function linesOf(record: OwnRecord): RecordLine[] {
  return [
    ...disputableFields.map((field) => statedLine(field, record)),
    postLine(record),
    wealthLine(record),
    ...registers.flatMap((field) => registerLines(field, record)),
  ];
}

type StatedField = (typeof disputableFields)[number];

const codeNames: Readonly<Partial<Record<StatedField, Readonly<Record<string, string>>>>> = {
  status: statusNames,
  rank: rankNames,
  education: educationWords,
};

function statedLine(field: StatedField, record: OwnRecord): RecordLine {
  const { value, source, conflict } = record[field];
  const words = value === null ? null : (codeNames[field]?.[value] ?? value);
  return { ...lineOf(field, { value: words, source, conflict, date: null }), isDisputable: true };
}

function postLine({ currentPost: { value, ...stated } }: OwnRecord): RecordLine {
  const words = value === null ? null : joined([value.title, value.unit]);
  return lineOf('currentPost', { ...stated, value: words, date: value?.startedOn ?? null });
}

function wealthLine({ wealthReport: { value, ...stated } }: OwnRecord): RecordLine {
  const line = lineOf('wealthReport', { ...stated, value: value?.filedOn ?? null, date: value?.checkedOn ?? null });
  return value !== null && value.filedOn === null && stated.conflict === null ? { ...line, state: 'none' } : line;
}

function registerLines(field: Register, record: OwnRecord): RecordLine[] {
  const facts = factsOf(field, record);
  const { source } = record[field];
  if (facts === null) return [lineOf(field, { value: null, source, conflict: null, date: null })];
  if (facts.length === 0)
    return [{ ...lineOf(field, { value: null, source, conflict: null, date: null }), state: 'none' }];
  return facts.map((fact) => lineOf(field, fact));
}

interface Row extends Fact {
  readonly source: string;
  readonly conflict: string | null;
}

function factsOf(field: Register, record: OwnRecord): Row[] | null {
  switch (field) {
    case 'performance':
      return each(record.performance.items, ({ year, hasilKerja, perilaku }) => ({
        value: joined([String(year), hasilKerja, perilaku]),
        date: null,
      }));
    case 'posts':
      return each(record.posts.items, ({ title, unit, startedOn }) => ({
        value: joined([title, unit]),
        date: startedOn,
      }));
    case 'acting':
      return each(record.acting.items, ({ duty, startedOn }) => ({ value: duty, date: startedOn }));
    case 'trainings':
      return each(record.trainings.items, ({ title, number, endedOn }) => ({
        value: joined([title, number]),
        date: endedOn,
      }));
    case 'courses':
      return each(record.courses.items, ({ title, number, endedOn }) => ({
        value: joined([title, number]),
        date: endedOn,
      }));
    case 'awards':
      return each(record.awards.items, ({ level, givenOn }) => ({ value: level, date: givenOn }));
    case 'teams':
      return each(record.teams.items, ({ role, startedOn }) => ({ value: role, date: startedOn }));
    case 'sanctions':
      return each(record.sanctions.items, ({ level, startedOn }) => ({ value: level, date: startedOn }));
    case 'assessments':
      return each(record.assessments.items, ({ referencePost, levels, standards, assessedOn }) => ({
        value: joined([
          referencePost,
          levels.map((level, index) => `${level ?? '?'}/${standards[index] ?? '?'}`).join(' '),
        ]),
        date: assessedOn,
      }));
  }
}

type Sourced = Pick<Row, 'source' | 'conflict'>;

function each<Item extends Sourced>(items: readonly Item[] | null, fact: (item: Item) => Fact): Row[] | null {
  return items?.map((item) => ({ source: item.source, conflict: item.conflict, ...fact(item) })) ?? null;
}

function lineOf(field: StatedField | Register | 'currentPost' | 'wealthReport', row: Row): RecordLine {
  const [id, en] = locales.map((locale) => translatorOf(locale)(`record.${field}`));
  const state = row.conflict !== null ? 'conflict' : row.value === null ? 'unknown' : 'known';
  const { value, source, date } = row;
  return { field, label: { id: id ?? field, en: en ?? field }, state, value, source, date, isDisputable: false };
}

function joined(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join(' · ');
}

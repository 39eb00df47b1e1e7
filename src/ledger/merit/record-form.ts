import type { PersonRecord } from '#domain/person-record.ts';
import { count, day, type Form, flag, listOf, oneOf, orNull, postLevel, text, withFields } from './forms.ts';

const dayOrNull = orNull(day);
const textOrNull = orNull(text);
const countOrNull = orNull(count);

function stated(value: Form): Form {
  return withFields({ value: orNull(value), source: text, conflict: textOrNull });
}

function register(row: Readonly<Record<string, Form>>): Form {
  const item = withFields({ source: text, conflict: textOrNull, ...row });
  return withFields({ source: text, items: orNull(listOf(item)) });
}

const held = {
  title: text,
  level: orNull(postLevel),
  eselon: textOrNull,
  unit: textOrNull,
  agency: textOrNull,
  startedOn: dayOrNull,
};

const recordForm = withFields({
  kind: stated(oneOf('PNS', 'PPPK')),
  bornOn: stated(day),
  status: stated(text),
  rank: stated(text),
  rankSince: stated(day),
  education: stated(text),
  fieldOfStudy: stated(text),
  currentPost: stated(withFields(held)),
  posts: register({ ...held, endedOn: dayOrNull }),
  acting: register({ duty: textOrNull, startedOn: dayOrNull }),
  performance: register({ year: count, hasilKerja: textOrNull, perilaku: textOrNull, quadrant: textOrNull }),
  trainings: register({ title: text, number: textOrNull, endedOn: dayOrNull, hours: countOrNull }),
  courses: register({
    title: text,
    type: oneOf('T', 'F', 'P', null),
    number: textOrNull,
    endedOn: dayOrNull,
    hours: countOrNull,
    validUntil: dayOrNull,
  }),
  sanctions: register({
    level: oneOf('ringan', 'sedang', 'berat', null),
    startedOn: dayOrNull,
    endedOn: dayOrNull,
    months: countOrNull,
    instant: flag,
    revoked: flag,
    inProcess: flag,
  }),
  awards: register({ level: textOrNull, givenOn: dayOrNull }),
  teams: register({ role: textOrNull, startedOn: dayOrNull, endedOn: dayOrNull }),
  feedback360: stated(text),
  assessments: register({
    assessedOn: dayOrNull,
    referencePost: textOrNull,
    referenceLevel: orNull(postLevel),
    levels: listOf(countOrNull),
    standards: listOf(countOrNull),
    potential: orNull(listOf(countOrNull)),
  }),
  wealthReport: stated(withFields({ checkedOn: day, filedOn: dayOrNull })),
});

const ratings = register({ code: text, value: textOrNull, ratedOn: dayOrNull });

/** Records from before there was the register of ratings lack it. */
function hasRatings(value: object): boolean {
  return !('ratings' in value) || ratings(value.ratings);
}

/** Records that have the form: each is asked about as often as its gates are. */
const known = new WeakSet<object>();

/** Whether a frozen snapshot is a record that the rules can be asked about. */
export function isPersonRecord(value: unknown): value is PersonRecord {
  if (typeof value !== 'object' || value === null) return false;
  if (known.has(value)) return true;
  if (!recordForm(value) || !hasRatings(value)) return false;
  known.add(value);
  return true;
}

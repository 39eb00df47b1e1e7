import {
  citation,
  count,
  either,
  type Form,
  fields,
  listOf,
  mapOf,
  oneOf,
  positive,
  postLevel,
  text,
  words,
} from './forms.ts';

export const predicate = oneOf('Sangat Baik', 'Baik', 'Butuh Perbaikan', 'Kurang', 'Sangat Kurang');

/** The parameters of each gate that the rules know. */
const parameters: Readonly<Record<string, Readonly<Record<string, Form>>>> = {
  'employee-kind': { kinds: listOf(oneOf('PNS', 'PPPK'), 1) },
  'status-aktif': { active: listOf(text, 1) },
  discipline: { levels: listOf(oneOf('ringan', 'sedang', 'berat')) },
  education: { accepted: listOf(text, 1) },
  rank: { minimums: mapOf(text, text), otherwise: text },
  'prior-post': { alternatives: listOf(fields({ level: postLevel, months: count }), 1) },
  experience: { months: count, levels: listOf(postLevel, 1) },
  age: { maxYears: count, strictness: oneOf('completed-years', 'exact'), leapBirthday: oneOf('mar-1', 'feb-28') },
  assessment: { validityMonths: count },
  'performance-two-years': { minPredicate: predicate, minYears: positive },
  jpm: { minCategory: oneOf('MS', 'MMS', 'KMS') },
  'tenure-in-post': { minMonths: count },
  'wealth-report': {},
  box: { boxes: listOf(count, 1) },
  retirement: { retirementAge: count, minMonths: count },
  vacancy: {},
  'conflict-of-interest': {},
  'election-blackout': { monthsBefore: count },
};

const phase = oneOf('nomination', 'placement');

/** One gate with its parameters, and none that it does not know. */
export const gate = either(
  ...Object.entries(parameters).map(([name, own]) =>
    fields({ gate: oneOf(name), phase, rule: words, citation, ...own }),
  ),
);

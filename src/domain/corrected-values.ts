import { foldText } from './absent.ts';
import { parseDay } from './dates.ts';
import type { disputableFields } from './eligibility.ts';
import { educationWords } from './measures.ts';
import { type Refusal, refuse } from './refusal.ts';
import { educationLevels, rankNames, statusNames } from './siasn-codes.ts';

type DisputableField = (typeof disputableFields)[number];

interface ValueForm {
  /** What is expected, in signs that both languages share. */
  readonly expected: string;
  /** The value as the record holds it; undefined where the text says none. */
  readonly read: (text: string) => string | undefined;
}

const day: ValueForm = { expected: 'YYYY-MM-DD', read: parseDay };

/** A code of SIASN, or the name that stands for one. */
function codeOf(names: Readonly<Record<string, string>>, codes: Iterable<string> = Object.keys(names)): ValueForm {
  const known = [...codes];
  return {
    expected: known.map((code) => (Object.hasOwn(names, code) ? `${code} (${names[code] ?? ''})` : code)).join(', '),
    read: (text) => {
      const said = foldText(text);
      return known.find((code) => code === said) ?? known.find((code) => foldText(names[code] ?? '') === said);
    },
  };
}

function scoreOf(text: string): string | undefined {
  return /^\d{1,3}(?:\.\d{1,6})?$/.test(text) && Number(text) <= 100 ? text : undefined;
}

const forms: Readonly<Record<DisputableField, ValueForm>> = {
  kind: codeOf({ PNS: 'PNS', PPPK: 'PPPK' }),
  bornOn: day,
  status: codeOf(statusNames),
  rank: codeOf(rankNames),
  rankSince: day,
  education: codeOf(educationWords, educationLevels),
  fieldOfStudy: { expected: 'S-1 ADMINISTRASI PUBLIK', read: (text) => (text === '' ? undefined : text) },
  feedback360: { expected: '0–100', read: scoreOf },
};

/** What a corrected value of a disputable field has to look like; empty for any other field. */
export function expectedValue(field: string): string {
  return isDisputable(field) ? forms[field].expected : '';
}

/** What holds instead, in the form in which the record holds the field: correction.value-missing, correction.value-form. */
export function readCorrectedValue(field: string, text: string | null): { readonly value: string } | Refusal {
  const said = text?.trim() ?? '';
  if (said === '') return refuse('correction.value-missing');
  if (!isDisputable(field)) return refuse('correction.field-unknown', { field });
  const { read, expected } = forms[field];
  const value = read(said);
  return value === undefined ? refuse('correction.value-form', { field, expected }) : { value };
}

function isDisputable(field: string): field is DisputableField {
  return Object.hasOwn(forms, field);
}

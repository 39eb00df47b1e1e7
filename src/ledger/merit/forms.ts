import { parseDay } from '#domain/dates.ts';
import { isObject } from '../canonical.ts';
import { hex64Form } from '../forms.ts';

/** Whether a value from a bundle has a form; what is built from these stands before every rule that is asked about foreign values. */
export type Form = (value: unknown) => boolean;

/** Longer lists are no rules and no records but an attempt to keep the machine busy. */
const longestList = 10_000;
const largestCount = 100_000;

export const text: Form = (value) => typeof value === 'string';
/** A text that is not empty. */
export const named: Form = (value) => typeof value === 'string' && value !== '';
export const flag: Form = (value) => typeof value === 'boolean';
export const digest: Form = matching(hex64Form);
export const decimal: Form = matching(/^(0|[1-9][0-9]{0,5})(\.[0-9]{1,9})?$/);
export const time: Form = matching(/^([01][0-9]|2[0-3]):[0-5][0-9]$/);
export const day: Form = (value) => typeof value === 'string' && parseDay(value) !== undefined;
export const words: Form = fields({ id: named, en: named });
export const citation: Form = fields({ instrument: named, article: orNull(text), confidence: oneOf('V', 'S', 'I') });
export const zone: Form = oneOf('Asia/Jakarta', 'Asia/Pontianak', 'Asia/Makassar', 'Asia/Jayapura');
export const postLevel: Form = oneOf(
  'jpt-utama',
  'jpt-madya',
  'jpt-pratama',
  'administrator',
  'pengawas',
  'pelaksana',
  'jf-ahli-utama',
  'jf-ahli-madya',
  'jf-ahli-muda',
  'jf-ahli-pertama',
  'jf-keterampilan',
);

export function count(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= largestCount;
}

/** A whole number from 1. */
export function positive(value: unknown): boolean {
  return count(value) && value !== 0;
}

export function matching(form: RegExp): Form {
  return (value) => typeof value === 'string' && form.test(value);
}

export function oneOf(...known: readonly unknown[]): Form {
  return (value) => known.includes(value);
}

export function orNull(form: Form): Form {
  return (value) => value === null || form(value);
}

export function either(...forms: readonly Form[]): Form {
  return (value) => forms.some((form) => form(value));
}

export function listOf(form: Form, least = 0): Form {
  return (value) => Array.isArray(value) && value.length >= least && value.length <= longestList && value.every(form);
}

/** An object of exactly these members. */
export function fields(members: Readonly<Record<string, Form>>): Form {
  const names = Object.keys(members);
  const has = withFields(members);
  return (value) => isObject(value) && Object.keys(value).length === names.length && has(value);
}

/** An object of these members, and perhaps others that no rule asks. */
export function withFields(members: Readonly<Record<string, Form>>): Form {
  const forms = Object.entries(members);
  return (value) => {
    if (!isObject(value)) return false;
    for (const [name, form] of forms) if (!Object.hasOwn(value, name) || !form(value[name])) return false;
    return true;
  };
}

/** An object whose names all have one form, and its values another. */
export function mapOf(name: Form, form: Form): Form {
  return (value) => isObject(value) && Object.entries(value).every(([key, member]) => name(key) && form(member));
}

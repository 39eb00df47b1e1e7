import { digitsAt } from '#domain/dates.ts';
import type { OpenForm, ScalarForm } from './types.ts';

/** The forms of the words of an envelope and of its open fields. */
export const hex64Form = /^[0-9a-f]{64}$/;
export const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
export const codeForm = /^[a-z0-9][a-z0-9.-]{0,63}$/;
const stageForm = /^[a-z]+(-[a-z]+)*$/;
const decimalForm = /^-?(0|[1-9][0-9]*)(\.[0-9]+)?$/;
const instantForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;

const longestWord = 64;

/** A real UTC instant with microseconds and no leap second. */
export function isInstant(text: string): boolean {
  if (!instantForm.test(text)) return false;
  const [year, month, day] = [digitsAt(text, 0) * 100 + digitsAt(text, 2), digitsAt(text, 5), digitsAt(text, 8)];
  const isDay = month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
  return isDay && digitsAt(text, 11) < 24 && digitsAt(text, 14) < 60 && digitsAt(text, 17) < 60;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** `selection` of `selection/<uuid>`, and `system`. */
export function streamKindOf(stream: string): string {
  const slash = stream.indexOf('/');
  return slash < 0 ? stream : stream.slice(0, slash);
}

/** Whether a value in clear has the declared form. */
export function formFits(form: OpenForm, value: unknown): boolean {
  if (form.endsWith('[]')) {
    const scalar = form.slice(0, -2) as ScalarForm;
    return Array.isArray(value) && value.every((one) => scalarFits(scalar, one));
  }
  if (form.endsWith('?')) return value === null || scalarFits(form.slice(0, -1) as ScalarForm, value);
  return scalarFits(form as ScalarForm, value);
}

function scalarFits(form: ScalarForm, value: unknown): boolean {
  if (form === 'count') return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
  if (typeof value !== 'string') return false;
  if (form === 'instant') return isInstant(value);
  if (form === 'digest') return hex64Form.test(value);
  if (form === 'uuid') return uuidForm.test(value);
  if (form === 'code') return codeForm.test(value);
  return value.length <= longestWord && (form === 'stage' ? stageForm : decimalForm).test(value);
}

import type { Request } from 'express';
import { type Refusal, type RefusalDetails, Refused } from '#domain/refusal.ts';
import { type Fault, type Field, type FormValues, flatFields, valueOf } from '#web/forms.ts';
import { refusalMessage, weatherTexts } from '#web/i18n.ts';
import type { View } from '#web/view.ts';
import type { Act, Asking } from './asking.ts';
import type { FormFault } from './problems.ts';
import { statusOf, weatherOf } from './problems.ts';
import type { Reply } from './route.ts';

/** An act that a form asks of the API. */
export interface SentAct extends Omit<Act, 'key' | 'ifMatch'> {
  /** Whether the act names the version that the form has shown. */
  readonly isBound?: boolean;
  /** The field that a fault of the API's form belongs to; by default the one named like the first step of its path. */
  readonly fieldOf?: (path: string) => string | undefined;
  /** The field beside which a refusal is said. */
  readonly refusalFields?: Readonly<Record<string, string>>;
  /** Where the confirmation is; by default the page of the receipt. */
  readonly done?: (reply: Reply<unknown>) => string;
}

export interface ReadForm {
  /** `save` and `onward` keep what was typed without sending it. */
  readonly step: 'edit' | 'check' | 'send' | 'save' | 'onward';
  readonly values: FormValues;
  readonly hidden: FormValues;
}

const hiddenNames = ['key', 'writer', 'version'] as const;
const controlNames: readonly string[] = [...hiddenNames, 'step', 'at', 'language'];

/** A posted form. The language switch of a form posts it as well, and leaves it at the step where it was. */
export function readForm(req: Request): ReadForm {
  const body = (req.body ?? {}) as Readonly<Record<string, string | string[]>>;
  const all = Object.fromEntries(Object.entries(body).map(([name, value]) => [name, [value].flat().map(toLines)]));
  const values = Object.fromEntries(Object.entries(all).filter(([name]) => !controlNames.includes(name)));
  const hidden = Object.fromEntries(
    hiddenNames.flatMap((name) => (all[name] === undefined ? [] : [[name, all[name]]])),
  );
  return { step: stepOf(all), values, hidden };
}

/** Browsers send line breaks as two signs, the record knows one. */
function toLines(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

const steps = ['check', 'send', 'save', 'onward'] as const;

function stepOf(all: FormValues): ReadForm['step'] {
  if (all['language'] !== undefined) return valueOf(all, 'at') === 'check' ? 'check' : 'edit';
  const step = valueOf(all, 'step');
  return steps.find((known) => known === step) ?? 'edit';
}

interface Sendable {
  readonly fields: readonly Field[];
  readonly faults?: readonly Fault[];
  readonly send: (values: FormValues, version: string) => SentAct;
}

interface Sending {
  readonly ask: Asking;
  readonly view: View;
  readonly form: ReadForm;
}

/** What is missing, what reading told, then what the API's own parser says: nothing is checked twice by other rules. */
export function faultsOfAct(open: Sendable, { ask, view, form }: Sending): Fault[] {
  const missing = flatFields(open.fields).flatMap((field) => missingIn(field, { view, values: form.values }));
  if (missing.length > 0) return missing;
  if (open.faults !== undefined && open.faults.length > 0) return [...open.faults];
  const sent = open.send(form.values, valueOf(form.hidden, 'version'));
  const faults = ask.faults(actOf(sent, form));
  return distinct(faults.map((fault) => inWords(fault, { open, sent, view })));
}

function missingIn(
  field: Exclude<Field, { readonly kind: 'group' }>,
  { view, values }: { readonly view: View; readonly values: FormValues },
): Fault[] {
  if (field.isOptional === true || field.isOptional === 'as-hinted') return [];
  const { name, label } = field;
  const names = field.kind === 'date' ? ['day', 'month', 'year'].map((part) => `${name}-${part}`) : [name];
  if (names.every((one) => (values[one] ?? []).some((value) => value.trim() !== ''))) return [];
  const isChoice = field.kind === 'radios' || field.kind === 'select' || field.kind === 'checkboxes';
  return [{ name, text: view.t(isChoice ? 'form.fault-choice' : 'form.fault-missing', { label }) }];
}

function inWords(
  { path }: FormFault,
  { open, sent, view }: { readonly open: Sendable; readonly sent: SentAct; readonly view: View },
): Fault {
  const name = sent.fieldOf?.(path) ?? path.split('.')[0] ?? path;
  const field = flatFields(open.fields).find((one) => one.name === name);
  if (field === undefined) return { text: view.t('form.fault-form', { label: path }) };
  const key = field.kind === 'date' ? 'form.fault-date' : 'form.fault-form';
  return { name, text: view.t(key, { label: field.label }) };
}

function distinct(faults: readonly Fault[]): Fault[] {
  return faults.filter(({ text }, index) => faults.findIndex((other) => other.text === text) === index);
}

function actOf({ isBound, method, path, params, query, body }: SentAct, { hidden }: ReadForm): Act {
  return {
    path,
    ...(method === undefined ? {} : { method }),
    body,
    key: valueOf(hidden, 'key'),
    ...(params === undefined ? {} : { params }),
    ...(query === undefined ? {} : { query }),
    ...(isBound === true ? { ifMatch: valueOf(hidden, 'version') } : {}),
  };
}

/** An act that was not done: the form is shown again. */
export interface Unsent {
  readonly faults: readonly Fault[];
  readonly status: number;
  /** Where somebody refused: what its words leave out. */
  readonly refusal?: Refusal;
  /** Set where nobody refused: the same key may be sent again then, since it may be on its way. */
  readonly retryAfterS?: number;
}

/** Does the act. A refusal, and the weather, are answers to the person who filled in the form. */
export async function sendAct(
  open: Sendable,
  { ask, view, form }: Sending,
): Promise<{ readonly href: string } | Unsent> {
  const sent = open.send(form.values, valueOf(form.hidden, 'version'));
  try {
    const reply = await ask.act(actOf(sent, form));
    return { href: sent.done?.(reply) ?? receiptHref(reply) };
  } catch (error) {
    const weather = weatherOf(error);
    if (weather !== undefined) {
      const { code, ...rest } = weather;
      return { faults: [{ text: weatherTexts[code][view.locale] }, { text: view.t('form.send-again') }], ...rest };
    }
    if (!(error instanceof Refused) || error.refusal.kind === 'missing') throw error;
    const { refusal } = error;
    const name = sent.refusalFields?.[refusal.code];
    const text = refusalMessage({ ...refusal, details: readable(refusal, view) }, view.locale);
    return { faults: [name === undefined ? { text } : { name, text }], status: statusOf(refusal), refusal };
  }
}

/** Instants and days inside a refusal, as people write them. */
function readable({ details = {} }: Refusal, { figures }: View): RefusalDetails {
  const shown = (value: unknown): unknown => {
    if (typeof value !== 'string') return value;
    if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return figures.deadline(value);
    return /^\d{4}-\d\d-\d\d$/.test(value) ? figures.day(value) : value;
  };
  return Object.fromEntries(Object.entries(details).map(([name, value]) => [name, shown(value)]));
}

function receiptHref({ body }: Reply<unknown>): string {
  const { receipt } = body as { readonly receipt: { readonly entry: string } };
  return `/receipts/${receipt.entry}?done=1`;
}

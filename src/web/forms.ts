import type { Html, Piece } from './html.ts';

/** What was typed: every name with its values, in the order of the form. */
export type FormValues = Readonly<Record<string, readonly string[]>>;

/** The first value of a field, trimmed; empty where nothing was typed. */
export function valueOf(values: FormValues, name: string): string {
  return values[name]?.[0]?.trim() ?? '';
}

/** As `valueOf`, but null where nothing was typed: for fields that the API takes as null. */
export function valueOrNull(values: FormValues, name: string): string | null {
  const value = valueOf(values, name);
  return value === '' ? null : value;
}

/** The day of a date field as `YYYY-MM-DD`; as it was typed where that is no day, so that its refusal names the field. */
export function dateOf(values: FormValues, name: string): string {
  const [day, month, year] = ['day', 'month', 'year'].map((part) => valueOf(values, `${name}-${part}`));
  return `${year ?? ''}-${month?.padStart(2, '0') ?? ''}-${day?.padStart(2, '0') ?? ''}`;
}

/** A date field filled with a day. */
export function dateValues(name: string, day: string): FormValues {
  const [year = '', month = '', date = ''] = day.split('-');
  return { [`${name}-day`]: [date], [`${name}-month`]: [month], [`${name}-year`]: [year] };
}

export interface Option {
  readonly value: string;
  readonly text: string;
  readonly hint?: string;
  /** Drawn in place of the text, where words alone do not do. */
  readonly drawn?: Html;
}

interface FieldBase {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** May stay empty; `as-hinted` where the hint says when it may not. Fields are required otherwise. */
  readonly isOptional?: boolean | 'as-hinted';
}

/** One question of a form. No field is ever preselected unless the form's `initial` says so. */
export type Field =
  | (FieldBase & {
      readonly kind: 'text';
      readonly width?: 4 | 10 | 20 | 30;
      readonly inputMode?: 'numeric' | 'decimal';
    })
  | (FieldBase & { readonly kind: 'textarea'; readonly most?: number; readonly rows?: number })
  | (FieldBase & {
      readonly kind: 'radios' | 'select' | 'checkboxes';
      readonly options: readonly Option[];
      readonly className?: string;
    })
  | (FieldBase & { readonly kind: 'date' })
  /** Several questions drawn together; `answers` says in words what was typed. */
  | (FieldBase & {
      readonly kind: 'group';
      readonly fields: readonly Field[];
      readonly head?: Piece;
      readonly className?: string;
    });

/** A fault beside a field, or of the whole form where no field is named. */
export interface Fault {
  readonly name?: string;
  readonly text: string;
}

/** Fields with those inside groups, in the order of the page. */
export function flatFields(fields: readonly Field[]): Exclude<Field, { readonly kind: 'group' }>[] {
  return fields.flatMap((field) => (field.kind === 'group' ? flatFields(field.fields) : [field]));
}

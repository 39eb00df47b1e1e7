import { type Fault, type Field, type FormValues, type Option, valueOf } from '../forms.ts';
import { attributes, type Html, html, type Piece } from '../html.ts';
import type { View } from '../view.ts';

/** What a field is drawn with. */
export interface Filling {
  readonly view: View;
  readonly values: FormValues;
  readonly faults: readonly Fault[];
}

type Single = Exclude<Field, { readonly kind: 'group' }>;

export function drawFields(fields: readonly Field[], filling: Filling): Html[] {
  return fields.map((field) => {
    if (field.kind !== 'group') return drawField(field, filling);
    return html`<fieldset class="govuk-fieldset govuk-form-group ${field.className}"><legend class="govuk-fieldset__legend govuk-fieldset__legend--m">${field.label}</legend>${field.hint !== undefined && html`<p class="govuk-hint">${field.hint}</p>`}${field.head}${drawFields(field.fields, filling)}</fieldset>`;
  });
}

/** Where the error summary leads: the first control of the field. */
export function controlId(field: Single): string {
  return field.kind === 'date' ? `${field.name}-day` : field.name;
}

function drawField(field: Single, filling: Filling): Html {
  const fault = filling.faults.find(({ name }) => name === field.name);
  const described = describedBy(field, fault);
  const inside = { field, filling, described, isFaulty: fault !== undefined };
  const hint = field.hint !== undefined && html`<p class="govuk-hint" id="${field.name}-hint">${field.hint}</p>`;
  const error =
    fault !== undefined &&
    html`<p class="govuk-error-message" id="${field.name}-error"><span class="govuk-visually-hidden">${filling.view.t('form.error-prefix')} </span>${fault.text}</p>`;
  return html`<div class="govuk-form-group${fault !== undefined && ' govuk-form-group--error'}">${drawKind(inside, html`${hint}${error}`)}</div>`;
}

interface Inside {
  readonly field: Single;
  readonly filling: Filling;
  readonly described: string | undefined;
  readonly isFaulty: boolean;
}

function drawKind({ field, filling, described, isFaulty }: Inside, notes: Html): Html {
  const { view, values } = filling;
  const { name } = field;
  const label = labelOf(field, view);
  const common = { id: name, name, 'aria-describedby': described };
  switch (field.kind) {
    case 'text':
      return html`<label class="govuk-label" for="${name}">${label}</label>${notes}<input class="govuk-input govuk-input--width-${field.width ?? 20}${isFaulty && ' govuk-input--error'}" type="text"${attributes({ ...common, value: valueOf(values, name), inputmode: field.inputMode, autocomplete: 'off' })}>`;
    case 'textarea':
      return html`<label class="govuk-label" for="${name}">${label}</label>${notes}<textarea class="govuk-textarea${isFaulty && ' govuk-textarea--error'}"${attributes({ ...common, rows: field.rows ?? 4, maxlength: field.most })}>${valueOf(values, name)}</textarea>${field.most !== undefined && html`<p class="govuk-hint govuk-character-count__message">${view.t('form.most-signs', { count: field.most })}</p>`}`;
    case 'select':
      return html`<label class="govuk-label" for="${name}">${label}</label>${notes}<select class="govuk-select${isFaulty && ' govuk-select--error'}"${attributes(common)}><option value=""></option>${field.options.map(({ value, text }) => html`<option${attributes({ value, selected: valueOf(values, name) === value })}>${text}</option>`)}</select>`;
    case 'date':
      return fieldset({ label, described, notes }, dateInputs({ name, view, values, isFaulty }));
    case 'radios':
    case 'checkboxes':
      return fieldset({ label, described, notes }, choices(field, values));
  }
}

function fieldset(
  { label, described, notes }: { readonly label: Piece; readonly described: string | undefined; readonly notes: Html },
  body: Html,
): Html {
  return html`<fieldset class="govuk-fieldset"${attributes({ 'aria-describedby': described })}><legend class="govuk-fieldset__legend">${label}</legend>${notes}${body}</fieldset>`;
}

function choices(field: Single & { readonly kind: 'radios' | 'checkboxes' | 'select' }, values: FormValues): Html {
  const isRadio = field.kind === 'radios';
  const kind = isRadio ? 'radios' : 'checkboxes';
  const chosen = values[field.name] ?? [];
  const items = field.options.map((option, index) => {
    const id = index === 0 ? field.name : `${field.name}-${index + 1}`;
    const hintId = option.hint === undefined ? undefined : `${id}-hint`;
    return html`<div class="govuk-${kind}__item"><input class="govuk-${kind}__input"${attributes({ type: isRadio ? 'radio' : 'checkbox', id, name: field.name, value: option.value, checked: chosen.includes(option.value), 'aria-describedby': hintId })}><label class="govuk-label govuk-${kind}__label" for="${id}">${option.drawn ?? option.text}</label>${optionHint(option, { id: hintId, kind })}</div>`;
  });
  return html`<div class="govuk-${kind} ${field.className}">${items}</div>`;
}

function optionHint(
  { hint }: Option,
  { id, kind }: { readonly id: string | undefined; readonly kind: string },
): Html | false {
  return hint !== undefined && html`<div class="govuk-hint govuk-${kind}__hint" id="${id}">${hint}</div>`;
}

interface DateInputs {
  readonly name: string;
  readonly view: View;
  readonly values: FormValues;
  readonly isFaulty: boolean;
}

function dateInputs({ name, view, values, isFaulty }: DateInputs): Html {
  const parts = (['day', 'month', 'year'] as const).map((part) => {
    const id = `${name}-${part}`;
    return html`<div><label class="govuk-label govuk-label--s" for="${id}">${view.t(`form.${part}`)}</label><input class="govuk-input govuk-input--width-4${isFaulty && ' govuk-input--error'}" type="text"${attributes({ id, name: id, value: valueOf(values, id), inputmode: 'numeric', autocomplete: 'off' })}></div>`;
  });
  return html`<div class="govuk-date-input">${parts}</div>`;
}

function labelOf({ label, isOptional }: Single, { t }: View): Piece {
  return isOptional === true ? html`${label} <span class="b-soft">${t('form.optional')}</span>` : label;
}

function describedBy({ name, hint }: Single, fault: Fault | undefined): string | undefined {
  const ids = [hint !== undefined && `${name}-hint`, fault !== undefined && `${name}-error`].filter(
    (id) => id !== false,
  );
  return ids.length === 0 ? undefined : ids.join(' ');
}

/** What was typed into a field, in words, for the page that asks whether it is right. */
export function answerOf(field: Single, { values, view }: Pick<Filling, 'values' | 'view'>): Piece {
  if (field.kind === 'date') {
    const parts = ['day', 'month', 'year'].map((part) => valueOf(values, `${field.name}-${part}`));
    return parts.some((part) => part === '') ? view.t('form.empty') : parts.join(' ');
  }
  const given = (values[field.name] ?? []).map((value) => value.trim()).filter((value) => value !== '');
  if (given.length === 0) return view.t('form.empty');
  if ('options' in field) {
    return given.map((value) => field.options.find((option) => option.value === value)?.text ?? value).join(', ');
  }
  return given.join('\n');
}

import { answerOf, controlId, drawFields } from './components/fields.ts';
import { breadcrumbs, type Crumb, link, notice, summaryList } from './components/pieces.ts';
import { type Fault, type Field, type FormValues, flatFields } from './forms.ts';
import { attributes, type Html, html, type Piece } from './html.ts';
import type { MenuEntry, Page, View } from './view.ts';

/** An act as a person does it: form, check answers, confirmation. */
export interface ActPages {
  readonly title: string;
  readonly crumbs: readonly Crumb[];
  readonly at?: MenuEntry;
  /** Between the heading and the form: what the act is about. */
  readonly intro?: Piece;
  readonly aside?: Piece;
  readonly fields: readonly Field[];
  /** Values that the record holds already. Never a vote or a choice; of scores only one's own of before. */
  readonly initial?: FormValues;
  /** What sending brings about, in words: stands directly above the button. */
  readonly effect: (values: FormValues) => readonly Piece[];
  /** The verb on the last button. */
  readonly submit: string;
  readonly submitTone?: 'warning';
  /** Where whoever does not want to goes back to. */
  readonly back: string;
  /** Below the form. */
  readonly after?: Piece;
  /** Set where what was typed may be kept without being sent. */
  readonly saving?: Saving;
  /** Names of values that travel with the form though this part of it does not ask them. */
  readonly carried?: readonly string[];
  /** Lays the page out around its form, heading included, where one column does not do. */
  readonly arrange?: (form: Html) => Html;
  /** Why there is nothing to send now: it stands in place of the form. */
  readonly closed?: Piece;
}

export interface Saving {
  /** Where the page of a saved form is. */
  readonly href: string;
  /** A first button that saves and goes on, in place of the one that leads to the check. */
  readonly onward?: { readonly text: string; readonly href: string };
}

export interface Filled {
  readonly view: View;
  readonly values: FormValues;
  readonly faults: readonly Fault[];
  /** What travels with the form unseen: the key of the act and the version that was read. */
  readonly hidden: FormValues;
  readonly action: string;
  /** Where the values come from, when nobody has typed them just now. */
  readonly notice?: 'draft-kept' | 'saved' | 'saved-before';
}

const actFormId = 'act';

export function actFormPage(act: ActPages, filled: Filled): Page {
  const { view, faults } = filled;
  const { t } = view;
  if (act.closed !== undefined) return closedPage(act, view);
  const form = formOf(act, filled);
  const above = html`${faults.length > 0 && errorSummary(act, filled)}${noticeOf(act, filled)}`;
  const title = faults.length > 0 ? t('form.title-error', { title: act.title }) : act.title;
  if (act.arrange !== undefined) {
    return {
      ...pageOf(act, { view, title, body: above }),
      main: html`${breadcrumbs(view, act.crumbs)}${above}${act.arrange(form)}`,
    };
  }
  const body = html`${above}<h1 class="govuk-heading-l b-mb-5">${act.title}</h1>${act.intro}${form}`;
  return pageOf(act, { view, title, body });
}

function closedPage(act: ActPages, view: View): Page {
  const { title, intro, closed, back } = act;
  const way = link({ href: back, text: view.t('form.back') });
  const body = html`<h1 class="govuk-heading-l b-mb-5">${title}</h1>${intro}<p class="govuk-body">${closed}</p><p class="govuk-body">${way}</p>`;
  // Without a form the other language is a link.
  const { formId: _none, ...page } = pageOf(act, { view, title, body });
  return page;
}

function formOf(act: ActPages, { view, values, faults, ...filled }: Filled): Html {
  const carried = Object.fromEntries(
    (act.carried ?? []).flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]]])),
  );
  return html`<form method="post" action="${filled.action}" id="${actFormId}" class="b-mt-5" novalidate>${hiddenInputs({ ...carried, ...filled.hidden })}${drawFields(act.fields, { view, values, faults })}${act.fields.length === 0 ? effectBox(view, act.effect(values)) : false}<div class="govuk-button-group">${buttons(act, view)}</div></form>${act.after}`;
}

function buttons({ saving, back }: ActPages, { t }: View): Html {
  const later =
    saving !== undefined &&
    html`<button class="govuk-button govuk-button--secondary" type="submit" name="step" value="save">${t('form.save-later')}</button>`;
  if (saving?.onward !== undefined)
    return html`<button class="govuk-button" type="submit" name="step" value="onward">${saving.onward.text}</button>${later}`;
  return html`<button class="govuk-button" type="submit" name="step" value="check">${t('form.continue')}</button>${later}<a class="govuk-link" href="${back}">${t('form.cancel')}</a>`;
}

/** A form that is saved at every step says so once, in its head. */
function noticeOf({ saving }: ActPages, { view, notice: why }: Filled): Html | false {
  if (why === undefined || (why === 'saved-before' && saving?.onward !== undefined)) return false;
  return notice(view, view.t(`form.${why}`));
}

export function actCheckPage(act: ActPages, filled: Filled): Page {
  const { view, values, hidden } = filled;
  const { t } = view;
  const change = html`<button class="b-link-button" type="submit" name="step" value="edit">${t('form.change-all')}</button>`;
  const rows = flatFields(act.fields).map((field) => ({
    key: field.label,
    value: html`<span class="b-typed">${answerOf(field, { view, values })}</span>`,
  }));
  const tone = act.submitTone === 'warning' ? ' govuk-button--warning' : '';
  const body = html`<h1 class="govuk-heading-l b-mb-5">${t('form.check-title')}</h1><p class="govuk-body-l">${act.title}. ${t('form.check-lead')}</p><form method="post" action="${filled.action}" id="${actFormId}">${hiddenInputs({ ...values, ...hidden })}<input type="hidden" name="at" value="check">${act.intro}${rows.length > 0 && summaryList(rows)}${effectBox(view, act.effect(values))}<div class="govuk-button-group"><button class="govuk-button${tone}" type="submit" name="step" value="send">${act.submit}</button>${rows.length > 0 && change}<a class="govuk-link" href="${act.back}">${t('form.cancel')}</a></div></form>`;
  return pageOf(act, { view, title: t('form.check-title'), body });
}

function pageOf(
  act: ActPages,
  { view, title, body }: { readonly view: View; readonly title: string; readonly body: Html },
): Page {
  const split =
    act.aside === undefined
      ? html`<div class="b-narrow">${body}</div>`
      : html`<div class="b-split"><div>${body}</div><div class="b-stack">${act.aside}</div></div>`;
  return {
    title,
    main: html`${breadcrumbs(view, act.crumbs)}${split}`,
    formId: actFormId,
    ...(act.at === undefined ? {} : { at: act.at }),
  };
}

function effectBox({ t }: View, effect: readonly Piece[]): Html | false {
  if (effect.length === 0) return false;
  return html`<div class="b-effect"><h2>${t('form.effect')}</h2><ul class="b-small">${effect.map((line) => html`<li>${line}</li>`)}</ul></div>`;
}

function hiddenInputs(values: FormValues): Html[] {
  return Object.entries(values).flatMap(([name, all]) =>
    all.map((value) => html`<input type="hidden"${attributes({ name, value })}>`),
  );
}

function errorSummary(act: ActPages, { view, faults }: Filled): Html {
  const fields: readonly Field[] = flatFields(act.fields);
  const items = faults.map(({ name, text }) => {
    const field = fields.find((one) => one.name === name);
    return field === undefined || field.kind === 'group'
      ? html`<li>${text}</li>`
      : html`<li><a href="#${controlId(field)}">${text}</a></li>`;
  });
  return html`<div class="govuk-error-summary" data-module="govuk-error-summary"><div role="alert"><h2 class="govuk-error-summary__title">${view.t('form.errors')}</h2><div class="govuk-error-summary__body"><ul class="govuk-list govuk-error-summary__list">${items}</ul></div></div></div>`;
}

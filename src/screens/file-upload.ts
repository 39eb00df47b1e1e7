import { breadcrumbs, type Crumb } from '#web/components/pieces.ts';
import type { Fault } from '#web/forms.ts';
import { type Html, html } from '#web/html.ts';
import type { MenuEntry, Page, View } from '#web/view.ts';

/** A page with one field for files, posted to its own address. */
export interface FileUpload {
  readonly action: string;
  readonly title: string;
  readonly label: string;
  readonly hint: string;
  readonly submit: string;
  /** Of file names, as the browser's field takes them. */
  readonly accept: string;
  readonly crumbs: readonly Crumb[];
  readonly back: string;
  readonly at: MenuEntry;
  readonly faults: readonly Fault[];
  /** What is amiss with what was uploaded, one by one. */
  readonly found?: Html;
}

export function uploadPage(view: View, upload: FileUpload): Page {
  const { t } = view;
  const { title, faults, action, submit, back, at } = upload;
  const crumbs = breadcrumbs(view, [...upload.crumbs, { text: title }]);
  const main = html`${crumbs}<div class="b-narrow">${faults.length > 0 && summaryOf(view, faults)}<h1 class="govuk-heading-l b-mb-5">${title}</h1>${upload.found ?? ''}<form method="post" action="${action}" enctype="multipart/form-data" novalidate>${fileField(view, upload)}<div class="govuk-button-group"><button class="govuk-button" type="submit">${submit}</button><a class="govuk-link" href="${back}">${t('form.cancel')}</a></div></form></div>`;
  return { title: faults.length > 0 ? t('form.title-error', { title }) : title, main, at };
}

function summaryOf({ t }: View, faults: readonly Fault[]): Html {
  const items = faults.map(({ text }) => html`<li><a href="#files">${text}</a></li>`);
  return html`<div class="govuk-error-summary" data-module="govuk-error-summary"><div role="alert"><h2 class="govuk-error-summary__title">${t('form.errors')}</h2><div class="govuk-error-summary__body"><ul class="govuk-list govuk-error-summary__list">${items}</ul></div></div></div>`;
}

function fileField({ t }: View, { label, hint, accept, faults }: FileUpload): Html {
  const [fault] = faults;
  const error =
    fault !== undefined &&
    html`<p class="govuk-error-message" id="files-error"><span class="govuk-visually-hidden">${t('form.error-prefix')} </span>${fault.text}</p>`;
  const described = `files-hint${fault === undefined ? '' : ' files-error'}`;
  return html`<div class="govuk-form-group${fault !== undefined && ' govuk-form-group--error'}"><label class="govuk-label" for="files">${label}</label><p class="govuk-hint" id="files-hint">${hint}</p>${error}<input class="govuk-file-upload" type="file" id="files" name="files" multiple accept="${accept}" aria-describedby="${described}"></div>`;
}

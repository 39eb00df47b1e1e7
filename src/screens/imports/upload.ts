import { sendAct } from '#platform/act-forms.ts';
import type { Elsewhere, Screen, ScreenRequest } from '#platform/screens.ts';
import { dryRunAnswer, largestUpload } from '#schemas/imports.ts';
import { breadcrumbs } from '#web/components/pieces.ts';
import type { Fault } from '#web/forms.ts';
import { type Html, html } from '#web/html.ts';
import type { Page, View } from '#web/view.ts';
import { agencyOf } from '../asker.ts';

/** Takes the files of a delivery and leads to what an import of them would do. */
export const uploadScreen: Screen = {
  path: '/imports/new',
  takesBytes: largestUpload,
  draw: async (request) => {
    const { files, view } = request;
    if (files === undefined) return uploadPage(view, []);
    if (files.length === 0) return uploadPage(view, [{ name: 'files', text: view.t('imports.no-files') }]);
    const sent = await tryImport(request, files);
    return 'href' in sent ? sent : uploadPage(view, sent.faults);
  },
};

async function tryImport(
  { ask, view }: ScreenRequest,
  files: NonNullable<ScreenRequest['files']>,
): Promise<Elsewhere | { readonly faults: readonly Fault[] }> {
  const agency = agencyOf(ask.asker, ['hr']);
  const body = {
    agency,
    files: files.map(({ name, bytes }) => ({ name, content: Buffer.from(bytes).toString('base64') })),
  };
  const open = {
    fields: [],
    send: () => ({
      path: '/imports/dry-runs' as const,
      body,
      done: ({ body: answer }: { readonly body: unknown }) =>
        `/imports/dry-runs/${dryRunAnswer.pick({ upload: true }).loose().parse(answer).upload}`,
    }),
  };
  const form = { step: 'send' as const, values: {}, hidden: { key: [crypto.randomUUID()] } };
  return sendAct(open, { ask, view, form });
}

function uploadPage(view: View, faults: readonly Fault[]): Page {
  const { t } = view;
  const title = t('imports.new');
  const crumbs = breadcrumbs(view, [{ text: t('imports.title'), href: '/imports' }, { text: title }]);
  const main = html`${crumbs}<div class="b-narrow">${faults.length > 0 && summaryOf(view, faults)}<h1 class="govuk-heading-l b-mb-5">${title}</h1><form method="post" action="/imports/new" enctype="multipart/form-data" novalidate>${fileField(view, faults)}<div class="govuk-button-group"><button class="govuk-button" type="submit">${t('imports.try')}</button><a class="govuk-link" href="/imports">${t('form.cancel')}</a></div></form></div>`;
  return { title: faults.length > 0 ? t('form.title-error', { title }) : title, main, at: 'imports' };
}

function summaryOf({ t }: View, faults: readonly Fault[]): Html {
  const items = faults.map(({ text }) => html`<li><a href="#files">${text}</a></li>`);
  return html`<div class="govuk-error-summary" data-module="govuk-error-summary"><div role="alert"><h2 class="govuk-error-summary__title">${t('form.errors')}</h2><div class="govuk-error-summary__body"><ul class="govuk-list govuk-error-summary__list">${items}</ul></div></div></div>`;
}

function fileField({ t }: View, faults: readonly Fault[]): Html {
  const [fault] = faults;
  const error =
    fault !== undefined &&
    html`<p class="govuk-error-message" id="files-error"><span class="govuk-visually-hidden">${t('form.error-prefix')} </span>${fault.text}</p>`;
  const described = `files-hint${fault === undefined ? '' : ' files-error'}`;
  return html`<div class="govuk-form-group${fault !== undefined && ' govuk-form-group--error'}"><label class="govuk-label" for="files">${t('imports.file-label')}</label><p class="govuk-hint" id="files-hint">${t('imports.file-hint')}</p>${error}<input class="govuk-file-upload" type="file" id="files" name="files" multiple accept=".csv,.xlsx,.json" aria-describedby="${described}"></div>`;
}

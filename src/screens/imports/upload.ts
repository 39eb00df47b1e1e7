import { agencyReadRules } from '#domain/agency-reads.ts';
import { sendAct } from '#platform/act-forms.ts';
import type { Elsewhere, Screen, ScreenRequest } from '#platform/screens.ts';
import { dryRunAnswer, largestUpload } from '#schemas/imports.ts';
import type { Fault } from '#web/forms.ts';
import type { Page, View } from '#web/view.ts';
import { agencyOf, agencyOfSender } from '../asker.ts';
import { uploadPage } from '../file-upload.ts';

/** Takes the files of a delivery and leads to what an import of them would do. */
export const uploadScreen: Screen = {
  path: '/imports/new',
  takes: { bytes: largestUpload, roles: agencyReadRules['people-import'] },
  draw: async (request) => {
    const { files, view } = request;
    agencyOfSender(request.ask.asker, agencyReadRules['people-import']);
    if (files === undefined) return importPage(view, []);
    if (files.length === 0) return importPage(view, [{ name: 'files', text: view.t('imports.no-files') }]);
    const sent = await tryImport(request, files);
    return 'href' in sent ? sent : importPage(view, sent.faults);
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

function importPage(view: View, faults: readonly Fault[]): Page {
  const { t } = view;
  return uploadPage(view, {
    action: '/imports/new',
    title: t('imports.new'),
    label: t('imports.file-label'),
    hint: t('imports.file-hint'),
    submit: t('imports.try'),
    accept: '.csv,.xlsx,.json',
    crumbs: [{ text: t('imports.title'), href: '/imports' }],
    back: '/imports',
    at: 'imports',
    faults,
  });
}

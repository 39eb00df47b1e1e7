import { type FindingCode, findingCodes } from '#domain/import-findings.ts';
import type { Answer } from '#platform/asking.ts';
import type { ActScreen, OpenAct, ScreenRequest } from '#platform/screens.ts';
import { dryRunAnswer } from '#schemas/imports.ts';
import { code, link, section, summaryList } from '#web/components/pieces.ts';
import { table } from '#web/components/table.ts';
import type { Field, Option } from '#web/forms.ts';
import { type Html, html, type Piece } from '#web/html.ts';
import type { View } from '#web/view.ts';

type DryRun = Answer<typeof dryRunAnswer>;

/** So many refused rows can be decided one by one on a page. */
const mostOnPage = 500;

/** What an import would write, and its confirmation with every row that is left out. */
export const dryRunAct: ActScreen = { path: '/imports/dry-runs/:uploadId', open: openDryRun };

async function openDryRun({ ask, params, view }: ScreenRequest): Promise<OpenAct> {
  const { t, figures } = view;
  const uploadId = params['uploadId'] ?? '';
  const run = await ask.get('/imports/dry-runs/:uploadId', dryRunAnswer, { params: { uploadId } });
  const { added, changed, people } = run.counts;
  const title = t('imports.dry-run');
  const words = { people: figures.number(people), added: figures.number(added), changed: figures.number(changed) };
  return {
    title,
    crumbs: [{ text: t('imports.title'), href: '/imports' }, { text: title }],
    back: '/imports',
    at: 'imports',
    intro: introOf(view, run),
    fields: fieldsOf(view, run),
    effect: () => [t('imports.effect', words), t('imports.effect-frozen')],
    submit: t('imports.submit'),
    after: findingsOf(view, run),
    send: (values) => ({
      path: '/imports',
      body: {
        agency: run.agency,
        upload: run.upload,
        exclude: [...(values['exclude'] ?? [])],
        accept: [...(values['accept'] ?? [])],
      },
      refusalFields: { 'import.rows-refused': 'exclude', 'import.exclusion-unknown': 'exclude' },
      done: () => '/imports',
    }),
  };
}

function introOf(view: View, { upload, counts, refused }: DryRun): Html {
  const { t, figures } = view;
  const rows = (['people', 'added', 'changed', 'unchanged', 'gone'] as const).map((name) => ({
    key: t(`imports.${name}`),
    value: figures.number(counts[name]),
  }));
  const said = [
    ...rows,
    { key: t('imports.refused'), value: figures.number(counts.refusedRows) },
    { key: t('imports.queued'), value: figures.number(counts.queued) },
  ];
  const file = (name: string, text: string) =>
    html`<a class="govuk-link" href="/api/v1/imports/dry-runs/${upload}/${name}" download>${text}</a>`;
  const files = html`<p class="govuk-body">${refused.length > 0 && html`${file('refused-rows', t('imports.download-refused'))}<br>`}${file('findings', t('imports.download-findings'))}<br>${link({ href: '/imports/new', text: t('imports.new') })}</p>`;
  const tooMany =
    refused.length > mostOnPage &&
    html`<p class="govuk-body"><strong>${t('imports.too-many', { count: mostOnPage })}</strong></p>`;
  return html`<p class="govuk-body-l">${t('imports.dry-run-lead')}</p>${summaryList(said)}${files}${tooMany}`;
}

/** A changed NIP is decided one way or the other: accepted as a correction, or left out. */
function fieldsOf({ t, locale }: View, { refused }: DryRun): Field[] {
  const shown = refused.slice(0, mostOnPage);
  const option = ({ row, codes, name, nip }: DryRun['refused'][number]): Option => {
    const hint = codes.map((one) => `${one}: ${findingCodes[one as FindingCode][locale]}`).join(' ');
    return { value: row, text: [row, name, nip].filter((one) => one !== null).join(' · '), hint };
  };
  const field = (name: 'exclude' | 'accept', rows: DryRun['refused']): Field => ({
    kind: 'checkboxes',
    name,
    label: t(`imports.${name}`),
    hint: t(`imports.${name}-hint`),
    options: rows.map(option),
    isOptional: true,
  });
  const corrections = shown.filter(({ codes }) => codes.length === 1 && codes[0] === 'nip.changed');
  return [
    ...(shown.length === 0 ? [] : [field('exclude', shown)]),
    ...(corrections.length === 0 ? [] : [field('accept', corrections)]),
  ];
}

function findingsOf({ t, figures, locale }: View, { counts }: DryRun): Html {
  const columns = [
    { label: t('imports.code'), isHeader: true },
    { label: t('imports.remedy') },
    { label: t('imports.count'), isNumeric: true },
  ];
  const rows = Object.entries(counts.findings)
    .toSorted(([, one], [, other]) => other - one)
    .map(([name, count]): Piece[] => [code(name), findingCodes[name as FindingCode][locale], figures.number(count)]);
  if (rows.length === 0) return html``;
  return section({ id: 'findings', title: t('imports.findings') }, table({ labelledBy: 'findings', columns, rows }));
}

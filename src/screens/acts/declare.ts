import type { Answer } from '#platform/asking.ts';
import type { ActScreen, OpenAct, ScreenRequest } from '#platform/screens.ts';
import { candidatesAnswer } from '#schemas/nominations.ts';
import { type Field, type FormValues, valueOf, valueOrNull } from '#web/forms.ts';
import { html } from '#web/html.ts';
import type { View } from '#web/view.ts';
import { nameOf } from '../candidate-names.ts';
import { crumbsOf, readSelectionHead } from '../selection-head.ts';

/** A seat declares its interest in every candidate, before anything opens. Nothing is preselected. */
export const declareAct: ActScreen = { path: '/selections/:selectionId/declare', open: openDeclaration };

type Candidate = Answer<typeof candidatesAnswer>['items'][number];

const ties = ['family', 'business', 'affiliation', 'outside-work', 'reporting-line', 'other'] as const;

async function openDeclaration(request: ScreenRequest): Promise<OpenAct> {
  const { ask, view, typed = {} } = request;
  const { t } = view;
  const head = await readSelectionHead(request);
  const { items } = await ask.get('/selections/:selectionId/candidates', candidatesAnswer, head.at);
  const candidates = items.filter(({ state }) => state === 'admitted');
  const title = t('declare.title');
  const nothing = html`<h1 class="govuk-heading-l b-mb-5">${title}</h1><p class="govuk-body-l">${t('declare.nothing')}</p>`;
  return {
    title,
    crumbs: crumbsOf(head, request, title),
    at: 'inbox',
    back: head.href,
    intro: html`<p class="govuk-body-l">${t('declare.lead')}</p>`,
    ...(candidates.length === 0 ? { arrange: () => nothing } : {}),
    fields: candidates.map((candidate) => groupOf(view, candidate, typed)),
    effect: (values) => effectOf(view, candidates, values),
    submit: t('declare.submit'),
    saving: { href: `${head.href}/declare?saved=1` },
    send: (values) => ({
      path: '/selections/:selectionId/declarations',
      ...head.at,
      body: { interests: candidates.map((candidate) => interestOf(candidate, values)) },
      fieldOf: (path) => fieldOf(path, candidates),
    }),
  };
}

function namesOf({ ref }: Candidate) {
  return { interest: `interest-${ref}`, tie: `tie-${ref}`, note: `note-${ref}` };
}

function groupOf({ t }: View, candidate: Candidate, typed: FormValues): Field {
  const name = nameOf(candidate);
  const names = namesOf(candidate);
  const answered = valueOf(typed, names.interest);
  const options = (['none', 'possible', 'actual'] as const).map((value) => ({
    value,
    text: t(`declare.${value}`),
    hint: t(`declare.${value}-hint`),
  }));
  // A tie is asked for as soon as there is one.
  const tied = answered === '' || answered === 'none' ? { isOptional: 'as-hinted' as const } : {};
  const label = t('declare.interest', { name });
  return {
    kind: 'group',
    name: candidate.ref,
    label: name,
    fields: [
      { kind: 'radios', name: names.interest, label, options, className: 'b-radios--cards' },
      {
        kind: 'select',
        name: names.tie,
        label: t('declare.tie', { name }),
        hint: t('declare.tie-hint'),
        options: ties.map((value) => ({ value, text: t(`tie.${value}`) })),
        ...tied,
      },
      {
        kind: 'textarea',
        name: names.note,
        label: t('declare.note', { name }),
        hint: t('declare.note-hint'),
        most: 2000,
        rows: 2,
        isOptional: true,
      },
    ],
  };
}

function interestOf(candidate: Candidate, values: FormValues) {
  const names = namesOf(candidate);
  return {
    candidate: candidate.ref,
    interest: valueOf(values, names.interest),
    tie: valueOrNull(values, names.tie),
    note: valueOrNull(values, names.note),
  };
}

/** `interests.2.tie` is the tie of the third candidate. */
function fieldOf(path: string, candidates: readonly Candidate[]): string | undefined {
  const [, index = '', part] = path.split('.');
  const candidate = candidates[Number(index)];
  if (candidate === undefined) return undefined;
  const names = namesOf(candidate);
  return part === 'tie' ? names.tie : part === 'note' ? names.note : names.interest;
}

function effectOf({ t }: View, candidates: readonly Candidate[], values: FormValues): string[] {
  const count = (interest: string) =>
    candidates.filter((candidate) => valueOf(values, namesOf(candidate).interest) === interest).length;
  const possible = count('possible');
  const own =
    count('actual') > 0
      ? [t('declare.effect-recused')]
      : [t('declare.effect-opens'), ...(possible > 0 ? [t('declare.effect-possible', { count: possible })] : [])];
  return [t('declare.effect-final'), t('declare.effect-read'), ...own];
}

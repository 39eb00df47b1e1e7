import type { Screen, ScreenRequest } from '#platform/screens.ts';
import { searchAnswer } from '#schemas/readings.ts';
import { drawFields } from '#web/components/fields.ts';
import { icon } from '#web/components/icons.ts';
import { details, link } from '#web/components/pieces.ts';
import { dateOf, type Fault, type Field, type FormValues, flatFields, valueOf } from '#web/forms.ts';
import { type Html, html } from '#web/html.ts';
import type { Page, View } from '#web/view.ts';
import { resultsSection } from './search-results.ts';

/** The auditor's way in. Names and numbers of people are posted, so that no address and no log holds them. */
export const searchScreen: Screen = { path: '/audit', draw: drawSearch, isSearch: true };

const formId = 'search';
const flags = ['adjourned', 'blocked', 'deviation', 'lapsed', 'recused', 'reopened', 'revoked'] as const;

async function drawSearch(request: ScreenRequest): Promise<Page> {
  const { ask, view, typed } = request;
  const { t } = view;
  const path = '/audit/search';
  const body = typed === undefined ? undefined : bodyOf(view, typed);
  const faults = body === undefined ? [] : faultsOf(view, ask.faults({ path, body, key: crypto.randomUUID() }));
  const isAsked = body !== undefined && faults.length === 0;
  const found = isAsked ? await ask.search(path, searchAnswer, body) : undefined;
  const results = isAsked && resultsSection(view, found);
  const lead = html`<p class="govuk-body">${t('search.lead')} ${link({ href: '/audit/readings', text: t('record.own-reads') })}</p>`;
  const main = html`<h1 class="govuk-heading-l b-mb-4">${t('nav.audit')}</h1>${lead}${formOf(view, typed ?? {}, faults)}${results}`;
  return { title: t('nav.audit'), main, at: 'audit', formId };
}

function formOf(view: View, values: FormValues, faults: readonly Fault[]): Html {
  const { t } = view;
  const [first, ...rest] = fieldsOf(view);
  const draw = (fields: readonly Field[]) => drawFields(fields, { view, values, faults });
  const isNarrowed = flatFields(rest).some(({ name }) => name in values || `${name}-day` in values);
  const isOpen = isNarrowed && Object.entries(values).some(([name, [value]]) => name !== 'q' && value !== '');
  return html`<form method="post" action="/audit" id="${formId}" class="b-narrow" role="search" novalidate>${draw(first === undefined ? [] : [first])}${details(t('search.more-terms'), draw(rest), { isOpen, className: 'b-details--plain b-mb-4' })}<button class="govuk-button" type="submit">${icon('search')}${t('search.submit')}</button></form>`;
}

function fieldsOf({ t }: View): Field[] {
  const options = [
    { value: '', text: t('search.flag-any') },
    ...flags.map((flag) => ({ value: flag, text: t(`search.flag-${flag}`) })),
  ];
  return [
    { kind: 'text', name: 'q', label: t('search.q'), hint: t('search.q-hint'), isOptional: true },
    { kind: 'text', name: 'person', label: t('search.person'), hint: t('search.person-hint'), isOptional: true },
    { kind: 'text', name: 'post', label: t('search.post'), isOptional: true },
    { kind: 'text', name: 'member', label: t('search.member'), isOptional: true },
    { kind: 'date', name: 'from', label: t('search.from'), isOptional: true },
    { kind: 'date', name: 'to', label: t('search.to'), isOptional: true },
    { kind: 'select', name: 'flag', label: t('search.flag'), options, isOptional: true },
  ];
}

/** Only what was typed: an empty field is no term. */
function bodyOf({ agency }: View, values: FormValues): object {
  const words = ['q', 'person', 'post', 'member', 'flag'].map((name) => [name, valueOf(values, name)] as const);
  const days = ['from', 'to'].map((name) => [name, dateOf(values, name).replace(/^--$/, '')] as const);
  const terms = [...words, ...days].filter(([, value]) => value !== '' && value !== '-00-00');
  return { agency: agency?.code ?? '', ...Object.fromEntries(terms) };
}

function faultsOf(view: View, found: readonly { readonly path: string }[]): Fault[] {
  return found.map(({ path }) => {
    const field = flatFields(fieldsOf(view)).find(({ name }) => name === path);
    const label = field?.label ?? path;
    const text = view.t(field?.kind === 'date' ? 'form.fault-date' : 'form.fault-form', { label });
    return field === undefined ? { text } : { name: field.name, text };
  });
}

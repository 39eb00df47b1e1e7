import type { Answer } from '#platform/asking.ts';
import type { ActScreen, OpenAct, ScreenRequest } from '#platform/screens.ts';
import { namedIndicators, packAnswer } from '#schemas/policies.ts';
import { criteriaAnswer } from '#schemas/selections.ts';
import { list } from '#web/components/pieces.ts';
import { dateOf, dateValues, type Field, type FormValues, valueOf } from '#web/forms.ts';
import { html } from '#web/html.ts';
import type { View } from '#web/view.ts';
import { sourceOfCriterion } from '../criteria-names.ts';
import { crumbsOf, readSelectionHead, type SelectionHead } from '../selection-head.ts';

type Content = Answer<typeof criteriaAnswer>['content'];

/** As many as a match per target post needs, and one more. */
const rows = [1, 2, 3, 4, 5, 6, 7, 8] as const;
const sources = ['panel', 'talent-value', 'performance', 'potential', 'competency'] as const;
const rowParts = ['code', 'id', 'en', 'source', 'weight'] as const;

/** Criteria before the seal: what will be judged and what the agency states about the vacancy. */
export const criteriaDraftAct: ActScreen = { path: '/selections/:selectionId/criteria/draft', open: openDraft };

async function openDraft(request: ScreenRequest): Promise<OpenAct> {
  const { ask, view, typed } = request;
  const { t } = view;
  const head = await readSelectionHead(request);
  const known = await ask.find('/selections/:selectionId/criteria', criteriaAnswer, head.at);
  const options = await listSources(request, head.selection);
  const title = t('criteria.draft-title');
  return {
    title,
    crumbs: crumbsOf(head, request, title),
    at: 'inbox',
    back: head.href,
    intro: html`<p class="govuk-body-l">${t('criteria.draft-lead')}</p>${list([t('criteria.code-hint'), t('criteria.weight-hint')])}`,
    fields: [
      ...rows.map((row) => rowField(view, { row, options, isOptional: row > 1 && !isUsed(typed ?? {}, row) })),
      vacancyField(view, typed),
    ],
    ...(known === undefined ? {} : { initial: initialOf(known.content) }),
    effect: () => [
      t('criteria.draft-effect-version', { version: (known?.version ?? 0) + 1 }),
      t('criteria.draft-effect-open'),
      t('seal.effect-closed'),
    ],
    submit: t('criteria.draft-submit'),
    send: (values) => {
      const used = rows.filter((row) => isUsed(values, row));
      return {
        path: '/selections/:selectionId/criteria',
        ...head.at,
        body: { criteria: used.map((row) => criterionOf(values, row)), vacancy: vacancyOf(values) },
        fieldOf: (path) => fieldOf(path, used),
        refusalFields: {
          'criteria.weights-sum': `weight-${used.at(-1) ?? 1}`,
          'criteria.empty': 'code-1',
          'criteria.indicator-unknown': 'source-1',
        },
      };
    },
  };
}

/** What the record and the panel give, and each indicator of the policy that the selection is pinned to. */
async function listSources({ ask, view }: ScreenRequest, { policy, agency }: SelectionHead['selection']) {
  const at = { params: { digest: policy.digest }, query: { agency } };
  const { content } = await ask.get('/policies/packs/:digest', packAnswer, at);
  const indicators = namedIndicators.parse(content).indicators.map(({ code, label }) => ({
    value: `indicator:${code}`,
    text: `${view.t('criteria.source-indicator', { code })}: ${label[view.locale]}`,
  }));
  return [...sources.map((value) => ({ value, text: sourceOfCriterion(view, value) })), ...indicators];
}

interface RowAsked {
  readonly row: number;
  readonly options: readonly { readonly value: string; readonly text: string }[];
  readonly isOptional: boolean;
}

/** A row that was begun has to be completed. */
function rowField({ t }: View, { row, options, isOptional }: RowAsked): Field {
  const named = (label: string) => t('criteria.numbered', { label, number: row });
  return {
    kind: 'group',
    name: `row-${row}`,
    className: 'b-fields-pairs',
    label: t('criteria.row', { number: row }),
    ...(isOptional ? { hint: t('criteria.row-hint') } : {}),
    fields: [
      {
        kind: 'text',
        name: `code-${row}`,
        label: named(t('criteria.code')),
        isOptional,
      },
      { kind: 'text', name: `id-${row}`, label: named(t('criteria.label-id')), width: 30, isOptional },
      { kind: 'text', name: `en-${row}`, label: named(t('criteria.label-en')), width: 30, isOptional },
      { kind: 'select', name: `source-${row}`, label: named(t('criteria.source')), options, isOptional },
      {
        kind: 'text',
        name: `weight-${row}`,
        label: named(t('criteria.weight')),
        width: 4,
        inputMode: 'decimal',
        isOptional,
      },
    ],
  };
}

function vacancyField({ t }: View, typed: FormValues | undefined): Field {
  const frozen = (['no', 'yes', 'unknown'] as const).map((value) => ({
    value,
    text: t(`criteria.frozen-${value}`),
    ...(value === 'unknown' ? { hint: t('criteria.frozen-unknown-hint') } : {}),
  }));
  const election = (['none', 'window', 'unknown'] as const).map((value) => ({
    value,
    text: t(`criteria.election-${value}`),
  }));
  const hint = t('criteria.only-window');
  // The days are asked only of whoever says that there is an election.
  const isOptional = typed === undefined || valueOf(typed, 'election') !== 'window';
  return {
    kind: 'group',
    name: 'vacancy',
    label: t('criteria.vacancy'),
    fields: [
      {
        kind: 'textarea',
        name: 'fieldsOfStudy',
        label: t('criteria.fields'),
        hint: t('criteria.fields-hint'),
        isOptional: true,
      },
      { kind: 'radios', name: 'frozen', label: t('criteria.frozen'), options: frozen },
      { kind: 'radios', name: 'election', label: t('criteria.election'), options: election },
      { kind: 'date', name: 'determinedOn', label: t('criteria.determined-on'), hint, isOptional },
      { kind: 'date', name: 'termEndsOn', label: t('criteria.term-ends-on'), hint, isOptional },
      { kind: 'date', name: 'consentOn', label: t('criteria.consent-on'), hint, isOptional: true },
    ],
  };
}

function isUsed(values: FormValues, row: number): boolean {
  return rowParts.some((part) => valueOf(values, `${part}-${row}`) !== '');
}

function criterionOf(values: FormValues, row: number) {
  return {
    code: valueOf(values, `code-${row}`),
    label: { id: valueOf(values, `id-${row}`), en: valueOf(values, `en-${row}`) },
    source: valueOf(values, `source-${row}`),
    weight: valueOf(values, `weight-${row}`).replace(',', '.'),
  };
}

function vacancyOf(values: FormValues) {
  const fields = valueOf(values, 'fieldsOfStudy')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const frozen = valueOf(values, 'frozen');
  return {
    fieldsOfStudy: fields.length === 0 ? null : fields,
    frozen: frozen === 'unknown' ? null : frozen === 'yes',
    election: electionOf(values),
  };
}

function electionOf(values: FormValues) {
  const election = valueOf(values, 'election');
  if (election !== 'window') return election === 'none' ? 'none' : null;
  const hasConsent = ['day', 'month', 'year'].some((part) => valueOf(values, `consentOn-${part}`) !== '');
  return {
    determinedOn: dateOf(values, 'determinedOn'),
    termEndsOn: dateOf(values, 'termEndsOn'),
    consentOn: hasConsent ? dateOf(values, 'consentOn') : null,
  };
}

/** `criteria.1.label.en` is the English name in the second row that is used. */
function fieldOf(path: string, used: readonly number[]): string | undefined {
  const [list, index = '', part = '', language] = path.split('.');
  if (list !== 'criteria') return index === '' ? undefined : index;
  const row = used[Number(index)];
  return row === undefined ? undefined : `${language ?? part}-${row}`;
}

function initialOf({ criteria, target }: Content): FormValues {
  const { fieldsOfStudy, frozen, election } = target;
  const filled = criteria.flatMap(({ code, label, source, weight }, index) => {
    const parts = { code, id: label.id, en: label.en, source, weight };
    return rowParts.map((part) => [`${part}-${index + 1}`, [parts[part]]] as const);
  });
  const isWindow = election !== null && election !== 'none';
  return {
    ...Object.fromEntries(filled),
    fieldsOfStudy: [fieldsOfStudy?.join('\n') ?? ''],
    frozen: [frozen === null ? 'unknown' : frozen ? 'yes' : 'no'],
    election: [isWindow ? 'window' : (election ?? 'unknown')],
    ...(isWindow ? dateValues('determinedOn', election.determinedOn) : {}),
    ...(isWindow ? dateValues('termEndsOn', election.termEndsOn) : {}),
    ...(isWindow && election.consentOn !== null ? dateValues('consentOn', election.consentOn) : {}),
  };
}

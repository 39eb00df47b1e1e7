import type { Answer } from '#platform/asking.ts';
import type { Elsewhere, Screen, ScreenRequest } from '#platform/screens.ts';
import { criteriaAnswer } from '#schemas/selections.ts';
import {
  breadcrumbs,
  hash,
  linkButton,
  list,
  type SummaryRow,
  section,
  summaryList,
  tag,
} from '#web/components/pieces.ts';
import { table } from '#web/components/table.ts';
import { type Html, html } from '#web/html.ts';
import type { Page, View } from '#web/view.ts';
import { sourceOfCriterion } from './criteria-names.ts';
import { crumbsOf, readSelectionHead, type SelectionHead } from './selection-head.ts';

type Criteria = Answer<typeof criteriaAnswer>;
type Election = Criteria['content']['target']['election'];

/** The criteria as they are sealed, for everybody who may read them; whoever may draft them comes from here to the next act. */
export const criteriaScreen: Screen = { path: '/selections/:selectionId/criteria', draw: drawCriteria };

async function drawCriteria(request: ScreenRequest): Promise<Page | Elsewhere> {
  const { ask, view } = request;
  const head = await readSelectionHead(request);
  const isDrafting = head.selection.state === 'draft' && view.viewer?.roles.some(drafts) === true;
  const found = await ask.find('/selections/:selectionId/criteria', criteriaAnswer, head.at);
  if (found === undefined && isDrafting) return { href: `${head.href}/criteria/draft` };
  const criteria = found ?? (await ask.get('/selections/:selectionId/criteria', criteriaAnswer, head.at));
  const title = view.t('criteria.title');
  const main = html`${breadcrumbs(view, crumbsOf(head, request, title))}<div class="b-narrow"><h1 class="govuk-heading-l b-mb-4">${title}</h1><p class="govuk-body-l">${view.t('criteria.lead')}</p>${criteriaText(view, criteria)}${nextActs(head, { view, criteria, isDrafting })}</div>`;
  return { title, main };
}

function drafts(role: string): boolean {
  return role === 'hr' || role === 'secretary';
}

interface NextActs {
  readonly view: View;
  readonly criteria: Criteria;
  readonly isDrafting: boolean;
}

function nextActs({ href }: SelectionHead, { view, criteria, isDrafting }: NextActs): Html | false {
  const { t, viewer } = view;
  const { isSealed, isCountersigned } = criteria;
  if (isCountersigned) return false;
  const maySign = isDrafting || viewer?.roles.includes('authority') === true;
  if (isSealed) {
    return maySign && linkButton({ href: `${href}/countersign`, text: t('criteria.to-countersign') });
  }
  return (
    isDrafting &&
    html`<div class="govuk-button-group">${linkButton({ href: `${href}/seal`, text: t('criteria.to-seal') })}${linkButton({ href: `${href}/criteria/draft`, text: t('criteria.change') }, 'secondary')}</div>`
  );
}

/** Everything that the digest covers, in words, with the digest. */
export function criteriaText(view: View, criteria: Criteria): Html {
  const { t, locale } = view;
  const { content, version, digest } = criteria;
  const rows = content.criteria.map(({ label, source, weight }) => [
    label[locale],
    sourceOfCriterion(view, source),
    view.figures.decimal(weight),
  ]);
  const columns = [
    { label: t('criteria.criterion'), isHeader: true },
    { label: t('criteria.source') },
    { label: t('criteria.weight'), isNumeric: true },
  ];
  const stand = html`<p class="b-mb-4">${tag(t(stateOf(criteria)), criteria.isCountersigned ? 'turquoise' : 'yellow')} ${t('criteria.version', { version })} · ${hash(digest)}</p>`;
  const facts = section({ id: 'vacancy', title: t('criteria.vacancy') }, summaryList(factsOf(view, criteria)));
  return html`${stand}${table({ caption: t('criteria.title'), columns, rows })}${facts}`;
}

function stateOf({ isSealed, isCountersigned }: Criteria) {
  if (isCountersigned) return 'criteria.state-in-force';
  return isSealed ? 'criteria.state-sealed' : 'criteria.state-draft';
}

function factsOf(view: View, { content }: Criteria): SummaryRow[] {
  const { t, figures, locale } = view;
  const { target, criteria, tieBreak, shortlist } = content;
  const names = new Map(criteria.map(({ code, label }) => [code, label[locale]]));
  const order = tieBreak.map((code) => names.get(code) ?? code).join(', ');
  const dayOf = (day: string | null) => (day === null ? t('furniture.unknown') : figures.day(day));
  const frozen = target.frozen === null ? 'unknown' : target.frozen ? 'yes' : 'no';
  return [
    { key: t('criteria.planned-on'), value: dayOf(target.plannedOn) },
    { key: t('criteria.vacant-from'), value: dayOf(target.vacantFrom) },
    {
      key: t('criteria.fields'),
      value: target.fieldsOfStudy === null ? t('criteria.fields-none') : list(target.fieldsOfStudy, 'plain'),
    },
    { key: t('criteria.frozen'), value: t(`criteria.frozen-${frozen}`) },
    { key: t('criteria.election'), value: electionWords(view, target.election) },
    { key: t('criteria.shortlist'), value: t('criteria.shortlist-size', { count: shortlist }) },
    { key: t('criteria.tie-break'), value: t('criteria.tie-break-order', { order }) },
  ];
}

function electionWords({ t, figures }: View, election: Election): string {
  if (election === null) return t('criteria.election-unknown');
  if (election === 'none') return t('criteria.election-none');
  const { determinedOn, termEndsOn, consentOn } = election;
  const days = { determined: figures.day(determinedOn), ends: figures.day(termEndsOn) };
  const consent =
    consentOn === null
      ? t('criteria.election-no-consent')
      : t('criteria.election-consent', { day: figures.day(consentOn) });
  return `${t('criteria.election-days', days)} ${consent}`;
}

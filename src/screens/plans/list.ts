import type { Answer } from '#platform/asking.ts';
import type { Screen, ScreenRequest } from '#platform/screens.ts';
import { plansAnswer, plansPage } from '#schemas/plans.ts';
import { link, tag } from '#web/components/pieces.ts';
import { table } from '#web/components/table.ts';
import { type Html, html, type Piece } from '#web/html.ts';
import { holdsAny, type Page, type View } from '#web/view.ts';
import { agencyOf } from '../asker.ts';

type Listed = Answer<typeof plansAnswer>['items'][number];

/** The development plans of the agency for those who look after them, one's own for everybody else. */
export const plansScreen: Screen = { path: '/plans', draw: drawPlans };

async function drawPlans({ ask, view, query: { cursor } }: ScreenRequest): Promise<Page> {
  const { t } = view;
  const isOffice = holdsAny(view, ['hr', 'auditor']);
  const agency = agencyOf(ask.asker, ['hr', 'auditor']);
  const { items, next } = isOffice
    ? await ask.get('/plans', plansPage, { query: { agency, ...(cursor === undefined ? {} : { cursor }) } })
    : { ...(await ask.get('/plans/own', plansAnswer)), next: null };
  const way =
    holdsAny(view, ['hr']) && html`<p class="govuk-body">${link({ href: '/plans/new', text: t('plan.new') })}</p>`;
  const title = t('plan.title');
  const onward =
    next !== null &&
    html`<nav class="govuk-pagination" aria-label="${t('furniture.next-page')}">${link({ href: next.replace('/api/v1', ''), text: t('furniture.next-page') })}</nav>`;
  const body = items.length === 0 ? html`<p class="govuk-body">${t('plan.none')}</p>` : listed(view, items);
  const main = html`<h1 class="govuk-heading-l b-mb-4">${title}</h1><p class="govuk-body-l">${t('plan.lead')}</p>${way}${body}${onward}`;
  return { title, main, at: isOffice ? 'map' : 'mine' };
}

function listed(view: View, items: readonly Listed[]): Html {
  const { t, figures } = view;
  const columns = [
    { label: t('plan.person'), isHeader: true },
    { label: t('plan.box'), isNumeric: true },
    { label: t('plan.mentor') },
    { label: t('plan.progress') },
    { label: t('plan.review-on') },
    { label: t('plan.until') },
    { label: t('plan.state') },
  ];
  const rows = items.map((plan): Piece[] => [
    link({ href: `/plans/${plan.id}`, text: plan.name }),
    plan.box === null ? t('furniture.none') : String(plan.box),
    plan.mentor ?? t('plan.no-mentor'),
    t('plan.progress-of', { done: plan.confirmed, total: plan.actions }),
    figures.shortDay(plan.reviewOn),
    figures.shortDay(plan.until),
    stateOf(view, plan),
  ]);
  return table({ caption: t('plan.title'), columns, rows });
}

function stateOf({ t }: View, { outcome, overdue, reported }: Listed): Piece {
  if (outcome !== null) return html`${tag(t('plan.closed'), 'grey')} ${t(`plan.outcome-${outcome}`)}`;
  const marks = [
    overdue > 0 && tag(t('plan.overdue', { count: overdue }), 'red'),
    reported > 0 && tag(t('plan.reported', { count: reported }), 'yellow'),
  ].filter((mark) => mark !== false);
  return marks.length === 0 ? tag(t('plan.open'), 'turquoise') : html`${marks}`;
}

import type { Screen, ScreenRequest } from '#platform/screens.ts';
import {
  details,
  link,
  list,
  metaList,
  type SummaryRow,
  section,
  summaryList,
  type TagTone,
  tag,
} from '#web/components/pieces.ts';
import { table } from '#web/components/table.ts';
import { type Html, html, type Piece } from '#web/html.ts';
import type { Page, View } from '#web/view.ts';
import { type Action, codesOf, type Goal, menuOf, type Plan, readPlan, textOf } from './shown.ts';

/** One plan: what it stands on, what is agreed, how far it is. */
export const planScreen: Screen = { path: '/plans/:planId', draw: drawPlan };

async function drawPlan(request: ScreenRequest): Promise<Page> {
  const { view } = request;
  const { t, figures } = view;
  const plan = await readPlan(request);
  const meta: Piece[] = [
    t('plan.one'),
    plan.outcome === null ? tag(t('plan.open'), 'turquoise') : tag(t('plan.closed'), 'grey'),
    `${t('plan.until')}: ${figures.shortDay(plan.until)}`,
    plan.outcome === null && `${t('plan.review-on')}: ${figures.shortDay(plan.reviewOn)}`,
    `${t('plan.mentor')}: ${plan.mentor ?? t('plan.no-mentor')}`,
  ];
  const head = html`<div class="b-page-head"><h1 class="govuk-heading-l">${plan.name}</h1>${metaList(meta)}</div>`;
  const main = html`${head}${ways(view, plan)}${closing(view, plan)}${goals(view, plan)}${basis(view, plan)}${reviews(view, plan)}${reminders(view, plan)}`;
  return { title: plan.name, main, at: menuOf(plan) };
}

const places = {
  'goal.propose': ['goals', 'plan.goal-new'],
  'action.propose': ['actions', 'plan.action-new'],
  'mentor.name': ['mentor', 'plan.mentor-name'],
  'plan.review': ['review', 'plan.review'],
  'plan.close': ['close', 'plan.close'],
} as const;

function ways({ t }: View, { id, may }: Plan): Html | false {
  const open = Object.entries(places).filter(([act]) => may.some((one) => one === act));
  if (open.length === 0) return false;
  const links = open.map(([, [place, words]]) => link({ href: `/plans/${id}/${place}`, text: t(words) }));
  return section({ id: 'ways', title: t('plan.ways') }, list(links));
}

function closing({ t, figures }: View, { outcome, closing: text, closedAt }: Plan): Html | false {
  if (outcome === null || closedAt === null) return false;
  const body = html`<p class="govuk-body"><strong>${t(`plan.outcome-${outcome}`)}</strong>, ${figures.instant(closedAt)}</p><p class="govuk-body">${text ?? t('plan.erased')}</p>`;
  return section({ id: 'closing', title: t('plan.closing') }, body);
}

function basis(view: View, plan: Plan): Html {
  const { t, locale, figures } = view;
  const { box, handling, ground, policy } = plan;
  const rows: SummaryRow[] = [
    { key: t('plan.box'), value: box === null ? t('plan.box-none') : String(box) },
    { key: t('plan.handling'), value: handling?.[locale] ?? t('furniture.none') },
    { key: t('plan.ground'), value: ground ?? t('plan.erased') },
    { key: t('plan.policy'), value: t('selection.policy', { id: policy.id.toUpperCase(), version: policy.version }) },
    { key: t('plan.opened'), value: t('plan.opened-by', { name: plan.openedBy, at: figures.instant(plan.openedAt) }) },
  ];
  return section({ id: 'basis', title: t('plan.basis') }, summaryList(rows));
}

function goals(view: View, plan: Plan): Html {
  const { t } = view;
  const title = t('plan.goals');
  if (plan.goals.length === 0)
    return section({ id: 'goals', title }, html`<p class="govuk-body">${t('plan.goals-none')}</p>`);
  return section({ id: 'goals', title }, html`${plan.goals.map((goal) => goalOf(view, plan, goal))}`);
}

function goalOf(view: View, plan: Plan, goal: Goal): Html {
  const { t, locale } = view;
  const { indicator, label } = goal;
  const meta: Piece[] = [
    indicator !== null && t('plan.indicator', { code: indicator, label: label?.[locale] ?? '' }),
    standing(view, plan, goal),
  ];
  const actions = plan.actions.filter((action) => action.goal === goal.id);
  const id = `goal-${goal.id}`;
  const body =
    actions.length === 0
      ? goal.state === 'agreed' && html`<p class="govuk-body">${t('plan.actions-none')}</p>`
      : actionTable(view, { plan, actions, id });
  return html`<h3 class="govuk-heading-s b-mt-4" id="${id}">${textOf(view, goal)}</h3>${metaList(meta)}${body}`;
}

const tones: Readonly<Record<Action['state'], TagTone>> = {
  proposed: 'yellow',
  agreed: 'turquoise',
  reported: 'yellow',
  confirmed: 'green',
  dropped: 'grey',
};

/** State, who proposed what is only proposed, and the way to agree. */
function standing(view: View, { id }: Plan, item: Goal | Action): Html {
  const { t } = view;
  const by = item.state === 'proposed' && html` ${t(`plan.by-${item.proposedAs}`)}`;
  const agreeing =
    item.may.includes('item.agree') &&
    html` ${link({ href: `/plans/${id}/agree/${item.id}`, text: t('plan.agree'), hidden: textOf(view, item) })}`;
  return html`${tag(t(`plan.state-${item.state}`), tones[item.state])}${by}${agreeing}`;
}

interface Listed {
  readonly plan: Plan;
  readonly actions: readonly Action[];
  readonly id: string;
}

function actionTable(view: View, { plan, actions, id }: Listed): Html {
  const { t, figures } = view;
  const columns = [{ label: t('plan.action'), isHeader: true }, { label: t('plan.due') }, { label: t('plan.state') }];
  const rows = actions.map((action): Piece[] => [
    html`${textOf(view, action)}<span class="b-source">${t(`plan.kind-${action.kind}`)}</span><span class="b-source">${countsOf(view, action)}</span>`,
    html`${figures.shortDay(action.dueOn)}${action.isOverdue && html` ${tag(t('plan.is-overdue'), 'red')}`}`,
    html`${standing(view, plan, action)}${told(view, action)}${actWays(view, plan, action)}`,
  ]);
  return table({ labelledBy: id, columns, rows });
}

/** What a confirmed action does to the indicators, or would. */
function countsOf({ t }: View, action: Action): Piece {
  const codes = codesOf(action);
  if (codes === '') return t('plan.no-evidence');
  if (action.state !== 'confirmed') return action.state !== 'dropped' && t('plan.would-count', { codes });
  const words = action.isInRecord ? t('plan.in-record', { codes }) : t('plan.not-in-record', { codes });
  const { evidence } = action;
  if (evidence === null) return words;
  return html`${words}. ${t('plan.entry')} ${link({ href: `/receipts/${evidence}`, text: evidence.slice(0, 8) })}`;
}

function told({ t, figures }: View, { report, reportedBy, reason }: Action): Html {
  const said =
    report !== null &&
    html`<span class="b-source">${t('plan.report', { day: figures.shortDay(report.doneOn), name: reportedBy ?? '', evidence: report.evidence })}</span>`;
  return html`${said}${reason !== null && html`<span class="b-source">${t('plan.reason', { reason })}</span>`}`;
}

const actionPlaces = {
  'action.complete': ['complete', 'plan.complete'],
  'action.confirm': ['confirm', 'plan.confirm'],
  'action.return': ['return', 'plan.return'],
  'action.drop': ['drop', 'plan.drop'],
} as const;

function actWays(view: View, { id }: Plan, action: Action): Html | false {
  const { t } = view;
  const open = Object.entries(actionPlaces).filter(([act]) => action.may.some((one) => one === act));
  if (open.length === 0) return false;
  const hidden = textOf(view, action);
  const links = open.map(([, [place, words]]) =>
    link({ href: `/plans/${id}/${place}/${action.id}`, text: t(words), hidden }),
  );
  return list(links, 'plain');
}

function reviews({ t, figures }: View, { reviews: all }: Plan): Html | false {
  if (all.length === 0) return false;
  const items = all.map(
    ({ outcome, text, by, at }) =>
      html`${tag(t(`plan.review-${outcome}`), outcome === 'on-track' ? 'green' : 'yellow')} ${t('plan.review-by', { name: by, at: figures.instant(at), text: text ?? t('plan.erased') })}`,
  );
  return section({ id: 'reviews', title: t('plan.reviews') }, list(items, 'plain'));
}

function reminders(view: View, { reminders: all, actions }: Plan): Html | false {
  const { t, figures } = view;
  if (all.length === 0) return false;
  const items = all.map(({ kind, action, at }) => {
    const about = actions.find(({ id }) => id === action);
    return html`${t(`plan.reminder-${kind}`)}${about !== undefined && html`: ${textOf(view, about)}`}, ${figures.instant(at)}`;
  });
  return details(t('plan.reminders'), list(items));
}

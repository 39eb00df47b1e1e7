import { dueSoonWorkingDays } from '#domain/working-time.ts';
import type { Answer } from '#platform/asking.ts';
import type { Screen, ScreenRequest } from '#platform/screens.ts';
import { inboxAnswer } from '#schemas/duties.ts';
import { type IconName, icon, mark } from '#web/components/icons.ts';
import { code, details, empty, link, list, metaList, section } from '#web/components/pieces.ts';
import { type Html, html, type Piece } from '#web/html.ts';
import type { Page, View } from '#web/view.ts';
import type { WordKey } from '#web/words.ts';
import { actPlace } from './act-places.ts';
import { resolutionWords } from './map/review.ts';
import { arithmetic, reasonOf, stepWord } from './selection/stages.ts';

/** Menunggu saya: what I owe, until when. Nothing else competes with it. */
export const inboxScreen: Screen = { path: '/inbox', draw: drawInbox };

type Inbox = Answer<typeof inboxAnswer>;
type Duty = Inbox['items'][number];

async function drawInbox({ ask, view }: ScreenRequest): Promise<Page> {
  const { t } = view;
  const inbox = await ask.get('/inbox', inboxAnswer);
  const { items, more, done, plans, votes, policies } = inbox;
  const title = t('inbox.title');
  const tasks = items.length + plans.length + votes.length + policies.length;
  const lead = tasks > 0 && html`<p class="govuk-body-l">${t('inbox.lead', { count: tasks })}</p>`;
  const body =
    tasks === 0
      ? html`<div class="b-narrow">${nothing(view, inbox)}</div>`
      : html`${items.length > 0 && html`<ol class="b-inbox">${items.map((duty) => task(view, duty))}</ol>`}${more && html`<p class="govuk-body-s">${t('inbox.more')}</p>`}${ofVotes(view, votes)}${ofPolicies(view, policies)}${ofPlans(view, plans)}`;
  const main = html`<div class="b-page-head b-narrow"><h1 class="govuk-heading-l">${title}</h1>${lead}</div>${body}${done.length > 0 && html`<div class="b-section b-narrow">${doneList(view, done)}</div>`}`;
  return { title, main, at: 'inbox', tasks };
}

function task(view: View, duty: Duty): Html {
  const { t } = view;
  const { selection, act, stage, step, optional } = duty;
  const words = t(`act.${act}` as WordKey);
  const place = actPlace(act);
  const href = `/selections/${selection.id}${place === undefined ? '' : `/${place}`}`;
  const isSoon = duty.overdue || (duty.workingDaysLeft !== null && duty.workingDaysLeft <= dueSoonWorkingDays);
  const meta = metaList([
    stage !== null && html`${t(`stage.${stage}` as WordKey)}${step !== null && html`, ${stepWord(view, step)}`}`,
    code(selection.code),
    duty.progress !== null && t('inbox.progress', duty.progress),
    optional && t('inbox.optional'),
  ]);
  const button = `govuk-button${isSoon ? '' : ' govuk-button--secondary'}`;
  return html`<li class="b-task${isSoon && ' b-task--soon'}"><p class="b-task__due">${due(view, duty)}</p><div><h2 class="b-task__title">${link({ href, text: words })}</h2><p class="b-task__post">${selection.title}</p>${meta}${conflictLight(view, duty)}${duty.blocked !== null && html`<p class="b-light b-light--ask">${icon('warning')}<span>${t('stage.blocked', { why: reasonOf(duty.blocked, view) })}</span></p>`}${arithmetic(view, duty.deadline?.explanation)}</div>${link({ href, text: t('inbox.open'), hidden: `${words}, ${selection.title}` }, button)}</li>`;
}

/** What development plans ask, below what the selections do. */
function ofPlans(view: View, plans: Inbox['plans']): Html | false {
  const { t, figures } = view;
  if (plans.length === 0) return false;
  const items = plans.map(({ planId, name, act, text, dueOn, isOverdue }) => {
    const words = t(`plan.duty-${act}`);
    const by = dueOn !== null && t('plan.duty-by', { day: figures.shortDay(dueOn) });
    const meta = metaList([name, text, by, isOverdue && html`<strong>${t('inbox.overdue')}</strong>`]);
    return html`${link({ href: `/plans/${planId}`, text: words, hidden: `${name} ${text ?? ''}` })}${meta}`;
  });
  return section({ id: 'plans', title: t('plan.duties') }, list(items, 'plain'));
}

/** What the committee is asked about a map. */
function ofVotes(view: View, votes: Inbox['votes']): Html | false {
  const { t } = view;
  const items = votes.map(
    (vote) =>
      html`${link({ href: `/map/votes/${vote.mapId}/${vote.resolutionId}`, text: resolutionWords(view, vote) })}${since(view, vote)}`,
  );
  return items.length > 0 && section({ id: 'votes', title: t('inbox.votes') }, list(items, 'plain'));
}

/** Policies that another has proposed. */
function ofPolicies(view: View, policies: Inbox['policies']): Html | false {
  const { t } = view;
  const items = policies.map((one) => {
    const text = t('selection.policy', { id: one.policy.toUpperCase(), version: one.version });
    return html`${link({ href: `/policies/proposals/${one.proposalId}`, text })}${since(view, one)}`;
  });
  return items.length > 0 && section({ id: 'policies', title: t('inbox.policies') }, list(items, 'plain'));
}

function since({ t, figures }: View, { since: at }: { readonly since: string }): Html {
  return metaList([t('inbox.since', { at: figures.instant(at) })]);
}

/** Working days left, in figures and words, and the day itself. */
function due({ t, figures }: View, { dueAt, workingDaysLeft, overdue }: Duty): Piece {
  if (dueAt === null) return html`<strong>${t('inbox.no-due')}</strong>`;
  const day = figures.deadline(dueAt);
  if (overdue) return html`<strong>${t('inbox.overdue')}</strong> ${day}`;
  if (workingDaysLeft === null) return day;
  if (workingDaysLeft <= 0) return html`<strong>${t('inbox.today')}</strong> ${day}`;
  return html`<b>${workingDaysLeft}</b> <strong>${t('inbox.days-left', { count: workingDaysLeft })}</strong> ${day}`;
}

const lights: Readonly<Record<NonNullable<Duty['conflict']>, { readonly tone: string; readonly icon: IconName }>> = {
  'not-declared': { tone: 'ask', icon: 'ask' },
  none: { tone: 'none', icon: 'fine' },
  possible: { tone: 'ask', icon: 'ask' },
  recused: { tone: 'out', icon: 'out' },
};

function conflictLight({ t }: View, { conflict }: Duty): Html | false {
  if (conflict === null) return false;
  const light = lights[conflict];
  return html`<p class="b-light b-light--${light.tone}">${icon(light.icon)}<span><strong>${t('inbox.conflict')}</strong> ${t(`inbox.conflict-${conflict}`)}</span></p>`;
}

function nothing(view: View, { next }: Inbox): Html {
  const { t, figures } = view;
  const title = t('inbox.empty-title');
  if (next === null) return empty({ title, mark: mark(), body: html`<p>${t('inbox.empty-none')}</p>` });
  const href = `/selections/${next.selectionId}`;
  const words = t('inbox.empty-next', { title: next.title, code: next.code, step: stepWord(view, next.step) });
  const at = next.at !== null && html` ${t('inbox.empty-next-at', { at: figures.deadline(next.at) })}`;
  return empty({ title, mark: mark(), body: html`<p>${link({ href, text: words })}${at}</p>` });
}

function doneList(view: View, done: Inbox['done']): Html {
  const { t, figures } = view;
  const items = done.map(
    ({ selection, at, entry }) =>
      html`${t('inbox.done-act', { title: selection.title, at: figures.instant(at) })}, ${link({ href: `/receipts/${entry}`, text: t('inbox.receipt'), hidden: selection.code })}`,
  );
  return details(t('inbox.done', { count: done.length }), list(items, 'plain'));
}

import { addDays, addMonths } from './dates.ts';
import { type ActionKind, indicatorCodes, lacksWords } from './plan-evidence.ts';
import type { PolicyPack } from './policy-pack.ts';
import { type Refusal, refuse } from './refusal.ts';
import { type AgencyPlace, type Asker, agencyRoles, type Hand, isInForce, isSameHand } from './roles.ts';

/** In which part somebody acts in a plan: the personnel office, the person it is for, the mentor. */
export type PlanPart = 'hr' | 'person' | 'mentor';

export type ItemState = 'proposed' | 'agreed' | 'reported' | 'confirmed' | 'dropped';
export type ReviewOutcome = 'on-track' | 'adjust' | 'at-risk';
export type PlanOutcome = 'achieved' | 'partly-achieved' | 'discontinued';
export const reviewOutcomes = ['on-track', 'adjust', 'at-risk'] as const satisfies readonly ReviewOutcome[];
export const planOutcomes = ['achieved', 'partly-achieved', 'discontinued'] as const satisfies readonly PlanOutcome[];

export interface PlanGoal {
  readonly id: string;
  readonly state: ItemState;
  readonly proposedAs: PlanPart;
}

export interface PlanAction {
  readonly id: string;
  readonly goalId: string;
  readonly kind: ActionKind;
  readonly dueOn: string;
  readonly state: ItemState;
  readonly proposedAs: PlanPart;
  /** Who reported that it is completed, while that waits for confirmation. */
  readonly reportedBy: Hand | null;
  /** The entry in which that report stands. */
  readonly reportEntry: string | null;
}

/** A plan as its rules see it. */
export interface Plan {
  readonly agency: string;
  readonly personId: string;
  readonly mentor: Hand | null;
  readonly isClosed: boolean;
  readonly until: string;
  readonly reviewOn: string;
  readonly goals: readonly PlanGoal[];
  readonly actions: readonly PlanAction[];
}

const longestMonths = 60;
const reviewEveryMonths = 12;
const dueSoonDays = 14;

export type PlanAct =
  | 'goal.propose'
  | 'action.propose'
  | 'item.agree'
  | 'mentor.name'
  | 'action.complete'
  | 'action.confirm'
  | 'action.return'
  | 'action.drop'
  | 'plan.review'
  | 'plan.close';

/** Parts that may do it, in the order in which somebody who has several acts. */
export const planActs: Readonly<Record<PlanAct, readonly PlanPart[]>> = {
  'goal.propose': ['hr', 'person'],
  'action.propose': ['hr', 'person'],
  'item.agree': ['hr', 'person'],
  'mentor.name': ['hr'],
  'action.complete': ['person', 'mentor'],
  'action.confirm': ['hr'],
  'action.return': ['hr'],
  'action.drop': ['hr', 'person'],
  'plan.review': ['hr', 'mentor'],
  'plan.close': ['hr'],
};

/** The parts that somebody has in a plan. Of their own plan nobody is the office, and nobody is a mentor without a role in the agency. */
export function partsIn(
  { agency, personId, mentor }: Pick<Plan, 'agency' | 'personId' | 'mentor'>,
  asker: Asker,
  now: string,
): PlanPart[] {
  const isOwn = asker.personId === personId;
  const isOffice = agencyRoles(asker, { agency, now }, ['hr']).length > 0;
  const parts: PlanPart[] = [];
  if (isOffice && !isOwn) parts.push('hr');
  if (isOwn) parts.push('person');
  const hasRole = asker.grants.some((grant) => isInForce(grant, { agency, now }));
  if (mentor !== null && !isOwn && hasRole && isSameHand(mentor, asker)) parts.push('mentor');
  return parts;
}

/** Who may open a plan: HR, and not for themselves. */
export function refuseOpening(
  asker: Asker,
  { place, personId, hasOpen }: { readonly place: AgencyPlace; readonly personId: string; readonly hasOpen: boolean },
): Refusal | undefined {
  if (agencyRoles(asker, place, ['hr']).length === 0) return refuse('thing.missing');
  if (asker.personId === personId) return refuse('plan.own-plan');
  return hasOpen ? refuse('plan.open-already') : undefined;
}

/** Whether the end of a plan can be: plan.day-past, plan.too-long. */
export function refuseEnd(until: string, today: string): Refusal | undefined {
  if (until <= today) return refuse('plan.day-past');
  return until > addMonths(today, longestMonths) ? refuse('plan.too-long', { months: longestMonths }) : undefined;
}

/** The day by which a plan is reviewed next: a year after the last time. */
export function nextReview(today: string): string {
  return addMonths(today, reviewEveryMonths);
}

/** In which part the asker may do this; `thing.missing` for whoever has none in the plan, plan.other-part, plan.closed. */
export function partFor(act: PlanAct, plan: Plan, asked: { readonly asker: Asker; readonly now: string }) {
  const parts = partsIn(plan, asked.asker, asked.now);
  const part = planActs[act].find((one) => parts.includes(one));
  if (parts.length === 0) return refuse('thing.missing');
  if (part === undefined) return refuse('plan.other-part');
  return plan.isClosed ? refuse('plan.closed') : part;
}

/** plan.indicator-unknown: a goal names an indicator of the policy, or none. */
export function refuseGoal(indicator: string | null, pack: Pick<PolicyPack, 'indicators'>): Refusal | undefined {
  if (indicator === null || indicatorCodes(pack).includes(indicator)) return undefined;
  return refuse('plan.indicator-unknown', { indicator });
}

export interface ActionProposed {
  readonly goalId: string;
  readonly kind: ActionKind;
  readonly dueOn: string;
  readonly today: string;
  readonly pack: Pick<PolicyPack, 'indicators'>;
}

/** thing.missing, plan.goal-not-agreed, plan.kind-wordless, plan.day-past, plan.after-end. */
export function refuseAction(
  { goals, until }: Plan,
  { goalId, kind, dueOn, today, pack }: ActionProposed,
): Refusal | undefined {
  const goal = goals.find(({ id }) => id === goalId);
  if (goal === undefined) return refuse('thing.missing');
  if (goal.state !== 'agreed') return refuse('plan.goal-not-agreed');
  if (lacksWords(pack, kind)) return refuse('plan.kind-wordless');
  if (dueOn <= today) return refuse('plan.day-past');
  return dueOn > until ? refuse('plan.after-end', { until }) : undefined;
}

/** What one side proposed, the other agrees to: plan.item-settled, plan.same-side. Nothing is agreed by silence. */
export function refuseAgreement(item: PlanGoal | PlanAction | undefined, part: PlanPart): Refusal | undefined {
  if (item === undefined) return refuse('thing.missing');
  if (item.state !== 'proposed') return refuse('plan.item-settled');
  return item.proposedAs === part ? refuse('plan.same-side') : undefined;
}

export function refuseMentor({ personId }: Pick<Plan, 'personId'>, mentor: Hand): Refusal | undefined {
  return mentor.personId === personId ? refuse('plan.mentor-self') : undefined;
}

/** Whether an action can be reported as completed now. */
export function refuseReport(action: PlanAction | undefined): Refusal | undefined {
  if (action === undefined) return refuse('thing.missing');
  return action.state === 'agreed' ? undefined : refuse('plan.action-not-agreed');
}

/** plan.not-reported; access.same-person: who reported does not confirm. */
export function refuseConfirmation(action: PlanAction | undefined, asker: Hand): Refusal | undefined {
  if (action === undefined) return refuse('thing.missing');
  const { state, reportedBy } = action;
  if (state !== 'reported' || reportedBy === null) return refuse('plan.not-reported');
  return isSameHand(reportedBy, asker) ? refuse('access.same-person') : undefined;
}

/** As `refuseConfirmation`; input.stale where another report stands than the one that was read. */
export function refuseAnswer(
  action: PlanAction | undefined,
  { asker, report }: { readonly asker: Hand; readonly report: string },
): Refusal | undefined {
  return refuseConfirmation(action, asker) ?? (action?.reportEntry === report ? undefined : refuse('input.stale'));
}

export function refuseDrop(action: PlanAction | undefined): Refusal | undefined {
  if (action === undefined) return refuse('thing.missing');
  const isOver = action.state === 'confirmed' || action.state === 'dropped';
  return isOver ? refuse('plan.action-over') : undefined;
}

/** A report that waits is answered first. */
export function refuseClosing({ actions }: Plan): Refusal | undefined {
  const count = actions.filter(({ state }) => state === 'reported').length;
  return count > 0 ? refuse('plan.reports-open', { count }) : undefined;
}

export const reminderKinds = ['due-soon', 'overdue', 'review', 'end'] as const;

/** Word to those awaited: on a day, about an action or about the plan. */
export interface PlanReminder {
  readonly kind: (typeof reminderKinds)[number];
  readonly action: string | null;
  readonly on: string;
}

/** What tells one reminder from every other: a moved day makes another. */
export function reminderKey({ kind, action, on }: PlanReminder): string {
  return `${kind}/${action ?? 'plan'}/${on}`;
}

/** All reminders of a plan as it now stands, the first day first. Reminding is all that a day does: nothing is decided by it. */
function remindersOf({ isClosed, until, reviewOn, actions }: Plan): PlanReminder[] {
  if (isClosed) return [];
  const agreed = actions.filter(({ state }) => state === 'agreed');
  const ofActions = agreed.flatMap(({ id: action, dueOn }): PlanReminder[] => [
    { kind: 'due-soon', action, on: addDays(dueOn, -dueSoonDays) },
    { kind: 'overdue', action, on: addDays(dueOn, 1) },
  ]);
  const review: PlanReminder[] = reviewOn < until ? [{ kind: 'review', action: null, on: reviewOn }] : [];
  const all: PlanReminder[] = [...ofActions, ...review, { kind: 'end', action: null, on: until }];
  return all.toSorted((one, other) => (one.on < other.on ? -1 : Number(one.on > other.on)));
}

/** What is to be said today and was not yet, and the next day on which something is; of one overdue by then only that is said. */
export function remindersDue(
  plan: Plan,
  today: string,
  sent: ReadonlySet<string>,
): { readonly now: PlanReminder[]; readonly nextOn: string | null } {
  const all = remindersOf(plan);
  const isOverdue = (action: string | null) =>
    all.some(({ kind, action: other, on }) => kind === 'overdue' && other === action && on <= today);
  const open = all.filter((one) => !sent.has(reminderKey(one)));
  const now = open.filter(({ kind, action, on }) => on <= today && !(kind === 'due-soon' && isOverdue(action)));
  return { now, nextOn: open.find(({ on }) => on > today)?.on ?? null };
}

export type PlanDutyAct = 'item.agree' | 'action.complete' | 'action.confirm' | 'plan.review' | 'plan.close';

/** One act that is asked of a part now. */
export interface PlanDuty {
  readonly act: PlanDutyAct;
  readonly item: string | null;
  /** The day by which; null where there is none. */
  readonly dueOn: string | null;
  readonly isOverdue: boolean;
}

/** What a plan asks of somebody in these parts now, by hand of whoever reported what they might confirm. */
export function planDuties(
  plan: Plan,
  { parts, hand, today }: { readonly parts: readonly PlanPart[]; readonly hand: Hand; readonly today: string },
): PlanDuty[] {
  if (plan.isClosed) return [];
  const { goals, actions, reviewOn, until } = plan;
  const may = (act: PlanAct) => planActs[act].some((part) => parts.includes(part));
  const side = planActs['item.agree'].find((part) => parts.includes(part));
  const duty = (act: PlanDutyAct, item: string | null, dueOn: string | null): PlanDuty => ({
    act,
    item,
    dueOn,
    isOverdue: dueOn !== null && dueOn < today,
  });
  const proposed = [...goals, ...actions].filter((item) => side !== undefined && !refuseAgreement(item, side));
  const isNear = ({ state, dueOn }: PlanAction) => state === 'agreed' && addDays(dueOn, -dueSoonDays) <= today;
  return [
    ...proposed.map(({ id }) => duty('item.agree', id, null)),
    ...actions
      .filter((action) => may('action.complete') && isNear(action))
      .map(({ id, dueOn }) => duty('action.complete', id, dueOn)),
    ...actions
      .filter((action) => may('action.confirm') && refuseConfirmation(action, hand) === undefined)
      .map(({ id }) => duty('action.confirm', id, null)),
    ...(may('plan.review') && reviewOn <= today && reviewOn < until ? [duty('plan.review', null, reviewOn)] : []),
    ...(may('plan.close') && until <= today ? [duty('plan.close', null, until)] : []),
  ];
}

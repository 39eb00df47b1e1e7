import { actionKinds, indicatorCodes, indicatorsFedBy, wordsFor } from '#domain/plan-evidence.ts';
import {
  type Plan,
  type PlanAct,
  type PlanDuty,
  partFor,
  partsIn,
  planDuties,
  refuseAgreement,
  refuseClosing,
  refuseConfirmation,
  refuseDrop,
  refuseReport,
} from '#domain/plans.ts';
import type { IndicatorRule, PolicyPack } from '#domain/policy-pack.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import { type Asker, agencyRoles, isInForce } from '#domain/roles.ts';
import { admitAgencyReading } from '#features/access/service.ts';
import { getPack } from '#features/policies/service.ts';
import { readClock } from '#platform/clock.ts';
import type { Database, Tx } from '#platform/database.ts';
import {
  getDetail,
  listActions,
  listGoals,
  listPlans,
  listPlansOf,
  listReminders,
  listReviews,
  listWaiting,
  listWords,
  type PlanListed,
  type PlansAsked,
  type Viewer,
} from './queries.ts';
import { findPlan, listById, type PlanRow } from './store.ts';

/** Plans of an agency, for HR and auditors. */
export function readPlans(db: Database, asker: Asker, asked: Omit<PlansAsked, 'personId'>) {
  return db.transaction('conductor', async (tx) => {
    await admitAgencyReading(tx, { asker, agency: asked.agency, reading: 'plans' });
    return listPlans(tx, { ...asked, personId: asker.personId });
  });
}

/** The plans that are for the asker, or in which they are the mentor. */
export function readOwnPlans(db: Database, asker: Asker): Promise<PlanListed[]> {
  return db.transaction('conductor', async (tx) => {
    const rows = await listPlansOf(tx, viewerOf(asker, await readClock(tx)));
    return rows.map(({ openedAt: _openedAt, ...plan }) => plan);
  });
}

function viewerOf({ accountId, personId, grants }: Asker, now: string): Viewer {
  const inForce = grants.filter((grant) => isInForce(grant, { agency: grant.agency, now }));
  return { accountId, personId, agencies: [...new Set(inForce.map(({ agency }) => agency))] };
}

/** A plan with what the asker may do in it, for whoever has a part in it and for auditors; `thing.missing` for others. */
export function readPlan(db: Database, asker: Asker, planId: string) {
  return db.transaction('conductor', async (tx) => {
    const plan = await findPlan(tx, planId);
    if (plan === undefined) throw new Refused(refuse('thing.missing'));
    const now = await readClock(tx);
    const parts = partsIn(plan, asker, now);
    if (parts.length === 0) await admitAgencyReading(tx, { asker, agency: plan.agency, reading: 'plans' });
    const pack = await getPack(tx, plan.policy.digest);
    return { ...(await getDetail(tx, planId)), parts, ...(await contentsOf(tx, { plan, pack, asker, now })) };
  });
}

interface Looked {
  readonly plan: PlanRow;
  readonly pack: PolicyPack;
  readonly asker: Asker;
  readonly now: string;
}

async function contentsOf(tx: Tx, looked: Looked) {
  const { plan, pack } = looked;
  const [goals, actions] = [await listGoals(tx, plan.id), await listActions(tx, plan.id)];
  return {
    today: plan.today,
    may: mayInPlan(looked),
    goals: goals.map((goal) => ({
      ...goal,
      label: labelOf(pack, goal.indicator),
      may: mayWith(looked, goal.id),
    })),
    actions: actions.map((action) => ({
      ...action,
      counts: indicatorsFedBy(pack, action.kind).map(({ code, label }) => ({ code, label })),
      isOverdue: action.state === 'agreed' && !plan.isClosed && action.dueOn < plan.today,
      may: mayWith(looked, action.id),
    })),
    reviews: await listReviews(tx, plan.id),
    reminders: await listReminders(tx, plan.id),
    indicators: indicatorCodes(pack).flatMap((code) => {
      const label = labelOf(pack, code);
      return label === null ? [] : [{ code, label }];
    }),
    words: Object.fromEntries(actionKinds.map((kind) => [kind, [...wordsFor(pack, kind)]])),
  };
}

function labelOf({ indicators }: PolicyPack, code: string | null) {
  const all: readonly IndicatorRule[] = indicators.flatMap((rule) =>
    rule.table.kind === 'mean' ? [rule, ...rule.table.parts] : [rule],
  );
  return all.find((rule) => rule.code === code)?.label ?? null;
}

function isFor(act: PlanAct, { plan, asker, now }: Looked): boolean {
  return !plan.isErased && typeof partFor(act, plan, { asker, now }) === 'string';
}

function mayInPlan(looked: Looked): PlanAct[] {
  const { plan } = looked;
  const acts: PlanAct[] = ['goal.propose', 'mentor.name', 'plan.review', 'plan.close'];
  const withGoal: PlanAct[] = plan.goals.some(({ state }) => state === 'agreed') ? ['action.propose'] : [];
  return [...acts, ...withGoal].filter(
    (act) => isFor(act, looked) && (act !== 'plan.close' || refuseClosing(plan) === undefined),
  );
}

/** Acts with a goal or an action that are open to the asker now. */
function mayWith(looked: Looked, id: string): PlanAct[] {
  const { plan, asker, now } = looked;
  const item = itemOf(plan, id);
  const action = plan.actions.find((one) => one.id === id);
  const side = partFor('item.agree', plan, { asker, now });
  const refusals: Readonly<Partial<Record<PlanAct, unknown>>> = {
    'item.agree': typeof side === 'string' ? refuseAgreement(item, side) : side,
    ...(action !== undefined && {
      'action.complete': refuseReport(action),
      'action.confirm': refuseConfirmation(action, asker),
      'action.return': refuseConfirmation(action, asker),
      'action.drop': refuseDrop(action),
    }),
  };
  const acts = Object.keys(refusals) as PlanAct[];
  return acts.filter((act) => refusals[act] === undefined && isFor(act, looked));
}

function itemOf({ goals, actions }: Plan, id: string) {
  return goals.find((goal) => goal.id === id) ?? actions.find((action) => action.id === id);
}

/** Something that a plan asks of the reader now. */
export interface PlanDutyView extends PlanDuty {
  readonly planId: string;
  /** Whose plan it is. */
  readonly name: string;
  /** The goal or action in words. */
  readonly text: string | null;
}

/** What open plans ask of the asker now, the nearest day first. */
export async function listOwnDuties(tx: Tx, asker: Asker): Promise<PlanDutyView[]> {
  const now = await readClock(tx);
  const viewer = viewerOf(asker, now);
  const offices = viewer.agencies.filter((agency) => agencyRoles(asker, { agency, now }, ['hr']).length > 0);
  const ids = await listWaiting(tx, { ...viewer, offices });
  if (ids.length === 0) return [];
  const [plans, words] = [await listById(tx, ids), await listWords(tx, ids)];
  const duties = plans
    .filter(({ isErased }) => !isErased)
    .flatMap((plan) => {
      const said = words.find(({ id }) => id === plan.id);
      const own = planDuties(plan, { parts: partsIn(plan, asker, now), hand: asker, today: plan.today });
      return own.map((duty) => ({
        ...duty,
        planId: plan.id,
        name: said?.name ?? '',
        text: duty.item === null ? null : (said?.items[duty.item] ?? null),
      }));
    });
  return duties.toSorted((one, other) => ((one.dueOn ?? '9999') < (other.dueOn ?? '9999') ? -1 : 1));
}

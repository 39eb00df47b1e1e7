import {
  nextReview,
  type PlanOutcome,
  type ReviewOutcome,
  refuseClosing,
  reminderKey,
  remindersDue,
} from '#domain/plans.ts';
import { demand } from '#features/acts/service.ts';
import { beginOnStream, conductorActor, derivedId, type Receipt } from '#features/audit/service.ts';
import type { Database, Tx } from '#platform/database.ts';
import type { PlanTick } from '#workflows/contract.ts';
import { actOnPlan, appendAsked, type PlanHouse, type PlanRequest, streamOfPlan } from './planning.ts';
import {
  findPlan,
  insertReminder,
  insertReview,
  listOpen,
  listSent,
  type PlanRow,
  readMsUntil,
  setClosed,
} from './store.ts';

export type { PlanHouse, PlanRequest } from './planning.ts';
export { listOwnDuties, type PlanDutyView } from './reading.ts';

/** Puts down the yearly look at a plan; the next is due a year from now. */
export function reviewPlan(
  house: PlanHouse,
  request: PlanRequest,
  asked: { readonly planId: string; readonly outcome: ReviewOutcome; readonly text: string },
): Promise<Receipt> {
  const { planId, outcome, text } = asked;
  return actOnPlan(house, request, {
    planId,
    act: 'plan.review',
    content: { ...asked, reviews: true },
    perform: async (scene) => {
      const { tx, plan } = scene;
      const nextOn = nextReview(plan.today);
      const open = { next: nextOn, outcome };
      const { at, entry, ...rest } = await appendAsked(scene, { type: 'plan.reviewed/1', open, holding: { text } });
      await insertReview(tx, { planId, outcome, text, by: request.asker.accountId, nextOn, at, entryId: entry });
      return { at, entry, ...rest };
    },
  });
}

/** Ends a plan with what came of it. See `refuseClosing`. */
export function closePlan(
  house: PlanHouse,
  request: PlanRequest,
  asked: { readonly planId: string; readonly outcome: PlanOutcome; readonly text: string },
): Promise<Receipt> {
  const { planId, outcome, text } = asked;
  return actOnPlan(house, request, {
    planId,
    act: 'plan.close',
    content: { ...asked, closes: true },
    perform: async (scene) => {
      demand(refuseClosing(scene.plan));
      const written = await appendAsked(scene, { type: 'plan.closed/1', open: { outcome }, holding: { text } });
      await setClosed(scene.tx, { id: planId, outcome, text, at: written.at, entryId: written.entry });
      return written;
    },
  });
}

/** Sends what a plan has to remind of by now; answers when there is more. It decides nothing, and sends nothing twice. */
export function tickPlan({ db, ledger }: Pick<PlanHouse, 'db' | 'ledger'>, planId: string): Promise<PlanTick> {
  return db.transaction('conductor', async (tx) => {
    const stream = streamOfPlan(planId);
    const act = await beginOnStream(tx, stream, derivedId(planId, 'tick'));
    const plan = await findPlan(tx, planId);
    if (plan === undefined || plan.isClosed || plan.isErased) return { state: 'closed', inMs: null };
    const sent = new Set((await listSent(tx, planId)).map(reminderKey));
    const { now, nextOn } = remindersDue(plan, plan.today, sent);
    for (const reminder of now) {
      const { kind, action, on } = reminder;
      const id = derivedId(planId, reminderKey(reminder));
      const { agency, policy } = plan;
      const event = { id, stream, agency, policy, actor: conductorActor, act, open: { action, kind, on } };
      const { at, entry } = await ledger.append(tx, { ...event, type: 'plan.reminded/1' });
      await insertReminder(tx, { ...reminder, planId, at, entryId: entry });
    }
    return { state: 'open', inMs: await msUntil(tx, plan, nextOn) };
  });
}

async function msUntil(tx: Tx, { agency }: PlanRow, day: string | null): Promise<number | null> {
  return day === null ? null : readMsUntil(tx, agency, day);
}

/** Some plans whose workflow should be running, in the order of their ids. */
export function listOpenPlans(
  db: Database,
  asked: { readonly after: string | null; readonly limit: number },
): Promise<string[]> {
  return db.transaction('conductor', (tx) => listOpen(tx, asked));
}

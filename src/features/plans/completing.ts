import { type Completion, refuseCompletion, toEvidence } from '#domain/plan-evidence.ts';
import { type PlanAction, refuseAnswer, refuseDrop, refuseReport } from '#domain/plans.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import { demand } from '#features/acts/service.ts';
import type { Receipt } from '#features/audit/service.ts';
import { addEvidence } from '#features/people/service.ts';
import { actOnPlan, appendAsked, type PlanHouse, type PlanRequest, type PlanScene } from './planning.ts';
import { getReport, setConfirmed, setDropped, setReported, setReturned } from './store.ts';

export interface ActionNamed {
  readonly planId: string;
  readonly actionId: string;
}

/** A report as it was read. */
export interface ReportNamed extends ActionNamed {
  /** The entry that reported. */
  readonly report: string;
}

/** The person or the mentor reports that an action is completed, with the evidence. See `refuseReport` and `refuseCompletion`. */
export function reportCompletion(
  house: PlanHouse,
  request: PlanRequest,
  asked: ActionNamed & { readonly report: Completion },
): Promise<Receipt> {
  const { planId, actionId: id, report } = asked;
  return actOnPlan(house, request, {
    planId,
    act: 'action.complete',
    content: asked,
    perform: async (scene) => {
      const { tx, plan, pack } = scene;
      const action = actionIn(scene, id);
      demand(refuseReport(action));
      demand(refuseCompletion(action.kind, report, { pack, openedOn: plan.openedOn, today: plan.today }));
      const written = await appendAsked(scene, {
        type: 'action.completed/1',
        open: { action: id },
        holding: { report },
      });
      await setReported(tx, { id, by: request.asker.accountId, report, entryId: written.entry });
      return written;
    },
  });
}

/**
 * Confirms a report, as another person than who reported: what the action leaves is a row of the person's record from then on, which
 * names this entry. See `refuseAnswer`.
 */
export function confirmCompletion(house: PlanHouse, request: PlanRequest, asked: ReportNamed): Promise<Receipt> {
  const { planId, actionId: id } = asked;
  return actOnPlan(house, request, {
    planId,
    act: 'action.confirm',
    content: { ...asked, confirms: true },
    changesRecord: true,
    perform: async (scene) => {
      const { tx, plan } = scene;
      const { kind } = demandReport(scene, asked);
      const completion = await getReport(tx, id);
      const entryId = request.entryId;
      const evidence = toEvidence({ kind, completion, planId, entryId });
      const written = await appendAsked(scene, {
        type: 'action.confirmed/1',
        open: { action: id, register: evidence?.register ?? null },
        holding: { evidence: evidence?.row ?? null },
      });
      await setConfirmed(tx, { id, evidence, at: written.at, entryId });
      if (evidence !== null) await addEvidence(tx, { personId: plan.personId, evidence, entryId });
      return written;
    },
  });
}

/** Returns a report with a reason: the action is agreed and not completed, as before. */
export function returnReport(
  house: PlanHouse,
  request: PlanRequest,
  asked: ReportNamed & { readonly reason: string },
): Promise<Receipt> {
  const { planId, actionId: id, reason } = asked;
  return actOnPlan(house, request, {
    planId,
    act: 'action.return',
    content: { ...asked, returns: true },
    perform: async (scene) => {
      demandReport(scene, asked);
      const written = await appendAsked(scene, {
        type: 'action.returned/1',
        open: { action: id },
        holding: { reason },
      });
      await setReturned(scene.tx, { id, reason, entryId: written.entry });
      return written;
    },
  });
}

/** Drops an action that is not confirmed, with a reason. See `refuseDrop`. */
export function dropAction(
  house: PlanHouse,
  request: PlanRequest,
  asked: ActionNamed & { readonly reason: string },
): Promise<Receipt> {
  const { planId, actionId: id, reason } = asked;
  return actOnPlan(house, request, {
    planId,
    act: 'action.drop',
    content: { ...asked, drops: true },
    perform: async (scene) => {
      demand(refuseDrop(actionIn(scene, id)));
      const written = await appendAsked(scene, { type: 'action.dropped/1', open: { action: id }, holding: { reason } });
      await setDropped(scene.tx, { id, reason, entryId: written.entry });
      return written;
    },
  });
}

function actionIn({ plan }: PlanScene, actionId: string): PlanAction {
  const action = plan.actions.find(({ id }) => id === actionId);
  if (action === undefined) throw new Refused(refuse('thing.missing'));
  return action;
}

function demandReport(scene: PlanScene, { actionId, report }: ReportNamed): PlanAction {
  const action = actionIn(scene, actionId);
  demand(refuseAnswer(action, { asker: scene.request.asker, report }));
  return action;
}

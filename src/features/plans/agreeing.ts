import type { ActionKind } from '#domain/plan-evidence.ts';
import { refuseAction, refuseAgreement, refuseGoal, refuseMentor } from '#domain/plans.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import { demand } from '#features/acts/service.ts';
import { derivedId, type Receipt } from '#features/audit/service.ts';
import { actOnPlan, appendAsked, type PlanHouse, type PlanRequest, refInPlan } from './planning.ts';
import { findMentor, insertAction, insertGoal, setActionAgreed, setGoalAgreed, setMentor } from './store.ts';

export interface GoalAsked {
  readonly planId: string;
  readonly text: string;
  /** Code of an indicator of the plan's policy. */
  readonly indicator: string | null;
}

export interface Proposed {
  readonly itemId: string;
  readonly receipt: Receipt;
}

/** Proposes a goal; the other side agrees to it. See `refuseGoal`. */
export async function proposeGoal(house: PlanHouse, request: PlanRequest, asked: GoalAsked): Promise<Proposed> {
  const { planId, text, indicator } = asked;
  const itemId = derivedId(request.entryId, 'goal');
  const receipt = await actOnPlan(house, request, {
    planId,
    act: 'goal.propose',
    content: asked,
    perform: async (scene) => {
      demand(refuseGoal(indicator, scene.pack));
      const content = { indicator, text };
      const written = await appendAsked(scene, {
        type: 'goal.proposed/1',
        open: { goal: itemId },
        holding: { content },
      });
      const { tx, part } = scene;
      await insertGoal(tx, { id: itemId, planId, content, part, at: written.at, entryId: written.entry });
      return written;
    },
  });
  return { itemId, receipt };
}

export interface ActionAsked {
  readonly planId: string;
  readonly goalId: string;
  readonly kind: ActionKind;
  readonly text: string;
  readonly dueOn: string;
}

/** Proposes an action for an agreed goal; the other side agrees to it. See `refuseAction`. */
export async function proposeAction(house: PlanHouse, request: PlanRequest, asked: ActionAsked): Promise<Proposed> {
  const { planId, goalId, kind, text, dueOn } = asked;
  const itemId = derivedId(request.entryId, 'action');
  const receipt = await actOnPlan(house, request, {
    planId,
    act: 'action.propose',
    content: asked,
    perform: async (scene) => {
      const { tx, plan, pack, part } = scene;
      demand(refuseAction(plan, { goalId, kind, dueOn, today: plan.today, pack }));
      const content = { text };
      const open = { action: itemId, due: dueOn, goal: goalId, kind };
      const written = await appendAsked(scene, { type: 'action.proposed/1', open, holding: { content } });
      const row = { id: itemId, planId, goalId, kind, dueOn, content, part };
      await insertAction(tx, { ...row, at: written.at, entryId: written.entry });
      return written;
    },
  });
  return { itemId, receipt };
}

/** The other side agrees to a proposed goal or action. See `refuseAgreement`. */
export function agree(
  house: PlanHouse,
  request: PlanRequest,
  asked: { readonly planId: string; readonly itemId: string },
): Promise<Receipt> {
  const { planId, itemId } = asked;
  return actOnPlan(house, request, {
    planId,
    act: 'item.agree',
    content: asked,
    perform: async (scene) => {
      const { tx, plan, part } = scene;
      const goal = plan.goals.find(({ id }) => id === itemId);
      demand(refuseAgreement(goal ?? plan.actions.find(({ id }) => id === itemId), part));
      const written =
        goal === undefined
          ? await appendAsked(scene, { type: 'action.agreed/1', open: { action: itemId } })
          : await appendAsked(scene, { type: 'goal.agreed/1', open: { goal: itemId } });
      await (goal === undefined ? setActionAgreed : setGoalAgreed)(tx, itemId, written.entry);
      return written;
    },
  });
}

/** Names who accompanies the person: an account with a role in the agency, and not the person. */
export function nameMentor(
  house: PlanHouse,
  request: PlanRequest,
  asked: { readonly planId: string; readonly accountId: string },
): Promise<Receipt> {
  const { planId, accountId } = asked;
  return actOnPlan(house, request, {
    planId,
    act: 'mentor.name',
    content: asked,
    about: [accountId],
    perform: async (scene) => {
      const { tx, plan } = scene;
      const mentor = await findMentor(tx, plan.agency, accountId);
      if (mentor === undefined) throw new Refused(refuse('plan.mentor-unknown'));
      demand(refuseMentor(plan, mentor));
      const ref = await refInPlan(scene, { holder: accountId, role: 'mentor' });
      const written = await appendAsked(scene, { type: 'mentor.named/1', open: { mentor: ref } });
      await setMentor(tx, planId, { ref, entryId: written.entry });
      return written;
    },
  });
}

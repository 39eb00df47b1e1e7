import { nextReview, refuseEnd, refuseOpening } from '#domain/plans.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import { demand, keepFromErasure, recordIfConflict } from '#features/acts/service.ts';
import {
  type ActRow,
  beginOnStream,
  bindRef,
  derivedId,
  type PolicyPin,
  priorReceipt,
  type Receipt,
} from '#features/audit/service.ts';
import { demandPin, getPack } from '#features/policies/service.ts';
import { type Tx, violatedConstraint } from '#platform/database.ts';
import { type PlanHouse, type PlanRequest, refInPlan, streamOfPlan } from './planning.ts';
import { findGround, insertPlan, type OpeningGround } from './store.ts';

export interface OpeningAsked {
  readonly agency: string;
  readonly personId: string;
  readonly until: string;
  readonly ground: string;
}

export interface OpenedPlan {
  readonly planId: string;
  readonly receipt: Receipt;
}

/** Opens a plan for a person: on their box on the newest published map and what the policy recommends there, where they have one. */
export async function openPlan(house: PlanHouse, request: PlanRequest, asked: OpeningAsked): Promise<OpenedPlan> {
  const { db, ledger, conductPlan } = house;
  const planId = derivedId(request.entryId, 'plan');
  try {
    const receipt = await db.transaction('conductor', async (tx) => {
      const { agency, personId } = asked;
      await keepFromErasure(tx, [request.asker.accountId, personId]);
      const act = await beginOnStream(tx, streamOfPlan(planId), request.entryId);
      const ground = await findGround(tx, agency, personId);
      const place = { agency, now: act.at };
      const prior = priorReceipt(ledger, act, asked);
      const refusal = refuseOpening(request.asker, { place, personId, hasOpen: ground?.hasOpen ?? false });
      if (refusal !== undefined && (prior === undefined || refusal.code === 'thing.missing'))
        throw new Refused(refusal);
      if (prior !== undefined) return prior;
      if (ground === undefined) throw new Refused(refuse('thing.missing'));
      demand(refuseEnd(asked.until, ground.today));
      const today = { agency, id: null, on: ground.today };
      const policy = ground.policy ?? (await demandPin(tx, today, refuse('thing.missing')));
      return write({ house, tx, request, asked, act, planId, ground, policy });
    });
    conductPlan(planId);
    return { planId, receipt };
  } catch (error) {
    // Somebody else opened one at the same time.
    if (violatedConstraint(error) === 'plans_one_open') throw new Refused(refuse('plan.open-already'));
    await recordIfConflict({ db, ledger }, request.entryId, error);
    throw error;
  }
}

interface Writing {
  readonly house: PlanHouse;
  readonly tx: Tx;
  readonly request: PlanRequest;
  readonly asked: OpeningAsked;
  readonly act: ActRow;
  readonly planId: string;
  readonly ground: OpeningGround;
  readonly policy: PolicyPin;
}

async function write({ house, tx, request, asked, act, planId, ground, policy }: Writing): Promise<Receipt> {
  const { ledger } = house;
  const { agency, personId, until } = asked;
  const { box, mapId, today } = ground;
  const stream = streamOfPlan(planId);
  const { asker, session, entryId } = request;
  const scene = { tx, ledger, stream, act, plan: { agency } };
  const ref = await refInPlan(scene, { holder: asker.accountId, role: 'hr' });
  const identity = await tx.one('SELECT name, nip FROM people WHERE id = $1', [personId]);
  const personRef = await bindRef(ledger, tx, { stream, agency, holder: personId, role: 'person', act, identity });
  const { boxes } = await getPack(tx, policy.digest);
  const handling = boxes.meanings.find((meaning) => meaning.box === box)?.handling ?? null;
  const content = { box, ground: asked.ground, handling };
  const review = nextReview(today);
  const receipt = await ledger.append(tx, {
    id: entryId,
    stream,
    agency,
    policy,
    actor: { ref, role: 'hr', session },
    act,
    content: asked,
    type: 'plan.opened/1',
    open: { map: mapId, person: personRef, review, until },
    committed: { content: { value: content, holder: personId } },
  });
  const { at } = receipt;
  const row = { id: planId, agency, personId, personRef, policy, mapId, content, until, reviewOn: review };
  await insertPlan(tx, { ...row, by: asker.accountId, at, entryId });
  return receipt;
}

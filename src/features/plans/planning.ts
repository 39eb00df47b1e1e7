import { type PlanAct, type PlanPart, partFor } from '#domain/plans.ts';
import type { PolicyPack } from '#domain/policy-pack.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import type { Asker } from '#domain/roles.ts';
import {
  getActorIdentity,
  type House,
  keepFromErasure,
  recordIfConflict,
  type StreamRequest,
} from '#features/acts/service.ts';
import {
  type Actor,
  type ActRow,
  beginOnStream,
  bindRef,
  type Event,
  type Ledger,
  priorReceipt,
  type Receipt,
} from '#features/audit/service.ts';
import { lockRecords } from '#features/people/service.ts';
import { getPack } from '#features/policies/service.ts';
import type { Tx } from '#platform/database.ts';
import { findPlan, type PlanRow } from './store.ts';

export type PlanHouse = Pick<House, 'db' | 'ledger' | 'conductPlan'>;

export type PlanRequest = StreamRequest;

/** A plan under the lock of its stream, as one act sees it. */
export interface PlanScene {
  readonly tx: Tx;
  readonly ledger: Ledger;
  readonly request: PlanRequest;
  readonly plan: PlanRow;
  readonly pack: PolicyPack;
  readonly stream: string;
  readonly act: ActRow;
  /** In which the asker acts. */
  readonly part: PlanPart;
  readonly content: unknown;
}

interface Asked {
  readonly planId: string;
  readonly act: PlanAct;
  /** What a repetition must equal. */
  readonly content: unknown;
  /** The act writes into the person's record. */
  readonly changesRecord?: boolean;
  /** Whom the entry will be about, besides who acts and whose plan it is. */
  readonly about?: readonly string[];
}

export function streamOfPlan(planId: string): string {
  return `plan/${planId}`;
}

/**
 * Runs an act in a plan in one transaction. Whoever has no part in the plan is answered as if it were not there; a repeated act
 * answers its first receipt. Nobody erases whoever acts in it or is named meanwhile.
 */
export async function actOnPlan(
  { db, ledger, conductPlan }: PlanHouse,
  request: PlanRequest,
  asked: Asked & { readonly perform: (scene: PlanScene) => Promise<Receipt> },
): Promise<Receipt> {
  const { planId, content, perform } = asked;
  try {
    const receipt = await db.transaction('conductor', async (tx) => {
      const found = await findPlan(tx, planId);
      if (found === undefined) throw new Refused(refuse('thing.missing'));
      if (asked.changesRecord === true) await lockRecords(tx, found.agency);
      await keepFromErasure(tx, [request.asker.accountId, found.personId, ...(asked.about ?? [])]);
      const stream = streamOfPlan(planId);
      const act = await beginOnStream(tx, stream, request.entryId);
      const plan = (await findPlan(tx, planId)) ?? found;
      const part = admit(plan, asked.act, { asker: request.asker, now: act.at });
      const prior = priorReceipt(ledger, act, content);
      if (prior !== undefined) return prior;
      if (typeof part !== 'string') throw new Refused(part);
      const pack = await getPack(tx, plan.policy.digest);
      return perform({ tx, ledger, request, plan, pack, stream, act, part, content });
    });
    conductPlan(planId);
    return receipt;
  } catch (error) {
    await recordIfConflict({ db, ledger }, request.entryId, error);
    throw error;
  }
}

/** That a plan is closed by now does not keep anybody from the receipt of what they did before. */
function admit(plan: PlanRow, act: PlanAct, asked: { readonly asker: Asker; readonly now: string }) {
  const part = partFor(act, plan, asked);
  if (typeof part !== 'string' && part.code !== 'plan.closed') throw new Refused(part);
  return part;
}

interface Bound {
  readonly holder: string;
  readonly role: string;
}

/** The ref of an account in this plan, bound by an entry the first time. */
export async function refInPlan(
  { tx, ledger, plan, stream, act }: Pick<PlanScene, 'tx' | 'ledger' | 'stream' | 'act'> & { plan: { agency: string } },
  { holder, role }: Bound,
): Promise<string> {
  const identity = await getActorIdentity(tx, holder);
  return bindRef(ledger, tx, { stream, agency: plan.agency, holder, role, act, identity });
}

/** Appends the entry of the asked act itself, under the name of the asker in this plan. */
export async function appendAsked(
  scene: PlanScene,
  { holding = {}, ...written }: Pick<Event, 'type' | 'open'> & { readonly holding?: Readonly<Record<string, unknown>> },
): Promise<Receipt> {
  const { tx, ledger, request, plan, stream, act, part, content } = scene;
  const { asker, session, entryId: id } = request;
  const actor: Actor = { ref: await refInPlan(scene, { holder: asker.accountId, role: part }), role: part, session };
  const { agency, policy, personId: holder } = plan;
  const committed = Object.fromEntries(Object.entries(holding).map(([field, value]) => [field, { value, holder }]));
  return ledger.append(tx, { ...written, id, stream, agency, policy, actor, act, content, committed });
}

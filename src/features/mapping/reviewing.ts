import type { PolicyPack } from '#domain/policy-pack.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import { type Asker, agencyRoles, type Role } from '#domain/roles.ts';
import { getActorIdentity, type House, recordIfConflict } from '#features/acts/service.ts';
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
import { getPack } from '#features/policies/service.ts';
import type { Tx } from '#platform/database.ts';
import { findRun, type RunRow } from './store.ts';

export type ReviewHouse = Pick<House, 'db' | 'ledger' | 'conductMap'>;

/** An act on a map, as it was asked for. */
export interface ReviewRequest {
  readonly asker: Asker;
  readonly session: string | null;
  readonly entryId: string;
}

/** A map under the lock of its stream, as one act sees it. */
export interface ReviewScene {
  readonly tx: Tx;
  readonly ledger: Ledger;
  readonly request: ReviewRequest;
  readonly run: RunRow;
  readonly pack: PolicyPack;
  readonly stream: string;
  readonly act: ActRow;
  /** The first of the roles that the act asks for. */
  readonly role: Role;
  readonly content: unknown;
}

interface Asked {
  readonly mapId: string;
  readonly roles: readonly Role[];
  /** What a repetition must equal. */
  readonly content: unknown;
}

export function streamOfMap(mapId: string): string {
  return `mapping/${mapId}`;
}

/**
 * Runs an act on a map in one transaction. Whoever has none of the roles is answered as if it were not there; a repeated act answers
 * its first receipt.
 */
export async function review(
  { db, ledger, conductMap }: ReviewHouse,
  request: ReviewRequest,
  { mapId, roles, content, perform }: Asked & { readonly perform: (scene: ReviewScene) => Promise<Receipt> },
): Promise<Receipt> {
  try {
    const receipt = await db.transaction('conductor', async (tx) => {
      const found = await findRun(tx, mapId);
      if (found === undefined) throw new Refused(refuse('thing.missing'));
      const stream = streamOfMap(mapId);
      const act = await beginOnStream(tx, stream, request.entryId);
      const [role] = agencyRoles(request.asker, { agency: found.agency, now: act.at }, roles);
      if (role === undefined) throw new Refused(refuse('thing.missing'));
      const prior = priorReceipt(ledger, act, content);
      if (prior !== undefined) return prior;
      const run = (await findRun(tx, mapId)) ?? found;
      const pack = await getPack(tx, run.policy.digest);
      return perform({ tx, ledger, request, run, pack, stream, act, role, content });
    });
    conductMap(mapId);
    return receipt;
  } catch (error) {
    await recordIfConflict({ db, ledger }, request.entryId, error);
    throw error;
  }
}

/** The asker as the ledger names them on this map. */
async function actorOnMap(scene: ReviewScene): Promise<Actor> {
  const { request, role } = scene;
  return { ref: await memberRef(scene, { accountId: request.asker.accountId, role }), role, session: request.session };
}

/** The ref of an account on this map, bound by an entry the first time. */
export async function memberRef(
  { tx, ledger, run, stream, act }: Omit<ReviewScene, 'request' | 'role' | 'content' | 'pack'>,
  { accountId, role }: { readonly accountId: string; readonly role: Role },
): Promise<string> {
  const identity = await getActorIdentity(tx, accountId);
  return bindRef(ledger, tx, { stream, agency: run.agency, holder: accountId, role, act, identity });
}

/** Appends the entry of the asked act itself. */
export async function appendAsked(
  scene: ReviewScene,
  written: Pick<Event, 'type' | 'open' | 'committed'>,
): Promise<Receipt> {
  const { tx, ledger, request, run, stream, act, content } = scene;
  const actor = await actorOnMap(scene);
  const event = { stream, agency: run.agency, policy: run.policy, actor, act, content };
  return ledger.append(tx, { ...event, ...written, id: request.entryId });
}

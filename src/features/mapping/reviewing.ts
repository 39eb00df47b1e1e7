import type { PolicyPack } from '#domain/policy-pack.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import type { Role } from '#domain/roles.ts';
import {
  actOnStream,
  appendAsked as appendOnStream,
  getActorIdentity,
  type House,
  type StreamRequest,
  type StreamScene,
} from '#features/acts/service.ts';
import { bindRef, type Event, type Receipt } from '#features/audit/service.ts';
import { getPack } from '#features/policies/service.ts';
import { findRun, type RunRow } from './store.ts';

export type ReviewHouse = Pick<House, 'db' | 'ledger' | 'conductMap'>;
export type ReviewRequest = StreamRequest;

/** A map under the lock of its stream, as one act sees it. */
export interface ReviewScene extends StreamScene {
  readonly run: RunRow;
  readonly pack: PolicyPack;
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
  house: ReviewHouse,
  request: ReviewRequest,
  { mapId, roles, content, perform }: Asked & { readonly perform: (scene: ReviewScene) => Promise<Receipt> },
): Promise<Receipt> {
  const found = await house.db.transaction('conductor', (tx) => findRun(tx, mapId));
  if (found === undefined) throw new Refused(refuse('thing.missing'));
  const receipt = await actOnStream(house, request, {
    agency: found.agency,
    stream: streamOfMap(mapId),
    roles,
    content,
    perform: async (scene) => {
      const run = (await findRun(scene.tx, mapId)) ?? found;
      return perform({ ...scene, run, pack: await getPack(scene.tx, run.policy.digest) });
    },
  });
  house.conductMap(mapId);
  return receipt;
}

/** The ref of an account on this map, bound by an entry the first time. */
export async function memberRef(
  { tx, ledger, agency, stream, act }: Pick<StreamScene, 'tx' | 'ledger' | 'agency' | 'stream' | 'act'>,
  { accountId, role }: { readonly accountId: string; readonly role: Role },
): Promise<string> {
  const identity = await getActorIdentity(tx, accountId);
  return bindRef(ledger, tx, { stream, agency, holder: accountId, role, act, identity });
}

/** Appends the entry of the asked act itself, under the policy of the map. */
export function appendAsked(scene: ReviewScene, written: Pick<Event, 'type' | 'open' | 'committed'>): Promise<Receipt> {
  return appendOnStream(scene, { ...written, policy: scene.run.policy });
}

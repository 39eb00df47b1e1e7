import { Refused, refuse } from '#domain/refusal.ts';
import type { Role } from '#domain/roles.ts';
import { localDayOf } from '#domain/working-days.ts';
import {
  actOnStream,
  appendAsked as appendOnStream,
  type House,
  type StreamRequest,
  type StreamScene,
} from '#features/acts/service.ts';
import type { Event, PolicyPin, Receipt } from '#features/audit/service.ts';
import { demandPin, findPin, getPack } from '#features/policies/service.ts';
import type { Sql, Tx } from '#platform/database.ts';
import { findGoverningPolicy, findPost, type PostRow } from './store.ts';

export type SuccessionHouse = Pick<House, 'db' | 'ledger'>;
export type SuccessionRequest = StreamRequest;

/** The succession to a post under the lock of its stream, as one act sees it. */
export interface SuccessionScene extends StreamScene {
  readonly post: PostRow;
  /** In force on the day of the act; acts that judge nobody are done without one. */
  readonly policy: PolicyPin | undefined;
}

interface Asked {
  readonly postId: string;
  /** Absent: the personnel office, which conducts the plan. */
  readonly roles?: readonly Role[];
  /** Whom the entries will be about; read before the stream is locked. */
  readonly people?: (tx: Tx) => Promise<readonly string[]>;
  /** What a repetition must equal. */
  readonly content: unknown;
  readonly perform: (scene: SuccessionScene) => Promise<Receipt>;
}

/** The personnel office conducts the succession plan; the authority decides on it. */
const conductors: readonly Role[] = ['hr'];

/**
 * Runs an act on the succession to a post in one transaction. Whoever has none of the roles is answered as if the post were not there;
 * a repeated act answers its first receipt.
 */
export async function actOnSuccession(
  house: SuccessionHouse,
  request: SuccessionRequest,
  { postId, perform, roles = conductors, ...asked }: Asked,
): Promise<Receipt> {
  const found = await house.db.transaction('conductor', (tx) => findPost(tx, postId));
  if (found === undefined) throw new Refused(refuse('thing.missing'));
  const { agency } = found;
  return actOnStream(house, request, {
    ...asked,
    agency,
    stream: `succession/${postId}`,
    roles,
    perform: async (scene) => {
      const id = await findGoverningPolicy(scene.tx, agency);
      const policy = await findPin(scene.tx, { agency, id, on: localDayOf(scene.act.at, found.zone) });
      // What is read of the post is read again under the lock.
      return perform({ ...scene, policy, post: (await findPost(scene.tx, postId)) ?? found });
    },
  });
}

interface GoverningAsked {
  readonly agency: string;
  /** The day where the agency is. */
  readonly on: string;
}

/** Pin of the pack by which an agency's succession is judged on a day; refuses policy.not-in-force, thing.missing without any. */
export async function demandGoverning(sql: Sql, { agency, on }: GoverningAsked): Promise<PolicyPin> {
  const id = await findGoverningPolicy(sql, agency);
  return demandPin(sql, { agency, id, on }, refuse('thing.missing'));
}

/** The pack by which the succession is judged on the day of the act; refuses as `demandGoverning`. */
export async function getPolicy({ tx, post, policy, act }: Pick<SuccessionScene, 'tx' | 'post' | 'policy' | 'act'>) {
  const pin = policy ?? (await demandGoverning(tx, { agency: post.agency, on: localDayOf(act.at, post.zone) }));
  return { pin, pack: await getPack(tx, pin.digest) };
}

/** Appends the entry of the asked act itself, under the policy that governs. */
export function appendAsked(
  scene: SuccessionScene,
  written: Pick<Event, 'type' | 'open' | 'committed'>,
): Promise<Receipt> {
  return appendOnStream(scene, { ...written, ...(scene.policy === undefined ? {} : { policy: scene.policy }) });
}

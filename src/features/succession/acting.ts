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
  lockHolder,
  type PolicyPin,
  priorReceipt,
  type Receipt,
} from '#features/audit/service.ts';
import { findPin, getPack } from '#features/policies/service.ts';
import type { Sql, Tx } from '#platform/database.ts';
import { findGoverningPolicy, findPost, type PostRow } from './store.ts';

export type SuccessionHouse = Pick<House, 'db' | 'ledger'>;

/** An act on the succession to a post, as it was asked for. */
export interface SuccessionRequest {
  readonly asker: Asker;
  readonly session: string | null;
  readonly entryId: string;
}

/** The succession to a post under the lock of its stream, as one act sees it. */
export interface SuccessionScene {
  readonly tx: Tx;
  readonly ledger: Ledger;
  readonly request: SuccessionRequest;
  readonly post: PostRow;
  readonly stream: string;
  readonly act: ActRow;
  readonly role: Role;
  readonly policy: PolicyPin | undefined;
  readonly content: unknown;
}

interface Asked {
  readonly postId: string;
  /** Whom the entries will be about; read before the stream is locked. */
  readonly people?: (tx: Tx) => Promise<readonly string[]>;
  /** What a repetition must equal. */
  readonly content: unknown;
  readonly perform: (scene: SuccessionScene) => Promise<Receipt>;
}

/** The personnel office conducts the succession plan; the authority and the auditor read it. */
const conductors: readonly Role[] = ['hr'];

/**
 * Runs an act on the succession to a post in one transaction. Whoever is not of the personnel office is answered as if the post were
 * not there; a repeated act answers its first receipt. Whom it is about is kept from erasures before the stream is locked, in the order
 * in which an erasure locks them.
 */
export async function actOnSuccession(
  { db, ledger }: SuccessionHouse,
  request: SuccessionRequest,
  { postId, people, content, perform }: Asked,
): Promise<Receipt> {
  try {
    return await db.transaction('conductor', async (tx) => {
      const post = await findPost(tx, postId);
      if (post === undefined) throw new Refused(refuse('thing.missing'));
      await keepFromErasure(tx, [request.asker.accountId, ...((await people?.(tx)) ?? [])]);
      const stream = `succession/${postId}`;
      const act = await beginOnStream(tx, stream, request.entryId);
      const [role] = agencyRoles(request.asker, { agency: post.agency, now: act.at }, conductors);
      if (role === undefined) throw new Refused(refuse('thing.missing'));
      const prior = priorReceipt(ledger, act, content);
      if (prior !== undefined) return prior;
      const policy = await findPolicy(tx, post.agency);
      // What is read of the post is read again under the lock.
      const locked = (await findPost(tx, postId)) ?? post;
      return perform({ tx, ledger, request, post: locked, stream, act, role, policy, content });
    });
  } catch (error) {
    await recordIfConflict({ db, ledger }, request.entryId, error);
    throw error;
  }
}

async function keepFromErasure(tx: Tx, holders: readonly string[]): Promise<void> {
  for (const holder of holders.toSorted())
    if (!(await lockHolder(tx, holder))) throw new Refused(refuse('thing.missing'));
}

/** Pin of the pack by which an agency's succession is judged; undefined where none is published. */
export async function findPolicy(sql: Sql, agency: string): Promise<PolicyPin | undefined> {
  const id = await findGoverningPolicy(sql, agency);
  return id === null ? undefined : findPin(sql, agency, id);
}

export async function getPolicy({ tx, policy }: Pick<SuccessionScene, 'tx' | 'policy'>) {
  if (policy === undefined) throw new Refused(refuse('thing.missing'));
  return { pin: policy, pack: await getPack(tx, policy.digest) };
}

/** Appends the entry of the asked act itself, by its asker: their name in the stream stands before it. */
export async function appendAsked(
  scene: SuccessionScene,
  written: Pick<Event, 'type' | 'open' | 'committed'>,
): Promise<Receipt> {
  const { tx, ledger, request, post, stream, act, policy, content } = scene;
  const actor = await actorOf(scene);
  const event = { stream, agency: post.agency, actor, act, content, ...(policy === undefined ? {} : { policy }) };
  return ledger.append(tx, { ...event, ...written, id: request.entryId });
}

async function actorOf({ tx, ledger, request, post, stream, act, role }: SuccessionScene): Promise<Actor> {
  const { accountId } = request.asker;
  const identity = await getActorIdentity(tx, accountId);
  const ref = await bindRef(ledger, tx, { stream, agency: post.agency, holder: accountId, role, act, identity });
  return { ref, role, session: request.session };
}

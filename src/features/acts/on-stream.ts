import { Refused, refuse } from '#domain/refusal.ts';
import { type Asker, agencyRoles, type Role } from '#domain/roles.ts';
import {
  type Actor,
  type ActRow,
  beginOnStream,
  bindRef,
  type Event,
  type Ledger,
  lockHolder,
  priorReceipt,
  type Receipt,
} from '#features/audit/service.ts';
import type { Database, Tx } from '#platform/database.ts';
import { getActorIdentity } from './identity.ts';
import { recordIfConflict } from './recording.ts';

/** An act outside any selection, as it was asked for. */
export interface StreamRequest {
  readonly asker: Asker;
  readonly session: string | null;
  readonly entryId: string;
}

/** A stream under its lock, as one act sees it. */
export interface StreamScene {
  readonly tx: Tx;
  readonly ledger: Ledger;
  readonly request: StreamRequest;
  readonly agency: string;
  readonly stream: string;
  readonly act: ActRow;
  /** The first of the roles that the act asks for. */
  readonly role: Role;
  readonly content: unknown;
}

interface Asked {
  readonly agency: string;
  readonly stream: string;
  /** In the agency as a whole; whoever has none of them is answered as if the thing were not there. */
  readonly roles: readonly Role[];
  /** What a repetition must equal. */
  readonly content: unknown;
  /** Whom the entries will be about, besides who acts. */
  readonly people?: (tx: Tx) => Promise<readonly string[]>;
}

interface StreamHouse {
  readonly db: Database;
  readonly ledger: Ledger;
}

/**
 * Runs an act on a stream in one transaction under the stream's lock. A repeated act answers its first receipt. Who acts and whom it is
 * about is kept from erasures before the stream is locked, in the order in which an erasure locks them.
 */
export async function actOnStream(
  { db, ledger }: StreamHouse,
  request: StreamRequest,
  {
    agency,
    stream,
    roles,
    content,
    people,
    perform,
  }: Asked & { readonly perform: (scene: StreamScene) => Promise<Receipt> },
): Promise<Receipt> {
  try {
    return await db.transaction('conductor', async (tx) => {
      await keepFromErasure(tx, [request.asker.accountId, ...((await people?.(tx)) ?? [])]);
      const act = await beginOnStream(tx, stream, request.entryId);
      const [role] = agencyRoles(request.asker, { agency, now: act.at }, roles);
      if (role === undefined) throw new Refused(refuse('thing.missing'));
      const prior = priorReceipt(ledger, act, content);
      return prior ?? perform({ tx, ledger, request, agency, stream, act, role, content });
    });
  } catch (error) {
    await recordIfConflict({ db, ledger }, request.entryId, error);
    throw error;
  }
}

/** Refuses (`thing.missing`) whoever was erased; nobody of the others is erased until the transaction ends. Before the stream is locked, in the order in which an erasure locks them. */
export async function keepFromErasure(tx: Tx, holders: readonly string[]): Promise<void> {
  for (const holder of holders.toSorted())
    if (!(await lockHolder(tx, holder))) throw new Refused(refuse('thing.missing'));
}

/** Appends the entry of the asked act itself, by the asker under a name of this stream. */
export async function appendAsked(
  scene: StreamScene,
  written: Pick<Event, 'type' | 'open' | 'committed' | 'policy'>,
): Promise<Receipt> {
  const { ledger, tx, request, agency, stream, act, content } = scene;
  const actor = await actorOf(scene);
  return ledger.append(tx, { stream, agency, actor, act, content, ...written, id: request.entryId });
}

async function actorOf({ tx, ledger, request, agency, stream, act, role }: StreamScene): Promise<Actor> {
  const holder = request.asker.accountId;
  const identity = await getActorIdentity(tx, holder);
  return {
    ref: await bindRef(ledger, tx, { stream, agency, holder, role, act, identity }),
    role,
    session: request.session,
  };
}

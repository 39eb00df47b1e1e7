import { type PrivacyAct, refusePrivacyReading, rolesFor } from '#domain/erasures.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import type { Asker, Role } from '#domain/roles.ts';
import { getActorIdentity, recordIfConflict } from '#features/acts/service.ts';
import {
  type Actor,
  type ActRow,
  beginOnStream,
  bindRef,
  type Ledger,
  priorReceipt,
  type Receipt,
} from '#features/audit/service.ts';
import type { Database, Tx } from '#platform/database.ts';
import { findSubject, type SubjectRow } from './queries.ts';
import { bindSubject } from './subject-stream.ts';

export interface PrivacyHouse {
  readonly db: Database;
  readonly ledger: Ledger;
}

/** An act about a person's data, as it was asked for. */
export interface PrivacyRequest {
  readonly asker: Asker;
  readonly session: string | null;
  readonly entryId: string;
}

interface Asked {
  readonly act: PrivacyAct;
  readonly agency: string;
  readonly personId: string;
  /** What a repetition must equal. */
  readonly content: unknown;
}

/** An act on the person's own stream, whose lock it holds. */
export interface PrivacyScene {
  readonly tx: Tx;
  readonly ledger: Ledger;
  readonly request: PrivacyRequest;
  readonly subject: SubjectRow;
  readonly stream: string;
  readonly act: ActRow;
  /** In which the asker may do this, in order; at least one. */
  readonly roles: readonly Role[];
  readonly content: unknown;
}

/**
 * Opens the person's stream for an act. Whoever may read nothing of it is answered as if it were not there; whoever may read and not
 * act, and whoever is the person, is refused. A repeated act answers its first receipt.
 */
export async function openPrivacyScene(
  tx: Tx,
  ledger: Ledger,
  { request, asked }: { readonly request: PrivacyRequest; readonly asked: Asked },
): Promise<PrivacyScene | { readonly prior: Receipt }> {
  const { agency, personId, content } = asked;
  const before = await findSubject(tx, agency, personId);
  if (before === undefined) throw new Refused(refuse('thing.missing'));
  const identity = { name: before.name, nip: before.nip };
  const { now } = await tx.one<{ now: string }>('SELECT ledger.clock() AS now');
  const roles = demandRoles(asked, request.asker, now);
  const stream = await bindSubject(ledger, tx, { agency, identity, personId });
  const act = await beginOnStream(tx, stream, request.entryId);
  const prior = priorReceipt(ledger, act, content);
  if (prior !== undefined) return { prior };
  // What was true before the lock may have changed while it was waited for.
  const subject = (await findSubject(tx, agency, personId)) ?? before;
  return { tx, ledger, request, subject, stream, act, roles, content };
}

function demandRoles({ act, agency, personId }: Asked, asker: Asker, now: string): Role[] {
  const place = { agency, now };
  const hidden = refusePrivacyReading(asker, place);
  if (hidden !== undefined) throw new Refused(hidden);
  const roles = rolesFor(act, asker, place);
  if (roles.length === 0 || asker.personId === personId) throw new Refused(refuse('access.forbidden'));
  return roles;
}

/** The asker as the ledger names them on this stream. */
export async function actorIn({ tx, ledger, request, subject, stream, act }: PrivacyScene, role: Role): Promise<Actor> {
  const { asker, session } = request;
  const identity = await getActorIdentity(tx, asker.accountId);
  const binding = { stream, agency: subject.agency, holder: asker.accountId, role, act, identity };
  return { ref: await bindRef(ledger, tx, binding), role, session };
}

/** Runs an act in one transaction; a key that was used for another content goes on the record. */
export async function perform<Done>(
  { db, ledger }: PrivacyHouse,
  { entryId }: PrivacyRequest,
  work: (tx: Tx) => Promise<Done>,
): Promise<Done> {
  try {
    return await db.transaction('conductor', work);
  } catch (error) {
    await recordIfConflict({ db, ledger }, entryId, error);
    throw error;
  }
}

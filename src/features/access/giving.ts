import { Refused, refuse } from '#domain/refusal.ts';
import type { Grant } from '#domain/roles.ts';
import {
  type Actor,
  agencyHolder,
  beginOnStream,
  derivedId,
  type Ledger,
  lockHolder,
  priorReceipt,
  type Receipt,
} from '#features/audit/service.ts';
import type { Tx } from '#platform/database.ts';
import type { Subject } from '#platform/openid.ts';
import { insertAccount, insertGrant } from './store.ts';

/** What every act on an agency's stream says about itself. */
interface AgencyAct {
  /** The act's id: the same for every retry. */
  readonly id: string;
  readonly agency: string;
  readonly actor: Actor;
}

export interface NewAccount extends AgencyAct, Subject {
  readonly accountId: string;
  readonly displayName: string;
  readonly personId: string | null;
}

/** Opens an account of the identity provider; `thing.missing` for a person who was erased. A retry gets the first receipt. */
export async function openAccount(ledger: Ledger, tx: Tx, account: NewAccount): Promise<Receipt> {
  const { id, agency, actor, accountId, realm, subject, displayName, personId } = account;
  const stream = `agency/${agency}`;
  const holder = personId ?? accountId;
  const isThere = await lockHolder(tx, holder);
  const act = await beginOnStream(tx, stream, id);
  const open = { account: accountId };
  const identity = { name: displayName, person: personId, realm, subject };
  const content = { identity, open };
  const prior = priorReceipt(ledger, act, content);
  if (prior !== undefined) return prior;
  if (!isThere) throw new Refused(refuse('thing.missing'));
  const committed = { identity: { value: identity, holder } };
  const event = { id, stream, agency, actor, open, committed, act, content };
  const receipt = await ledger.append(tx, { ...event, type: 'account.opened/1' });
  await insertAccount(tx, { accountId, realm, subject, displayName, personId, entryId: id });
  return receipt;
}

export interface NewGrant extends AgencyAct {
  readonly accountId: string;
  readonly grant: Grant;
}

/** Gives a role. A retry gets the first receipt. */
export async function giveGrant(
  ledger: Ledger,
  tx: Tx,
  { id, agency, actor, accountId, grant }: NewGrant,
): Promise<Receipt> {
  const stream = `agency/${agency}`;
  const act = await beginOnStream(tx, stream, id);
  const open = { account: accountId, role: grant.role, selection: grant.selectionId };
  const validity = { from: grant.from, until: grant.until };
  const content = { open, validity };
  const prior = priorReceipt(ledger, act, content);
  if (prior !== undefined) return prior;
  const committed = { validity: { value: validity, holder: agencyHolder(agency) } };
  const event = { id, stream, agency, actor, open, committed, act, content };
  const receipt = await ledger.append(tx, { ...event, type: 'grant.given/1' });
  await insertGrant(tx, { ...grant, grantId: derivedId(id, 'grant'), accountId, entryId: id });
  return receipt;
}

import { Refused, refuse } from '#domain/refusal.ts';
import type { Asker, Grant, Role } from '#domain/roles.ts';
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
import type { Accounts, KnownAccount } from '#platform/accounts.ts';
import type { Sql, Tx } from '#platform/database.ts';
import type { Subject } from '#platform/openid.ts';
import {
  type AccountView,
  findAccountById,
  findAccountBySubject,
  listAccounts,
  listSessions,
  type OwnSession,
} from './queries.ts';
import { deleteSession, insertAccount, insertGrant } from './store.ts';

export { admitAgencyReading, admitReading } from './reading.ts';

/** A change of rights shows after this long in other processes; in this one at once. */
const rememberedMs = 3_000;

const mostRemembered = 10_000;

const office: readonly Role[] = ['hr', 'secretary', 'administrator', 'auditor'];

export interface Access extends Accounts {
  /** Forgets what was read: to be called after a change of accounts or grants has been committed. */
  forget(): void;
  listSessions(accountId: string): Promise<OwnSession[]>;
  /** Who may be given a seat or an assignment: for the agency's office; `thing.missing` for everybody else. */
  listAccounts(asker: Asker, asked: { agency: string; role: string | undefined }): Promise<AccountView[]>;
  /** Ends a browser session of this account with its next request; `thing.missing` when it is not theirs. */
  revokeSession(accountId: string, digest: string): Promise<void>;
}

/** Accounts with their grants in force, read through a short memory. */
export function createAccess(sql: Sql): Access {
  const remembered = new Map<string, { readonly account: KnownAccount; readonly untilMs: number }>();
  const recall = async (name: string, find: () => Promise<KnownAccount | undefined>) => {
    const known = remembered.get(name);
    if (known !== undefined && performance.now() < known.untilMs) return known.account;
    const account = await find();
    remembered.delete(name);
    if (account === undefined) return undefined;
    if (remembered.size >= mostRemembered) remembered.clear();
    remembered.set(name, { account, untilMs: performance.now() + rememberedMs });
    return account;
  };
  return {
    findBySubject: (subject) =>
      recall(`${subject.realm}\n${subject.subject}`, () => findAccountBySubject(sql, subject)),
    findById: (accountId) => recall(accountId, () => findAccountById(sql, accountId)),
    forget: () => remembered.clear(),
    listSessions: (accountId) => listSessions(sql, accountId),
    listAccounts: async (asker, { agency, role }) => {
      const isOffice = asker.grants.some((grant) => grant.agency === agency && office.includes(grant.role));
      if (!isOffice) throw new Refused(refuse('thing.missing'));
      return listAccounts(sql, agency, role);
    },
    revokeSession: async (accountId, digest) => {
      if ((await deleteSession(sql, accountId, digest)) === 0) throw new Refused(refuse('thing.missing'));
    },
  };
}

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

/** The account of a stored request with its grants in force now; `thing.missing` where it has gone. */
export async function getAsker(sql: Sql, accountId: string): Promise<Asker> {
  const account = await findAccountById(sql, accountId);
  if (account === undefined) throw new Refused(refuse('thing.missing'));
  return account;
}

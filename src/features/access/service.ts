import { Refused, refuse } from '#domain/refusal.ts';
import type { Asker, Role } from '#domain/roles.ts';
import type { Accounts, KnownAccount } from '#platform/accounts.ts';
import type { Sql } from '#platform/database.ts';
import {
  type AccountView,
  findAccountById,
  findAccountBySubject,
  listAccounts,
  listSessions,
  type OwnSession,
} from './queries.ts';
import { deleteSession } from './store.ts';

export { type AccessAsked, arrangeAccess } from './arranging.ts';
export { giveGrant, openAccount } from './giving.ts';
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

/** The account of a stored request with its grants in force now; `thing.missing` where it has gone. */
export async function getAsker(sql: Sql, accountId: string): Promise<Asker> {
  const account = await findAccountById(sql, accountId);
  if (account === undefined) throw new Refused(refuse('thing.missing'));
  return account;
}

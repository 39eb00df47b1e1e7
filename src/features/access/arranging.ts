import { randomUUID } from 'node:crypto';
import { Refused, refuse } from '#domain/refusal.ts';
import { planRole, type RoleAsked } from '#domain/role-spans.ts';
import { conductorActor, derivedId, type Ledger, lockStream } from '#features/audit/service.ts';
import type { Tx } from '#platform/database.ts';
import type { Subject } from '#platform/openid.ts';
import { giveGrant, openAccount } from './giving.ts';
import { findPersonByNip, findStanding, listSpans, type StandingAccount } from './queries.ts';

/** An account as an operator's file asks for it. */
export interface AccountAsked extends Subject {
  /** Null: as in the personnel record. */
  readonly displayName: string | null;
  /** Of somebody of the agency; null for whoever is not in its personnel record. */
  readonly nip: string | null;
  readonly roles: readonly RoleAsked[];
}

export interface AccessAsked {
  readonly agency: string;
  readonly accounts: readonly AccountAsked[];
  /** The id of an account that is new. Ids stand in clear in the log: one made of the subject would tell it to whoever guesses. */
  readonly newId?: (subject: string) => string;
}

/** One account, and its number in the list, from 1: what is said of it must not name anybody. */
interface Numbered extends Omit<AccessAsked, 'accounts'> {
  readonly account: AccountAsked;
  readonly number: number;
}

/**
 * Opens the accounts and gives the roles that do not stand yet; asked again it changes nothing. Answers the numbers of the accounts
 * that wait, since nobody of the agency is known under their NIP yet: nothing of them is opened. Refuses account.stands-otherwise,
 * grant.span-empty, grant.stands-otherwise, and thing.missing for a person who was erased.
 */
export async function arrangeAccess(ledger: Ledger, tx: Tx, { accounts, ...asked }: AccessAsked): Promise<number[]> {
  // Two runs at once open an account once.
  await lockStream(tx, `agency/${asked.agency}`);
  const waiting: number[] = [];
  for (const [index, account] of accounts.entries()) {
    const one = { ...asked, account, number: index + 1 };
    const known = await bringAbout(ledger, tx, one);
    if (known === undefined) waiting.push(one.number);
    else await giveRoles(ledger, tx, { ...one, accountId: known.id });
  }
  return waiting;
}

/** The account, opened where it was not; undefined where its person is not known yet. */
async function bringAbout(ledger: Ledger, tx: Tx, asked: Numbered): Promise<Pick<StandingAccount, 'id'> | undefined> {
  const { agency, account, number, newId = () => randomUUID() } = asked;
  const { realm, subject, displayName, nip } = account;
  const person = nip === null ? undefined : await findPersonByNip(tx, agency, nip);
  if (nip !== null && person === undefined) return undefined;
  const known = await findStanding(tx, account);
  if (known !== undefined) {
    const isSame = known.name === (displayName ?? known.name) && known.personId === (person?.id ?? known.personId);
    if (!isSame) throw new Refused(refuse('account.stands-otherwise', { number }));
    return known;
  }
  const id = newId(subject);
  await openAccount(ledger, tx, {
    id: derivedId(id, 'opened'),
    agency,
    actor: conductorActor,
    accountId: id,
    realm,
    subject,
    displayName: displayName ?? person?.name ?? subject,
    personId: person?.id ?? null,
  });
  return { id };
}

async function giveRoles(ledger: Ledger, tx: Tx, asked: Numbered & { readonly accountId: string }): Promise<void> {
  const { agency, account, number, accountId } = asked;
  for (const { role, from, until } of account.roles) {
    const plan = planRole({ role, from, until }, await listSpans(tx, { accountId, agency, role }), number);
    if (plan === 'stands') continue;
    if (plan !== 'give') throw new Refused(plan);
    const grant = { role, agency, selectionId: null, from, until };
    const id = derivedId(accountId, `grant/${agency}/${role}/${from}`);
    await giveGrant(ledger, tx, { id, agency, actor: conductorActor, accountId, grant });
  }
}

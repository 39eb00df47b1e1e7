import type { Grant, Role } from '#domain/roles.ts';
import type { KnownAccount } from '#platform/accounts.ts';
import type { Sql } from '#platform/database.ts';
import type { Subject } from '#platform/openid.ts';

interface AccountRow {
  readonly id: string;
  readonly display_name: string;
  readonly person_id: string | null;
  readonly role: Role | null;
  readonly agency: string;
  readonly selection_id: string | null;
  readonly from: string;
  readonly until: string | null;
}

const accountColumns = `a.id, a.display_name, a.person_id, g.role, g.agency, g.selection_id, lower(g.valid) AS "from", upper(g.valid) AS until
  FROM accounts a LEFT JOIN grants g ON g.account_id = a.id AND g.valid @> ledger.clock()`;

/** An account with its grants in force. */
export async function findAccountBySubject(sql: Sql, { realm, subject }: Subject): Promise<KnownAccount | undefined> {
  const rows = await sql.rows<AccountRow>(`SELECT ${accountColumns} WHERE a.issuer = $1 AND a.subject = $2`, [
    realm,
    subject,
  ]);
  return toAccount(rows);
}

export async function findAccountById(sql: Sql, accountId: string): Promise<KnownAccount | undefined> {
  return toAccount(await sql.rows<AccountRow>(`SELECT ${accountColumns} WHERE a.id = $1`, [accountId]));
}

function toAccount(rows: readonly AccountRow[]): KnownAccount | undefined {
  const [first] = rows;
  if (first === undefined) return undefined;
  const grants = rows.flatMap((row) => toGrant(row) ?? []);
  return { accountId: first.id, displayName: first.display_name, personId: first.person_id, grants };
}

function toGrant({ role, agency, selection_id: selectionId, from, until }: AccountRow): Grant | undefined {
  return role === null ? undefined : { role, agency, selectionId, from, until };
}

/** A browser session as its owner sees it: by its digest, never by the id that opens it. */
export interface OwnSession {
  readonly id: string;
  readonly signedInAt: string;
  readonly expiresAt: string;
  readonly agent: string;
}

export async function listSessions(sql: Sql, accountId: string): Promise<OwnSession[]> {
  return sql.rows<OwnSession>(
    `SELECT encode(sha256(convert_to(sid, 'UTF8')), 'hex') AS id, sess->>'signedInAt' AS "signedInAt",
       expire AT TIME ZONE 'UTC' AS "expiresAt", coalesce(sess->>'agent', '') AS agent
     FROM sessions WHERE sess->>'accountId' = $1 AND expire > now() AT TIME ZONE 'UTC' ORDER BY 2 DESC`,
    [accountId],
  );
}

export interface AccountView {
  readonly id: string;
  readonly name: string;
  readonly roles: string[];
}

/** Accounts with a role in an agency now; of one role where it is named. */
export function listAccounts(sql: Sql, agency: string, role: string | undefined): Promise<AccountView[]> {
  return sql.rows<AccountView>(
    `SELECT a.id, a.display_name AS name, array_agg(DISTINCT g.role ORDER BY g.role) AS roles
     FROM accounts a JOIN grants g ON g.account_id = a.id AND g.agency = $1 AND g.valid @> ledger.clock()
     GROUP BY a.id HAVING $2::text IS NULL OR $2 = ANY (array_agg(g.role)) ORDER BY a.display_name, a.id`,
    [agency, role ?? null],
  );
}

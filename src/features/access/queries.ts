import type { Span } from '#domain/role-spans.ts';
import type { Grant, Role } from '#domain/roles.ts';
import type { SelectionState } from '#domain/selections.ts';
import type { StageKind } from '#domain/stages.ts';
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

export interface StandingAccount {
  readonly id: string;
  readonly name: string;
  readonly personId: string | null;
}

/** An account with or without a role. */
export function findStanding(sql: Sql, { realm, subject }: Subject): Promise<StandingAccount | undefined> {
  return sql.maybe<StandingAccount>(
    'SELECT id, display_name AS name, person_id AS "personId" FROM accounts WHERE issuer = $1 AND subject = $2',
    [realm, subject],
  );
}

/** When an account has, had or will have a role in the whole of an agency. */
export function listSpans(
  sql: Sql,
  { accountId, agency, role }: { readonly accountId: string; readonly agency: string; readonly role: Role },
): Promise<Span[]> {
  return sql.rows<Span>(
    `SELECT lower(valid) AS "from", upper(valid) AS until FROM grants
     WHERE account_id = $1 AND agency = $2 AND role = $3 AND selection_id IS NULL ORDER BY lower(valid)`,
    [accountId, agency, role],
  );
}

/** Whoever of an agency has a NIP, or had it. */
export function findPersonByNip(
  sql: Sql,
  agency: string,
  nip: string,
): Promise<{ readonly id: string; readonly name: string } | undefined> {
  return sql.maybe<{ id: string; name: string }>(
    `SELECT p.id, p.name FROM nips n JOIN people p ON p.id = n.person_id
     WHERE n.nip = $2 AND p.agency = $1 ORDER BY p.nip = n.nip DESC LIMIT 1`,
    [agency, nip],
  );
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

export interface ReadingRow {
  readonly agency: string;
  readonly now: string;
  readonly state: SelectionState;
  /** The live stage, else the latest one. */
  readonly stage: StageKind | null;
  readonly seatAccounts: string[];
  readonly chairAccount: string | null;
  readonly clearedAccounts: string[];
  readonly assessorAccounts: string[];
  readonly candidatePersonIds: string[];
  readonly isSealed: boolean;
  readonly areSheetsRevealed: boolean;
  readonly isRanked: boolean;
  readonly areBallotsRevealed: boolean;
}

/** Who is who in a selection, and what it has passed. For the conductor: the answer decides who may see anything. */
export function findReading(sql: Sql, selectionId: string): Promise<ReadingRow | undefined> {
  return sql.maybe<ReadingRow>(
    `SELECT s.agency, ledger.clock() AS now, s.state,
       (SELECT g.kind FROM stages g WHERE g.selection_id = s.id
        ORDER BY (g.state IN ('planned', 'open', 'paused', 'closing')) DESC, g.closed_at DESC NULLS LAST LIMIT 1) AS stage,
       ARRAY(SELECT t.account_id FROM seats t WHERE t.selection_id = s.id AND t.removed_at IS NULL) AS "seatAccounts",
       (SELECT t.account_id FROM seats t WHERE t.selection_id = s.id AND t.removed_at IS NULL AND t.role = 'chair') AS "chairAccount",
       ARRAY(SELECT t.account_id FROM seats t WHERE t.selection_id = s.id AND t.removed_at IS NULL AND t.recused_at IS NULL
         AND EXISTS (SELECT FROM declarations d WHERE (d.selection_id, d.seat, d.holder_no) = (t.selection_id, t.seat, t.holder_no)))
         AS "clearedAccounts",
       ARRAY(SELECT a.account_id FROM assessors a WHERE a.selection_id = s.id AND a.replaced_by IS NULL) AS "assessorAccounts",
       ARRAY(SELECT c.person_id FROM candidates c WHERE c.selection_id = s.id) AS "candidatePersonIds",
       EXISTS (SELECT FROM criteria k WHERE k.selection_id = s.id AND k.countersigned_by IS NOT NULL) AS "isSealed",
       EXISTS (SELECT FROM stages g WHERE g.selection_id = s.id AND scores_revealed(s.id, g.attempt)) AS "areSheetsRevealed",
       EXISTS (SELECT FROM rankings r WHERE r.selection_id = s.id) AS "isRanked",
       EXISTS (SELECT FROM motions m WHERE m.selection_id = s.id AND m.closed_at IS NOT NULL) AS "areBallotsRevealed"
     FROM selections s WHERE s.id = $1`,
    [selectionId],
  );
}

import type { Grant } from '#domain/roles.ts';
import type { Sql, Tx } from '#platform/database.ts';

export interface AccountRow {
  readonly accountId: string;
  readonly realm: string;
  readonly subject: string;
  readonly displayName: string;
  readonly personId: string | null;
  readonly entryId: string;
}

export async function insertAccount(tx: Tx, row: AccountRow): Promise<void> {
  await tx.run(
    'INSERT INTO accounts (id, issuer, subject, display_name, person_id, entry_id) VALUES ($1, $2, $3, $4, $5, $6)',
    [row.accountId, row.realm, row.subject, row.displayName, row.personId, row.entryId],
  );
}

export interface GrantRow extends Grant {
  readonly grantId: string;
  readonly accountId: string;
  readonly entryId: string;
}

export async function insertGrant(tx: Tx, row: GrantRow): Promise<void> {
  await tx.run(
    `INSERT INTO grants (id, account_id, role, agency, selection_id, valid, entry_id)
     VALUES ($1, $2, $3, $4, $5, tstzrange($6, $7), $8)`,
    [row.grantId, row.accountId, row.role, row.agency, row.selectionId, row.from, row.until, row.entryId],
  );
}

/** Number of sessions ended: none when the digest is not one of this account's. */
export function deleteSession(sql: Sql, accountId: string, digest: string): Promise<number> {
  return sql.run(
    `DELETE FROM sessions WHERE sess->>'accountId' = $1 AND encode(sha256(convert_to(sid, 'UTF8')), 'hex') = $2`,
    [accountId, digest],
  );
}

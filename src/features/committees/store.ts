import type { Interest, Recusal } from '#domain/declarations.ts';
import type { Sql } from '#platform/database.ts';

export interface AccountRow {
  readonly id: string;
  readonly person_id: string | null;
}

export function listAccounts(sql: Sql, ids: readonly string[]): Promise<AccountRow[]> {
  return sql.rows<AccountRow>('SELECT id, person_id FROM accounts WHERE id = ANY ($1::uuid[])', [ids]);
}

export interface SeatRow {
  readonly selectionId: string;
  readonly seat: number;
  readonly holderNo: number;
  readonly accountId: string;
  readonly ref: string;
  readonly role: 'chair' | 'member';
  readonly entryId: string;
}

export async function insertSeat(sql: Sql, row: SeatRow): Promise<void> {
  await sql.run(
    'INSERT INTO seats (selection_id, seat, holder_no, account_id, ref, role, entry_id) VALUES ($1, $2, $3, $4, $5, $6, $7)',
    [row.selectionId, row.seat, row.holderNo, row.accountId, row.ref, row.role, row.entryId],
  );
}

interface SeatChange {
  readonly selectionId: string;
  readonly seat: number;
  readonly at: string;
  readonly entryId: string;
}

/** The present holder leaves the seat. */
export async function setRemoved(sql: Sql, row: SeatChange): Promise<void> {
  await sql.run(
    'UPDATE seats SET removed_at = $3, entry_id = $4 WHERE selection_id = $1 AND seat = $2 AND removed_at IS NULL',
    [row.selectionId, row.seat, row.at, row.entryId],
  );
}

/** The present holder takes no part. */
export async function setRecused(sql: Sql, row: SeatChange & { cause: Recusal['cause'] }): Promise<void> {
  await sql.run(
    `UPDATE seats SET recused_at = $3, entry_id = $4, recusal = $5
     WHERE selection_id = $1 AND seat = $2 AND removed_at IS NULL`,
    [row.selectionId, row.seat, row.at, row.entryId, row.cause],
  );
}

export interface DeclarationRow {
  readonly selectionId: string;
  readonly attempt: number;
  readonly seat: number;
  readonly holderNo: number;
  readonly interests: readonly Interest[];
  readonly at: string;
  readonly entryId: string;
}

export async function insertDeclaration(sql: Sql, row: DeclarationRow): Promise<void> {
  await sql.run(
    `INSERT INTO declarations (selection_id, attempt, seat, holder_no, content, declared_at, entry_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      row.selectionId,
      row.attempt,
      row.seat,
      row.holderNo,
      JSON.stringify({ interests: row.interests }),
      row.at,
      row.entryId,
    ],
  );
}

interface SessionKey {
  readonly selectionId: string;
  readonly attempt: number;
  readonly session: number;
  readonly entryId: string;
}

/** A session begins with the first presence recorded in it. */
export async function insertSession(sql: Sql, row: SessionKey): Promise<void> {
  await sql.run(
    `INSERT INTO committee_sessions (selection_id, attempt, session, entry_id) VALUES ($1, $2, $3, $4)
     ON CONFLICT ON CONSTRAINT committee_sessions_pkey DO NOTHING`,
    [row.selectionId, row.attempt, row.session, row.entryId],
  );
}

/** Ends a session, also one to which nobody came. */
export async function adjournSession(sql: Sql, row: SessionKey & { at: string; cause: string }): Promise<void> {
  await sql.run(
    `INSERT INTO committee_sessions (selection_id, attempt, session, adjourned_at, cause, entry_id) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT ON CONSTRAINT committee_sessions_pkey
     DO UPDATE SET adjourned_at = excluded.adjourned_at, cause = excluded.cause, entry_id = excluded.entry_id`,
    [row.selectionId, row.attempt, row.session, row.at, row.cause, row.entryId],
  );
}

export async function putPresence(
  sql: Sql,
  row: SessionKey & { seat: number; presence: 'present' | 'absent' },
): Promise<void> {
  await sql.run(
    `INSERT INTO presences (selection_id, attempt, session, seat, presence, entry_id) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT ON CONSTRAINT presences_pkey DO UPDATE SET presence = excluded.presence, entry_id = excluded.entry_id`,
    [row.selectionId, row.attempt, row.session, row.seat, row.presence, row.entryId],
  );
}

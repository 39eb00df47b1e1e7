import type { Interest, Recusal } from '#domain/declarations.ts';
import type { BallotChoice } from '#domain/tally.ts';
import type { Sql } from '#platform/database.ts';

/** See the function committee_sitting in the schema. */
export interface SittingRow {
  readonly seats: readonly SeatRow[] | null;
  readonly adjourned: number;
  readonly present: readonly number[];
  readonly motion_id: string | null;
  readonly motion_version: number | null;
  readonly motion_digest: Buffer | null;
  readonly motion_content: Buffer | null;
  readonly motion_closed: boolean | null;
  readonly ballots: readonly BallotRow[] | null;
}

export interface SeatRow {
  readonly seat: number;
  readonly holderNo: number;
  readonly role: 'chair' | 'member';
  readonly accountId: string;
  readonly personId: string | null;
  readonly ref: string;
  readonly removedAt: string | null;
  readonly recusal: Recusal['cause'] | null;
  /** Null while the holder has not declared in this attempt. */
  readonly interests: readonly Interest[] | null;
}

export interface BallotRow {
  readonly seat: number;
  readonly accountId: string;
  readonly choice: BallotChoice;
}

export function getSitting(sql: Sql, selectionId: string): Promise<SittingRow> {
  return sql.one<SittingRow>('SELECT * FROM committee_sitting($1)', [selectionId]);
}

export async function insertBallot(
  sql: Sql,
  row: BallotRow & { motionId: string; reason: string | null; at: string; entryId: string },
): Promise<void> {
  await sql.run(
    'INSERT INTO ballots (motion_id, seat, choice, reason, cast_at, account_id, entry_id) VALUES ($1, $2, $3, $4, $5, $6, $7)',
    [row.motionId, row.seat, row.choice, row.reason, row.at, row.accountId, row.entryId],
  );
}

/** Voids the standing ballots of a motion, or those of one seat. */
export async function setBallotsVoid(
  sql: Sql,
  row: { motionId: string; seat: number | null; at: string; entryId: string },
): Promise<void> {
  await sql.run(
    'UPDATE ballots SET voided_at = $3, entry_id = $4 WHERE motion_id = $1 AND ($2::integer IS NULL OR seat = $2) AND voided_at IS NULL',
    [row.motionId, row.seat, row.at, row.entryId],
  );
}

export interface NewMotion {
  readonly id: string;
  readonly selectionId: string;
  readonly attempt: number;
  readonly version: number;
  readonly content: Uint8Array;
  readonly digest: Uint8Array;
  readonly accountId: string;
  readonly at: string;
  readonly entryId: string;
}

export async function insertMotion(sql: Sql, row: NewMotion): Promise<void> {
  await sql.run(
    `INSERT INTO motions (id, selection_id, attempt, version, content, digest, put_by, put_at, entry_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [row.id, row.selectionId, row.attempt, row.version, row.content, row.digest, row.accountId, row.at, row.entryId],
  );
}

/** The highest version that this attempt has seen, void ones included. */
export async function countVersions(sql: Sql, selectionId: string, attempt: number): Promise<number> {
  const { versions } = await sql.one<{ versions: number }>(
    'SELECT coalesce(max(version), 0) AS versions FROM motions WHERE selection_id = $1 AND attempt = $2',
    [selectionId, attempt],
  );
  return versions;
}

export async function setMotionVoid(sql: Sql, row: { id: string; at: string; entryId: string }): Promise<void> {
  await sql.run('UPDATE motions SET voided_at = $2, entry_id = $3 WHERE id = $1', [row.id, row.at, row.entryId]);
}

export async function closeMotion(
  sql: Sql,
  row: { id: string; at: string; outcome: unknown; entryId: string },
): Promise<void> {
  await sql.run('UPDATE motions SET closed_at = $2, outcome = $3, entry_id = $4 WHERE id = $1', [
    row.id,
    row.at,
    JSON.stringify(row.outcome),
    row.entryId,
  ]);
}

/** Candidates of the newest motion that the committee approved, in its order. */
export function findApproved(sql: Sql, selectionId: string): Promise<{ content: Buffer } | undefined> {
  return sql.maybe<{ content: Buffer }>(
    `SELECT content FROM motions WHERE selection_id = $1 AND outcome->>'outcome' = 'approved' ORDER BY closed_at DESC LIMIT 1`,
    [selectionId],
  );
}

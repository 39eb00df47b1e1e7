import type { Sql } from '#platform/database.ts';

export interface StageRow {
  readonly selectionId: string;
  readonly kind: string;
  readonly attempt: number;
  readonly state: string;
  readonly step: string;
  readonly openedAt: string | null;
  readonly stepSince: string | null;
  readonly dueAt: string | null;
  readonly deadline: unknown;
  readonly calendarDigest: Buffer | null;
  readonly pausedAt: string | null;
  readonly blocked: string | null;
  readonly remindersSent: number;
  readonly closedAt: string | null;
  readonly result: string | null;
  readonly entryId: string;
}

/** Inserts an attempt of a stage, or writes all of its changing columns. */
export async function putStage(sql: Sql, row: StageRow): Promise<void> {
  await sql.run(
    `INSERT INTO stages (selection_id, kind, attempt, state, step, opened_at, step_since, due_at, deadline, calendar_digest,
       paused_at, blocked, reminders_sent, closed_at, result, entry_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
     ON CONFLICT ON CONSTRAINT stages_pkey DO UPDATE SET state = excluded.state, step = excluded.step, opened_at = excluded.opened_at,
       step_since = excluded.step_since, due_at = excluded.due_at, deadline = excluded.deadline, calendar_digest = excluded.calendar_digest,
       paused_at = excluded.paused_at, blocked = excluded.blocked, reminders_sent = excluded.reminders_sent,
       closed_at = excluded.closed_at, result = excluded.result, entry_id = excluded.entry_id`,
    [
      row.selectionId,
      row.kind,
      row.attempt,
      row.state,
      row.step,
      row.openedAt,
      row.stepSince,
      row.dueAt,
      row.deadline === null ? null : JSON.stringify(row.deadline),
      row.calendarDigest,
      row.pausedAt,
      row.blocked,
      row.remindersSent,
      row.closedAt,
      row.result,
      row.entryId,
    ],
  );
}

export interface StageRecord {
  readonly kind: string;
  readonly attempt: number;
  readonly state: string;
  readonly step: string;
  readonly opened_at: string | null;
  readonly step_since: string | null;
  readonly due_at: string | null;
  readonly deadline: unknown;
  readonly calendar_digest: Buffer | null;
  readonly paused_at: string | null;
  readonly blocked: string | null;
  readonly reminders_sent: number;
  readonly closed_at: string | null;
  readonly result: string | null;
  readonly entry_id: string;
}

export function listStages(sql: Sql, selectionId: string): Promise<StageRecord[]> {
  return sql.rows<StageRecord>('SELECT * FROM stages WHERE selection_id = $1 ORDER BY opened_at NULLS LAST, attempt', [
    selectionId,
  ]);
}

export async function updateSelectionState(
  sql: Sql,
  row: { selectionId: string; state: string; endedAt: string | null; entryId: string },
): Promise<void> {
  await sql.run('UPDATE selections SET state = $2, ended_at = $3, entry_id = $4 WHERE id = $1', [
    row.selectionId,
    row.state,
    row.endedAt,
    row.entryId,
  ]);
}

export async function clearMark(sql: Sql, selectionId: string): Promise<void> {
  await sql.run(
    'UPDATE wake_marks SET ready_since = NULL, poked_at = NULL, pokes = 0 WHERE selection_id = $1 AND ready_since IS NOT NULL',
    [selectionId],
  );
}

/** Accounts holding a role for the agency or for this selection now. */
export async function findRoleHolders(
  sql: Sql,
  place: { agency: string; selectionId: string; role: string },
): Promise<string[]> {
  const rows = await sql.rows<{ account_id: string }>(
    `SELECT DISTINCT account_id FROM grants WHERE agency = $1 AND (selection_id IS NULL OR selection_id = $2) AND role = $3 AND valid @> ledger.clock()`,
    [place.agency, place.selectionId, place.role],
  );
  return rows.map(({ account_id }) => account_id);
}

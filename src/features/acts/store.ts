import type { Reading } from '#domain/access-reads.ts';
import type { ActRow } from '#features/audit/service.ts';
import type { Sql } from '#platform/database.ts';

/** See the type act_scene in the schema. */
export interface SceneRow extends ActRow {
  readonly agency: string;
  readonly zone: string;
  readonly state: string;
  readonly planned_on: string;
  readonly policy_id: string;
  readonly policy_version: string;
  readonly policy_digest: Buffer;
  readonly post_id: string;
  readonly number: number;
  readonly stage: string | null;
  readonly attempt: number | null;
  readonly stage_state: string | null;
  readonly step: string | null;
  readonly opened_at: string | null;
  readonly step_since: string | null;
  readonly due_at: string | null;
  readonly paused_at: string | null;
  readonly deadline: unknown;
  readonly blocked: string | null;
  readonly reminders_sent: number | null;
  readonly stage_entry: string | null;
  readonly seat_accounts: string[];
  readonly chair_account: string | null;
  readonly assessor_accounts: string[];
  readonly candidate_persons: string[];
  readonly own_ref: string | null;
}

export interface Lock {
  readonly selectionId: string;
  readonly entryId: string;
  readonly accountId: string | null;
}

export function lockSelection(sql: Sql, { selectionId, entryId, accountId }: Lock): Promise<SceneRow | undefined> {
  return sql.maybe<SceneRow>('SELECT * FROM lock_selection($1, $2, $3)', [selectionId, entryId, accountId]);
}

export interface IdentityRow {
  readonly display_name: string;
  readonly nip: string | null;
  readonly name: string | null;
}

export function getIdentity(sql: Sql, accountId: string): Promise<IdentityRow> {
  return sql.one<IdentityRow>(
    'SELECT a.display_name, p.nip, p.name FROM accounts a LEFT JOIN people p ON p.id = a.person_id WHERE a.id = $1',
    [accountId],
  );
}

/** A new mark is swept at once, however often an earlier one was tried in vain. */
export async function markReady(sql: Sql, selectionId: string): Promise<void> {
  await sql.run(
    `INSERT INTO wake_marks AS w (selection_id, ready_since) VALUES ($1, ledger.clock())
     ON CONFLICT (selection_id) DO UPDATE SET ready_since = coalesce(w.ready_since, excluded.ready_since),
       poked_at = CASE WHEN w.ready_since IS NULL THEN NULL ELSE w.poked_at END,
       pokes = CASE WHEN w.ready_since IS NULL THEN 0 ELSE w.pokes END`,
    [selectionId],
  );
}

/** Whether the viewer of the transaction may read this of a selection: the database's answer to `refuseRead`. */
export async function mayRead(sql: Sql, reading: Reading, selectionId: string): Promise<boolean> {
  const sentence = 'SELECT may_read($1, $2) AS may';
  return (await sql.one<{ may: boolean }>(sentence, [reading, selectionId])).may;
}

import type { Sql } from '#platform/database.ts';

export interface SelectionRow {
  readonly id: string;
  readonly agency: string;
  readonly number: number;
  readonly code: string;
  readonly postId: string;
  readonly plannedOn: string;
  readonly policy: { readonly id: string; readonly version: string; readonly digest: string };
  readonly at: string;
  readonly openedBy: string;
  readonly entryId: string;
}

export async function insertSelection(sql: Sql, row: SelectionRow): Promise<void> {
  await sql.run(
    `INSERT INTO selections (id, agency, number, code, post_id, planned_on, policy_id, policy_version, policy_digest, state, opened_at, opened_by, entry_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'draft', $10, $11, $12)`,
    [
      row.id,
      row.agency,
      row.number,
      row.code,
      row.postId,
      row.plannedOn,
      row.policy.id,
      row.policy.version,
      Buffer.from(row.policy.digest, 'hex'),
      row.at,
      row.openedBy,
      row.entryId,
    ],
  );
}

/** Pins a selection to another published pack of its agency, and with it its state: a row changes once by an entry. */
export async function setPin(
  sql: Sql,
  {
    selectionId,
    pin,
    state,
    entryId,
  }: { selectionId: string; pin: SelectionRow['policy']; state: string; entryId: string },
): Promise<void> {
  await sql.run(
    'UPDATE selections SET policy_id = $2, policy_version = $3, policy_digest = $4, state = $5, entry_id = $6 WHERE id = $1',
    [selectionId, pin.id, pin.version, Buffer.from(pin.digest, 'hex'), state, entryId],
  );
}

/** How many were ever nominated, those who withdrew included. */
export async function countNominated(sql: Sql, selectionId: string): Promise<number> {
  const { count } = await sql.one<{ count: number }>(
    'SELECT count(*) AS count FROM candidates WHERE selection_id = $1',
    [selectionId],
  );
  return count;
}

/** How often it has moved to another policy. */
export async function countMoves(sql: Sql, selectionId: string): Promise<number> {
  const { count } = await sql.one<{ count: number }>(
    `SELECT count(*) AS count FROM ledger.entries WHERE stream = $1 AND type = 'selection.policy-moved/1'`,
    [`selection/${selectionId}`],
  );
  return count;
}

/** Under the lock of the agency's stream. */
export async function nextNumber(sql: Sql, agency: string): Promise<number> {
  const { next } = await sql.one<{ next: number }>(
    'SELECT coalesce(max(number), 0) + 1 AS next FROM selections WHERE agency = $1',
    [agency],
  );
  return next;
}

export function findAgency(sql: Sql, code: string): Promise<{ zone: string } | undefined> {
  return sql.maybe<{ zone: string }>('SELECT zone FROM agencies WHERE code = $1', [code]);
}

/** Whether another selection for the same post is still going on. */
export function findLiveSelection(sql: Sql, postId: string): Promise<{ id: string } | undefined> {
  return sql.maybe<{ id: string }>(
    `SELECT id FROM selections WHERE post_id = $1 AND state IN ('draft', 'sealed', 'running', 'decided') LIMIT 1`,
    [postId],
  );
}

import type { Sql } from '#platform/database.ts';

export interface CriteriaRow {
  readonly version: number;
  readonly content: Buffer;
  readonly digest: Buffer;
  readonly drafted_by: string;
  readonly drafter_person: string | null;
  readonly sealed_by: string | null;
  readonly sealer_person: string | null;
  readonly countersigned_by: string | null;
  /** A move to another policy came after it. */
  readonly is_void: boolean;
}

/** The newest version; the countersigned one is always the newest. */
export function findCriteria(sql: Sql, selectionId: string): Promise<CriteriaRow | undefined> {
  return sql.maybe<CriteriaRow>(
    `SELECT c.version, c.content, c.digest, c.drafted_by, d.person_id AS drafter_person, c.sealed_by, s.person_id AS sealer_person, c.countersigned_by,
       EXISTS (SELECT FROM ledger.entries e WHERE e.id = c.entry_id AND e.type = 'selection.policy-moved/1') AS is_void
     FROM criteria c JOIN accounts d ON d.id = c.drafted_by LEFT JOIN accounts s ON s.id = c.sealed_by
     WHERE c.selection_id = $1 ORDER BY c.version DESC LIMIT 1`,
    [selectionId],
  );
}

export interface ContentRow {
  readonly id: string;
  readonly content: Buffer;
  readonly digest: Buffer;
}

/** Contents in force, of many selections. */
export function listContents(sql: Sql, selectionIds: readonly string[]): Promise<ContentRow[]> {
  return sql.rows<ContentRow>(
    'SELECT selection_id AS id, content, digest FROM criteria WHERE selection_id = ANY ($1::uuid[]) AND countersigned_by IS NOT NULL',
    [selectionIds],
  );
}

export async function insertCriteria(
  sql: Sql,
  row: {
    selectionId: string;
    version: number;
    content: Uint8Array;
    digest: Uint8Array;
    draftedBy: string;
    entryId: string;
  },
): Promise<void> {
  await sql.run(
    'INSERT INTO criteria (selection_id, version, content, digest, drafted_by, entry_id) VALUES ($1, $2, $3, $4, $5, $6)',
    [row.selectionId, row.version, row.content, row.digest, row.draftedBy, row.entryId],
  );
}

export async function sealCriteria(
  sql: Sql,
  row: { selectionId: string; version: number; accountId: string; entryId: string },
): Promise<void> {
  await sql.run('UPDATE criteria SET sealed_by = $3, entry_id = $4 WHERE selection_id = $1 AND version = $2', [
    row.selectionId,
    row.version,
    row.accountId,
    row.entryId,
  ]);
}

/** The newest version is void with its seals, by the entry that moved the selection to another policy; what was drafted stays. */
export async function voidCriteria(sql: Sql, row: { selectionId: string; entryId: string }): Promise<void> {
  await sql.run(
    `UPDATE criteria SET sealed_by = NULL, countersigned_by = NULL, entry_id = $2
     WHERE selection_id = $1 AND version = (SELECT max(version) FROM criteria WHERE selection_id = $1)`,
    [row.selectionId, row.entryId],
  );
}

export async function countersignCriteria(
  sql: Sql,
  row: { selectionId: string; version: number; accountId: string; entryId: string },
): Promise<void> {
  await sql.run('UPDATE criteria SET countersigned_by = $3, entry_id = $4 WHERE selection_id = $1 AND version = $2', [
    row.selectionId,
    row.version,
    row.accountId,
    row.entryId,
  ]);
}

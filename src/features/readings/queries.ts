import type { Sql } from '#platform/database.ts';

export interface SceneRow {
  readonly agency: string;
  readonly code: string;
  readonly state: string;
  readonly post_id: string;
  readonly policy_digest: Buffer;
  readonly seat_accounts: string[];
  readonly cleared_accounts: string[];
  readonly chair_account: string | null;
  readonly assessor_accounts: string[];
  readonly candidate_persons: string[];
  readonly reached: string[];
  readonly at: string;
}

/** The selection, as row-level security shows it to the viewer of the transaction, with who stands in it. */
export function findScene(sql: Sql, selectionId: string): Promise<SceneRow | undefined> {
  return sql.maybe<SceneRow>(
    `SELECT s.agency, s.code, s.state, s.post_id, s.policy_digest, r.*
     FROM selections s CROSS JOIN LATERAL reading_scene(s.id) r WHERE s.id = $1`,
    [selectionId],
  );
}

export interface OwnReading {
  readonly id: number;
  readonly agency: string;
  readonly stream: string;
  /** Of the selection that was read, while it is open to the viewer. */
  readonly code: string | null;
  readonly reading: string;
  readonly at: string;
  readonly entry: string | null;
}

/** What the viewer has read, newest first. */
export function listReadings(
  sql: Sql,
  { accountId, before, limit }: { accountId: string; before: number | null; limit: number },
): Promise<OwnReading[]> {
  return sql.rows<OwnReading>(
    `SELECT r.id, r.agency, r.stream, s.code, r.reading, r.read_at AS at, r.folded_in AS entry
     FROM readings r LEFT JOIN selections s ON s.id = substring(r.stream FROM '^selection/(.+)$')::uuid
     WHERE r.account_id = $1 AND ($2::bigint IS NULL OR r.id < $2) ORDER BY r.id DESC LIMIT $3`,
    [accountId, before, limit],
  );
}

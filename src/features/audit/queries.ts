import type { Sql } from '#platform/database.ts';

export interface EntryStateRow {
  readonly id: string;
  readonly stream: string;
  readonly stream_seq: number;
  readonly leaf: Buffer;
  readonly bytes: Buffer;
  readonly position: number | null;
}

const entryColumns = 'e.id, e.stream, e.stream_seq, e.leaf, e.bytes, p.position';

export function findEntry(sql: Sql, id: string): Promise<EntryStateRow | undefined> {
  return sql.maybe<EntryStateRow>(
    `SELECT ${entryColumns} FROM ledger.entries e LEFT JOIN ledger.positions p USING (entry_no) WHERE e.id = $1`,
    [id],
  );
}

/** Entries of a stream after a place in it. */
export function listStream(sql: Sql, stream: string, after: { seq: number; limit: number }): Promise<EntryStateRow[]> {
  return sql.rows<EntryStateRow>(
    `SELECT ${entryColumns} FROM ledger.entries e LEFT JOIN ledger.positions p USING (entry_no)
     WHERE e.stream = $1 AND e.stream_seq > $2 ORDER BY e.stream_seq LIMIT $3`,
    [stream, after.seq, after.limit],
  );
}

export interface CheckpointRow {
  readonly size: number;
  readonly root: Buffer;
  readonly note: string;
  readonly signed_at: string;
}

const checkpointColumns = 'size, root, note, signed_at';

/** The first checkpoint that covers a position. */
export function findCovering(sql: Sql, position: number): Promise<CheckpointRow | undefined> {
  return sql.maybe<CheckpointRow>(
    `SELECT ${checkpointColumns} FROM ledger.checkpoints WHERE size > $1 ORDER BY size LIMIT 1`,
    [position],
  );
}

export function findNewestCheckpoint(sql: Sql): Promise<CheckpointRow | undefined> {
  return sql.maybe<CheckpointRow>(`SELECT ${checkpointColumns} FROM ledger.checkpoints ORDER BY size DESC LIMIT 1`);
}

/** Whether the newest entry of a stream is covered by a checkpoint. */
export async function isStreamSigned(sql: Sql, stream: string): Promise<boolean> {
  const row = await sql.maybe<{ is_signed: boolean }>(
    `SELECT coalesce(p.position < (SELECT max(size) FROM ledger.checkpoints), false) AS is_signed
     FROM ledger.entries e LEFT JOIN ledger.positions p USING (entry_no)
     WHERE e.stream = $1 ORDER BY e.stream_seq DESC LIMIT 1`,
    [stream],
  );
  return row?.is_signed ?? false;
}

export interface SealedOpeningRow {
  readonly entry_id: string;
  readonly field: string;
  readonly key_id: string;
  readonly sealed: Buffer;
}

export function listOpenings(sql: Sql, entryIds: readonly string[]): Promise<SealedOpeningRow[]> {
  return sql.rows<SealedOpeningRow>(
    'SELECT entry_id, field, key_id, sealed FROM vault.openings WHERE entry_id = ANY ($1::uuid[]) ORDER BY entry_id, field',
    [entryIds],
  );
}

export interface Head {
  /** The record's clock. */
  readonly at: string;
  readonly checkpoint: { readonly size: number; readonly root: string } | undefined;
}

/** The newest signed head, and what time it is in the record. */
export async function findHead(sql: Sql): Promise<Head> {
  const { at, size, root } = await sql.one<{ at: string; size: number | null; root: Buffer | null }>(
    `SELECT ledger.clock() AS at, c.size, c.root FROM (SELECT 1) AS one
     LEFT JOIN LATERAL (SELECT size, root FROM ledger.checkpoints ORDER BY size DESC LIMIT 1) c ON true`,
  );
  return { at, checkpoint: size === null || root === null ? undefined : { size, root: root.toString('hex') } };
}

/** The number of a stream's newest entry. */
export async function findLastSeq(sql: Sql, stream: string): Promise<number> {
  const { seq } = await sql.one<{ seq: number }>(
    'SELECT coalesce(max(stream_seq), 0) AS seq FROM ledger.entries WHERE stream = $1',
    [stream],
  );
  return seq;
}

import type { Sql } from '#platform/database.ts';

export interface EntryRow {
  readonly bytes: Buffer;
  readonly leaf: Buffer;
  readonly position: number | null;
}

export interface HistoryAsked {
  readonly stream: string;
  /** Null for all. */
  readonly types: readonly string[] | null;
  /** The place in the stream before which the page begins. */
  readonly before: number | null;
  readonly limit: number;
}

/** Entries of a stream, newest first. */
export function listNewest(sql: Sql, { stream, types, before, limit }: HistoryAsked): Promise<EntryRow[]> {
  return sql.rows<EntryRow>(
    `SELECT e.bytes, e.leaf, p.position FROM ledger.entries e LEFT JOIN ledger.positions p USING (entry_no)
     WHERE e.stream = $1 AND ($2::text[] IS NULL OR e.type = ANY ($2)) AND ($3::bigint IS NULL OR e.stream_seq < $3)
     ORDER BY e.stream_seq DESC LIMIT $4`,
    [stream, types, before, limit],
  );
}

/** Entries of the named types, in their order. */
export function listOfTypes(sql: Sql, stream: string, types: readonly string[]): Promise<{ bytes: Buffer }[]> {
  return sql.rows<{ bytes: Buffer }>(
    'SELECT bytes FROM ledger.entries WHERE stream = $1 AND type = ANY ($2) ORDER BY stream_seq',
    [stream, types],
  );
}

/** A whole stream in its order. */
export function listAll(sql: Sql, stream: string): Promise<{ bytes: Buffer }[]> {
  return sql.rows<{ bytes: Buffer }>('SELECT bytes FROM ledger.entries WHERE stream = $1 ORDER BY stream_seq', [
    stream,
  ]);
}

/** How much of the tree is signed. */
export async function findSignedSize(sql: Sql): Promise<number> {
  const { size } = await sql.one<{ size: number }>('SELECT coalesce(max(size), 0) AS size FROM ledger.checkpoints');
  return size;
}

/** The accounts behind refs of a stream. */
export function listActorNames(
  sql: Sql,
  stream: string,
  refs: readonly string[],
): Promise<{ ref: string; name: string }[]> {
  return sql.rows<{ ref: string; name: string }>(
    `SELECT r.ref, a.display_name AS name FROM refs r JOIN accounts a ON a.id = r.holder
     WHERE r.stream = $1 AND r.ref = ANY ($2::uuid[])`,
    [stream, refs],
  );
}

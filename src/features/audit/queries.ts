import type { Sql } from '#platform/database.ts';

/** A stream, and the agency whose rules and offices belong to it. */
export interface RecordPart {
  readonly stream: string;
  readonly agency: string;
}

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

/** Position of the newest entry of a stream; null while it is not sealed. */
export async function findNewestPosition(sql: Sql, stream: string): Promise<number | null> {
  const row = await sql.maybe<{ position: number | null }>(
    `SELECT p.position FROM ledger.entries e LEFT JOIN ledger.positions p USING (entry_no)
     WHERE e.stream = $1 ORDER BY e.stream_seq DESC LIMIT 1`,
    [stream],
  );
  return row?.position ?? null;
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

/** Of each of these witnesses, named by verifier key, that ever signed: the newest size, and the age in seconds of its newest cosignature. */
export function listWitnessAges(
  sql: Sql,
  vkeys: readonly string[],
): Promise<{ readonly witness: string; readonly size: number; readonly age: number }[]> {
  return sql.rows(
    `SELECT w.witness, n.size, extract(epoch FROM ledger.clock() - n.taken_at)::float AS age
     FROM unnest($1::text[]) AS w (witness) JOIN LATERAL (SELECT k.size, k.taken_at FROM ledger.cosignatures k
       WHERE k.witness = w.witness ORDER BY k.size DESC, k.taken_at DESC LIMIT 1) n ON true`,
    [vkeys],
  );
}

/** The number of a stream's newest entry. */
export async function findLastSeq(sql: Sql, stream: string): Promise<number> {
  const { seq } = await sql.one<{ seq: number }>(
    'SELECT coalesce(max(stream_seq), 0) AS seq FROM ledger.entries WHERE stream = $1',
    [stream],
  );
  return seq;
}

/** A sealed entry that gives or ends an office of the agency. */
export interface OfficeRow {
  readonly bytes: Buffer;
  readonly position: number;
}

export interface ListedOffices {
  readonly rows: readonly OfficeRow[];
  /** Of those who act in the selection. */
  readonly accounts: readonly string[];
}

/**
 * The sealed entries of grants in force for a selection to those who act in it, and all that ended one, by position. Each of the two has
 * its own index; asked for in one condition, they would be looked for among all entries.
 */
export async function listOffices(sql: Sql, { agency, stream }: RecordPart): Promise<ListedOffices> {
  const bound = await sql.rows<{ holder: string }>('SELECT holder FROM refs WHERE stream = $1', [stream]);
  const accounts = bound.map(({ holder }) => holder);
  const rows = await sql.rows<OfficeRow>(
    `SELECT e.bytes, p.position FROM ledger.entries e JOIN ledger.positions p USING (entry_no)
     WHERE e.id IN (SELECT entry_id FROM grants WHERE agency = $1 AND account_id = ANY ($2::uuid[])
       AND (selection_id IS NULL OR 'selection/' || selection_id = $3))
     UNION
     SELECT e.bytes, p.position FROM ledger.entries e JOIN ledger.positions p USING (entry_no)
     WHERE e.stream = 'agency/' || $1 AND e.type = 'grant.ended/1'
     ORDER BY position`,
    [agency, accounts, stream],
  );
  return { rows, accounts };
}

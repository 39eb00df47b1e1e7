import type { Sql } from '#platform/database.ts';
import { type BelievedKeys, believedValues, isBelieved } from './believed.ts';

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

/** The first checkpoint with its quorum of witnesses that covers a position. */
export function findWitnessing(sql: Sql, position: number): Promise<CheckpointRow | undefined> {
  return sql.maybe<CheckpointRow>(
    `SELECT c.size, c.root, c.note, c.signed_at FROM ledger.published p JOIN ledger.checkpoints c USING (size)
     WHERE p.is_witnessed AND p.size > $1 ORDER BY p.size LIMIT 1`,
    [position],
  );
}

/** The newest checkpoint that has what the policy asks for. */
export function findPublished(sql: Sql): Promise<CheckpointRow | undefined> {
  return sql.maybe<CheckpointRow>(
    `SELECT c.size, c.root, c.note, c.signed_at FROM ledger.published p JOIN ledger.checkpoints c USING (size)
     ORDER BY p.size DESC LIMIT 1`,
  );
}

export interface Coverage {
  /** Position of the newest entry of a stream; null while it is not sealed. */
  readonly position: number | null;
  /** Sizes of the newest checkpoints that are believed; 0 before the first. */
  readonly signed: number;
  readonly published: number;
}

/** How far signatures and witnesses have come for a stream. */
export async function findCoverage(sql: Sql, stream: string, keys: BelievedKeys): Promise<Coverage> {
  const row = await sql.maybe<Coverage>(
    `SELECT p.position, ${newestSize('ledger.checkpoints c')} AS signed,
       ${newestSize('ledger.published JOIN ledger.checkpoints c USING (size)')} AS published
     FROM ledger.entries e LEFT JOIN ledger.positions p USING (entry_no)
     WHERE e.stream = $4 ORDER BY e.stream_seq DESC LIMIT 1`,
    [...believedValues(keys), stream],
  );
  return row ?? { position: null, signed: 0, published: 0 };
}

function newestSize(from: string): string {
  return `coalesce((SELECT c.size FROM ${from} WHERE ${isBelieved} ORDER BY c.size DESC LIMIT 1), 0)`;
}

/** The witnessed checkpoints of these sizes, and of those that first cover these positions, as far as they are believed. */
export function listBrackets(
  sql: Sql,
  asked: {
    readonly sizes: readonly number[];
    readonly positions: readonly number[];
    readonly keys: BelievedKeys;
  },
): Promise<{ readonly size: number; readonly note: string }[]> {
  const witnessed = `FROM ledger.published p JOIN ledger.checkpoints c USING (size) WHERE p.is_witnessed AND ${isBelieved}`;
  return sql.rows(
    `SELECT c.size, c.note FROM ledger.checkpoints c WHERE c.size IN (
       SELECT p.size ${witnessed} AND p.size = ANY ($4::bigint[])
       UNION SELECT (SELECT p.size ${witnessed} AND p.size > q.position ORDER BY p.size LIMIT 1)
       FROM unnest($5::bigint[]) AS q (position))
     ORDER BY c.size`,
    [...believedValues(asked.keys), asked.sizes, asked.positions],
  );
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
  /** With the number of witnesses that have signed it. */
  readonly checkpoint: { readonly size: number; readonly root: string; readonly witnesses: number } | undefined;
}

/**
 * The newest published head, and what time it is in the record. A signed one that has waited for its quorum for two minutes
 * takes its place, so that missing witnesses show.
 */
export async function findHead(sql: Sql): Promise<Head> {
  const { at, size, root, witnesses } = await sql.one<{
    at: string;
    size: number | null;
    root: Buffer | null;
    witnesses: number;
  }>(
    `SELECT ledger.clock() AS at, c.size, c.root,
       (SELECT count(DISTINCT k.witness) FROM ledger.cosignatures k WHERE k.size = c.size) AS witnesses
     FROM (SELECT greatest((SELECT max(size) FROM ledger.published), (SELECT s.size FROM ledger.checkpoints s
       WHERE s.signed_at < ledger.clock() - interval '2 minutes' ORDER BY s.size DESC LIMIT 1)) AS size) AS shown
     LEFT JOIN ledger.checkpoints c ON c.size = shown.size`,
  );
  const checkpoint = size === null || root === null ? undefined : { size, root: root.toString('hex'), witnesses };
  return { at, checkpoint };
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

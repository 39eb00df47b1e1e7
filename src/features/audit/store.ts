import type { EntryParts } from '#ledger/entry.ts';
import { byteaArray, type Sql } from '#platform/database.ts';

/** What is read once under the lock of an act; see ledger.begin_act. */
export interface ActRow {
  readonly at: string;
  readonly seen_size: number | null;
  readonly seen_root: Buffer | null;
  readonly prior_stream: string | null;
  readonly prior_seq: number | null;
  readonly prior_leaf: Buffer | null;
  readonly prior_bytes: Buffer | null;
  readonly prior_salt: Buffer | null;
  readonly prior_digest: Buffer | null;
}

/** The newest entry of a stream, as read under the lock of an act. */
export interface Head {
  readonly seq: number;
  readonly leaf: Uint8Array;
}

export interface EntryRow {
  readonly id: string;
  readonly stream: string;
  readonly type: string;
  readonly at: string;
  readonly before: Uint8Array;
  readonly between: Uint8Array;
  readonly after: Uint8Array;
  readonly openings: readonly { readonly field: string; readonly keyId: string; readonly sealed: Buffer }[];
  readonly salt: Uint8Array;
  readonly digest: Uint8Array;
  /** The leaf hash that must come of it; null where the caller does not know the place. */
  readonly leaf: Uint8Array | null;
}

export interface Placed {
  readonly streamSeq: number;
  readonly leaf: Buffer;
  /** Leaf of the entry before; null for the first of a stream. */
  readonly prev: Buffer | null;
}

export function beginAct(sql: Sql, id: string): Promise<ActRow> {
  return sql.one<ActRow>('SELECT * FROM ledger.begin_act($1)', [id]);
}

export async function lockStream(sql: Sql, stream: string): Promise<void> {
  await sql.run('SELECT ledger.lock_stream($1)', [stream]);
}

export async function writeEntry(sql: Sql, row: EntryRow): Promise<Placed> {
  const { place } = await sql.one<{ place: Buffer }>(
    'SELECT ledger.write_entry($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) AS place',
    [
      row.id,
      row.stream,
      row.type,
      row.at,
      row.before,
      row.between,
      row.after,
      row.openings.map(({ field }) => field),
      row.openings.map(({ keyId }) => keyId),
      byteaArray(row.openings.map(({ sealed }) => sealed)),
      row.salt,
      row.digest,
      row.leaf,
    ],
  );
  const prev = place.subarray(40);
  return {
    streamSeq: Number(place.readBigInt64BE()),
    leaf: place.subarray(8, 40),
    prev: prev.length === 0 ? null : prev,
  };
}

export interface EntryRows {
  readonly stream: string;
  readonly type: string;
  readonly at: string;
  /** Number of the newest entry of the stream; 0 for none. */
  readonly after: number;
  readonly entries: readonly (Pick<EntryRow, 'id' | 'openings' | 'salt' | 'digest'> & {
    readonly parts: EntryParts;
    readonly leaf: Uint8Array;
  })[];
}

export async function writeEntries(sql: Sql, { stream, type, at, after, entries }: EntryRows): Promise<void> {
  const opened = entries.flatMap(({ id, openings }) => openings.map((opening) => ({ id, ...opening })));
  await sql.run('SELECT ledger.write_entries($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)', [
    stream,
    type,
    at,
    after,
    entries.map(({ id }) => id),
    byteaArray(entries.map(({ parts }) => parts.a)),
    byteaArray(entries.map(({ parts }) => parts.b)),
    byteaArray(entries.map(({ parts }) => parts.c)),
    byteaArray(entries.map(({ leaf }) => leaf)),
    byteaArray(entries.map(({ salt }) => salt)),
    byteaArray(entries.map(({ digest }) => digest)),
    opened.map(({ id }) => id),
    opened.map(({ field }) => field),
    opened.map(({ keyId }) => keyId),
    byteaArray(opened.map(({ sealed }) => sealed)),
  ]);
}

/** The newest entry of a stream, whose lock is held. */
export function findStreamHead(sql: Sql, stream: string): Promise<Head | undefined> {
  return sql.maybe<Head>(
    'SELECT stream_seq AS seq, leaf FROM ledger.entries WHERE stream = $1 ORDER BY stream_seq DESC LIMIT 1',
    [stream],
  );
}

/**
 * Keeps an erasure away from the person behind a holder (person or account) until the transaction ends: to be called before anything
 * is bound to them or read of them to be written. False where the erasure has come first, for which it waits. See `lockParts` of the
 * erasures.
 */
export async function lockHolder(sql: Sql, holder: string): Promise<boolean> {
  const row = await sql.maybe<{ isErased: boolean }>(
    `SELECT nip LIKE 'erased-%' AS "isErased" FROM people
     WHERE id = coalesce((SELECT person_id FROM accounts WHERE id = $1), $1) FOR KEY SHARE`,
    [holder],
  );
  return row?.isErased !== true;
}

/** As `lockHolder`, for everybody of an agency: whoever reads them all to write about them all comes one after the other. */
export async function lockPeople(sql: Sql, agency: string): Promise<void> {
  await lockStream(sql, `people/${agency}`);
  await sql.run('SELECT id FROM people WHERE agency = $1 ORDER BY id FOR KEY SHARE', [agency]);
}

export function findRef(sql: Sql, stream: string, holder: string): Promise<{ ref: string } | undefined> {
  return sql.maybe<{ ref: string }>('SELECT ref FROM refs WHERE stream = $1 AND holder = $2', [stream, holder]);
}

export async function insertRef(
  sql: Sql,
  row: { stream: string; holder: string; ref: string; entryId: string },
): Promise<void> {
  await sql.run('INSERT INTO refs (stream, holder, ref, entry_id) VALUES ($1, $2, $3, $4)', [
    row.stream,
    row.holder,
    row.ref,
    row.entryId,
  ]);
}

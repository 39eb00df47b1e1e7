import { toHex } from '#ledger/bytes.ts';
import type { Sql } from '#platform/database.ts';
import type { PublishedCheckpoint } from '#platform/public-record.ts';
import type { Belief } from './believed.ts';
import { firstLines, listLines } from './publication-store.ts';

/** Of the newest those that are believed, newest first. */
export async function listPublished(sql: Sql, most: number, isBelieved: Belief): Promise<PublishedCheckpoint[]> {
  const rows = await sql.rows<{ size: number; root: Buffer; note: string; published_at: string; witnesses: number }>(
    `SELECT p.size, p.root, c.note, p.published_at,
       (SELECT count(DISTINCT k.witness) FROM ledger.cosignatures k WHERE k.size = p.size) AS witnesses
     FROM ledger.published p JOIN ledger.checkpoints c USING (size) ORDER BY p.size DESC LIMIT $1`,
    [most],
  );
  return rows.filter(isBelieved).map(({ size, root, published_at: publishedAt, witnesses }) => ({
    size,
    root: toHex(root),
    publishedAt,
    witnesses,
  }));
}

/** A signed checkpoint with the first line of each witness. */
export async function findCheckpoint(sql: Sql, size: number): Promise<{ size: number; note: string } | undefined> {
  const row = await sql.maybe<{ note: string }>('SELECT note FROM ledger.checkpoints WHERE size = $1', [size]);
  return row === undefined ? undefined : { size, note: row.note + firstLines(await listLines(sql, [size])) };
}

/** The bytes of the entries at the positions from `first` up to `end`. */
export async function listSealedBytes(sql: Sql, first: number, end: number): Promise<Uint8Array[]> {
  const rows = await sql.rows<{ bytes: Buffer }>(
    `SELECT e.bytes FROM ledger.positions p JOIN ledger.entries e USING (entry_no)
     WHERE p.position >= $1 AND p.position < $2 ORDER BY p.position`,
    [first, end],
  );
  if (rows.length !== end - first) throw new Error(`entries are missing between ${first} and ${end}`);
  return rows.map(({ bytes }) => bytes);
}

import type { Sql } from '#platform/database.ts';

/** A checkpoint with the lines of its witnesses, and what is said of its publication. */
export interface PublicationRow {
  readonly size: number;
  readonly note: string;
  readonly signedAt: string;
  readonly lines: readonly { readonly witness: string; readonly line: string }[];
  /** Null where it is not published. */
  readonly isWitnessed: boolean | null;
  readonly publishedAt: string | null;
}

export interface PublicationPage {
  readonly from: number;
  readonly part: number;
  readonly parts: number;
  readonly after: number;
  readonly limit: number;
}

export function listPublications(
  sql: Sql,
  { from, part, parts, after, limit }: PublicationPage,
): Promise<PublicationRow[]> {
  return sql.rows<PublicationRow>(
    `SELECT c.size, c.note, c.signed_at AS "signedAt", p.is_witnessed AS "isWitnessed", p.published_at AS "publishedAt",
       coalesce((SELECT jsonb_agg(jsonb_build_object('witness', k.witness, 'line', k.line) ORDER BY k.taken_at, k.line)
         FROM ledger.cosignatures k WHERE k.size = c.size), '[]') AS lines
     FROM ledger.checkpoints c LEFT JOIN ledger.published p USING (size)
     WHERE c.size > $1 AND (c.size > $2 OR c.size % $4 = $3) ORDER BY c.size LIMIT $5`,
    [after, from, part, parts, limit],
  );
}

/**
 * Checkpoints that entries from a position on have seen, and that are not published. One that is not there at all was lost with a
 * restore, whose entries came back from a mirror.
 */
export function listSeenUnpublished(sql: Sql, from: number): Promise<{ size: number }[]> {
  return sql.rows(
    `SELECT c.size FROM (SELECT DISTINCT substring(convert_from(e.bytes, 'UTF8') FROM '"seen":\\{"root":"[0-9a-f]{64}","size":([0-9]+)\\}')::bigint AS size
         FROM ledger.entries e LEFT JOIN ledger.positions o USING (entry_no) WHERE coalesce(o.position, $1) >= $1) s
       JOIN ledger.checkpoints c USING (size) WHERE NOT EXISTS (SELECT FROM ledger.published p WHERE p.size = c.size) ORDER BY 1 LIMIT 1000`,
    [from],
  );
}

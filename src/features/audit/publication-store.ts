import type { Sql } from '#platform/database.ts';
import type { WitnessStanding } from '#schemas/audit.ts';

/** What the publisher of one witness needs to know. */
export interface StandingRow {
  /** The newest signed checkpoint. */
  readonly size: number;
  readonly root: Buffer;
  readonly note: string;
  /** The newest size that the witness has cosigned; null before the first. */
  readonly held: number | null;
  /** Age in seconds of its newest cosignature. */
  readonly held_age: number | null;
  /** The newest size with its quorum, 0 before the first. */
  readonly published: number;
  /** The size up to which somebody waits. */
  readonly wanted: number;
}

/** Nothing before the first checkpoint is signed. */
export function findStanding(sql: Sql, witness: string): Promise<StandingRow | undefined> {
  return sql.maybe<StandingRow>(
    `SELECT c.size, c.root, c.note, h.size AS held, extract(epoch FROM ledger.clock() - h.taken_at)::float AS held_age,
       coalesce((SELECT p.size FROM ledger.published p ORDER BY p.size DESC LIMIT 1), 0) AS published,
       (SELECT wanted FROM ledger.publication) AS wanted
     FROM ledger.checkpoints c
     LEFT JOIN LATERAL (SELECT k.size, k.taken_at FROM ledger.cosignatures k WHERE k.witness = $1
       ORDER BY k.size DESC, k.taken_at DESC LIMIT 1) h ON true
     ORDER BY c.size DESC LIMIT 1`,
    [witness],
  );
}

export async function putCosignature(
  sql: Sql,
  row: { readonly size: number; readonly witness: string; readonly line: string },
): Promise<void> {
  await sql.run('INSERT INTO ledger.cosignatures (size, witness, line) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
    row.size,
    row.witness,
    row.line,
  ]);
}

export interface CosignatureRow {
  readonly size: number;
  /** Verifier key. */
  readonly witness: string;
  readonly line: string;
}

/** All lines on these checkpoints, of each the oldest first. */
export function listLines(sql: Sql, sizes: readonly number[]): Promise<CosignatureRow[]> {
  return sql.rows<CosignatureRow>(
    'SELECT size, witness, line FROM ledger.cosignatures WHERE size = ANY ($1::bigint[]) ORDER BY size, taken_at, line',
    [sizes],
  );
}

/** The newest line of each witness: they say that log and witness were alive. */
export function newestLines(lines: readonly CosignatureRow[]): string {
  return [...new Map(lines.map(({ witness, line }) => [witness, line])).values()].join('');
}

/** The first line of each witness: they say since when the checkpoint was known outside. */
export function firstLines(lines: readonly CosignatureRow[]): string {
  return newestLines([...lines].reverse());
}

export async function putPublished(
  sql: Sql,
  row: { readonly size: number; readonly root: Uint8Array; readonly isWitnessed: boolean },
): Promise<void> {
  await sql.run(
    `INSERT INTO ledger.published (size, root, is_witnessed, published_at) VALUES ($1, $2, $3, ledger.clock())
     ON CONFLICT DO NOTHING`,
    [row.size, Buffer.from(row.root), row.isWitnessed],
  );
}

/** What came of the last question to a witness; it stays since when it was first so. */
export async function putStanding(sql: Sql, witness: string, standing: WitnessStanding): Promise<void> {
  await sql.run(
    `INSERT INTO ledger.witness_standings AS w (witness, standing) VALUES ($1, $2)
     ON CONFLICT (witness) DO UPDATE SET standing = excluded.standing, since = excluded.since
     WHERE w.standing <> excluded.standing`,
    [witness, standing],
  );
}

/** Asks the publisher not to wait with a checkpoint of at least this size. */
export async function wantPublished(sql: Sql, size: number): Promise<void> {
  await sql.run('UPDATE ledger.publication SET wanted = $1 WHERE wanted < $1', [size]);
}

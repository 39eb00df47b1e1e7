import type { Sql } from '#platform/database.ts';

export interface NewReading {
  readonly accountId: string;
  readonly agency: string;
  readonly stream: string;
  readonly reading: string;
}

export async function insertReading(sql: Sql, row: NewReading): Promise<void> {
  await sql.run(
    'INSERT INTO readings (account_id, agency, stream, reading, read_at) VALUES ($1, $2, $3, $4, ledger.clock())',
    [row.accountId, row.agency, row.stream, row.reading],
  );
}

export interface DueReader {
  readonly accountId: string;
  readonly agency: string;
}

/** Those of whose readings one has waited for a minute, or 200 wait. */
export function listDueReaders(sql: Sql): Promise<DueReader[]> {
  return sql.rows<DueReader>(
    `SELECT account_id AS "accountId", agency FROM readings WHERE folded_in IS NULL GROUP BY account_id, agency
     HAVING count(*) >= 200 OR min(read_at) <= ledger.clock() - interval '60 seconds' LIMIT 100`,
  );
}

export interface UnfoldedRow {
  readonly id: number;
  readonly stream: string;
  readonly reading: string;
  readonly at: string;
}

/** The oldest that one entry holds. */
export function listUnfolded(sql: Sql, { accountId, agency }: DueReader): Promise<UnfoldedRow[]> {
  return sql.rows<UnfoldedRow>(
    `SELECT id, stream, reading, read_at AS at FROM readings
     WHERE account_id = $1 AND agency = $2 AND folded_in IS NULL ORDER BY id LIMIT 200`,
    [accountId, agency],
  );
}

export async function setFolded(sql: Sql, ids: readonly number[], entryId: string): Promise<void> {
  await sql.run('UPDATE readings SET folded_in = $2 WHERE id = ANY ($1::bigint[])', [ids, entryId]);
}

export interface ReaderRow {
  /** Null before anything was folded. */
  readonly ref: string | null;
  /** Who it is, as the opening of the binding shows it. */
  readonly identity: { readonly account: string; readonly name: string | null; readonly nip: string | null };
}

export function findReader(sql: Sql, { accountId, agency }: DueReader): Promise<ReaderRow> {
  return sql.one<ReaderRow>(
    `SELECT r.ref, jsonb_build_object('account', a.display_name, 'name', p.name, 'nip', p.nip) AS identity FROM accounts a
     LEFT JOIN people p ON p.id = a.person_id LEFT JOIN readers r ON r.account_id = a.id AND r.agency = $2 WHERE a.id = $1`,
    [accountId, agency],
  );
}

export async function insertReader(sql: Sql, row: DueReader & { ref: string; entryId: string }): Promise<void> {
  await sql.run('INSERT INTO readers (ref, account_id, agency, entry_id) VALUES ($1, $2, $3, $4)', [
    row.ref,
    row.accountId,
    row.agency,
    row.entryId,
  ]);
}

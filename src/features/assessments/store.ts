import type { Sql } from '#platform/database.ts';

export interface AssessorRow {
  readonly account_id: string;
  readonly ref: string;
  readonly seed: Buffer;
  readonly replaced_by: string | null;
}

export function listAssessors(sql: Sql, selectionId: string): Promise<AssessorRow[]> {
  return sql.rows<AssessorRow>(
    'SELECT account_id, ref, seed, replaced_by FROM assessors WHERE selection_id = $1 ORDER BY ref',
    [selectionId],
  );
}

export async function insertAssessor(
  sql: Sql,
  row: { selectionId: string; accountId: string; ref: string; seed: Uint8Array; entryId: string },
): Promise<void> {
  await sql.run('INSERT INTO assessors (selection_id, account_id, ref, seed, entry_id) VALUES ($1, $2, $3, $4, $5)', [
    row.selectionId,
    row.accountId,
    row.ref,
    row.seed,
    row.entryId,
  ]);
}

export async function setReplaced(
  sql: Sql,
  row: { selectionId: string; accountId: string; successor: string; entryId: string },
): Promise<void> {
  await sql.run('UPDATE assessors SET replaced_by = $3, entry_id = $4 WHERE selection_id = $1 AND account_id = $2', [
    row.selectionId,
    row.accountId,
    row.successor,
    row.entryId,
  ]);
}

export type Round = 'independent' | 'final';

export interface SheetRow {
  readonly candidate_ref: string;
  readonly assessor_ref: string;
  readonly round: Round;
  readonly scores: Readonly<Record<string, string>>;
  readonly reasons: Readonly<Record<string, string | null>>;
}

export function listSheets(sql: Sql, selectionId: string, attempt: number): Promise<SheetRow[]> {
  return sql.rows<SheetRow>(
    'SELECT candidate_ref, assessor_ref, round, scores, reasons FROM score_sheets WHERE selection_id = $1 AND attempt = $2',
    [selectionId, attempt],
  );
}

export interface NewSheet extends SheetRow {
  readonly selectionId: string;
  readonly attempt: number;
  readonly at: string;
  readonly entryId: string;
}

export async function insertSheet(sql: Sql, row: NewSheet): Promise<void> {
  await sql.run(
    `INSERT INTO score_sheets (candidate_ref, assessor_ref, attempt, round, selection_id, scores, reasons, filed_at, entry_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      row.candidate_ref,
      row.assessor_ref,
      row.attempt,
      row.round,
      row.selectionId,
      JSON.stringify(row.scores),
      JSON.stringify(row.reasons),
      row.at,
      row.entryId,
    ],
  );
}

export interface AdmittedRow {
  readonly ref: string;
  readonly placement: unknown;
}

/** Candidates who stand: admitted and not withdrawn. */
export function listAdmitted(sql: Sql, selectionId: string): Promise<AdmittedRow[]> {
  return sql.rows<AdmittedRow>(
    `SELECT ref, placement FROM candidates WHERE selection_id = $1 AND state = 'admitted' ORDER BY ref`,
    [selectionId],
  );
}

export async function insertRanking(
  sql: Sql,
  row: { selectionId: string; attempt: number; content: Uint8Array; digest: Uint8Array; at: string; entryId: string },
): Promise<void> {
  await sql.run(
    'INSERT INTO rankings (selection_id, attempt, content, digest, derived_at, entry_id) VALUES ($1, $2, $3, $4, $5, $6)',
    [row.selectionId, row.attempt, row.content, row.digest, row.at, row.entryId],
  );
}

export interface RankingRow {
  readonly attempt: number;
  readonly content: Buffer;
  readonly digest: Buffer;
}

/** The ranking of the newest attempt. */
export function findRanking(sql: Sql, selectionId: string): Promise<RankingRow | undefined> {
  return sql.maybe<RankingRow>(
    'SELECT content, digest, attempt FROM rankings WHERE selection_id = $1 ORDER BY attempt DESC LIMIT 1',
    [selectionId],
  );
}

/** The person behind an account; a row with null where it stands for nobody of the personnel record. */
export function findAccountPerson(sql: Sql, accountId: string): Promise<{ person_id: string | null } | undefined> {
  return sql.maybe<{ person_id: string | null }>('SELECT person_id FROM accounts WHERE id = $1', [accountId]);
}

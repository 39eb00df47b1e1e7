import type { Sql } from '#platform/database.ts';

export interface PersonRow {
  readonly id: string;
  readonly agency: string;
  readonly unit_id: string | null;
  readonly record: unknown;
  readonly record_digest: Buffer;
  readonly nip: string;
  readonly name: string;
}

export function findPerson(sql: Sql, personId: string): Promise<PersonRow | undefined> {
  return sql.maybe<PersonRow>(
    'SELECT id, agency, unit_id, record, record_digest, nip, name FROM people WHERE id = $1',
    [personId],
  );
}

export interface CandidateRow {
  readonly ref: string;
  readonly selection_id: string;
  readonly person_id: string;
  readonly blind_code: string;
  readonly state: 'nominated' | 'admitted' | 'excluded' | 'held' | 'withdrawn';
  readonly way: string;
  readonly nominated_by: string;
  readonly note: string | null;
  readonly confirmed_at: string | null;
  readonly record: unknown;
  readonly record_digest: Buffer | null;
  readonly gates: unknown;
  readonly placement: unknown;
  readonly withdrawn_for: string | null;
  readonly state_before_withdrawal: string | null;
  readonly entry_id: string;
}

export function listCandidates(sql: Sql, selectionId: string): Promise<CandidateRow[]> {
  return sql.rows<CandidateRow>('SELECT * FROM candidates WHERE selection_id = $1 ORDER BY ref', [selectionId]);
}

/** Inserts a candidate, or writes all of its changing columns. */
export async function putCandidate(sql: Sql, row: CandidateRow): Promise<void> {
  await sql.run(
    `INSERT INTO candidates (ref, selection_id, person_id, blind_code, state, way, nominated_by, note, confirmed_at, record, record_digest,
       gates, placement, withdrawn_for, state_before_withdrawal, entry_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
     ON CONFLICT ON CONSTRAINT candidates_pkey DO UPDATE SET state = excluded.state, way = excluded.way, nominated_by = excluded.nominated_by,
       note = excluded.note, confirmed_at = excluded.confirmed_at, record = excluded.record, record_digest = excluded.record_digest,
       gates = excluded.gates, placement = excluded.placement, withdrawn_for = excluded.withdrawn_for,
       state_before_withdrawal = excluded.state_before_withdrawal, entry_id = excluded.entry_id`,
    [
      row.ref,
      row.selection_id,
      row.person_id,
      row.blind_code,
      row.state,
      row.way,
      row.nominated_by,
      row.note,
      row.confirmed_at,
      jsonOf(row.record),
      row.record_digest,
      jsonOf(row.gates),
      jsonOf(row.placement),
      row.withdrawn_for,
      row.state_before_withdrawal,
      row.entry_id,
    ],
  );
}

function jsonOf(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value);
}

export interface CorrectionRow {
  readonly id: string;
  readonly candidate_ref: string;
  readonly request: { readonly field: string; readonly reason: string };
  readonly answer: 'accepted' | 'refused' | null;
  readonly change: { readonly value: unknown } | null;
}

export function listCorrections(sql: Sql, selectionId: string): Promise<CorrectionRow[]> {
  return sql.rows<CorrectionRow>(
    `SELECT k.id, k.candidate_ref, k.request, k.answer, k.change FROM corrections k JOIN candidates c ON c.ref = k.candidate_ref
     WHERE c.selection_id = $1 ORDER BY k.requested_at`,
    [selectionId],
  );
}

/** Corrections of many selections. */
export function listCorrectionsOf(sql: Sql, selectionIds: readonly string[]): Promise<CorrectionRow[]> {
  return sql.rows<CorrectionRow>(
    `SELECT k.id, k.candidate_ref, k.request, k.answer, k.change FROM candidates c JOIN corrections k ON k.candidate_ref = c.ref
     WHERE c.selection_id = ANY ($1::uuid[]) ORDER BY k.requested_at`,
    [selectionIds],
  );
}

export interface StandingRow {
  readonly ref: string;
  readonly selection_id: string;
  readonly person_id: string;
  /** Of the record as imported. */
  readonly record_digest: Buffer;
}

/** Standing candidates of many selections. */
export function listStanding(sql: Sql, selectionIds: readonly string[]): Promise<StandingRow[]> {
  return sql.rows<StandingRow>(
    `SELECT c.ref, c.selection_id, c.person_id, p.record_digest FROM candidates c JOIN people p ON p.id = c.person_id
     WHERE c.selection_id = ANY ($1::uuid[]) AND c.state <> 'withdrawn' ORDER BY c.ref`,
    [selectionIds],
  );
}

/** Records as imported, of many people. */
export function listRecords(sql: Sql, personIds: readonly string[]): Promise<{ id: string; record: unknown }[]> {
  return sql.rows<{ id: string; record: unknown }>('SELECT id, record FROM people WHERE id = ANY ($1::uuid[])', [
    personIds,
  ]);
}

export async function insertCorrection(
  sql: Sql,
  row: { id: string; candidateRef: string; request: unknown; at: string; entryId: string },
): Promise<void> {
  await sql.run(
    'INSERT INTO corrections (id, candidate_ref, request, requested_at, entry_id) VALUES ($1, $2, $3, $4, $5)',
    [row.id, row.candidateRef, JSON.stringify(row.request), row.at, row.entryId],
  );
}

export async function answerCorrection(
  sql: Sql,
  row: { id: string; answer: string; reason: string | null; change: unknown; accountId: string; entryId: string },
): Promise<void> {
  await sql.run(
    'UPDATE corrections SET answer = $2, reason = $3, change = $4, answered_by = $5, entry_id = $6 WHERE id = $1',
    [row.id, row.answer, row.reason, jsonOf(row.change), row.accountId, row.entryId],
  );
}

export interface VerificationRow {
  readonly candidate_ref: string;
  readonly gate: string;
  readonly result: 'pass' | 'fail';
}

export function listVerifications(sql: Sql, selectionId: string): Promise<VerificationRow[]> {
  return sql.rows<VerificationRow>(
    `SELECT v.candidate_ref, v.gate, v.result FROM verifications v JOIN candidates c ON c.ref = v.candidate_ref WHERE c.selection_id = $1`,
    [selectionId],
  );
}

/** Verifications of many selections. */
export function listVerificationsOf(sql: Sql, selectionIds: readonly string[]): Promise<VerificationRow[]> {
  return sql.rows<VerificationRow>(
    `SELECT v.candidate_ref, v.gate, v.result FROM candidates c JOIN verifications v ON v.candidate_ref = c.ref
     WHERE c.selection_id = ANY ($1::uuid[])`,
    [selectionIds],
  );
}

export async function putVerification(
  sql: Sql,
  row: { candidateRef: string; gate: string; result: string; evidence: string; accountId: string; entryId: string },
): Promise<void> {
  await sql.run(
    `INSERT INTO verifications (candidate_ref, gate, result, evidence, verified_by, entry_id) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT ON CONSTRAINT verifications_pkey DO UPDATE SET result = excluded.result, evidence = excluded.evidence,
       verified_by = excluded.verified_by, entry_id = excluded.entry_id`,
    [row.candidateRef, row.gate, row.result, row.evidence, row.accountId, row.entryId],
  );
}

export async function isPoolComplete(sql: Sql, selectionId: string, attempt: number): Promise<boolean> {
  const row = await sql.maybe('SELECT 1 AS one FROM pools WHERE selection_id = $1 AND attempt = $2', [
    selectionId,
    attempt,
  ]);
  return row !== undefined;
}

export async function insertPool(
  sql: Sql,
  row: { selectionId: string; attempt: number; accountId: string; at: string; entryId: string },
): Promise<void> {
  await sql.run(
    'INSERT INTO pools (selection_id, attempt, completed_by, completed_at, entry_id) VALUES ($1, $2, $3, $4, $5)',
    [row.selectionId, row.attempt, row.accountId, row.at, row.entryId],
  );
}

/** Accounts of the people who stand in a selection. */
export async function listCandidateAccounts(sql: Sql, refs: readonly string[]): Promise<string[]> {
  const rows = await sql.rows<{ id: string }>(
    'SELECT a.id FROM candidates c JOIN accounts a ON a.person_id = c.person_id WHERE c.ref = ANY ($1::uuid[])',
    [refs],
  );
  return rows.map(({ id }) => id);
}

/** The unit that a unit head's own person works in. */
export async function findOwnUnit(sql: Sql, personId: string | null): Promise<string[]> {
  if (personId === null) return [];
  const row = await sql.maybe<{ unit_id: string | null }>('SELECT unit_id FROM people WHERE id = $1', [personId]);
  return row?.unit_id == null ? [] : [row.unit_id];
}

import type { Sql } from '#platform/database.ts';

export interface CandidateView {
  readonly ref: string;
  readonly code: string;
  readonly state: string;
  readonly way: string;
  readonly personId: string | null;
  readonly name: string | null;
  readonly nip: string | null;
  readonly confirmedAt: string | null;
  readonly gates: { readonly gate: string; readonly result: string }[] | null;
  readonly merit: Record<string, unknown> | null;
}

/** Candidates the viewer may see. Who may not know the names knows oneself and whom one put forward; all others stay codes. */
export function listCandidateViews(sql: Sql, selectionId: string): Promise<CandidateView[]> {
  return sql.rows<CandidateView>(
    `SELECT c.ref, c.blind_code AS code, c.state, c.way, p.id AS "personId", p.name, p.nip, c.confirmed_at AS "confirmedAt",
       CASE WHEN open.gates THEN c.gates END AS gates, CASE WHEN open.gates THEN c.placement END AS merit
     FROM (SELECT may_read('gates', $1) AS gates, may_read('candidate-names', $1) AS names) AS open CROSS JOIN candidates c
     LEFT JOIN people p ON p.id = c.person_id AND (open.names OR p.id = viewer_person() OR c.nominated_by = viewer_account())
     WHERE c.selection_id = $1 ORDER BY c.blind_code`,
    [selectionId],
  );
}

export interface OwnCandidacyView {
  readonly ref: string;
  readonly state: string;
  readonly recordDigest: Buffer;
  readonly record: Record<string, unknown>;
  readonly confirmedAt: string | null;
  readonly gates: { readonly gate: string; readonly result: string }[] | null;
  readonly merit: Record<string, unknown> | null;
}

/** The candidacy of the viewer's own person, with the frozen record or, before the freeze, the one that will be used. */
export function findOwnCandidacy(
  sql: Sql,
  selectionId: string,
  personId: string,
): Promise<OwnCandidacyView | undefined> {
  return sql.maybe<OwnCandidacyView>(
    `SELECT c.ref, c.state, coalesce(c.record_digest, p.record_digest) AS "recordDigest", coalesce(c.record, p.record) AS record,
       c.confirmed_at AS "confirmedAt", c.gates, c.placement AS merit
     FROM candidates c JOIN people p ON p.id = c.person_id WHERE c.selection_id = $1 AND c.person_id = $2`,
    [selectionId, personId],
  );
}

export interface OwnCorrectionView {
  readonly id: string;
  readonly field: string;
  readonly reason: string;
  readonly answer: string | null;
  readonly answerReason: string | null;
}

export function listOwnCorrections(sql: Sql, candidateRef: string): Promise<OwnCorrectionView[]> {
  return sql.rows<OwnCorrectionView>(
    `SELECT id, request->>'field' AS field, request->>'reason' AS reason, answer, reason AS "answerReason"
     FROM corrections WHERE candidate_ref = $1 ORDER BY requested_at`,
    [candidateRef],
  );
}

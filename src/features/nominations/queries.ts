import type { GateFinding, MeritFinding } from '#domain/eligibility.ts';
import type { Sql } from '#platform/database.ts';
import type { OwnRecord } from '#schemas/own-record.ts';

export interface CandidateView {
  readonly ref: string;
  readonly code: string;
  readonly state: string;
  readonly way: string;
  readonly personId: string | null;
  readonly name: string | null;
  readonly nip: string | null;
  readonly confirmedAt: string | null;
  readonly gates: readonly GateFinding[] | null;
  readonly merit: MeritFinding | null;
}

/** Candidates the viewer may see. A person whom the viewer may not know stays a code; nobody blind sees gates or merit. */
export function listCandidateViews(sql: Sql, selectionId: string): Promise<CandidateView[]> {
  return sql.rows<CandidateView>(
    `SELECT c.ref, c.blind_code AS code, c.state, c.way, p.id AS "personId", p.name, p.nip, c.confirmed_at AS "confirmedAt",
       CASE WHEN p.id IS NULL THEN NULL ELSE c.gates END AS gates, CASE WHEN p.id IS NULL THEN NULL ELSE c.placement END AS merit
     FROM candidates c LEFT JOIN people p ON p.id = c.person_id WHERE c.selection_id = $1 ORDER BY c.blind_code`,
    [selectionId],
  );
}

export interface OwnCandidacyView {
  readonly ref: string;
  readonly state: string;
  readonly recordDigest: Buffer;
  readonly record: OwnRecord;
  readonly confirmedAt: string | null;
  readonly gates: readonly GateFinding[] | null;
  readonly merit: MeritFinding | null;
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
  readonly answer: 'accepted' | 'refused' | null;
  readonly answerReason: string | null;
}

export function listOwnCorrections(sql: Sql, candidateRef: string): Promise<OwnCorrectionView[]> {
  return sql.rows<OwnCorrectionView>(
    `SELECT id, request->>'field' AS field, request->>'reason' AS reason, answer, reason AS "answerReason"
     FROM corrections WHERE candidate_ref = $1 ORDER BY requested_at`,
    [candidateRef],
  );
}

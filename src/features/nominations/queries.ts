import type { disputableFields, GateFinding, MeritFinding } from '#domain/eligibility.ts';
import type { PersonRecord } from '#domain/person-record.ts';
import type { Sql } from '#platform/database.ts';

export interface CandidateView {
  readonly ref: string;
  readonly code: string;
  readonly state: 'nominated' | 'admitted' | 'excluded' | 'held' | 'withdrawn';
  readonly way: 'self' | 'unit' | 'hr';
  readonly personId: string | null;
  readonly name: string | null;
  readonly nip: string | null;
  /** The post of the frozen record. */
  readonly post: string | null;
  readonly confirmedAt: string | null;
  readonly gates: readonly GateFinding[] | null;
  readonly merit: MeritFinding | null;
}

/** Candidates the viewer may see. Who may not know the names knows oneself and whom one put forward; all others stay codes. */
export function listCandidateViews(sql: Sql, selectionId: string): Promise<CandidateView[]> {
  return sql.rows<CandidateView>(
    // Asked once: beside the candidates each question would be asked again for every one of them.
    `WITH open AS MATERIALIZED (
       SELECT may_read('gates', $1) AS gates, may_read('candidate-names', $1) AS names, may_read('candidates', $1) AS records
     )
     SELECT c.ref, c.blind_code AS code, c.state, c.way, p.id AS "personId", p.name, p.nip, c.confirmed_at AS "confirmedAt",
       CASE WHEN open.records AND p.id IS NOT NULL THEN c.record#>>'{currentPost,value,title}' END AS post,
       CASE WHEN open.gates THEN c.gates END AS gates, CASE WHEN open.gates THEN c.placement END AS merit
     FROM open CROSS JOIN candidates c
     LEFT JOIN people p ON p.id = c.person_id AND (open.names OR p.id = viewer_person() OR c.nominated_by = viewer_account())
     WHERE c.selection_id = $1 ORDER BY c.blind_code`,
    [selectionId],
  );
}

export interface FrozenRecordView {
  readonly code: string;
  /** Null before the freeze. */
  readonly record: PersonRecord | null;
  readonly policyDigest: Buffer;
  readonly seesPerson: boolean;
}

/** The frozen record of one candidate whom the viewer may see. */
export function findFrozenRecord(sql: Sql, selectionId: string, ref: string): Promise<FrozenRecordView | undefined> {
  return sql.maybe<FrozenRecordView>(
    `SELECT c.blind_code AS code, c.record, s.policy_digest AS "policyDigest", p.id IS NOT NULL AS "seesPerson"
     FROM candidates c JOIN selections s ON s.id = c.selection_id LEFT JOIN people p ON p.id = c.person_id WHERE c.selection_id = $1 AND c.ref = $2`,
    [selectionId, ref],
  );
}

export interface CorrectionView {
  readonly id: string;
  readonly candidate: string;
  readonly code: string;
  readonly name: string | null;
  readonly field: (typeof disputableFields)[number];
  readonly reason: string;
  readonly requestedAt: string;
  readonly stated: string | null;
  readonly source: string | null;
  readonly answer: 'accepted' | 'refused' | null;
  readonly answerReason: string | null;
  readonly value: string | null;
}

/** What is disputed, beside what the data state; the frozen ones, once they are frozen. */
export function listCorrectionViews(sql: Sql, selectionId: string): Promise<CorrectionView[]> {
  return sql.rows<CorrectionView>(
    `SELECT k.id, c.ref AS candidate, c.blind_code AS code, p.name, k.request->>'field' AS field, k.request->>'reason' AS reason,
       k.requested_at AS "requestedAt", coalesce(c.record, p.record)->(k.request->>'field')->>'value' AS stated,
       coalesce(c.record, p.record)->(k.request->>'field')->>'source' AS source, k.answer, k.reason AS "answerReason",
       k.change->>'value' AS value
     FROM corrections k JOIN candidates c ON c.ref = k.candidate_ref LEFT JOIN people p ON p.id = c.person_id
     WHERE c.selection_id = $1 ORDER BY k.requested_at, k.id`,
    [selectionId],
  );
}

export interface CandidateName {
  readonly ref: string;
  readonly code: string;
  readonly name: string | null;
}

/** Candidates as the viewer of the transaction may see them. */
export function listCandidateNames(sql: Sql, selectionId: string): Promise<CandidateName[]> {
  return sql.rows<CandidateName>(
    `SELECT c.ref, c.blind_code AS code, p.name FROM candidates c LEFT JOIN people p ON p.id = c.person_id
     WHERE c.selection_id = $1`,
    [selectionId],
  );
}

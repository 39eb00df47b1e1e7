import type { CandidateState } from '#domain/candidacies.ts';
import type { GateFinding, MeritFinding } from '#domain/eligibility.ts';
import type { PersonRecord } from '#domain/person-record.ts';
import type { SelectionState } from '#domain/selections.ts';
import type { StageKind, StageState, StageStep } from '#domain/stages.ts';
import type { Sql } from '#platform/database.ts';

export interface CandidacyRow {
  readonly ref: string;
  readonly state: CandidateState;
  readonly confirmedAt: string | null;
  readonly selectionId: string;
  readonly agency: string;
  readonly code: string;
  readonly title: string;
  readonly policyDigest: Buffer;
  readonly selectionState: SelectionState;
  readonly kind: StageKind | null;
  readonly attempt: number;
  readonly stageState: StageState;
  readonly step: StageStep;
  readonly openedAt: string | null;
  readonly dueAt: string | null;
  readonly pausedAt: string | null;
  readonly isPlaced: boolean;
  readonly openCorrections: number;
  readonly correctionAnswer: 'accepted' | 'refused' | null;
  readonly correctionReason: string | null;
  readonly correctionId: string | null;
  readonly now: string;
}

export interface CandidaciesAsked {
  readonly personId: string;
  /** Null: of every selection. */
  readonly selectionId: string | null;
}

/** A person's candidacies with the course of each selection and the newest correction; the newest selection first. */
export function listCandidacies(sql: Sql, { personId, selectionId }: CandidaciesAsked): Promise<CandidacyRow[]> {
  return sql.rows<CandidacyRow>(
    `SELECT c.ref, c.state, c.confirmed_at AS "confirmedAt", s.id AS "selectionId", s.agency, s.code, o.title, s.policy_digest AS "policyDigest",
       s.state AS "selectionState", g.kind, g.attempt, g.state AS "stageState", g.step, g.opened_at AS "openedAt", g.due_at AS "dueAt",
       g.paused_at AS "pausedAt", k.id AS "correctionId", k.answer AS "correctionAnswer", k.reason AS "correctionReason", ledger.clock() AS now,
       (SELECT count(*) FROM corrections w WHERE w.candidate_ref = c.ref AND w.answer IS NULL) AS "openCorrections",
       EXISTS (SELECT FROM placements l WHERE l.candidate_ref = c.ref AND l.effected_at IS NOT NULL AND l.revoked_at IS NULL) AS "isPlaced"
     FROM candidates c JOIN selections s ON s.id = c.selection_id JOIN posts o ON o.id = s.post_id
     LEFT JOIN LATERAL (SELECT * FROM stages x WHERE x.selection_id = s.id
       ORDER BY (x.state IN ('planned', 'open', 'paused', 'closing')) DESC, x.closed_at DESC NULLS LAST LIMIT 1) g ON true
     LEFT JOIN LATERAL (SELECT * FROM corrections y WHERE y.candidate_ref = c.ref ORDER BY y.requested_at DESC LIMIT 1) k ON true
     WHERE c.person_id = $1 AND ($2::uuid IS NULL OR c.selection_id = $2) ORDER BY s.opened_at DESC, s.id`,
    [personId, selectionId],
  );
}

export interface FileRow {
  /** As it is imported now, and its digest: what a confirmation must name. */
  readonly imported: PersonRecord;
  readonly importedDigest: Buffer;
  /** From the freeze on: what was used. */
  readonly frozen: PersonRecord | null;
  readonly frozenDigest: Buffer | null;
  readonly gates: GateFinding[] | null;
  readonly merit: MeritFinding | null;
}

/** The data behind a candidacy, and what gates and policy found in it. */
export function getFile(sql: Sql, ref: string): Promise<FileRow> {
  return sql.one<FileRow>(
    `SELECT p.record AS imported, p.record_digest AS "importedDigest", c.record AS frozen, c.record_digest AS "frozenDigest", c.gates,
       c.placement AS merit FROM candidates c JOIN people p ON p.id = c.person_id WHERE c.ref = $1`,
    [ref],
  );
}

export interface OwnCorrection {
  readonly id: string;
  readonly field: string;
  readonly reason: string;
  readonly requestedAt: string;
  readonly answer: 'accepted' | 'refused' | null;
  readonly answerReason: string | null;
  /** What holds instead, where it was accepted. */
  readonly value: string | null;
}

export function listOwnCorrections(sql: Sql, ref: string): Promise<OwnCorrection[]> {
  return sql.rows<OwnCorrection>(
    `SELECT id, request->>'field' AS field, request->>'reason' AS reason, requested_at AS "requestedAt", answer, reason AS "answerReason",
       change->>'value' AS value FROM corrections WHERE candidate_ref = $1 ORDER BY requested_at`,
    [ref],
  );
}

export interface OwnEntry {
  readonly entry: string;
  readonly type: string;
  readonly at: string;
  readonly streamSeq: number;
  readonly leaf: Buffer;
  readonly position: number | null;
}

export interface EntriesAsked {
  readonly selectionId: string;
  readonly accountId: string;
  readonly ref: string;
}

/** Entries of the account's own acts in a selection, and those that say what the gates found about it, in order. */
export function listOwnEntries(sql: Sql, { selectionId, accountId, ref }: EntriesAsked): Promise<OwnEntry[]> {
  return sql.rows<OwnEntry>(
    `WITH read AS (SELECT e.*, convert_from(e.bytes, 'UTF8')::jsonb AS content FROM ledger.entries e WHERE e.stream = 'selection/' || $1)
     SELECT e.id AS entry, e.type, e.content->>'at' AS at, e.stream_seq AS "streamSeq", e.leaf, p.position
     FROM read e LEFT JOIN ledger.positions p USING (entry_no) LEFT JOIN refs r ON r.stream = e.stream AND r.holder = $2
     WHERE e.content->'actor'->>'ref' = r.ref::text OR (e.type = 'gates.evaluated/1' AND e.content->'open'->>'candidate' = $3)
     ORDER BY e.stream_seq`,
    [selectionId, accountId, ref],
  );
}

export interface StandingRow {
  /** The ranking, as canonical bytes; null where there was none. */
  readonly ranking: Buffer | null;
  readonly motion: Buffer | null;
  readonly isChosen: boolean;
  readonly reasons: readonly { readonly criterion: string; readonly reason: string }[];
}

/**
 * What a decided selection found about one candidate; it reads past the viewer's rows, so whoever asks was admitted before. A choice is
 * told from its decree on. Reasons come in the order of their words, so that none leads back to an assessor.
 */
export function getStanding(sql: Sql, selectionId: string, ref: string): Promise<StandingRow> {
  return sql.one<StandingRow>(
    `SELECT (SELECT content FROM rankings WHERE selection_id = $1 ORDER BY attempt DESC LIMIT 1) AS ranking,
       (SELECT content FROM motions WHERE selection_id = $1 AND outcome->>'outcome' = 'approved' ORDER BY closed_at DESC LIMIT 1) AS motion,
       EXISTS (SELECT FROM placements l JOIN choices h ON h.id = l.choice_id WHERE l.candidate_ref = $2 AND h.state = 'made') AS "isChosen",
       (SELECT coalesce(jsonb_agg(jsonb_build_object('criterion', w.key, 'reason', w.value) ORDER BY w.key, w.value), '[]')
        FROM (SELECT DISTINCT ON (x.assessor_ref) x.reasons FROM score_sheets x JOIN assessors a ON a.ref = x.assessor_ref AND a.replaced_by IS NULL
          WHERE x.candidate_ref = $2 AND x.attempt = (SELECT max(attempt) FROM rankings WHERE selection_id = $1)
          ORDER BY x.assessor_ref, (x.round = 'final') DESC) standing, jsonb_each_text(standing.reasons) w WHERE w.value IS NOT NULL) AS reasons`,
    [selectionId, ref],
  );
}

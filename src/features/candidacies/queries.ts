import type { CandidateState } from '#domain/candidacies.ts';
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

const candidacySql = `SELECT c.ref, c.state, c.confirmed_at AS "confirmedAt", s.id AS "selectionId", s.agency, s.code, o.title,
       s.state AS "selectionState", g.kind, g.attempt, g.state AS "stageState", g.step, g.opened_at AS "openedAt", g.due_at AS "dueAt",
       g.paused_at AS "pausedAt", k.id AS "correctionId", k.answer AS "correctionAnswer", k.reason AS "correctionReason", ledger.clock() AS now,
       (SELECT count(*) FROM corrections w WHERE w.candidate_ref = c.ref AND w.answer IS NULL) AS "openCorrections",
       EXISTS (SELECT FROM placements l WHERE l.candidate_ref = c.ref AND l.effected_at IS NOT NULL AND l.revoked_at IS NULL) AS "isPlaced"
     FROM candidates c JOIN selections s ON s.id = c.selection_id JOIN posts o ON o.id = s.post_id
     LEFT JOIN LATERAL (SELECT * FROM stages x WHERE x.selection_id = s.id
       ORDER BY (x.state IN ('planned', 'open', 'paused', 'closing')) DESC, x.closed_at DESC NULLS LAST LIMIT 1) g ON true
     LEFT JOIN LATERAL (SELECT * FROM corrections y WHERE y.candidate_ref = c.ref ORDER BY y.requested_at DESC LIMIT 1) k ON true
     WHERE c.person_id = $1 AND ($2::uuid IS NULL OR c.selection_id = $2) ORDER BY s.opened_at DESC, s.id`;

/** A person's candidacies with the course of each selection and the newest correction; the newest selection first. */
export function listCandidacies(
  sql: Sql,
  personId: string,
  selectionId: string | null = null,
): Promise<CandidacyRow[]> {
  return sql.rows<CandidacyRow>(candidacySql, [personId, selectionId]);
}

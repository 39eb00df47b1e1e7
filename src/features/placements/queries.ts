import type { Decree } from '#domain/decrees.ts';
import type { Sql } from '#platform/database.ts';

type Json = Record<string, unknown>;

export interface ChoiceView {
  readonly id: string;
  readonly candidate: string;
  readonly deviation: string;
  readonly exception: string | null;
  readonly reason: string | null;
  readonly madeAt: string;
  readonly state: string;
  readonly undone: string | null;
}

/** The choice that stands, else the latest one. */
export function findChoice(sql: Sql, selectionId: string): Promise<ChoiceView | undefined> {
  return sql.maybe<ChoiceView>(
    `SELECT id, candidate_ref AS candidate, deviation, exception, reason, made_at AS "madeAt", state, undone FROM choices
     WHERE selection_id = $1 ORDER BY (state <> 'undone') DESC, made_at DESC LIMIT 1`,
    [selectionId],
  );
}

export interface ConcurrenceView {
  readonly round: number;
  readonly choice: string;
  readonly requestedAt: string;
  readonly lapsesAt: string | null;
  readonly deadline: Json | null;
  readonly state: string;
  readonly repliedAt: string | null;
  readonly letter: Json | null;
}

export function listConcurrenceViews(sql: Sql, selectionId: string): Promise<ConcurrenceView[]> {
  return sql.rows<ConcurrenceView>(
    `SELECT round, choice_id AS choice, requested_at AS "requestedAt", lapses_at AS "lapsesAt", deadline, state, replied_at AS "repliedAt", letter
     FROM concurrences WHERE selection_id = $1 ORDER BY round`,
    [selectionId],
  );
}

export interface PlacementView {
  readonly choice: string;
  readonly candidate: string;
  readonly person: string;
  readonly post: string;
  readonly decree: Decree;
  readonly inauguratedAt: string | null;
  readonly minutes: Json | null;
  readonly effectedAt: string | null;
  readonly priorPost: string | null;
  readonly revokedAt: string | null;
  readonly revocation: Json | null;
}

/** The newest placement: from its decree on. */
export function findPlacementView(sql: Sql, selectionId: string): Promise<PlacementView | undefined> {
  return sql.maybe<PlacementView>(
    `SELECT p.choice_id AS choice, p.candidate_ref AS candidate, p.person_id AS person, p.post_id AS post, p.decree,
       p.inaugurated_at AS "inauguratedAt", p.minutes, p.effected_at AS "effectedAt", p.prior_post_id AS "priorPost",
       p.revoked_at AS "revokedAt", p.revocation
     FROM placements p WHERE p.selection_id = $1 ORDER BY p.decreed_at DESC LIMIT 1`,
    [selectionId],
  );
}

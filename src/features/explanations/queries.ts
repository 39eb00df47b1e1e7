import type { CandidateStanding, ChoiceMade } from '#domain/explanation.ts';
import type { Sql } from '#platform/database.ts';

export interface StandingRow extends CandidateStanding {
  readonly name: string | null;
}

/** Candidates the viewer may see. Of a person whom the viewer may not know, neither name nor gates. */
export function listStandings(sql: Sql, selectionId: string): Promise<StandingRow[]> {
  return sql.rows<StandingRow>(
    `SELECT c.ref, c.blind_code AS code, c.state, p.name, CASE WHEN p.id IS NULL THEN NULL ELSE c.gates END AS gates, c.entry_id AS entry,
       CASE WHEN c.state = 'withdrawn' THEN (
         SELECT o.open->>'by' FROM ledger.entries e CROSS JOIN LATERAL (SELECT convert_from(e.bytes, 'UTF8')::jsonb->'open') AS o (open)
         WHERE e.stream = 'selection/' || c.selection_id AND e.type = 'candidacy.withdrawn/1' AND o.open->>'candidate' = c.ref::text
         ORDER BY e.stream_seq DESC LIMIT 1
       ) END AS "withdrawnBy"
     FROM candidates c LEFT JOIN people p ON p.id = c.person_id
     WHERE c.selection_id = $1 ORDER BY c.blind_code`,
    [selectionId],
  );
}

export interface BytesRow {
  readonly content: Buffer;
  readonly entry: string;
}

export function findRanking(sql: Sql, selectionId: string): Promise<BytesRow | undefined> {
  return sql.maybe<BytesRow>(
    'SELECT content, entry_id AS entry FROM rankings WHERE selection_id = $1 ORDER BY attempt DESC LIMIT 1',
    [selectionId],
  );
}

/** The motion that the committee approved last; its entry is the outcome. */
export function findApproved(sql: Sql, selectionId: string): Promise<BytesRow | undefined> {
  return sql.maybe<BytesRow>(
    `SELECT content, entry_id AS entry FROM motions WHERE selection_id = $1 AND outcome->>'outcome' = 'approved'
     ORDER BY closed_at DESC LIMIT 1`,
    [selectionId],
  );
}

export function listChoices(sql: Sql, selectionId: string): Promise<ChoiceMade[]> {
  return sql.rows<ChoiceMade>(
    `SELECT candidate_ref AS "candidateRef", deviation, state, undone, entry_id AS entry FROM choices
     WHERE selection_id = $1 ORDER BY made_at`,
    [selectionId],
  );
}

export function findPlaced(sql: Sql, selectionId: string): Promise<{ candidate: string } | undefined> {
  return sql.maybe<{ candidate: string }>(
    `SELECT candidate_ref AS candidate FROM placements
     WHERE selection_id = $1 AND effected_at IS NOT NULL AND revoked_at IS NULL ORDER BY effected_at DESC LIMIT 1`,
    [selectionId],
  );
}

import type { TieCode } from '#domain/declarations.ts';
import type { Sql } from '#platform/database.ts';

export interface SeatView {
  readonly seat: number;
  readonly holderNo: number;
  readonly role: string;
  readonly account: string;
  readonly name: string;
  readonly recusal: string | null;
  readonly removedAt: string | null;
  readonly presence: 'present' | 'absent' | null;
}

/** Everybody who holds or held a seat, with who is there in the session that is on: the first, or the one after the last adjourned. */
export function listSeats(sql: Sql, selectionId: string): Promise<SeatView[]> {
  return sql.rows<SeatView>(
    `WITH sitting AS (
       SELECT g.attempt, 1 + (SELECT count(*) FROM committee_sessions c
         WHERE (c.selection_id, c.attempt) = (g.selection_id, g.attempt) AND c.adjourned_at IS NOT NULL) AS session
       FROM stages g WHERE g.selection_id = $1 AND g.kind = 'committee-review' ORDER BY g.attempt DESC LIMIT 1)
     SELECT t.seat, t.holder_no AS "holderNo", t.role, t.account_id AS account, a.display_name AS name, t.recusal, t.removed_at AS "removedAt",
       CASE WHEN t.removed_at IS NULL THEN p.presence END AS presence
     FROM seats t JOIN accounts a ON a.id = t.account_id
     LEFT JOIN presences p ON (p.selection_id, p.seat) = (t.selection_id, t.seat)
       AND (p.attempt, p.session) = (SELECT attempt, session FROM sitting)
     WHERE t.selection_id = $1 ORDER BY t.seat, t.holder_no`,
    [selectionId],
  );
}

export interface DeclarationView {
  readonly seat: number;
  readonly holderNo: number;
  readonly account: string;
  readonly name: string;
  readonly declaredAt: string;
  readonly interests: {
    readonly candidate: string;
    readonly interest: 'none' | 'possible' | 'actual';
    readonly tie: TieCode | null;
    readonly note: string | null;
  }[];
}

/** Declarations of the newest committee review, as far as the viewer may read them. */
export function listDeclarations(sql: Sql, selectionId: string): Promise<DeclarationView[]> {
  return sql.rows<DeclarationView>(
    `SELECT d.seat, d.holder_no AS "holderNo", t.account_id AS account, a.display_name AS name, d.declared_at AS "declaredAt",
       (SELECT jsonb_agg(jsonb_build_object('candidate', i->>'candidateRef', 'interest', i->>'interest', 'tie', i->>'tie',
          'note', i->>'note')) FROM jsonb_array_elements(d.content->'interests') i) AS interests
     FROM declarations d JOIN seats t ON (t.selection_id, t.seat, t.holder_no) = (d.selection_id, d.seat, d.holder_no)
     JOIN accounts a ON a.id = t.account_id WHERE d.selection_id = $1
       AND d.attempt = (SELECT max(attempt) FROM stages g WHERE g.selection_id = d.selection_id AND g.kind = 'committee-review')
     ORDER BY d.seat, d.holder_no`,
    [selectionId],
  );
}

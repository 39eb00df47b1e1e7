import type { Sql } from '#platform/database.ts';

export interface DeskRow {
  readonly ref: string;
  readonly code: string;
  readonly round: 'independent' | 'final' | null;
  /** Ref of the assessor. */
  readonly assessor: string | null;
  readonly isOwn: boolean | null;
  readonly scores: Record<string, string> | null;
  readonly reasons: Record<string, string | null> | null;
}

/** The admitted candidates by code, with the sheets of the newest attempt: the viewer's own, and after the reveal all. */
export function listDesk(sql: Sql, selectionId: string, accountId: string): Promise<DeskRow[]> {
  return sql.rows<DeskRow>(
    `SELECT c.ref, c.blind_code AS code, x.round, x.assessor_ref AS assessor, x.assessor_ref = a.ref AS "isOwn", x.scores, x.reasons
     FROM candidates c
     LEFT JOIN assessors a ON a.selection_id = c.selection_id AND a.account_id = $2
     LEFT JOIN score_sheets x ON x.candidate_ref = c.ref
       AND x.attempt = (SELECT max(attempt) FROM stages g WHERE g.selection_id = c.selection_id AND g.kind = 'assessment')
     WHERE c.selection_id = $1 AND c.state = 'admitted' ORDER BY c.ref, x.round`,
    [selectionId, accountId],
  );
}

export function findOwnSeed(sql: Sql, selectionId: string, accountId: string): Promise<{ seed: Buffer } | undefined> {
  return sql.maybe<{ seed: Buffer }>(
    'SELECT seed FROM assessors WHERE selection_id = $1 AND account_id = $2 AND replaced_by IS NULL',
    [selectionId, accountId],
  );
}

export interface AssessorView {
  readonly account: string;
  readonly name: string;
  readonly replacedBy: string | null;
}

/** Assessors by name. */
export function listAssessorViews(sql: Sql, selectionId: string): Promise<AssessorView[]> {
  return sql.rows<AssessorView>(
    `SELECT s.account_id AS account, a.display_name AS name, s.replaced_by AS "replacedBy"
     FROM assessors s JOIN accounts a ON a.id = s.account_id WHERE s.selection_id = $1 ORDER BY a.display_name, a.id`,
    [selectionId],
  );
}

import type { Sql } from '#platform/database.ts';

/** A selection that is going on, with its live stage and the viewer's own part in it. */
export interface OwnCaseRow {
  readonly id: string;
  readonly code: string;
  readonly agency: string;
  readonly title: string;
  readonly zone: string;
  readonly policyDigest: Buffer;
  readonly kind: string | null;
  readonly attempt: number | null;
  readonly stageState: string | null;
  readonly step: string | null;
  readonly openedAt: string | null;
  readonly dueAt: string | null;
  readonly pausedAt: string | null;
  readonly deadline: Record<string, unknown> | null;
  readonly blocked: string | null;
  readonly seat: string | null;
  readonly hasDeclared: boolean;
  readonly hasPossible: boolean;
  readonly isAssessor: boolean;
  readonly candidateRef: string | null;
  readonly isWithdrawn: boolean;
}

/** Where a role alone may owe an act: a step of the selections of an agency, or of one of them. */
export interface OfficeStep {
  readonly agency: string;
  readonly selectionId: string | null;
  readonly step: string;
}

export interface OwnCasesAsked {
  readonly accountId: string;
  readonly personId: string | null;
  readonly offices: readonly OfficeStep[];
  readonly limit: number;
}

const ownCases = `WITH held AS MATERIALIZED (
    SELECT t.selection_id, t.seat, t.holder_no, t.role, t.recused_at FROM seats t WHERE t.account_id = $1 AND t.removed_at IS NULL
  ), assigned AS MATERIALIZED (
    SELECT a.selection_id FROM assessors a WHERE a.account_id = $1 AND a.replaced_by IS NULL
  ), stood AS MATERIALIZED (
    SELECT c.selection_id, c.ref, c.state FROM candidates c WHERE c.person_id = $2
  ), picked AS (
    SELECT s.id, g.due_at, s.agency, s.number FROM selections s
    LEFT JOIN stages g ON g.selection_id = s.id AND g.state IN ('planned', 'open', 'paused', 'closing')
    WHERE s.id IN (SELECT selection_id FROM held UNION SELECT selection_id FROM assigned UNION SELECT selection_id FROM stood)
      AND s.state IN ('draft', 'sealed', 'running', 'decided')
    UNION
    SELECT s.id, g.due_at, s.agency, s.number FROM selections s
    LEFT JOIN stages g ON g.selection_id = s.id AND g.state IN ('planned', 'open', 'paused', 'closing')
    WHERE cardinality($3::text[]) > 0 AND s.state IN ('draft', 'sealed', 'running', 'decided') AND EXISTS (
      SELECT FROM unnest($3::text[], $4::uuid[], $5::text[]) AS o (agency, selection_id, step)
      WHERE o.agency = s.agency AND (o.selection_id IS NULL OR o.selection_id = s.id)
        AND (o.step = coalesce(g.step, 'draft') OR o.step = 'blocked' AND g.blocked IS NOT NULL))
  ), page AS MATERIALIZED (
    SELECT p.* FROM picked p WHERE p.id NOT IN (SELECT selection_id FROM held WHERE recused_at IS NOT NULL)
    ORDER BY p.due_at NULLS LAST, p.agency, p.number LIMIT $6
  )
  SELECT s.id, s.code, s.agency, p.title, y.zone, s.policy_digest AS "policyDigest", g.kind, g.attempt, g.state AS "stageState",
    g.step, g.opened_at AS "openedAt", g.due_at AS "dueAt", g.paused_at AS "pausedAt", g.deadline, g.blocked,
    t.role AS seat, d.seat IS NOT NULL AS "hasDeclared",
    coalesce(d.content->'interests' @> '[{"interest": "possible"}]', false) AS "hasPossible",
    a.selection_id IS NOT NULL AS "isAssessor", c.ref AS "candidateRef", coalesce(c.state = 'withdrawn', false) AS "isWithdrawn"
  FROM page e JOIN selections s ON s.id = e.id JOIN posts p ON p.id = s.post_id JOIN agencies y ON y.code = s.agency
  LEFT JOIN stages g ON g.selection_id = s.id AND g.state IN ('planned', 'open', 'paused', 'closing')
  LEFT JOIN held t ON t.selection_id = s.id
  LEFT JOIN declarations d ON d.selection_id = s.id AND d.seat = t.seat AND d.holder_no = t.holder_no
    AND g.kind = 'committee-review' AND d.attempt = g.attempt
  LEFT JOIN assigned a ON a.selection_id = s.id
  LEFT JOIN stood c ON c.selection_id = s.id
  ORDER BY e.due_at NULLS LAST, e.agency, e.number`;

/**
 * Selections that are going on in which the viewer has a part of their own, or an office that may owe something in the present
 * step; nearest due first. Those in which the viewer is recused are not there.
 */
export function listOwnCases(sql: Sql, { accountId, personId, offices, limit }: OwnCasesAsked): Promise<OwnCaseRow[]> {
  return sql.rows<OwnCaseRow>(ownCases, [
    accountId,
    personId,
    offices.map(({ agency }) => agency),
    offices.map(({ selectionId }) => selectionId),
    offices.map(({ step }) => step),
    limit,
  ]);
}

export interface DoneRow {
  readonly selectionId: string;
  readonly code: string;
  readonly title: string;
  readonly bytes: Buffer;
  /** Of the transaction: what it wrote is one act. */
  readonly xid: number;
}

/** Newest entries of the viewer's own hand in selections that go on or ended within the week. */
export function listOwnEntries(sql: Sql, accountId: string): Promise<DoneRow[]> {
  return sql.rows<DoneRow>(
    `WITH own AS (
       SELECT convert_to(r.ref::text, 'UTF8') AS ref, s.id, s.code, s.post_id FROM refs r
       JOIN selections s ON s.id = CASE WHEN r.stream LIKE 'selection/%' THEN substring(r.stream FROM 11)::uuid END
       WHERE r.holder = $1 AND (s.ended_at IS NULL OR s.ended_at > ledger.clock() - interval '7 days')
     ), newest AS (
       SELECT o.* FROM own o CROSS JOIN LATERAL (
         SELECT e.entry_no FROM ledger.entries e WHERE substring(e.bytes FROM 17 FOR 1) = '\\x22'::bytea
           AND substring(e.bytes FROM 18 FOR 36) = o.ref ORDER BY e.entry_no DESC LIMIT 1) e
       ORDER BY e.entry_no DESC LIMIT 10
     )
     SELECT n.id AS "selectionId", n.code, p.title, e.bytes, e.xid FROM newest n JOIN posts p ON p.id = n.post_id
     CROSS JOIN LATERAL (
       SELECT e.entry_no, e.bytes, e.xid FROM ledger.entries e WHERE substring(e.bytes FROM 17 FOR 1) = '\\x22'::bytea
         AND substring(e.bytes FROM 18 FOR 36) = n.ref ORDER BY e.entry_no DESC LIMIT 40) e
     ORDER BY e.entry_no DESC LIMIT 40`,
    [accountId],
  );
}

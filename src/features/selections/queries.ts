import type { Sql } from '#platform/database.ts';
import type { DeadlineWords } from '#schemas/selections.ts';

export interface SelectionListRow {
  readonly id: string;
  readonly code: string;
  readonly agency: string;
  readonly number: number;
  readonly state: string;
  readonly title: string;
  readonly stage: string | null;
  readonly step: string | null;
  readonly dueAt: string | null;
  readonly blocked: string | null;
}

export interface ListAsked {
  readonly agency: string | undefined;
  /** Number after which the page begins. */
  readonly after: number;
  readonly limit: number;
}

/** Selections the viewer may see, in order of their numbers. */
export function listSelections(sql: Sql, { agency, after, limit }: ListAsked): Promise<SelectionListRow[]> {
  return sql.rows<SelectionListRow>(
    `SELECT s.id, s.code, s.agency, s.number, s.state, p.title, g.kind AS stage, g.step, g.due_at AS "dueAt", g.blocked
     FROM selections s JOIN posts p ON p.id = s.post_id
     LEFT JOIN stages g ON g.selection_id = s.id AND g.state IN ('planned', 'open', 'paused', 'closing')
     WHERE ($1::text IS NULL OR s.agency = $1) AND s.number > $2 ORDER BY s.number, s.id LIMIT $3`,
    [agency ?? null, after, limit],
  );
}

export interface SelectionDetail {
  readonly id: string;
  readonly code: string;
  readonly agency: string;
  readonly state: string;
  readonly postId: string;
  readonly title: string;
  readonly level: string;
  readonly unit: string | null;
  readonly plannedOn: string;
  readonly policyId: string;
  readonly policyVersion: string;
  readonly policyDigest: Buffer;
  readonly openedAt: string;
  readonly endedAt: string | null;
}

export function findSelection(sql: Sql, selectionId: string): Promise<SelectionDetail | undefined> {
  return sql.maybe<SelectionDetail>(
    `SELECT s.id, s.code, s.agency, s.state, p.id AS "postId", p.title, p.level, u.name AS unit, s.planned_on AS "plannedOn",
       s.policy_id AS "policyId", s.policy_version AS "policyVersion", s.policy_digest AS "policyDigest", s.opened_at AS "openedAt", s.ended_at AS "endedAt"
     FROM selections s JOIN posts p ON p.id = s.post_id LEFT JOIN units u ON u.id = p.unit_id WHERE s.id = $1`,
    [selectionId],
  );
}

export interface StageDetail {
  readonly kind: string;
  readonly attempt: number;
  readonly state: string;
  readonly step: string;
  readonly openedAt: string | null;
  readonly dueAt: string | null;
  readonly blocked: string | null;
  readonly result: string | null;
  readonly deadline: { readonly explanation?: DeadlineWords | null } | null;
}

export function listStageDetails(sql: Sql, selectionId: string): Promise<StageDetail[]> {
  return sql.rows<StageDetail>(
    `SELECT kind, attempt, state, step, opened_at AS "openedAt", due_at AS "dueAt", blocked, result, deadline
     FROM stages WHERE selection_id = $1 ORDER BY opened_at NULLS LAST, attempt`,
    [selectionId],
  );
}

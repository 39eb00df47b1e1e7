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
    `WITH page AS MATERIALIZED (
       SELECT s.id, s.code, s.agency, s.number, s.state, s.post_id FROM selections s
       WHERE ($1::text IS NULL OR s.agency = $1) AND s.number > $2 ORDER BY s.number, s.id LIMIT $3
     )
     SELECT s.id, s.code, s.agency, s.number, s.state, p.title, g.kind AS stage, g.step, g.due_at AS "dueAt", g.blocked
     FROM page s JOIN posts p ON p.id = s.post_id
     LEFT JOIN stages g ON g.selection_id = s.id AND g.state IN ('planned', 'open', 'paused', 'closing')
     ORDER BY s.number, s.id`,
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
  readonly eselon: string | null;
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
    `SELECT s.id, s.code, s.agency, s.state, p.id AS "postId", p.title, p.level, p.eselon, u.name AS unit, s.planned_on AS "plannedOn",
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

export interface MomentRow {
  readonly agency: string;
  readonly state: string;
  readonly policyDigest: Buffer;
  readonly now: string;
  readonly kind: string | null;
  readonly attempt: number | null;
  readonly stageState: string | null;
  readonly step: string | null;
  readonly openedAt: string | null;
  readonly dueAt: string | null;
  readonly pausedAt: string | null;
  readonly hasRun: boolean;
  readonly seatAccounts: string[];
  readonly chairAccount: string | null;
  readonly assessorAccounts: string[];
  readonly candidatePersonIds: string[];
  readonly criteria: CriteriaHands | null;
  readonly choice: ChoiceHead | null;
  readonly concurrence: RoundHead | null;
}

interface CriteriaHands {
  readonly digest: string;
  readonly drafter: string;
  readonly drafterPerson: string | null;
  readonly sealer: string | null;
  readonly sealerPerson: string | null;
  readonly countersigner: string | null;
}

interface ChoiceHead {
  readonly candidate: string;
  readonly deviation: string;
  readonly exception: string | null;
  readonly maker: string;
  readonly makerPerson: string | null;
  readonly state: string;
}

interface RoundHead {
  readonly round: number;
  readonly state: string;
  readonly requestedAt: string;
  readonly lapsesAt: string | null;
}

const instant = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** Where a selection stands, as the conductor sees it and without its lock: for the question what may be done, not for doing it. */
export function findMoment(sql: Sql, selectionId: string): Promise<MomentRow | undefined> {
  return sql.maybe<MomentRow>(
    `SELECT s.agency, s.state, s.policy_digest AS "policyDigest", ledger.clock() AS now, g.kind, g.attempt, g.state AS "stageState",
       g.step, g.opened_at AS "openedAt", g.due_at AS "dueAt", g.paused_at AS "pausedAt",
       EXISTS (SELECT FROM stages x WHERE x.selection_id = s.id AND x.opened_at IS NOT NULL) AS "hasRun",
       ARRAY(SELECT t.account_id FROM seats t WHERE t.selection_id = s.id AND t.removed_at IS NULL) AS "seatAccounts",
       (SELECT t.account_id FROM seats t WHERE t.selection_id = s.id AND t.removed_at IS NULL AND t.role = 'chair') AS "chairAccount",
       ARRAY(SELECT a.account_id FROM assessors a WHERE a.selection_id = s.id AND a.replaced_by IS NULL) AS "assessorAccounts",
       ARRAY(SELECT c.person_id FROM candidates c WHERE c.selection_id = s.id) AS "candidatePersonIds",
       (SELECT json_build_object('digest', encode(c.digest, 'hex'), 'drafter', c.drafted_by, 'drafterPerson', d.person_id,
          'sealer', c.sealed_by, 'sealerPerson', l.person_id, 'countersigner', c.countersigned_by)
        FROM criteria c JOIN accounts d ON d.id = c.drafted_by LEFT JOIN accounts l ON l.id = c.sealed_by
        WHERE c.selection_id = s.id ORDER BY c.version DESC LIMIT 1) AS criteria,
       CASE WHEN h.id IS NOT NULL THEN json_build_object('candidate', h.candidate_ref, 'deviation', h.deviation, 'exception', h.exception, 'maker', h.made_by,
         'makerPerson', m.person_id, 'state', h.state) END AS choice,
       (SELECT json_build_object('round', k.round, 'state', k.state, 'requestedAt', ${instant('k.requested_at')}, 'lapsesAt', ${instant('k.lapses_at')})
        FROM concurrences k WHERE k.choice_id = h.id ORDER BY k.round DESC LIMIT 1) AS concurrence
     FROM selections s
     LEFT JOIN LATERAL (SELECT * FROM stages x WHERE x.selection_id = s.id
       ORDER BY (x.state IN ('planned', 'open', 'paused', 'closing')) DESC, x.closed_at DESC NULLS LAST LIMIT 1) g ON true
     LEFT JOIN LATERAL (SELECT * FROM choices x WHERE x.selection_id = s.id AND x.state <> 'undone'
       ORDER BY x.made_at DESC LIMIT 1) h ON true
     LEFT JOIN accounts m ON m.id = h.made_by WHERE s.id = $1`,
    [selectionId],
  );
}

import type { ActionKind, Completion } from '#domain/plan-evidence.ts';
import type { ItemState, PlanOutcome, PlanPart, PlanReminder, ReviewOutcome } from '#domain/plans.ts';
import type { Sql } from '#platform/database.ts';

export interface PlanListed {
  readonly id: string;
  readonly name: string;
  readonly isOwn: boolean;
  readonly box: number | null;
  readonly mentor: string | null;
  readonly until: string;
  readonly reviewOn: string;
  readonly outcome: PlanOutcome | null;
  readonly actions: number;
  readonly confirmed: number;
  readonly reported: number;
  readonly overdue: number;
}

/** Whoever reads, with the agencies in which a role of theirs is in force: only there they are a mentor. */
export interface Viewer {
  readonly accountId: string;
  readonly personId: string | null;
  readonly agencies: readonly string[];
}

/** Columns of a plan in a list, from `page`, which holds the ids. */
const listed = `SELECT p.id, e.name, coalesce(p.person_id = $1, false) AS "isOwn", (p.content->>'box')::int AS box, m.display_name AS mentor, p.until,
    p.review_on AS "reviewOn", p.outcome, p.opened_at AS "openedAt", c.actions, c.confirmed, c.reported, c.overdue
  FROM page JOIN plans p USING (id) JOIN people e ON e.id = p.person_id JOIN agencies y ON y.code = p.agency
  LEFT JOIN refs f ON f.ref = p.mentor_ref LEFT JOIN accounts m ON m.id = f.holder
  CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE state NOT IN ('proposed', 'dropped')) AS actions,
      count(*) FILTER (WHERE state = 'confirmed') AS confirmed, count(*) FILTER (WHERE state = 'reported') AS reported,
      count(*) FILTER (WHERE state = 'agreed' AND p.closed_at IS NULL AND due_on < (ledger.clock() AT TIME ZONE y.zone)::date) AS overdue
    FROM plan_actions WHERE plan_id = p.id) c
  ORDER BY p.closed_at IS NOT NULL, p.opened_at DESC, p.id`;

/** Plans in which the viewer `$1`, by account `$2`, is the mentor where a role of theirs is in force, `$3`. */
const mentored = `SELECT o.id, o.opened_at, o.closed_at FROM accounts a JOIN refs r ON r.holder = a.id JOIN plans o ON o.mentor_ref = r.ref
  WHERE (a.id = $2 OR a.person_id = $1) AND o.agency = ANY ($3::text[])`;

type ListedRow = PlanListed & { readonly openedAt: string };

/** Where a page of plans ends. */
export interface PlanPlace {
  readonly isClosed: boolean;
  readonly openedAt: string;
  readonly id: string;
}

export interface PlansAsked {
  readonly agency: string;
  readonly personId: string | null;
  readonly after: PlanPlace | undefined;
  readonly limit: number;
}

/** Plans of an agency, the open ones first. */
export function listPlans(sql: Sql, { agency, personId, after, limit }: PlansAsked): Promise<ListedRow[]> {
  return sql.rows<ListedRow>(
    `WITH page AS MATERIALIZED (
       SELECT id FROM plans WHERE agency = $2 AND ($3::boolean IS NULL OR (closed_at IS NOT NULL) > $3
         OR (closed_at IS NOT NULL) = $3 AND (opened_at < $4 OR opened_at = $4 AND id > $5))
       ORDER BY closed_at IS NOT NULL, opened_at DESC, id LIMIT $6)
     ${listed}`,
    [personId, agency, after?.isClosed ?? null, after?.openedAt ?? null, after?.id ?? null, limit],
  );
}

/** Plans in which the viewer has a part, the open ones first. */
export function listPlansOf(sql: Sql, { accountId, personId, agencies }: Viewer): Promise<ListedRow[]> {
  return sql.rows<ListedRow>(
    `WITH page AS MATERIALIZED (SELECT id FROM plans WHERE person_id = $1 UNION SELECT id FROM (${mentored}) m) ${listed}`,
    [personId, accountId, agencies],
  );
}

/** As many plans of an office as are looked at for its duties. */
const mostWaiting = 500;

/** Open plans that may ask something of the viewer: those in which they have a part, and of the office those that wait for it. */
export async function listWaiting(
  sql: Sql,
  { offices, accountId, personId, agencies }: Viewer & { readonly offices: readonly string[] },
): Promise<string[]> {
  const rows = await sql.rows<{ id: string }>(
    `SELECT id, opened_at FROM plans WHERE person_id = $1 AND closed_at IS NULL
     UNION SELECT id, opened_at FROM (${mentored}) m WHERE closed_at IS NULL
     UNION (SELECT p.id, p.opened_at FROM plans p JOIN (
         SELECT d.id FROM plans d JOIN agencies y ON y.code = d.agency
           WHERE d.agency = ANY ($4::text[]) AND d.closed_at IS NULL AND least(d.review_on, d.until) <= (ledger.clock() AT TIME ZONE y.zone)::date
         UNION SELECT plan_id FROM plan_actions WHERE state = 'reported' OR state = 'proposed' AND proposed_as = 'person'
         UNION SELECT plan_id FROM plan_goals WHERE state = 'proposed' AND proposed_as = 'person') w USING (id)
       WHERE p.agency = ANY ($4::text[]) AND p.closed_at IS NULL ORDER BY p.opened_at, p.id LIMIT ${mostWaiting})
     ORDER BY opened_at, id`,
    [personId, accountId, agencies, offices],
  );
  return rows.map(({ id }) => id);
}

export interface PlanWords {
  readonly id: string;
  readonly name: string;
  /** By the id of a goal or an action; null once erased. */
  readonly items: Readonly<Record<string, string | null>>;
}

/** What duties are called. */
export function listWords(sql: Sql, ids: readonly string[]): Promise<PlanWords[]> {
  return sql.rows<PlanWords>(
    `SELECT p.id, e.name, (SELECT coalesce(jsonb_object_agg(id, text), '{}') FROM (
         SELECT id, content->>'text' AS text FROM plan_goals WHERE plan_id = p.id
         UNION ALL SELECT id, content->>'text' FROM plan_actions WHERE plan_id = p.id) i) AS items
     FROM plans p JOIN people e ON e.id = p.person_id WHERE p.id = ANY ($1::uuid[])`,
    [ids],
  );
}

export interface PlanDetail {
  readonly id: string;
  readonly agency: string;
  readonly name: string;
  readonly box: number | null;
  readonly handling: { readonly id: string; readonly en: string } | null;
  readonly ground: string | null;
  readonly mapId: string | null;
  readonly policy: { readonly id: string; readonly version: string };
  readonly openedAt: string;
  readonly openedBy: string;
  readonly until: string;
  readonly reviewOn: string;
  readonly mentor: string | null;
  readonly closedAt: string | null;
  readonly outcome: PlanOutcome | null;
  readonly closing: string | null;
}

export function getDetail(sql: Sql, id: string): Promise<PlanDetail> {
  return sql.one<PlanDetail>(
    `SELECT p.id, p.agency, e.name, (p.content->>'box')::int AS box, nullif(p.content->'handling', 'null') AS handling, p.content->>'ground' AS ground,
       p.map_id AS "mapId", jsonb_build_object('id', p.policy_id, 'version', p.policy_version) AS policy, p.opened_at AS "openedAt",
       o.display_name AS "openedBy", p.until, p.review_on AS "reviewOn", m.display_name AS mentor, p.closed_at AS "closedAt", p.outcome, p.closing
     FROM plans p JOIN people e ON e.id = p.person_id JOIN accounts o ON o.id = p.opened_by
     LEFT JOIN refs f ON f.ref = p.mentor_ref LEFT JOIN accounts m ON m.id = f.holder WHERE p.id = $1`,
    [id],
  );
}

export interface GoalDetail {
  readonly id: string;
  readonly text: string | null;
  readonly indicator: string | null;
  readonly state: ItemState;
  readonly proposedAs: PlanPart;
}

export function listGoals(sql: Sql, planId: string): Promise<GoalDetail[]> {
  return sql.rows<GoalDetail>(
    `SELECT id, content->>'text' AS text, content->>'indicator' AS indicator, state, proposed_as AS "proposedAs"
     FROM plan_goals WHERE plan_id = $1 ORDER BY proposed_at, id`,
    [planId],
  );
}

export interface ActionDetail {
  readonly id: string;
  readonly goal: string;
  readonly kind: ActionKind;
  readonly text: string | null;
  readonly dueOn: string;
  readonly state: ItemState;
  readonly proposedAs: PlanPart;
  readonly report: Completion | null;
  readonly reportedBy: string | null;
  readonly reportEntry: string | null;
  readonly reason: string | null;
  readonly confirmedAt: string | null;
  /** The entry that confirmed it, which the row of the record names. */
  readonly evidence: string | null;
  /** Whether that row stands in the record: it waits while nobody has looked up the register. */
  readonly isInRecord: boolean;
}

export function listActions(sql: Sql, planId: string): Promise<ActionDetail[]> {
  return sql.rows<ActionDetail>(
    `SELECT a.id, a.goal_id AS goal, a.kind, a.content->>'text' AS text, a.due_on AS "dueOn", a.state, a.proposed_as AS "proposedAs", a.report,
       r.display_name AS "reportedBy", CASE WHEN a.state = 'reported' THEN a.entry_id END AS "reportEntry", a.reason, a.confirmed_at AS "confirmedAt", substring(a.evidence->>'source' FROM 'entry:(.+)$') AS evidence,
       coalesce(e.record->a.register->'items' @> jsonb_build_array(jsonb_build_object('source', a.evidence->>'source')), false) AS "isInRecord"
     FROM plan_actions a JOIN plans p ON p.id = a.plan_id JOIN people e ON e.id = p.person_id LEFT JOIN accounts r ON r.id = a.reported_by
     WHERE a.plan_id = $1 ORDER BY a.due_on, a.id`,
    [planId],
  );
}

export interface ReviewDetail {
  readonly outcome: ReviewOutcome;
  readonly text: string | null;
  readonly by: string;
  readonly at: string;
}

export function listReviews(sql: Sql, planId: string): Promise<ReviewDetail[]> {
  return sql.rows<ReviewDetail>(
    `SELECT r.outcome, r.text, a.display_name AS by, r.reviewed_at AS at FROM plan_reviews r JOIN accounts a ON a.id = r.reviewed_by
     WHERE r.plan_id = $1 ORDER BY r.reviewed_at DESC, r.id`,
    [planId],
  );
}

export interface ReminderDetail extends PlanReminder {
  readonly at: string;
}

export function listReminders(sql: Sql, planId: string): Promise<ReminderDetail[]> {
  return sql.rows<ReminderDetail>(
    `SELECT kind, action_id AS action, on_day AS "on", sent_at AS at FROM plan_reminders WHERE plan_id = $1 ORDER BY sent_at DESC, id`,
    [planId],
  );
}

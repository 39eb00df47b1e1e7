import type { ActionKind, Completion, PlanEvidence } from '#domain/plan-evidence.ts';
import type { Plan, PlanOutcome, PlanPart, PlanReminder, ReviewOutcome } from '#domain/plans.ts';
import type { PolicyPin } from '#features/audit/service.ts';
import { newestFirst } from '#features/mapping/service.ts';
import type { Tx } from '#platform/database.ts';

/** A plan as its rules see it, with where it stands in the record. */
export interface PlanRow extends Plan {
  readonly id: string;
  readonly personRef: string;
  readonly policy: PolicyPin;
  /** The person's data was erased: nothing happens in the plan any more. */
  readonly isErased: boolean;
  /** Day of the agency's own zone, as `today` is. */
  readonly openedOn: string;
  /** The day it is where the agency is. */
  readonly today: string;
}

export async function findPlan(tx: Tx, id: string): Promise<PlanRow | undefined> {
  return (await listById(tx, [id]))[0];
}

export function listById(tx: Tx, ids: readonly string[]): Promise<PlanRow[]> {
  return tx.rows<PlanRow>(
    `SELECT p.id, p.agency, p.person_id AS "personId", p.person_ref AS "personRef", p.closed_at IS NOT NULL AS "isClosed",
       p.until, p.review_on AS "reviewOn", e.nip LIKE 'erased-%' AS "isErased", (p.opened_at AT TIME ZONE y.zone)::date AS "openedOn",
       (ledger.clock() AT TIME ZONE y.zone)::date AS today,
       jsonb_build_object('id', p.policy_id, 'version', p.policy_version, 'digest', encode(p.policy_digest, 'hex')) AS policy,
       (SELECT jsonb_build_object('accountId', a.id, 'personId', a.person_id) FROM refs f JOIN accounts a ON a.id = f.holder
          WHERE f.ref = p.mentor_ref) AS mentor,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'state', g.state, 'proposedAs', g.proposed_as) ORDER BY g.proposed_at, g.id), '[]')
          FROM plan_goals g WHERE g.plan_id = p.id) AS goals,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'goalId', c.goal_id, 'kind', c.kind, 'dueOn', c.due_on, 'state', c.state,
            'proposedAs', c.proposed_as, 'reportEntry', CASE WHEN c.state = 'reported' THEN c.entry_id END, 'reportedBy', CASE WHEN a.id IS NOT NULL THEN jsonb_build_object('accountId', a.id, 'personId', a.person_id) END)
            ORDER BY c.due_on, c.id), '[]')
          FROM plan_actions c LEFT JOIN accounts a ON a.id = c.reported_by WHERE c.plan_id = p.id) AS actions
     FROM plans p JOIN people e ON e.id = p.person_id JOIN agencies y ON y.code = p.agency WHERE p.id = ANY ($1::uuid[]) ORDER BY p.opened_at, p.id`,
    [ids],
  );
}

export interface OpeningGround {
  readonly personId: string;
  readonly hasOpen: boolean;
  readonly today: string;
  readonly mapId: string | null;
  /** Where the person stands on the newest published map, moves included. */
  readonly box: number | null;
  /** Of that map. */
  readonly policy: PolicyPin | null;
}

/** What a plan for a person would stand on; undefined where nobody such is of the agency. */
export function findGround(tx: Tx, agency: string, personId: string): Promise<OpeningGround | undefined> {
  return tx.maybe<OpeningGround>(
    `SELECT p.id AS "personId", EXISTS (SELECT FROM plans o WHERE o.person_id = p.id AND o.closed_at IS NULL) AS "hasOpen",
       (ledger.clock() AT TIME ZONE y.zone)::date AS today, m.id AS "mapId", m.box,
       m.policy
     FROM people p JOIN agencies y ON y.code = p.agency LEFT JOIN LATERAL (
       SELECT r.id, coalesce(b.moved_to, b.box) AS box,
         jsonb_build_object('id', r.policy_id, 'version', r.policy_version, 'digest', encode(r.policy_digest, 'hex')) AS policy
       FROM mapping_runs r JOIN mapping_boxes b ON b.run_id = r.id AND b.person_id = p.id
       WHERE r.agency = p.agency AND r.state = 'published' ORDER BY ${newestFirst('r')} LIMIT 1) m ON true
     WHERE p.id = $2 AND p.agency = $1 AND p.nip NOT LIKE 'erased-%'`,
    [agency, personId],
  );
}

export interface NewPlan extends Pick<PlanRow, 'id' | 'agency' | 'personId' | 'personRef' | 'policy'> {
  readonly mapId: string | null;
  readonly content: unknown;
  readonly by: string;
  readonly at: string;
  readonly until: string;
  readonly reviewOn: string;
  readonly entryId: string;
}

export async function insertPlan(tx: Tx, row: NewPlan): Promise<void> {
  const { policy } = row;
  await tx.run(
    `INSERT INTO plans (id, agency, person_id, person_ref, map_id, policy_id, policy_version, policy_digest, content, opened_by, opened_at, until, review_on, entry_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, decode($8, 'hex'), $9, $10, $11, $12, $13, $14)`,
    [
      row.id,
      row.agency,
      row.personId,
      row.personRef,
      row.mapId,
      policy.id,
      policy.version,
      policy.digest,
      JSON.stringify(row.content),
      row.by,
      row.at,
      row.until,
      row.reviewOn,
      row.entryId,
    ],
  );
}

/** Where an act wrote: its instant and its entry. */
export interface Written {
  readonly at: string;
  readonly entryId: string;
}

export interface NewGoal extends Written {
  readonly id: string;
  readonly planId: string;
  readonly content: unknown;
  readonly part: PlanPart;
}

export async function insertGoal(tx: Tx, { id, planId, content, part, at, entryId }: NewGoal): Promise<void> {
  await tx.run(
    `INSERT INTO plan_goals (id, plan_id, content, proposed_as, proposed_at, state, entry_id) VALUES ($1, $2, $3, $4, $5, 'proposed', $6)`,
    [id, planId, JSON.stringify(content), part, at, entryId],
  );
}

export interface NewAction extends NewGoal {
  readonly goalId: string;
  readonly kind: ActionKind;
  readonly dueOn: string;
}

export async function insertAction(tx: Tx, row: NewAction): Promise<void> {
  await tx.run(
    `INSERT INTO plan_actions (id, plan_id, goal_id, kind, due_on, content, proposed_as, proposed_at, state, entry_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'proposed', $9)`,
    [row.id, row.planId, row.goalId, row.kind, row.dueOn, JSON.stringify(row.content), row.part, row.at, row.entryId],
  );
}

export async function setGoalAgreed(tx: Tx, id: string, entryId: string): Promise<void> {
  await tx.run(`UPDATE plan_goals SET state = 'agreed', entry_id = $2 WHERE id = $1`, [id, entryId]);
}

export async function setActionAgreed(tx: Tx, id: string, entryId: string): Promise<void> {
  await tx.run(`UPDATE plan_actions SET state = 'agreed', entry_id = $2 WHERE id = $1`, [id, entryId]);
}

export async function setMentor(tx: Tx, planId: string, mentor: { ref: string; entryId: string }): Promise<void> {
  await tx.run('UPDATE plans SET mentor_ref = $2, entry_id = $3 WHERE id = $1', [planId, mentor.ref, mentor.entryId]);
}

export async function setReported(
  tx: Tx,
  row: { readonly id: string; readonly by: string; readonly report: Completion; readonly entryId: string },
): Promise<void> {
  await tx.run(
    `UPDATE plan_actions SET state = 'reported', reported_by = $2, report = $3, reason = NULL, entry_id = $4 WHERE id = $1`,
    [row.id, row.by, JSON.stringify(row.report), row.entryId],
  );
}

export async function getReport(tx: Tx, id: string): Promise<Completion> {
  return (await tx.one<{ report: Completion }>('SELECT report FROM plan_actions WHERE id = $1', [id])).report;
}

export async function setConfirmed(
  tx: Tx,
  { id, evidence, at, entryId }: Written & { readonly id: string; readonly evidence: PlanEvidence | null },
): Promise<void> {
  await tx.run(
    `UPDATE plan_actions SET state = 'confirmed', register = $2, evidence = $3, confirmed_at = $4, entry_id = $5 WHERE id = $1`,
    [id, evidence?.register ?? null, evidence === null ? null : JSON.stringify(evidence.row), at, entryId],
  );
}

interface WithReason {
  readonly id: string;
  readonly reason: string;
  readonly entryId: string;
}

export async function setReturned(tx: Tx, { id, reason, entryId }: WithReason): Promise<void> {
  await tx.run(
    `UPDATE plan_actions SET state = 'agreed', reported_by = NULL, report = NULL, reason = $2, entry_id = $3 WHERE id = $1`,
    [id, reason, entryId],
  );
}

export async function setDropped(tx: Tx, { id, reason, entryId }: WithReason): Promise<void> {
  await tx.run(`UPDATE plan_actions SET state = 'dropped', reason = $2, entry_id = $3 WHERE id = $1`, [
    id,
    reason,
    entryId,
  ]);
}

export interface NewReview extends Written {
  readonly planId: string;
  readonly outcome: ReviewOutcome;
  readonly text: string;
  readonly by: string;
  readonly nextOn: string;
}

/** A review is called after its entry. */
export async function insertReview(tx: Tx, row: NewReview): Promise<void> {
  await tx.run(
    `INSERT INTO plan_reviews (id, plan_id, outcome, text, reviewed_by, reviewed_at, entry_id) VALUES ($1, $2, $3, $4, $5, $6, $1)`,
    [row.entryId, row.planId, row.outcome, row.text, row.by, row.at],
  );
  await tx.run('UPDATE plans SET review_on = $2, entry_id = $3 WHERE id = $1', [row.planId, row.nextOn, row.entryId]);
}

export async function setClosed(
  tx: Tx,
  row: Written & { readonly id: string; readonly outcome: PlanOutcome; readonly text: string },
): Promise<void> {
  await tx.run('UPDATE plans SET closed_at = $2, outcome = $3, closing = $4, entry_id = $5 WHERE id = $1', [
    row.id,
    row.at,
    row.outcome,
    row.text,
    row.entryId,
  ]);
}

/** What a plan has reminded of. */
export function listSent(tx: Tx, planId: string): Promise<PlanReminder[]> {
  return tx.rows<PlanReminder>(
    'SELECT kind, action_id AS action, on_day AS "on" FROM plan_reminders WHERE plan_id = $1 ORDER BY sent_at, id',
    [planId],
  );
}

/** A reminder is called after its entry. */
export async function insertReminder(tx: Tx, row: PlanReminder & Written & { readonly planId: string }): Promise<void> {
  await tx.run(
    `INSERT INTO plan_reminders (id, plan_id, kind, action_id, on_day, sent_at, entry_id) VALUES ($1, $2, $3, $4, $5, $6, $1)`,
    [row.entryId, row.planId, row.kind, row.action, row.on, row.at],
  );
}

/** Milliseconds until that day begins where the agency is. */
export async function readMsUntil(tx: Tx, agency: string, day: string): Promise<number> {
  const { ms } = await tx.one<{ ms: number }>(
    `SELECT greatest(0, ceil(extract(epoch FROM ($2::date::timestamp AT TIME ZONE zone) - ledger.clock()) * 1000))::float8 AS ms
     FROM agencies WHERE code = $1`,
    [agency, day],
  );
  return ms;
}

/** Plans that go on, by their ids; those of erased people do not. */
export async function listOpen(
  tx: Tx,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(
    `SELECT p.id FROM plans p JOIN people e ON e.id = p.person_id
     WHERE p.closed_at IS NULL AND e.nip NOT LIKE 'erased-%' AND ($1::uuid IS NULL OR p.id > $1) ORDER BY p.id LIMIT $2`,
    [after, limit],
  );
  return rows.map(({ id }) => id);
}

/** An account with a role in the agency now; undefined for any other. */
export function findMentor(
  tx: Tx,
  agency: string,
  accountId: string,
): Promise<{ accountId: string; personId: string | null } | undefined> {
  return tx.maybe(
    `SELECT a.id AS "accountId", a.person_id AS "personId" FROM accounts a WHERE a.id = $2
       AND EXISTS (SELECT FROM grants g WHERE g.account_id = a.id AND g.agency = $1 AND g.valid @> ledger.clock())`,
    [agency, accountId],
  );
}

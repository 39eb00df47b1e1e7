import type { ChoiceState } from '#domain/choices.ts';
import type { ConcurrenceState } from '#domain/concurrence.ts';
import type { Sql } from '#platform/database.ts';

/** Facts of many selections at once, read as the conductor: what is awaited follows from rows that its readers may not see. */

/** Attempts of one kind of stage, one per selection. */
export interface Attempts {
  readonly ids: readonly string[];
  readonly attempts: readonly number[];
}

export interface CriteriaStateRow {
  readonly id: string;
  readonly draftedBy: string;
  readonly drafterPerson: string | null;
  readonly sealedBy: string | null;
  readonly sealerPerson: string | null;
  readonly isInForce: boolean;
}

export function listCriteriaStates(sql: Sql, ids: readonly string[]): Promise<CriteriaStateRow[]> {
  return sql.rows<CriteriaStateRow>(
    `SELECT DISTINCT ON (c.selection_id) c.selection_id AS id, c.drafted_by AS "draftedBy", d.person_id AS "drafterPerson",
       c.sealed_by AS "sealedBy", s.person_id AS "sealerPerson", c.countersigned_by IS NOT NULL AS "isInForce"
     FROM criteria c JOIN accounts d ON d.id = c.drafted_by LEFT JOIN accounts s ON s.id = c.sealed_by
     WHERE c.selection_id = ANY ($1::uuid[]) ORDER BY c.selection_id, c.version DESC`,
    [ids],
  );
}

export interface NominationRow {
  readonly id: string;
  readonly isPoolComplete: boolean;
  /** Those who stand. */
  readonly candidates:
    | readonly {
        readonly ref: string;
        readonly code: string;
        readonly confirmed: boolean;
        readonly disputed: boolean;
      }[]
    | null;
}

export function listNominationFacts(sql: Sql, { ids, attempts }: Attempts): Promise<NominationRow[]> {
  return sql.rows<NominationRow>(
    `SELECT i.id, EXISTS (SELECT FROM pools p WHERE p.selection_id = i.id AND p.attempt = i.attempt) AS "isPoolComplete",
       (SELECT jsonb_agg(jsonb_build_object('ref', c.ref, 'code', c.blind_code, 'confirmed', c.confirmed_at IS NOT NULL,
          'disputed', EXISTS (SELECT FROM corrections k WHERE k.candidate_ref = c.ref AND k.answer IS NULL)))
        FROM candidates c WHERE c.selection_id = i.id AND c.state <> 'withdrawn') AS candidates
     FROM unnest($1::uuid[], $2::int[]) AS i (id, attempt)`,
    [ids, attempts],
  );
}

export interface AssessmentRow {
  readonly id: string;
  readonly assessors: readonly { readonly account: string; readonly ref: string; readonly name: string }[] | null;
  readonly candidates: readonly string[];
  /** Sheets of the present round, as candidate and assessor. */
  readonly sheets: readonly (readonly [candidate: string, assessor: string])[] | null;
}

export function listAssessmentFacts(
  sql: Sql,
  { ids, attempts, rounds }: Attempts & { readonly rounds: readonly string[] },
): Promise<AssessmentRow[]> {
  return sql.rows<AssessmentRow>(
    `SELECT i.id,
       (SELECT jsonb_agg(jsonb_build_object('account', a.account_id, 'ref', a.ref, 'name', o.display_name) ORDER BY a.account_id)
        FROM assessors a JOIN accounts o ON o.id = a.account_id WHERE a.selection_id = i.id AND a.replaced_by IS NULL) AS assessors,
       ARRAY(SELECT c.ref FROM candidates c WHERE c.selection_id = i.id AND c.state = 'admitted') AS candidates,
       (SELECT jsonb_agg(jsonb_build_array(x.candidate_ref, x.assessor_ref))
        FROM score_sheets x WHERE x.selection_id = i.id AND x.attempt = i.attempt AND x.round = i.round) AS sheets
     FROM unnest($1::uuid[], $2::int[], $3::text[]) AS i (id, attempt, round)`,
    [ids, attempts, rounds],
  );
}

export interface SeatState {
  readonly seat: number;
  readonly role: 'chair' | 'member';
  readonly accountId: string;
  readonly personId: string | null;
  readonly removedAt: string | null;
  readonly name: string;
  readonly recused: boolean;
  readonly declared: boolean;
}

export interface CommitteeRow {
  readonly id: string;
  /** Every holder of every seat. */
  readonly seats: readonly SeatState[] | null;
  readonly present: readonly number[];
  readonly hasMotion: boolean;
  /** Seats with a ballot on the open motion; how they vote is not read. */
  readonly cast: readonly number[];
}

export function listCommitteeFacts(sql: Sql, { ids, attempts }: Attempts): Promise<CommitteeRow[]> {
  return sql.rows<CommitteeRow>(
    `SELECT i.id,
       (SELECT jsonb_agg(jsonb_build_object('seat', t.seat, 'role', t.role, 'accountId', t.account_id, 'personId', o.person_id,
          'removedAt', t.removed_at, 'name', o.display_name, 'recused', t.recused_at IS NOT NULL, 'declared', d.seat IS NOT NULL)
          ORDER BY t.seat, t.holder_no)
        FROM seats t JOIN accounts o ON o.id = t.account_id LEFT JOIN declarations d ON d.selection_id = t.selection_id
          AND d.attempt = i.attempt AND d.seat = t.seat AND d.holder_no = t.holder_no
        WHERE t.selection_id = i.id) AS seats,
       ARRAY(SELECT p.seat FROM presences p WHERE p.selection_id = i.id AND p.attempt = i.attempt AND p.presence = 'present'
         AND p.session = 1 + (SELECT count(*) FROM committee_sessions x
           WHERE x.selection_id = i.id AND x.attempt = i.attempt AND x.adjourned_at IS NOT NULL)) AS present,
       m.id IS NOT NULL AS "hasMotion",
       ARRAY(SELECT b.seat FROM ballots b WHERE b.motion_id = m.id AND b.voided_at IS NULL) AS "cast"
     FROM unnest($1::uuid[], $2::int[]) AS i (id, attempt)
     LEFT JOIN motions m ON m.selection_id = i.id AND m.attempt = i.attempt AND m.closed_at IS NULL AND m.voided_at IS NULL`,
    [ids, attempts],
  );
}

export interface PlacementFactsRow {
  readonly id: string;
  readonly choice: Extract<ChoiceState, 'standing' | 'awaiting-approval'> | null;
  readonly madeBy: string | null;
  readonly makerPerson: string | null;
  readonly concurrence: ConcurrenceState | null;
  readonly lapsesAt: string | null;
  readonly lapse: Record<string, unknown> | null;
  readonly isIssued: boolean;
  readonly isInaugurated: boolean;
  readonly effectiveOn: string | null;
}

export function listPlacementFacts(sql: Sql, ids: readonly string[]): Promise<PlacementFactsRow[]> {
  return sql.rows<PlacementFactsRow>(
    `SELECT i.id, CASE h.state WHEN 'made' THEN 'standing' WHEN 'awaiting-second-approval' THEN 'awaiting-approval' END AS choice,
       h.made_by AS "madeBy", o.person_id AS "makerPerson", k.state AS concurrence, k.lapses_at AS "lapsesAt", k.deadline AS lapse,
       p.choice_id IS NOT NULL AS "isIssued", p.inaugurated_at IS NOT NULL AS "isInaugurated", p.effective_on AS "effectiveOn"
     FROM unnest($1::uuid[]) AS i (id)
     LEFT JOIN choices h ON h.selection_id = i.id AND h.state <> 'undone'
     LEFT JOIN accounts o ON o.id = h.made_by
     LEFT JOIN LATERAL (SELECT c.state, c.lapses_at, c.deadline FROM concurrences c
       WHERE c.selection_id = i.id AND c.choice_id = h.id ORDER BY c.round DESC LIMIT 1) k ON true
     LEFT JOIN placements p ON p.choice_id = h.id`,
    [ids],
  );
}

import type { Deviation } from '#domain/choices.ts';
import type { ConcurrenceState } from '#domain/concurrence.ts';
import type { Decree } from '#domain/decrees.ts';
import type { Sql } from '#platform/database.ts';

export type UndoneCause = 'declined' | 'candidate-withdrawn' | 'concurrence-refused' | 'revoked';

export interface ChoiceRow {
  readonly id: string;
  readonly attempt: number;
  readonly candidate_ref: string;
  readonly deviation: Deviation;
  readonly exception: string | null;
  readonly made_by: string;
  readonly maker_person: string | null;
  readonly state: 'made' | 'awaiting-second-approval' | 'undone';
  readonly undone: UndoneCause | null;
}

/** Every choice of the selection, of all attempts, in order. */
export function listChoices(sql: Sql, selectionId: string): Promise<ChoiceRow[]> {
  return sql.rows<ChoiceRow>(
    `SELECT h.id, h.attempt, h.candidate_ref, h.deviation, h.exception, h.made_by, a.person_id AS maker_person, h.state, h.undone
     FROM choices h JOIN accounts a ON a.id = h.made_by WHERE h.selection_id = $1 ORDER BY h.made_at`,
    [selectionId],
  );
}

export interface NewChoice {
  readonly id: string;
  readonly selectionId: string;
  readonly attempt: number;
  readonly candidateRef: string;
  readonly deviation: Deviation;
  readonly exception: string | null;
  readonly reason: string | null;
  readonly accountId: string;
  readonly at: string;
  readonly state: 'made' | 'awaiting-second-approval';
  readonly entryId: string;
}

export async function insertChoice(sql: Sql, row: NewChoice): Promise<void> {
  await sql.run(
    `INSERT INTO choices (id, selection_id, attempt, candidate_ref, deviation, exception, reason, made_by, made_at, state, entry_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      row.id,
      row.selectionId,
      row.attempt,
      row.candidateRef,
      row.deviation,
      row.exception,
      row.reason,
      row.accountId,
      row.at,
      row.state,
      row.entryId,
    ],
  );
}

export async function approveChoice(sql: Sql, row: { id: string; accountId: string; entryId: string }): Promise<void> {
  await sql.run(`UPDATE choices SET state = 'made', approved_by = $2, entry_id = $3 WHERE id = $1`, [
    row.id,
    row.accountId,
    row.entryId,
  ]);
}

export async function setChoiceUndone(
  sql: Sql,
  row: { id: string; cause: UndoneCause; entryId: string },
): Promise<void> {
  await sql.run(`UPDATE choices SET state = 'undone', undone = $2, entry_id = $3 WHERE id = $1`, [
    row.id,
    row.cause,
    row.entryId,
  ]);
}

export interface ConcurrenceRow {
  readonly round: number;
  readonly choice_id: string;
  readonly requested_at: string;
  readonly lapses_at: string | null;
  readonly state: ConcurrenceState;
}

/** Every round of the selection, in order. */
export function listConcurrences(sql: Sql, selectionId: string): Promise<ConcurrenceRow[]> {
  return sql.rows<ConcurrenceRow>(
    'SELECT round, choice_id, requested_at, lapses_at, state FROM concurrences WHERE selection_id = $1 ORDER BY round',
    [selectionId],
  );
}

export interface NewConcurrence {
  readonly selectionId: string;
  readonly round: number;
  readonly choiceId: string;
  readonly at: string;
  readonly lapsesAt: string | null;
  readonly deadline: unknown;
  readonly entryId: string;
}

export async function insertConcurrence(sql: Sql, row: NewConcurrence): Promise<void> {
  await sql.run(
    `INSERT INTO concurrences (selection_id, round, choice_id, requested_at, lapses_at, deadline, state, entry_id)
     VALUES ($1, $2, $3, $4, $5, $6, 'requested', $7)`,
    [
      row.selectionId,
      row.round,
      row.choiceId,
      row.at,
      row.lapsesAt,
      row.deadline === null ? null : JSON.stringify(row.deadline),
      row.entryId,
    ],
  );
}

export interface ConcurrenceAnswer {
  readonly selectionId: string;
  readonly round: number;
  readonly state: ConcurrenceState;
  readonly at: string;
  readonly letter: unknown;
  readonly entryId: string;
}

export async function answerConcurrence(sql: Sql, row: ConcurrenceAnswer): Promise<void> {
  await sql.run(
    `UPDATE concurrences SET state = $3, replied_at = $4, letter = $5, entry_id = $6 WHERE selection_id = $1 AND round = $2`,
    [row.selectionId, row.round, row.state, row.at, JSON.stringify(row.letter), row.entryId],
  );
}

export interface PlacementRow {
  readonly choice_id: string;
  readonly candidate_ref: string;
  readonly person_id: string;
  readonly post_id: string;
  readonly decree: Decree;
  readonly effective_on: string;
  readonly inaugurated_at: string | null;
  readonly effected_at: string | null;
  readonly prior_post_id: string | null;
  readonly prior_held_since: string | null;
  readonly revoked_at: string | null;
}

const placementColumns = `choice_id, candidate_ref, person_id, post_id, decree, effective_on, inaugurated_at, effected_at,
  prior_post_id, prior_held_since, revoked_at`;

export function findPlacement(sql: Sql, choiceId: string): Promise<PlacementRow | undefined> {
  return sql.maybe<PlacementRow>(`SELECT ${placementColumns} FROM placements WHERE choice_id = $1`, [choiceId]);
}

/** The placement that took effect last, whether it was revoked or not. */
export function findEffected(sql: Sql, selectionId: string): Promise<PlacementRow | undefined> {
  return sql.maybe<PlacementRow>(
    `SELECT ${placementColumns} FROM placements WHERE selection_id = $1 AND effected_at IS NOT NULL ORDER BY effected_at DESC LIMIT 1`,
    [selectionId],
  );
}

export interface NewPlacement {
  readonly choiceId: string;
  readonly selectionId: string;
  readonly candidateRef: string;
  readonly personId: string;
  readonly postId: string;
  readonly decree: Decree;
  readonly at: string;
  readonly entryId: string;
}

export async function insertPlacement(sql: Sql, row: NewPlacement): Promise<void> {
  await sql.run(
    `INSERT INTO placements (choice_id, selection_id, candidate_ref, person_id, post_id, decree, effective_on, decreed_at, entry_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      row.choiceId,
      row.selectionId,
      row.candidateRef,
      row.personId,
      row.postId,
      JSON.stringify(row.decree),
      row.decree.effectiveOn,
      row.at,
      row.entryId,
    ],
  );
}

export async function setInaugurated(
  sql: Sql,
  row: { choiceId: string; at: string; minutes: unknown; entryId: string },
): Promise<void> {
  await sql.run('UPDATE placements SET inaugurated_at = $2, minutes = $3, entry_id = $4 WHERE choice_id = $1', [
    row.choiceId,
    row.at,
    JSON.stringify(row.minutes),
    row.entryId,
  ]);
}

export async function setEffected(
  sql: Sql,
  row: { choiceId: string; at: string; prior: HeldPost | undefined; entryId: string },
): Promise<void> {
  await sql.run(
    'UPDATE placements SET effected_at = $2, prior_post_id = $3, prior_held_since = $4, entry_id = $5 WHERE choice_id = $1',
    [row.choiceId, row.at, row.prior?.id ?? null, row.prior?.held_since ?? null, row.entryId],
  );
}

export async function setRevoked(
  sql: Sql,
  row: { choiceId: string; at: string; order: unknown; entryId: string },
): Promise<void> {
  await sql.run('UPDATE placements SET revoked_at = $2, revocation = $3, entry_id = $4 WHERE choice_id = $1', [
    row.choiceId,
    row.at,
    JSON.stringify(row.order),
    row.entryId,
  ]);
}

export interface HeldPost {
  readonly id: string;
  readonly held_since: string | null;
}

export async function findHolder(sql: Sql, postId: string): Promise<string | null> {
  const { holder_id: holder } = await sql.one<{ holder_id: string | null }>(
    'SELECT holder_id FROM posts WHERE id = $1',
    [postId],
  );
  return holder;
}

/** The post that a person holds: the one named in the record first. */
export function findHeldPost(sql: Sql, personId: string): Promise<HeldPost | undefined> {
  return sql.maybe<HeldPost>(
    `SELECT p.id, p.held_since FROM posts p JOIN people h ON h.id = p.holder_id WHERE p.holder_id = $1
     ORDER BY (p.id = h.post_id) DESC, p.id LIMIT 1`,
    [personId],
  );
}

export async function setHolder(
  sql: Sql,
  row: { postId: string; personId: string | null; since: string | null; entryId: string },
): Promise<void> {
  await sql.run('UPDATE posts SET holder_id = $2, held_since = $3, entry_id = $4 WHERE id = $1', [
    row.postId,
    row.personId,
    row.since,
    row.entryId,
  ]);
}

export async function setPostOf(sql: Sql, row: { personId: string; postId: string; entryId: string }): Promise<void> {
  await sql.run('UPDATE people SET post_id = $2, entry_id = $3 WHERE id = $1', [row.personId, row.postId, row.entryId]);
}

/** Those of these entries that stand on the record. */
export async function findEntries(sql: Sql, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await sql.rows<{ id: string }>('SELECT id FROM ledger.entries WHERE id = ANY ($1::uuid[])', [ids]);
  return new Set(rows.map(({ id }) => id));
}

export interface CandidacyRow {
  readonly ref: string;
  readonly selection_id: string;
  readonly person_id: string;
  readonly state: string;
  readonly withdrawn_for: string | null;
}

/** Candidacies of a person in selections that have not ended. */
export function listCandidacies(sql: Sql, personId: string): Promise<CandidacyRow[]> {
  return sql.rows<CandidacyRow>(
    `SELECT c.ref, c.selection_id, c.person_id, c.state, c.withdrawn_for FROM candidates c JOIN selections s ON s.id = c.selection_id
     WHERE c.person_id = $1 AND s.state IN ('draft', 'sealed', 'running', 'decided') ORDER BY c.selection_id`,
    [personId],
  );
}

import type { StageKind } from '#domain/stages.ts';
import type { Sql } from '#platform/database.ts';

export async function insertNotices(
  sql: Sql,
  rows: { selectionId: string; accounts: readonly string[]; kind: string; content: unknown; at: string },
): Promise<void> {
  await sql.run(
    'INSERT INTO notices (selection_id, account_id, kind, content, created_at) SELECT $1, account, $3, $4, $5 FROM unnest($2::uuid[]) AS account',
    [rows.selectionId, rows.accounts, rows.kind, JSON.stringify(rows.content), rows.at],
  );
}

export interface ReminderRow {
  readonly selectionId: string;
  readonly stage: string;
  readonly attempt: number;
  readonly step: string;
  readonly kind: string;
  readonly recipients: number;
  readonly at: string;
  /** Account of who reminded by hand; null for the conductor. */
  readonly sentBy: string | null;
  readonly entryId: string;
}

export async function insertReminder(sql: Sql, row: ReminderRow): Promise<void> {
  await sql.run(
    `INSERT INTO reminders (selection_id, stage, attempt, step, kind, recipients, sent_at, sent_by, entry_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [row.selectionId, row.stage, row.attempt, row.step, row.kind, row.recipients, row.at, row.sentBy, row.entryId],
  );
}

export interface StepPlace {
  readonly selectionId: string;
  readonly stage: string;
  readonly attempt: number;
  /** When the present step began: an earlier time in it is over. */
  readonly since: string | null;
}

/** When somebody was last reminded by hand in the present step. */
export async function findLastByHand(sql: Sql, place: StepPlace): Promise<string | null> {
  const row = await sql.maybe<{ at: string }>(
    `SELECT sent_at AS at FROM reminders WHERE selection_id = $1 AND stage = $2 AND attempt = $3 AND kind = 'manual'
       AND ($4::timestamptz IS NULL OR sent_at >= $4) ORDER BY sent_at DESC LIMIT 1`,
    [place.selectionId, place.stage, place.attempt, place.since],
  );
  return row?.at ?? null;
}

export interface CourseRow {
  readonly agency: string;
  readonly state: string;
  readonly kind: StageKind | null;
  readonly attempt: number | null;
}

/** The selection's state and its live stage. */
export function findCourse(sql: Sql, selectionId: string): Promise<CourseRow | undefined> {
  return sql.maybe<CourseRow>(
    `SELECT s.agency, s.state, g.kind, g.attempt FROM selections s
     LEFT JOIN stages g ON g.selection_id = s.id AND g.state IN ('planned', 'open', 'paused', 'closing') WHERE s.id = $1`,
    [selectionId],
  );
}

/** Selections that are going on, and those that are placed while the person still stands in another that goes on. */
export function listOpenSelections(sql: Sql): Promise<{ id: string }[]> {
  return sql.rows<{ id: string }>(
    `SELECT s.id FROM selections s WHERE s.state IN ('sealed', 'running', 'decided')
       OR s.state = 'placed' AND EXISTS (
         SELECT FROM placements p JOIN candidates c ON c.person_id = p.person_id JOIN selections o ON o.id = c.selection_id
         WHERE p.selection_id = s.id AND p.effected_at IS NOT NULL AND p.revoked_at IS NULL
           AND o.id <> s.id AND o.state IN ('sealed', 'running', 'decided') AND c.state <> 'withdrawn')
     ORDER BY s.opened_at, s.id`,
  );
}

/** Revocations whose undoing is not finished, with the command that ordered them. */
export function listOpenRevocations(sql: Sql): Promise<{ selection_id: string; command_id: string }[]> {
  return sql.rows<{ selection_id: string; command_id: string }>(
    `SELECT DISTINCT ON (m.selection_id) m.selection_id, m.id AS command_id
     FROM commands m JOIN selections s ON s.id = m.selection_id
     WHERE m.name = 'revoke' AND m.state = 'done' AND (s.state = 'placed' OR EXISTS (
       SELECT FROM candidates c WHERE c.withdrawn_for = s.id AND c.state = 'withdrawn' AND s.state = 'revoked'))
     ORDER BY m.selection_id, m.requested_at DESC`,
  );
}

export interface OverdueStageRow {
  readonly selection_id: string;
  readonly kind: StageKind;
  readonly attempt: number;
}

/**
 * Stages that have been ready for longer than 300 ms, or planned or due for longer than 2 s, or that wait for a calendar. The
 * wait doubles with every poke, from 0.5 s up to an hour, since signals per workflow are limited; a stage that was seen to be
 * overdue is blocked and left alone.
 */
export function listOverdueStages(sql: Sql): Promise<OverdueStageRow[]> {
  return sql.rows<OverdueStageRow>(
    `SELECT g.selection_id, g.kind, g.attempt FROM stages g LEFT JOIN wake_marks w USING (selection_id)
     WHERE (g.state = 'open' AND w.ready_since < ledger.clock() - interval '300 milliseconds'
         OR g.state = 'planned' AND w.ready_since < ledger.clock() - interval '2 seconds'
         OR g.state = 'open' AND g.due_at < ledger.clock() - interval '2 seconds' AND g.blocked IS NULL
         OR g.state IN ('open', 'planned') AND g.blocked = 'calendar.missing')
       AND (w.poked_at IS NULL OR w.poked_at < ledger.clock() - interval '0.5 seconds' * power(2, least(w.pokes, 13)))
     LIMIT 200`,
  );
}

/** What has moved is swept at once when it is ready again. */
export async function forgetPokes(sql: Sql, selectionId: string): Promise<void> {
  await sql.run('UPDATE wake_marks SET poked_at = NULL, pokes = 0 WHERE selection_id = $1 AND pokes > 0', [
    selectionId,
  ]);
}

export async function notePoke(sql: Sql, selectionId: string): Promise<void> {
  await sql.run(
    `INSERT INTO wake_marks (selection_id, poked_at, pokes) VALUES ($1, ledger.clock(), 1)
     ON CONFLICT (selection_id) DO UPDATE SET poked_at = excluded.poked_at, pokes = wake_marks.pokes + 1`,
    [selectionId],
  );
}

export interface StageAge {
  readonly kind: string;
  /** Of the oldest open one. */
  readonly ageS: number;
}

export function listStageAges(sql: Sql): Promise<StageAge[]> {
  return sql.rows<StageAge>(
    `SELECT kind, extract(epoch FROM ledger.clock() - min(opened_at))::float AS "ageS"
     FROM stages WHERE state = 'open' AND opened_at IS NOT NULL GROUP BY kind`,
  );
}

/** Seconds for which the longest waiting mark has waited; 0 where none waits. */
export async function longestWait(sql: Sql): Promise<number> {
  const { wait } = await sql.one<{ wait: number }>(
    'SELECT coalesce(extract(epoch FROM ledger.clock() - min(ready_since)), 0)::float AS wait FROM wake_marks',
  );
  return wait;
}

import type { Sql } from '#platform/database.ts';

/** The same for every statement: which selections of those that the viewer may see. */
export interface Filter {
  readonly agency: string | null;
  readonly state: 'live' | 'ended' | 'all';
  readonly stage: string | null;
  readonly step: string | null;
  readonly blocked: boolean | null;
  readonly level: string | null;
  /** Code or name. */
  readonly unit: string | null;
  /** Part of a title or a code. */
  readonly q: string | null;
}

const going = `s.state IN ('draft', 'sealed', 'running', 'decided')`;

/** What the filter leaves, as little of it as order and totals need. Posts are looked at only where they are asked for. */
const seen = `seen AS MATERIALIZED (
    SELECT s.id, s.agency, s.number, s.opened_at, ${going} AS going, g.state, g.due_at, g.blocked
    FROM selections s LEFT JOIN stages g ON g.selection_id = s.id AND g.state IN ('planned', 'open', 'paused', 'closing')
    WHERE ($1::text IS NULL OR s.agency = $1) AND ($2::text = 'all' OR ($2::text = 'live') = (${going}))
      AND ($3::text IS NULL OR g.kind = $3) AND ($4::text IS NULL OR g.step = $4)
      AND ($5::boolean IS NULL OR (g.blocked IS NOT NULL) = $5)
      AND ($6::text IS NULL AND $7::text IS NULL OR s.post_id IN (
        SELECT p.id FROM posts p LEFT JOIN units u ON u.id = p.unit_id
        WHERE ($6 IS NULL OR p.level = $6) AND ($7 IS NULL OR $7 IN (u.code, u.name))))
      AND ($8::text IS NULL OR s.code ILIKE $8 OR s.post_id IN (SELECT p.id FROM posts p WHERE p.title ILIKE $8))
  )`;

function valuesOf({ agency, state, stage, step, blocked, level, unit, q }: Filter): readonly unknown[] {
  return [agency, state, stage, step, blocked, level, unit, q === null ? null : `%${q.replace(/[\\%_]/g, '\\$&')}%`];
}

export interface BoardRow {
  readonly id: string;
  readonly code: string;
  readonly number: number;
  readonly title: string;
  readonly level: string;
  readonly unit: string | null;
  readonly agency: string;
  readonly zone: string;
  readonly state: string;
  readonly begunAt: string;
  readonly endedAt: string | null;
  readonly policyDigest: Buffer;
  readonly kind: string | null;
  readonly attempt: number | null;
  readonly stageState: string | null;
  readonly step: string | null;
  readonly openedAt: string | null;
  readonly dueAt: string | null;
  readonly pausedAt: string | null;
  readonly blocked: string | null;
}

export type Sort = 'due' | 'age' | 'number';

/** What a page is sorted by, with the form in which its cursor names it; what has no deadline comes last. */
const keys = {
  due: { key: `coalesce(due_at, 'infinity')`, form: 'timestamptz' },
  age: { key: 'opened_at', form: 'timestamptz' },
  number: { key: 'number', form: 'integer' },
} as const;

export interface Totals {
  readonly live: number;
  readonly blocked: number;
  readonly overdue: number;
  readonly dueSoon: number;
}

/** A row of the board, with its post, agency, unit and live stage. */
const told = `s.id, s.code, s.number, p.title, p.level, u.name AS unit, s.agency, y.zone, s.state, s.opened_at AS "begunAt",
    s.ended_at AS "endedAt", s.policy_digest AS "policyDigest", g.kind, g.attempt, g.state AS "stageState", g.step,
    g.opened_at AS "openedAt", g.due_at AS "dueAt", g.paused_at AS "pausedAt", g.blocked`;
const beside = `LEFT JOIN posts p ON p.id = s.post_id LEFT JOIN agencies y ON y.code = s.agency LEFT JOIN units u ON u.id = p.unit_id
  LEFT JOIN stages g ON g.selection_id = s.id AND g.state IN ('planned', 'open', 'paused', 'closing')`;

/** Totals and one page of it, from one look at everything. */
const overviewBy = ({ key, form }: { readonly key: string; readonly form: string }) =>
  `WITH ${seen}, total AS (
    SELECT count(*) FILTER (WHERE e.going)::int AS live, count(e.blocked)::int AS "blockedCount",
      count(*) FILTER (WHERE e.state = 'open' AND e.due_at <= $9)::int AS overdue,
      count(*) FILTER (WHERE e.state = 'open' AND e.due_at > $9 AND e.due_at <= h.at)::int AS "dueSoon"
    FROM seen e LEFT JOIN unnest($10::text[], $11::timestamptz[]) AS h (agency, at) ON h.agency = e.agency
  ), page AS (
    SELECT id, ${key} AS key FROM seen WHERE $12::text IS NULL OR (${key}, id) > ($12::${form}, $13::uuid)
    ORDER BY ${key}, id LIMIT $14
  )
  SELECT t.*, ${told}
  FROM total t LEFT JOIN page e ON true LEFT JOIN selections s ON s.id = e.id ${beside}
  ORDER BY e.key, e.id`;

const overviews: Readonly<Record<Sort, string>> = {
  due: overviewBy(keys.due),
  age: overviewBy(keys.age),
  number: overviewBy(keys.number),
};

/** One selection that the viewer may see, as the board has it. */
export function findRow(sql: Sql, selectionId: string): Promise<BoardRow | undefined> {
  return sql.maybe<BoardRow>(`SELECT ${told} FROM selections s ${beside} WHERE s.id = $1`, [selectionId]);
}

export interface PageAsked {
  readonly filter: Filter;
  readonly sort: Sort;
  readonly after: { readonly sortKey: string; readonly id: string } | undefined;
  readonly limit: number;
}

export interface OverviewAsked extends PageAsked {
  readonly now: string;
  /** Until when something is due soon, by the calendar of each agency. */
  readonly horizons: readonly { readonly agency: string; readonly at: string | null }[];
}

export interface Overview {
  readonly rows: readonly BoardRow[];
  readonly totals: Totals;
}

type OverviewRow = Omit<Totals, 'blocked'> & { readonly blockedCount: number } & (BoardRow | { readonly id: null });

/** Selections that the viewer may see, with their live stage, and what they are in all. */
export async function readOverview(sql: Sql, asked: OverviewAsked): Promise<Overview> {
  const { filter, sort, after, limit, now, horizons } = asked;
  // A plan for any filter would be made for the rarest: each is planned for what is asked.
  await sql.run(`SELECT set_config('plan_cache_mode', 'force_custom_plan', true)`);
  const found = await sql.rows<OverviewRow>(overviews[sort], [
    ...valuesOf(filter),
    now,
    horizons.map(({ agency }) => agency),
    horizons.map(({ at }) => at),
    after?.sortKey ?? null,
    after?.id ?? null,
    limit,
  ]);
  const [first] = found;
  if (first === undefined) throw new Error('totals are always there');
  const { live, blockedCount: blocked, overdue, dueSoon } = first;
  return { totals: { live, blocked, overdue, dueSoon }, rows: found.filter((row) => row.id !== null) };
}

/** Working days so far, for every day from a first one on. */
export interface Ordinals {
  readonly agency: string;
  readonly first: string;
  readonly counts: readonly number[];
}

export interface DurationRow {
  readonly kind: string;
  /** Null outside the calendars. */
  readonly days: number | null;
  readonly count: number;
}

/** How long closed stages of the visible selections took, in working days. */
export function countDurations(
  sql: Sql,
  { agency, level, unit }: Pick<Filter, 'agency' | 'level' | 'unit'>,
  ordinals: readonly Ordinals[],
): Promise<DurationRow[]> {
  return sql.rows<DurationRow>(
    `WITH calendar AS MATERIALIZED (
       SELECT c.agency, c.counts::int[] AS counts,
         date_part('epoch', timestamp '2026-01-01' AT TIME ZONE 'UTC' - timestamp '2026-01-01' AT TIME ZONE y.zone) AS ahead,
         c.first - date '1970-01-01' - 1 AS before
       FROM unnest($4::text[], $5::date[], $6::text[]) AS c (agency, first, counts) JOIN agencies y ON y.code = c.agency
     )
     SELECT g.kind, c.counts[floor((date_part('epoch', g.closed_at) + c.ahead) / 86400)::int - c.before]
       - c.counts[floor((date_part('epoch', g.opened_at) + c.ahead) / 86400)::int - c.before] AS days, count(*)::int AS count
     FROM stages g JOIN calendar c ON c.agency = g.agency
     WHERE g.state = 'closed' AND ($1::text IS NULL OR g.agency = $1) AND ($2::text IS NULL AND $3::text IS NULL OR g.selection_id IN (
       SELECT s.id FROM selections s JOIN posts p ON p.id = s.post_id LEFT JOIN units u ON u.id = p.unit_id
       WHERE ($2 IS NULL OR p.level = $2) AND ($3 IS NULL OR $3 IN (u.code, u.name))))
     GROUP BY 1, 2`,
    [
      agency,
      level,
      unit,
      ordinals.map((each) => each.agency),
      ordinals.map(({ first }) => first),
      ordinals.map(({ counts }) => `{${counts.join()}}`),
    ],
  );
}

export interface StageRow {
  readonly selectionId: string;
  readonly kind: string;
  readonly attempt: number;
  readonly state: string;
  readonly step: string;
  readonly openedAt: string | null;
  readonly closedAt: string | null;
  readonly dueAt: string | null;
}

/** The latest attempt of each stage; read as the conductor, of selections that the viewer sees. */
export function listLatestStages(sql: Sql, selectionIds: readonly string[]): Promise<StageRow[]> {
  return sql.rows<StageRow>(
    `SELECT DISTINCT ON (g.selection_id, g.kind) g.selection_id AS "selectionId", g.kind, g.attempt, g.state, g.step,
       g.opened_at AS "openedAt", g.closed_at AS "closedAt", g.due_at AS "dueAt"
     FROM stages g WHERE g.selection_id = ANY ($1::uuid[]) ORDER BY g.selection_id, g.kind, g.attempt DESC`,
    [selectionIds],
  );
}

export interface PartRow {
  readonly selectionId: string;
  readonly isSeated: boolean;
  /** Has declared in the newest review and is not recused. */
  readonly isCleared: boolean;
  readonly isAssessor: boolean;
  readonly isCandidate: boolean;
}

/** What the viewer is in some selections. */
export function listParts(
  sql: Sql,
  { accountId, personId, ids }: { accountId: string; personId: string | null; ids: readonly string[] },
): Promise<PartRow[]> {
  return sql.rows<PartRow>(
    `SELECT i.id AS "selectionId", t.seat IS NOT NULL AS "isSeated", t.seat IS NOT NULL AND t.recused_at IS NULL AND d.seat IS NOT NULL AS "isCleared",
       a.account_id IS NOT NULL AS "isAssessor", c.ref IS NOT NULL AS "isCandidate"
     FROM unnest($3::uuid[]) AS i (id)
     LEFT JOIN seats t ON t.selection_id = i.id AND t.account_id = $1 AND t.removed_at IS NULL
     LEFT JOIN LATERAL (SELECT x.seat FROM declarations x WHERE x.selection_id = i.id AND x.seat = t.seat AND x.holder_no = t.holder_no
       AND x.attempt = (SELECT max(g.attempt) FROM stages g WHERE g.selection_id = i.id AND g.kind = 'committee-review')) d ON true
     LEFT JOIN assessors a ON a.selection_id = i.id AND a.account_id = $1 AND a.replaced_by IS NULL
     LEFT JOIN candidates c ON c.selection_id = i.id AND c.person_id = $2`,
    [accountId, personId, ids],
  );
}

export interface RemindedRow {
  readonly selectionId: string;
  readonly sent: number;
  readonly lastAt: string;
}

/** Reminders and escalations of the live stages, by the clock and by hand; read as the conductor. */
export function listReminded(sql: Sql, selectionIds: readonly string[]): Promise<RemindedRow[]> {
  return sql.rows<RemindedRow>(
    `SELECT r.selection_id AS "selectionId", count(*)::int AS sent, max(r.sent_at) AS "lastAt"
     FROM reminders r JOIN stages g ON g.selection_id = r.selection_id AND g.kind = r.stage AND g.attempt = r.attempt
     WHERE r.selection_id = ANY ($1::uuid[]) AND g.state IN ('planned', 'open', 'paused', 'closing') GROUP BY r.selection_id`,
    [selectionIds],
  );
}

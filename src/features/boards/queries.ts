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

const source = `FROM selections s JOIN posts p ON p.id = s.post_id JOIN agencies y ON y.code = s.agency
  LEFT JOIN units u ON u.id = p.unit_id
  LEFT JOIN stages g ON g.selection_id = s.id AND g.state IN ('planned', 'open', 'paused', 'closing')`;

const going = `s.state IN ('draft', 'sealed', 'running', 'decided')`;

const filtered = `($1::text IS NULL OR s.agency = $1) AND ($2::text = 'all' OR ($2::text = 'live') = (${going}))
  AND ($3::text IS NULL OR g.kind = $3) AND ($4::text IS NULL OR g.step = $4)
  AND ($5::boolean IS NULL OR (g.blocked IS NOT NULL) = $5) AND ($6::text IS NULL OR p.level = $6)
  AND ($7::text IS NULL OR $7 IN (u.code, u.name)) AND ($8::text IS NULL OR p.title ILIKE $8 OR s.code ILIKE $8)`;

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
  due: { key: `coalesce(g.due_at, 'infinity')`, form: 'timestamptz' },
  age: { key: 's.opened_at', form: 'timestamptz' },
  number: { key: 's.number', form: 'integer' },
} as const;

const pageOf = ({ key, form }: { readonly key: string; readonly form: string }) =>
  `SELECT s.id, s.code, s.number, p.title, p.level, u.name AS unit, s.agency, y.zone, s.state, s.opened_at AS "begunAt",
     s.ended_at AS "endedAt", s.policy_digest AS "policyDigest", g.kind, g.attempt, g.state AS "stageState", g.step,
     g.opened_at AS "openedAt", g.due_at AS "dueAt", g.paused_at AS "pausedAt", g.blocked
   ${source} WHERE ${filtered} AND ($9::text IS NULL OR (${key}, s.id) > ($9::${form}, $10::uuid))
   ORDER BY ${key}, s.id LIMIT $11`;

const pages: Readonly<Record<Sort, string>> = {
  due: pageOf(keys.due),
  age: pageOf(keys.age),
  number: pageOf(keys.number),
};

export interface PageAsked {
  readonly filter: Filter;
  readonly sort: Sort;
  readonly after: { readonly sortKey: string; readonly id: string } | undefined;
  readonly limit: number;
}

/** Selections that the viewer may see, with their live stage. */
export function listRows(sql: Sql, { filter, sort, after, limit }: PageAsked): Promise<BoardRow[]> {
  return sql.rows<BoardRow>(pages[sort], [...valuesOf(filter), after?.sortKey ?? null, after?.id ?? null, limit]);
}

export interface Totals {
  readonly live: number;
  readonly blocked: number;
  readonly overdue: number;
  readonly dueSoon: number;
}

/** Until when something is due soon, by the calendar of an agency. */
export interface Horizon {
  readonly agency: string;
  readonly at: string | null;
}

const totals = `SELECT count(*) FILTER (WHERE ${going})::int AS live, count(g.blocked)::int AS blocked,
    count(*) FILTER (WHERE g.state = 'open' AND g.due_at <= $9)::int AS overdue,
    count(*) FILTER (WHERE g.state = 'open' AND g.due_at > $9 AND g.due_at <= h.at)::int AS "dueSoon"
  ${source} LEFT JOIN unnest($10::text[], $11::timestamptz[]) AS h (agency, at) ON h.agency = s.agency WHERE ${filtered}`;

export interface TotalsAsked {
  readonly filter: Filter;
  readonly now: string;
  readonly horizons: readonly Horizon[];
}

export function countTotals(sql: Sql, { filter, now, horizons }: TotalsAsked): Promise<Totals> {
  const values = [now, horizons.map(({ agency }) => agency), horizons.map(({ at }) => at)];
  return sql.one<Totals>(totals, [...valuesOf(filter), ...values]);
}

/** Working days so far, for every day from a first one on. */
export interface Ordinals {
  readonly agency: string;
  readonly first: string;
  readonly counts: readonly number[];
}

export interface DurationRow {
  readonly kind: string;
  readonly days: number;
  readonly count: number;
}

/** How long closed stages of the visible selections took, in working days; those outside the calendars are not counted. */
export function countDurations(
  sql: Sql,
  { agency, level, unit }: Pick<Filter, 'agency' | 'level' | 'unit'>,
  ordinals: readonly Ordinals[],
): Promise<DurationRow[]> {
  return sql.rows<DurationRow>(
    `WITH calendar AS MATERIALIZED (
       SELECT c.agency, c.first, c.counts::int[] AS counts, y.zone
       FROM unnest($4::text[], $5::date[], $6::text[]) AS c (agency, first, counts) JOIN agencies y ON y.code = c.agency
     ), taken AS (
       SELECT g.kind, c.counts[(g.closed_at AT TIME ZONE c.zone)::date - c.first + 1]
         - c.counts[(g.opened_at AT TIME ZONE c.zone)::date - c.first + 1] AS days
       FROM stages g JOIN selections s ON s.id = g.selection_id JOIN calendar c ON c.agency = s.agency
       JOIN posts p ON p.id = s.post_id LEFT JOIN units u ON u.id = p.unit_id
       WHERE g.state = 'closed' AND ($1::text IS NULL OR s.agency = $1) AND ($2::text IS NULL OR p.level = $2)
         AND ($3::text IS NULL OR $3 IN (u.code, u.name))
     )
     SELECT kind, days, count(*)::int AS count FROM taken WHERE days IS NOT NULL GROUP BY kind, days`,
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

/** The latest attempt of each stage. */
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

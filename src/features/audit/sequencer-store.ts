import { byteaArray, type Sql } from '#platform/database.ts';
import type { FullTile } from './tree-growth.ts';

export interface HeadRow {
  readonly size: number;
  readonly root: Buffer;
  readonly frontier: readonly Buffer[];
  /** Text, as these two may lie beyond the integers of JavaScript. */
  readonly low_xid: string;
  readonly xmin: string;
  /** The largest number that has a position; none before the first. Text as well. */
  readonly last_no: string;
  /** False after a dump was restored or a logical replica promoted: old rows then carry larger xids. */
  readonly is_same_system: boolean;
}

/** A sequencer that was stopped in its transaction loses it after this long, and another takes over. */
const stoppedAfterMs = 5_000;

/**
 * The lock ends with its transaction, so that nobody who was stopped can hold it later. The plan of the scan must know its
 * bound: the generic one would read all entries of all years.
 */
export async function lockSequence(sql: Sql): Promise<boolean> {
  const { locked } = await sql.one<{ locked: boolean }>(
    `SELECT pg_try_advisory_xact_lock(7311) AS locked, set_config('plan_cache_mode', 'force_custom_plan', true),
       set_config('idle_in_transaction_session_timeout', $1, true)`,
    [String(stoppedAfterMs)],
  );
  return locked;
}

/** Head, and the oldest transaction that may still commit: to be read in a statement before the scan. */
export function readHead(sql: Sql): Promise<HeadRow> {
  return sql.one<HeadRow>(
    `SELECT size, root, frontier, low_xid::text, pg_snapshot_xmin(pg_current_snapshot())::text AS xmin,
       (SELECT coalesce(max(entry_no), 0)::text FROM ledger.positions) AS last_no,
       h.system_identifier = c.system_identifier AS is_same_system
     FROM ledger.head h, pg_control_system() c`,
  );
}

export interface UnsealedRow {
  readonly entry_no: number;
  readonly leaf: Buffer;
}

/** Where entries without a position are looked for. */
export interface UnsealedBound {
  /** The oldest transaction that may have written one at or below `lastNo`. */
  readonly low: string;
  /** No larger number has a position. */
  readonly lastNo: string;
}

/**
 * The first entries without a position, in the order of their numbers: what stands above the last number that has one, however much
 * waits there, and what came late below it. The latter is sorted by an expression, so that no plan walks the primary key from the
 * first entry on to save the sort.
 */
export function listUnsealed(sql: Sql, { low, lastNo }: UnsealedBound, limit: number): Promise<UnsealedRow[]> {
  return sql.rows<UnsealedRow>(
    `SELECT entry_no, leaf FROM (
       (SELECT e.entry_no, e.leaf FROM ledger.entries e WHERE e.entry_no > $2 ORDER BY e.entry_no LIMIT $3)
       UNION ALL
       (SELECT e.entry_no, e.leaf FROM ledger.entries e WHERE e.xid >= $1 AND e.entry_no <= $2
          AND NOT EXISTS (SELECT FROM ledger.positions p WHERE p.entry_no = e.entry_no) ORDER BY e.entry_no + 0 LIMIT $3)
     ) u ORDER BY entry_no LIMIT $3`,
    [low, lastNo, limit],
  );
}

/** Gives the entries their positions from `first` on. The leaves travel as one value. */
export async function insertPositions(sql: Sql, first: number, rows: readonly UnsealedRow[]): Promise<void> {
  await sql.run(
    `INSERT INTO ledger.positions (position, entry_no, leaf)
     SELECT $1 + place - 1, entry_no, substring($3::bytea FROM (place - 1)::int * 32 + 1 FOR 32)
     FROM unnest($2::bigint[]) WITH ORDINALITY AS sealed (entry_no, place)`,
    [first, rows.map(({ entry_no }) => entry_no), Buffer.concat(rows.map(({ leaf }) => leaf))],
  );
}

/** Answers how many were not there yet. */
export function insertTiles(sql: Sql, tiles: readonly FullTile[]): Promise<number> {
  return sql.run(
    'INSERT INTO ledger.tiles (level, n, data) SELECT * FROM unnest($1::smallint[], $2::bigint[], $3::bytea[]) ON CONFLICT DO NOTHING',
    [tiles.map(({ level }) => level), tiles.map(({ n }) => n), byteaArray(tiles.map(({ data }) => data))],
  );
}

export interface TileRow {
  readonly level: number;
  readonly n: number;
  readonly data: Buffer;
}

export function listTiles(sql: Sql, places: readonly Pick<FullTile, 'level' | 'n'>[]): Promise<TileRow[]> {
  return sql.rows<TileRow>(
    'SELECT level, n, data FROM ledger.tiles WHERE (level, n) IN (SELECT * FROM unnest($1::smallint[], $2::bigint[]))',
    [places.map(({ level }) => level), places.map(({ n }) => n)],
  );
}

/** Full tiles of a level from number `start` up to `end`, where the tile ends that has their roots. */
export interface TileRange {
  readonly level: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Of these places the full tiles, and at the right edge of the lowest level as many leaves as there are; of these ranges the full
 * tiles, unless there is one above them all. Each place is looked up by itself: joined, they would be looked for among all tiles. The
 * planner does not see how few they are, or it would plan anew at every call, which takes longer than the reading.
 */
export async function listHashes(
  sql: Sql,
  places: readonly Pick<FullTile, 'level' | 'n'>[],
  ranges: readonly TileRange[],
): Promise<{ whole: TileRow[]; below: TileRow[] }> {
  const rows = await sql.rows<Omit<TileRow, 'data'> & { isBelow: boolean; data: Buffer | null }>(
    `SELECT false AS "isBelow", w.level, w.n, coalesce(
       (SELECT t.data FROM ledger.tiles t WHERE t.level = w.level AND t.n = w.n),
       (SELECT string_agg(p.leaf, ''::bytea ORDER BY p.position) FROM ledger.positions p
        WHERE w.level = 0 AND p.position >= w.n * 256 AND p.position < w.n * 256 + 256)) AS data
     FROM unnest((SELECT $1::smallint[]), (SELECT $2::bigint[])) AS w (level, n)
     UNION ALL
     SELECT true, b.level, b.n, b.data
     FROM unnest((SELECT $3::smallint[]), (SELECT $4::bigint[]), (SELECT $5::bigint[])) AS r (level, first, until)
     CROSS JOIN LATERAL (SELECT t.level, t.n, t.data FROM ledger.tiles t
       WHERE t.level = r.level AND t.n >= r.first AND t.n < r.until
         AND NOT EXISTS (SELECT FROM ledger.tiles a WHERE a.level = r.level + 1 AND a.n = r.until / 256 - 1) OFFSET 0) b`,
    [
      places.map(({ level }) => level),
      places.map(({ n }) => n),
      ranges.map(({ level }) => level),
      ranges.map(({ start }) => start),
      ranges.map(({ end }) => end),
    ],
  );
  const those = (isBelow: boolean) =>
    rows.flatMap(({ level, n, data, ...row }) =>
      data === null || row.isBelow !== isBelow ? [] : [{ level, n, data }],
    );
  return { whole: those(false), below: those(true) };
}

export interface LeafRow {
  readonly position: number;
  readonly leaf: Buffer;
}

/** Leaves of the positions from `first` up to `end`. */
export function listLeaves(sql: Sql, first: number, end: number): Promise<LeafRow[]> {
  return sql.rows<LeafRow>(
    'SELECT position, leaf FROM ledger.positions WHERE position >= $1 AND position < $2 ORDER BY position',
    [first, end],
  );
}

export interface HeadChange {
  readonly from: number;
  readonly size: number;
  readonly root: Uint8Array;
  readonly frontier: readonly Uint8Array[];
  readonly lowXid: string;
}

/** Moves the head, if it still stands where the caller read it. */
export async function moveHead(sql: Sql, { from, size, root, frontier, lowXid }: HeadChange): Promise<boolean> {
  const touched = await sql.run(
    `UPDATE ledger.head SET size = $2, root = $3, frontier = $4, low_xid = $5,
       system_identifier = (SELECT system_identifier FROM pg_control_system())
     WHERE size = $1`,
    [from, size, Buffer.from(root), frontier.map((peak) => Buffer.from(peak)), lowXid],
  );
  return touched === 1;
}

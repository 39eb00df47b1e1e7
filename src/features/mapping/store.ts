import type { MapState } from '#domain/map-resolutions.ts';
import type { PersonRecord, PostLevel } from '#domain/person-record.ts';
import type { MappedPerson } from '#domain/population-diff.ts';
import type { PolicyPin } from '#features/audit/service.ts';
import type { Tx } from '#platform/database.ts';
import { isSuperseded } from './newest.ts';

export interface RecordRow {
  readonly id: string;
  readonly name: string;
  readonly nip: string;
  readonly record: PersonRecord;
  readonly fieldsOfStudy: readonly string[] | null;
  readonly unitId: string | null;
  /** Another one whenever any of this is another. */
  readonly version: string;
}

/** People that one transaction draws; the planner knows it, and walks the index for as many. */
const peoplePerPage = 1_000;

/** The next people of an agency behind one of them, in the order of ids. */
export interface NextPeople {
  readonly agency: string;
  /** Null: from the first on. */
  readonly after: string | null;
}

/** The day it is where the agency is. */
export async function readToday(tx: Tx, agency: string): Promise<string> {
  const found = await findToday(tx, agency);
  if (found === undefined) throw new Error(`no agency ${agency}`);
  return found.today;
}

/** The page is taken before its units are: joined first, everybody who is left would be joined and sorted for each page. */
const pageOf = (lock: 'FOR KEY SHARE' | '') => `WITH page AS MATERIALIZED (
    SELECT id, name, nip, record, unit_id, xmin AS row_version FROM people
    WHERE agency = $1 AND id > coalesce($2::uuid, '00000000-0000-0000-0000-000000000000') AND nip NOT LIKE 'erased-%'
    ORDER BY id LIMIT ${String(peoplePerPage)} ${lock}
  )`;
const version = "concat_ws(' ', p.id, p.row_version, u.id, u.xmin) AS version";
const inUnits = 'FROM page p LEFT JOIN units u ON u.id = p.unit_id ORDER BY p.id';

/** With the programmes of study that fit their unit. */
export function listRecords(tx: Tx, { agency, after }: NextPeople): Promise<RecordRow[]> {
  return tx.rows<RecordRow>(
    `${pageOf('')} SELECT p.id, p.name, p.nip, p.record, p.unit_id AS "unitId", u.fields_of_study AS "fieldsOfStudy", ${version} ${inUnits}`,
    [agency, after],
  );
}

/** None of them is erased until the transaction ends. */
export function lockVersions(tx: Tx, { agency, after }: NextPeople): Promise<Pick<RecordRow, 'version'>[]> {
  return tx.rows(`${pageOf('FOR KEY SHARE')} SELECT ${version} ${inUnits}`, [agency, after]);
}

export interface NewRun {
  readonly id: string;
  readonly agency: string;
  readonly policy: PolicyPin;
  /** ISO day. */
  readonly on: string;
  readonly at: string;
  readonly entryId: string;
}

export async function insertRun(tx: Tx, { id, agency, policy, on, at, entryId }: NewRun): Promise<void> {
  await tx.run(
    `INSERT INTO mapping_runs (id, agency, policy_id, policy_version, policy_digest, on_day, ran_at, counts, state, entry_id)
     VALUES ($1, $2, $3, $4, decode($5, 'hex'), $6, $7, '{}', 'drawing', $8)`,
    [id, agency, policy.id, policy.version, policy.digest, on, at, entryId],
  );
}

/** The day it is where the agency is; undefined where there is no such agency. */
export function findToday(tx: Tx, agency: string): Promise<{ today: string } | undefined> {
  const sql = 'SELECT (ledger.clock() AT TIME ZONE zone)::date AS today FROM agencies WHERE code = $1';
  return tx.maybe<{ today: string }>(sql, [agency]);
}

/** What rules may see of everybody of an agency, or of one of them. */
export function listMappable(tx: Tx, agency: string, ref: string | undefined): Promise<MappedPerson[]> {
  return tx.rows<MappedPerson>(
    `SELECT p.id AS ref, p.record, u.fields_of_study AS "fieldsOfStudy"
       FROM people p LEFT JOIN units u ON u.id = p.unit_id
      WHERE p.agency = $1 AND p.nip NOT LIKE 'erased-%' AND ($2::text IS NULL OR p.id::text = $2) ORDER BY p.id`,
    [agency, ref ?? null],
  );
}

export interface RunRow {
  readonly id: string;
  readonly agency: string;
  readonly policy: PolicyPin;
  readonly on: string;
  readonly state: MapState;
  /** Whether a map of the agency that was begun later is published. */
  readonly isSuperseded: boolean;
  /** Who was drawn last; null before the first. */
  readonly lastPerson: string | null;
}

/** A map with an entry for each person; undefined for any other. */
export async function findRun(tx: Tx, id: string): Promise<RunRow | undefined> {
  return tx.maybe<RunRow>(
    `SELECT r.id, r.agency, r.on_day AS "on", r.state, ${isSuperseded('r')} AS "isSuperseded",
       jsonb_build_object('id', policy_id, 'version', policy_version, 'digest', encode(policy_digest, 'hex')) AS policy,
       (SELECT person_id FROM mapping_boxes WHERE run_id = r.id ORDER BY person_id DESC LIMIT 1) AS "lastPerson"
     FROM mapping_runs r WHERE r.id = $1 AND r.state IS NOT NULL`,
    [id],
  );
}

/** Maps that something may still come of, the oldest first. */
export function listOpenRuns(tx: Tx): Promise<{ id: string }[]> {
  return tx.rows(
    `SELECT r.id FROM mapping_runs r WHERE r.state = 'drawing' OR r.state = 'drawn' AND NOT ${isSuperseded('r')} ORDER BY r.ran_at, r.id`,
  );
}

export interface BoxRow {
  readonly personId: string;
  readonly ref: string;
  readonly entryId: string;
  readonly box: number | null;
  readonly x: string | null;
  readonly y: string | null;
  readonly talentValue: string | null;
  /** Codes of the indicators that are not known. */
  readonly missing: readonly string[];
  /** Where the person stands on the day of the map. */
  readonly unitId: string | null;
  readonly level: PostLevel | null;
}

/** The boxes of a run, and the names of their people in its stream. */
export async function insertBoxes(tx: Tx, runId: string, rows: readonly BoxRow[]): Promise<void> {
  const [refs, people, entries] = [
    rows.map(({ ref }) => ref),
    rows.map(({ personId }) => personId),
    rows.map(({ entryId }) => entryId),
  ];
  await tx.run(
    `INSERT INTO refs (stream, ref, holder, entry_id)
     SELECT 'mapping/' || $1, ref, holder, entry_id FROM unnest($2::uuid[], $3::uuid[], $4::uuid[]) AS r (ref, holder, entry_id)`,
    [runId, refs, people, entries],
  );
  await tx.run(
    `INSERT INTO mapping_boxes (run_id, ref, person_id, entry_id, box, x, y, missing, unit_id, level, talent_value)
     SELECT $1, ref, person_id, entry_id, box, x, y, string_to_array(missing, ' '), unit_id, level, talent_value
       FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::smallint[], $6::text[], $7::text[], $8::text[], $9::uuid[], $10::text[], $11::text[])
         AS b (ref, person_id, entry_id, box, x, y, missing, unit_id, level, talent_value)`,
    [
      runId,
      refs,
      people,
      entries,
      rows.map(({ box }) => box),
      rows.map(({ x }) => x),
      rows.map(({ y }) => y),
      rows.map(({ missing }) => missing.join(' ')),
      rows.map(({ unitId }) => unitId),
      rows.map(({ level }) => level),
      rows.map(({ talentValue }) => talentValue),
    ],
  );
}

export interface RunCounts {
  /** People per box, `1` to `9`. */
  readonly boxes: Readonly<Record<string, number>>;
  readonly held: { readonly people: number; readonly missing: Readonly<Record<string, number>> };
}

export async function countRun(tx: Tx, runId: string): Promise<RunCounts> {
  const { boxes, held, missing } = await tx.one<{
    boxes: Record<string, number>;
    held: number;
    missing: Record<string, number>;
  }>(
    `WITH b AS MATERIALIZED (SELECT box, missing FROM mapping_boxes WHERE run_id = $1)
     SELECT (SELECT coalesce(jsonb_object_agg(box, people), '{}') FROM (SELECT box, count(*) AS people FROM b WHERE box IS NOT NULL GROUP BY box) c) AS boxes,
       (SELECT count(*) FROM b WHERE box IS NULL) AS held,
       (SELECT coalesce(jsonb_object_agg(indicator, people), '{}') FROM (SELECT indicator, count(*) AS people
          FROM b, unnest(missing) AS m (indicator) GROUP BY indicator) c) AS missing`,
    [runId],
  );
  return { boxes, held: { people: held, missing } };
}

export async function setDrawn(
  tx: Tx,
  run: { readonly id: string; readonly counts: RunCounts; readonly at: string; readonly entryId: string },
): Promise<void> {
  await tx.run(`UPDATE mapping_runs SET state = 'drawn', drawn_at = $2, counts = $3, entry_id = $4 WHERE id = $1`, [
    run.id,
    run.at,
    JSON.stringify(run.counts),
    run.entryId,
  ]);
}

export async function setPublished(
  tx: Tx,
  run: { readonly id: string; readonly at: string; readonly entryId: string },
): Promise<void> {
  await tx.run(`UPDATE mapping_runs SET state = 'published', published_at = $2, entry_id = $3 WHERE id = $1`, [
    run.id,
    run.at,
    run.entryId,
  ]);
}

export async function setAbandoned(tx: Tx, run: { readonly id: string; readonly entryId: string }): Promise<void> {
  await tx.run(`UPDATE mapping_runs SET state = 'abandoned', entry_id = $2 WHERE id = $1`, [run.id, run.entryId]);
}

/** Whether a map of an agency is being drawn. */
export async function hasDrawing(tx: Tx, agency: string): Promise<boolean> {
  const sql = `SELECT 1 AS one FROM mapping_runs WHERE agency = $1 AND state = 'drawing' LIMIT 1`;
  return (await tx.maybe(sql, [agency])) !== undefined;
}

export async function hasRun(tx: Tx, agency: string): Promise<boolean> {
  return (await tx.maybe('SELECT 1 AS one FROM mapping_runs WHERE agency = $1 LIMIT 1', [agency])) !== undefined;
}

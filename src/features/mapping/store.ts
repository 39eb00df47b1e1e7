import type { PersonRecord, PostLevel } from '#domain/person-record.ts';
import type { MappedPerson } from '#domain/population-diff.ts';
import type { PolicyPin } from '#features/audit/service.ts';
import type { Tx } from '#platform/database.ts';

export interface RecordRow {
  readonly id: string;
  readonly record: PersonRecord;
  readonly fieldsOfStudy: readonly string[] | null;
  readonly unitId: string | null;
}

/** The day it is where the agency is. */
export async function readToday(tx: Tx, agency: string): Promise<string> {
  const found = await findToday(tx, agency);
  if (found === undefined) throw new Error(`no agency ${agency}`);
  return found.today;
}

/** Everybody of an agency in the order of ids, with the programmes of study that fit their unit. */
export function listRecords(tx: Tx, agency: string): Promise<RecordRow[]> {
  return tx.rows<RecordRow>(
    `SELECT p.id, p.record, p.unit_id AS "unitId", u.fields_of_study AS "fieldsOfStudy"
       FROM people p LEFT JOIN units u ON u.id = p.unit_id WHERE p.agency = $1 ORDER BY p.id`,
    [agency],
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
      WHERE p.agency = $1 AND ($2::text IS NULL OR p.id::text = $2) ORDER BY p.id`,
    [agency, ref ?? null],
  );
}

export interface RunRow {
  readonly id: string;
  readonly agency: string;
  readonly policy: PolicyPin;
  readonly counts: object;
  readonly at: string;
  readonly entryId: string;
}

export async function insertRun(tx: Tx, row: RunRow): Promise<void> {
  await tx.run(
    `INSERT INTO mapping_runs (id, agency, policy_id, policy_version, policy_digest, ran_at, counts, entry_id)
     VALUES ($1, $2, $3, $4, decode($5, 'hex'), $6, $7, $8)`,
    [
      row.id,
      row.agency,
      row.policy.id,
      row.policy.version,
      row.policy.digest,
      row.at,
      JSON.stringify(row.counts),
      row.entryId,
    ],
  );
}

export interface BoxRow {
  readonly personId: string;
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

export async function insertBoxes(
  tx: Tx,
  run: { readonly runId: string; readonly entryId: string },
  rows: readonly BoxRow[],
): Promise<void> {
  await tx.run(
    `INSERT INTO mapping_boxes (run_id, person_id, box, x, y, missing, unit_id, level, talent_value, entry_id)
     SELECT $1, person_id, box, x, y, string_to_array(missing, ' '), unit_id, level, talent_value, $2
       FROM unnest($3::uuid[], $4::smallint[], $5::text[], $6::text[], $7::text[], $8::uuid[], $9::text[], $10::text[])
         AS b (person_id, box, x, y, missing, unit_id, level, talent_value)`,
    [
      run.runId,
      run.entryId,
      rows.map(({ personId }) => personId),
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

export async function hasRun(tx: Tx, agency: string): Promise<boolean> {
  return (await tx.maybe('SELECT 1 AS one FROM mapping_runs WHERE agency = $1 LIMIT 1', [agency])) !== undefined;
}

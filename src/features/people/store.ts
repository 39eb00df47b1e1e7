import { findingCodes } from '#domain/import-findings.ts';
import type { PersonRecord } from '#domain/person-record.ts';
import type { PlanEvidence } from '#domain/plan-evidence.ts';
import type { Tx } from '#platform/database.ts';
import { readEvidence } from './evidence.ts';

/** What is in the tables of one agency before an import. */
export interface KnownPeople {
  readonly units: ReadonlyMap<string, string>;
  readonly posts: ReadonlyMap<string, PostState>;
  /** By every NIP a person ever had. */
  readonly byNip: ReadonlyMap<string, PersonState>;
  readonly bySourceId: ReadonlyMap<string, PersonState>;
  /** What confirmed actions of development plans have added to records; a delivery knows nothing of it. */
  readonly evidence: ReadonlyMap<string, readonly PlanEvidence[]>;
}

export interface PersonState {
  readonly id: string;
  readonly sourceId: string | null;
  readonly nip: string;
  readonly name: string;
  readonly digest: string;
  /** Digest of what the record says, wherever it stood; null where an earlier build imported it. */
  readonly content: string | null;
  readonly unitId: string | null;
  readonly postId: string | null;
  readonly batchId: string;
  /** By name of a history without its ending, the import that delivered it where that is an earlier one than `batchId`. */
  readonly earlier: Readonly<Record<string, string>>;
}

export interface PostState {
  readonly id: string;
  readonly holderId: string | null;
  readonly heldSince: string | null;
}

/** The day it is where the agency is; undefined where there is no such agency. */
export function findToday(tx: Tx, agency: string): Promise<{ asOf: string } | undefined> {
  return tx.maybe<{ asOf: string }>(
    'SELECT (ledger.clock() AT TIME ZONE zone)::date AS "asOf" FROM agencies WHERE code = $1',
    [agency],
  );
}

/** All but the people. */
export async function readKnownLists(tx: Tx, agency: string): Promise<Omit<KnownPeople, 'byNip' | 'bySourceId'>> {
  const units = await tx.rows<{ code: string; id: string }>('SELECT code, id FROM units WHERE agency = $1', [agency]);
  const posts = await tx.rows<PostState & { code: string }>(
    'SELECT code, id, holder_id AS "holderId", held_since AS "heldSince" FROM posts WHERE agency = $1',
    [agency],
  );
  return {
    units: new Map(units.map(({ code, id }) => [code, id])),
    posts: new Map(posts.map(({ code, ...post }) => [code, post])),
    evidence: await readEvidence(tx, agency),
  };
}

export interface Named {
  readonly nip: string;
  readonly sourceId: string | null;
}

const personState = `p.id, p.source_id AS "sourceId", p.nip, p.name, encode(p.record_digest, 'hex') AS digest,
  encode(p.content_digest, 'hex') AS content, p.unit_id AS "unitId", p.post_id AS "postId",
  p.batch_id AS "batchId", p.history_batches AS earlier`;

/** Who of an agency ever had one of these numbers, or has one of these PNS IDs. */
export async function readKnownPage(
  tx: Tx,
  agency: string,
  named: readonly Named[],
): Promise<Pick<KnownPeople, 'byNip' | 'bySourceId'>> {
  const [byNip, bySourceId] = await Promise.all([
    tx.rows<PersonState & { known: string }>(
      `SELECT n.nip AS known, ${personState} FROM nips n JOIN people p ON p.id = n.person_id
        WHERE p.agency = $1 AND n.nip = ANY ($2::text[])`,
      [agency, named.map(({ nip }) => nip)],
    ),
    tx.rows<PersonState>(
      `SELECT ${personState} FROM people p WHERE p.agency = $1 AND p.source_id = ANY ($2::text[]) AND p.nip NOT LIKE 'erased-%'`,
      [agency, named.flatMap(({ sourceId }) => (sourceId === null ? [] : [sourceId]))],
    ),
  ]);
  return {
    byNip: new Map(byNip.map(({ known, ...person }) => [known, person])),
    bySourceId: new Map(bySourceId.map((person) => [person.sourceId ?? '', person])),
  };
}

/** The newest batch of an agency with the digests of its files, sorted. */
export function findNewestBatch(tx: Tx, agency: string): Promise<{ id: string; digests: string[] } | undefined> {
  return tx.maybe(
    `SELECT id, ARRAY(SELECT f->>'digest' FROM jsonb_array_elements(files) f ORDER BY 1) AS digests
       FROM import_batches WHERE agency = $1 ORDER BY imported_at DESC, id DESC LIMIT 1`,
    [agency],
  );
}

export interface BatchRow {
  readonly id: string;
  readonly agency: string;
  readonly files: readonly { readonly name: string; readonly digest: string }[];
  readonly counts: object;
  readonly at: string;
  readonly byAccount: string | null;
  readonly decisions: ImportDecisions;
  readonly entryId: string;
}

/** What whoever imported decided: the rows left out with why, and the rows whose other NIP is a correction. */
export interface ImportDecisions {
  readonly accepted: readonly string[];
  readonly by: string | null;
  readonly excluded: readonly { readonly codes: readonly string[]; readonly row: string }[];
}

export async function insertBatch(tx: Tx, row: BatchRow): Promise<void> {
  await tx.run(
    `INSERT INTO import_batches (id, agency, files, counts, imported_at, by_account, decisions, entry_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      row.id,
      row.agency,
      JSON.stringify(row.files),
      JSON.stringify(row.counts),
      row.at,
      row.byAccount,
      JSON.stringify(row.decisions),
      row.entryId,
    ],
  );
}

export interface UnitInsert {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly parentId: string | null;
  readonly deleted: boolean;
  readonly fieldsOfStudy: readonly string[] | null;
}

/** Adds new units and renames, moves or retires known ones; a unit that says the same as before is not touched. */
export async function writeUnits(tx: Tx, place: Place, rows: readonly UnitInsert[]): Promise<void> {
  // Lists of different lengths are no array of Postgres, so the fields of study travel as JSON.
  await tx.run(
    `INSERT INTO units (id, agency, code, name, parent_id, deleted, fields_of_study, entry_id)
     SELECT id, $1, code, name, parent_id, deleted,
            CASE WHEN fields IS NOT NULL THEN ARRAY(SELECT jsonb_array_elements_text(fields)) END, $2
       FROM unnest($3::uuid[], $4::text[], $5::text[], $6::uuid[], $7::boolean[], $8::jsonb[])
         AS u (id, code, name, parent_id, deleted, fields)
     ON CONFLICT ON CONSTRAINT units_one_per_code DO UPDATE
       SET name = excluded.name, parent_id = excluded.parent_id, deleted = excluded.deleted,
           fields_of_study = excluded.fields_of_study, entry_id = excluded.entry_id
       WHERE (units.name, units.parent_id, units.deleted, units.fields_of_study)
         IS DISTINCT FROM (excluded.name, excluded.parent_id, excluded.deleted, excluded.fields_of_study)`,
    [
      place.agency,
      place.entryId,
      rows.map(({ id }) => id),
      rows.map(({ code }) => code),
      rows.map(({ name }) => name),
      rows.map(({ parentId }) => parentId),
      rows.map(({ deleted }) => deleted),
      rows.map(({ fieldsOfStudy }) => (fieldsOfStudy === null ? null : JSON.stringify(fieldsOfStudy))),
    ],
  );
}

/** Where rows belong: agency, batch and the entry that explains them. */
export interface Place {
  readonly agency: string;
  readonly batchId: string;
  readonly entryId: string;
  readonly at: string;
}

export interface PostInsert {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly unitId: string | null;
  readonly level: string;
  readonly eselon: string | null;
  readonly holderId: string | null;
  readonly heldSince: string | null;
}

export interface PersonInsert {
  readonly id: string;
  readonly sourceId: string | null;
  readonly nip: string;
  readonly name: string;
  readonly record: PersonRecord;
  readonly digest: Buffer;
  readonly content: Buffer;
  readonly unitId: string | null;
  readonly postId: string | null;
  readonly earlier: Readonly<Record<string, string>>;
}

/** New posts together with the new people, of whom some hold them: each refers to the other, so one statement writes both. */
export async function insertNew(tx: Tx, place: Place, posts: readonly PostInsert[]): Promise<void> {
  await tx.run(
    `WITH held AS (
       INSERT INTO posts (id, agency, code, title, unit_id, level, eselon, holder_id, held_since, entry_id)
       SELECT id, $1, code, title, unit_id, level, eselon, holder_id, held_since, $4
         FROM unnest($5::uuid[], $6::text[], $7::text[], $8::uuid[], $9::text[], $10::text[], $11::uuid[], $12::date[])
           AS p (id, code, title, unit_id, level, eselon, holder_id, held_since)
     )
     INSERT INTO people (id, agency, source_id, nip, name, record, record_digest, content_digest, unit_id, post_id, imported_at, batch_id, entry_id)
     SELECT id, $1, source_id, nip, name, record, digest, content, unit_id, post_id, $2, $3, $4 FROM import_people WHERE is_new`,
    [place.agency, place.at, place.batchId, place.entryId, ...postValues(posts)],
  );
}

function postValues(posts: readonly PostInsert[]): unknown[] {
  return [
    posts.map(({ id }) => id),
    posts.map(({ code }) => code),
    posts.map(({ title }) => title),
    posts.map(({ unitId }) => unitId),
    posts.map(({ level }) => level),
    posts.map(({ eselon }) => eselon),
    posts.map(({ holderId }) => holderId),
    posts.map(({ heldSince }) => heldSince),
  ];
}

/** Known posts as the new list states them; one that says the same is not touched. */
export async function updatePosts(tx: Tx, place: Place, posts: readonly PostInsert[]): Promise<void> {
  await tx.run(
    `UPDATE posts SET title = p.title, unit_id = p.unit_id, level = p.level, eselon = p.eselon,
            holder_id = p.holder_id, held_since = p.held_since, entry_id = $1
       FROM unnest($2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::text[], $7::text[], $8::uuid[], $9::date[])
         AS p (id, code, title, unit_id, level, eselon, holder_id, held_since)
      WHERE posts.id = p.id AND (posts.title, posts.unit_id, posts.level, posts.eselon, posts.holder_id, posts.held_since)
        IS DISTINCT FROM (p.title, p.unit_id, p.level, p.eselon, p.holder_id, p.held_since)`,
    [place.entryId, ...postValues(posts)],
  );
}

export async function updatePeople(tx: Tx, place: Place): Promise<void> {
  await tx.run(
    `UPDATE people SET source_id = coalesce(p.source_id, people.source_id), nip = p.nip, name = p.name, record = p.record,
            record_digest = p.digest, content_digest = p.content, unit_id = p.unit_id, post_id = p.post_id,
            history_batches = p.earlier, imported_at = $2, batch_id = $3, entry_id = $4
       FROM import_people p WHERE NOT p.is_new AND people.id = p.id AND people.agency = $1`,
    [place.agency, place.at, place.batchId, place.entryId],
  );
}

export async function insertNips(tx: Tx, place: Place): Promise<void> {
  await tx.run(
    'INSERT INTO nips (person_id, nip, from_batch, entry_id) SELECT id, nip, $1, $2 FROM import_people ON CONFLICT DO NOTHING',
    [place.batchId, place.entryId],
  );
}

/** Everything that was found, with whom it is about, in the order of files and lines. */
export async function insertFindings(tx: Tx, place: Place): Promise<void> {
  const remedies = Object.entries(findingCodes).map(([code, { id }]) => ({ code, id }));
  await tx.run(
    `INSERT INTO import_findings (batch_id, file, line, field, code, value, remedy, person_id, entry_id)
     SELECT $1, f.file || coalesce('#' || f.record, ''), f.line, f.field, f.code, f.value, r.remedy, k.person_id, $2
       FROM import_found f JOIN unnest($3::text[], $4::text[]) AS r (code, remedy) ON r.code = f.code
       LEFT JOIN (
         SELECT DISTINCT ON (n.nip) n.nip, n.person_id FROM nips n JOIN people p ON p.id = n.person_id
          WHERE p.agency = $5 ORDER BY n.nip, p.nip = n.nip DESC
       ) k ON k.nip = f.nip
      ORDER BY f.file, f.line, f.n`,
    [place.batchId, place.entryId, remedies.map(({ code }) => code), remedies.map(({ id }) => id), place.agency],
  );
}

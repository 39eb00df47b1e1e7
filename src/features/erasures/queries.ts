import type { RetainedAs } from '#domain/retention.ts';
import type { PolicyPin } from '#features/audit/service.ts';
import type { Sql } from '#platform/database.ts';

export interface SubjectRow {
  readonly id: string;
  readonly agency: string;
  readonly name: string;
  readonly nip: string;
  readonly isErased: boolean;
  readonly isHeld: boolean;
  readonly holdsPost: boolean;
}

export function findSubject(sql: Sql, agency: string, personId: string): Promise<SubjectRow | undefined> {
  return sql.maybe<SubjectRow>(
    `SELECT p.id, p.agency, p.name, p.nip,
       EXISTS (SELECT FROM erasures r WHERE r.person_id = p.id AND r.state = 'done') AS "isErased",
       EXISTS (SELECT FROM holds h WHERE h.person_id = p.id AND h.lifted_at IS NULL) AS "isHeld",
       EXISTS (SELECT FROM posts o WHERE o.holder_id = p.id) AS "holdsPost"
     FROM people p WHERE p.id = $1 AND p.agency = $2`,
    [personId, agency],
  );
}

export interface PartRow {
  readonly selectionId: string;
  readonly code: string;
  readonly part: RetainedAs;
  readonly endedAt: string | null;
  /** Whether a running selection needs facts of the person. */
  readonly isNeeded: boolean;
  readonly pin: PolicyPin;
}

const pinColumns = `jsonb_build_object('digest', encode(s.policy_digest, 'hex'), 'id', s.policy_id, 'version', s.policy_version) AS pin`;

/**
 * Every selection in which a person is or was a candidate, a member or an assessor. The rows of these, and of all in whose record they
 * stand by name for whatever they did there, are locked in the order of their ids, then the person, as whoever binds them does (`lockHolder` of the record): what was added meanwhile is among the answer, and nothing
 * comes after. Last their keys: an opening that others write under one is there by then, or is refused.
 */
export async function lockParts(sql: Sql, personId: string): Promise<PartRow[]> {
  const parts = await listParts(sql, personId);
  const ids = parts.map(({ selectionId }) => selectionId);
  await sql.rows(
    `SELECT id FROM selections WHERE id = ANY ($1::uuid[]) OR id IN (
       SELECT substr(stream, 11)::uuid FROM refs WHERE stream LIKE 'selection/%'
         AND holder IN (SELECT $2::uuid UNION ALL SELECT id FROM accounts WHERE person_id = $2))
     ORDER BY id FOR NO KEY UPDATE`,
    [ids, personId],
  );
  await lockPerson(sql, personId);
  return listParts(sql, personId);
}

async function lockPerson(sql: Sql, personId: string): Promise<void> {
  await sql.rows('SELECT id FROM people WHERE id = $1 FOR UPDATE', [personId]);
  await sql.run('SELECT vault.hold_keys($1)', [personId]);
}

export function listParts(sql: Sql, personId: string): Promise<PartRow[]> {
  return sql.rows<PartRow>(
    `SELECT s.id AS "selectionId", s.code, s.ended_at AS "endedAt", ${pinColumns},
       CASE WHEN EXISTS (SELECT FROM placements t WHERE t.selection_id = s.id AND t.person_id = $1 AND t.revoked_at IS NULL) THEN 'placement' ELSE 'candidacy' END AS part,
       s.ended_at IS NULL AND c.state <> 'withdrawn' AS "isNeeded"
     FROM candidates c JOIN selections s ON s.id = c.selection_id WHERE c.person_id = $1
     UNION ALL
     SELECT s.id, s.code, s.ended_at, ${pinColumns}, 'office', s.ended_at IS NULL FROM selections s
     WHERE s.id IN (
       SELECT t.selection_id FROM seats t JOIN accounts a ON a.id = t.account_id WHERE a.person_id = $1
       UNION SELECT t.selection_id FROM assessors t JOIN accounts a ON a.id = t.account_id WHERE a.person_id = $1
     )
     ORDER BY 1`,
    [personId],
  );
}

/** Ids under which a person has keys: their own, and those of their accounts. */
export async function listHolders(sql: Sql, personId: string): Promise<string[]> {
  const rows = await sql.rows<{ id: string }>(
    'SELECT id FROM accounts WHERE person_id = $1 UNION ALL SELECT $1::uuid',
    [personId],
  );
  return rows.map(({ id }) => id);
}

/** Refs of a person's candidacies. */
export async function listRefs(sql: Sql, personId: string): Promise<string[]> {
  const rows = await sql.rows<{ ref: string }>('SELECT ref FROM candidates WHERE person_id = $1', [personId]);
  return rows.map(({ ref }) => ref);
}

/** Indexes of those values (canonical JSON) that name the person, by the pattern by which the rows are struck. */
export async function listNaming(sql: Sql, personId: string, values: readonly string[]): Promise<number[]> {
  const rows = await sql.rows<{ index: number }>(
    `SELECT n - 1 AS index FROM (SELECT vault.pattern_of($1) AS pattern) p
     CROSS JOIN unnest($2::text[]) WITH ORDINALITY AS x (value, n) WHERE value::jsonb <> vault.struck(value::jsonb, pattern)`,
    [personId, values],
  );
  return rows.map(({ index }) => index);
}

export interface SealedRow {
  readonly entry: string;
  readonly field: string;
  readonly type: string;
  readonly stream: string;
  /** The candidate whom the entry names in clear. */
  readonly candidate: string | null;
  readonly isOwnKey: boolean;
}

/**
 * Openings under the keys of the holders, all of the streams, of the maps in which the person has a box, and what was said about them there
 * and all that was said in their agency of the succession to posts, of policies that were declined, and of the plans they have a part in.
 */
export function listSealed(
  sql: Sql,
  { holders, streams, personId }: { holders: readonly string[]; streams: readonly string[]; personId: string },
): Promise<SealedRow[]> {
  return sql.rows<SealedRow>(
    `SELECT o.entry_id AS entry, o.field, e.type, e.stream, convert_from(e.bytes, 'UTF8')::jsonb->'open'->>'candidate' AS candidate,
       k.holder = ANY ($1::uuid[]) AS "isOwnKey"
     FROM vault.openings o JOIN vault.keys k USING (key_id) JOIN ledger.entries e ON e.id = o.entry_id
     WHERE k.holder = ANY ($1::uuid[]) OR e.stream = ANY ($2::text[]) OR o.entry_id IN (SELECT vault.maps_of($3))
       OR e.type IN ('move.proposed/1', 'resolution.voted/1')
         AND e.stream IN (SELECT stream FROM refs WHERE holder = $3 AND stream LIKE 'mapping/%')
       OR e.stream IN (SELECT 'succession/' || c.post_id FROM critical_posts c JOIN people p ON p.agency = c.agency WHERE p.id = $3)
       OR e.id IN (SELECT d.entry_id FROM policy_proposals d JOIN people p ON p.agency = d.agency WHERE p.id = $3 AND d.state = 'declined')
       OR e.stream IN (SELECT stream FROM refs WHERE holder = ANY ($1::uuid[]) AND stream LIKE 'plan/%') ORDER BY e.entry_no, o.field`,
    [holders, streams, personId],
  );
}

export interface ErasureView {
  readonly id: string;
  readonly person: string;
  readonly name: string;
  readonly basis: string;
  readonly state: 'requested' | 'done' | 'declined';
  readonly requestedAt: string;
  readonly requestedAs: string;
  readonly decidedAt: string | null;
  readonly openings: number | null;
}

/** Requests that the viewer may see, the newest first. */
export function listErasures(sql: Sql, agency: string): Promise<ErasureView[]> {
  return sql.rows<ErasureView>(
    `SELECT r.id, r.person_id AS person, p.name, r.basis, r.state, r.requested_at AS "requestedAt", r.requested_as AS "requestedAs",
       r.decided_at AS "decidedAt", r.openings
     FROM erasures r JOIN people p ON p.id = r.person_id WHERE r.agency = $1 ORDER BY r.requested_at DESC, r.id LIMIT 200`,
    [agency],
  );
}

export interface HoldView {
  readonly id: string;
  readonly person: string;
  readonly name: string;
  readonly ground: string;
  readonly placedAt: string;
  readonly liftedAt: string | null;
}

export function listHolds(sql: Sql, agency: string): Promise<HoldView[]> {
  return sql.rows<HoldView>(
    `SELECT h.id, h.person_id AS person, p.name, h.ground, h.placed_at AS "placedAt", h.lifted_at AS "liftedAt"
     FROM holds h JOIN people p ON p.id = h.person_id WHERE h.agency = $1 ORDER BY h.placed_at DESC, h.id LIMIT 200`,
    [agency],
  );
}

import type { PersonRecord, Stated } from '#domain/person-record.ts';
import { structuralLevels } from '#domain/person-record.ts';
import type { Readiness } from '#domain/readiness-of-successors.ts';
import type { CriticalGround } from '#domain/succession.ts';
import type { Sql } from '#platform/database.ts';
import { hasConfirmed } from './confirmed.ts';

const structural = structuralLevels.map((level) => `'${level}'`).join(', ');

/** Where somebody stands on a map, moves by the committee included. */
interface OnMap {
  readonly box: number | null;
  /** Exact text. */
  readonly talentValue: string | null;
}

export interface PostHeldRow {
  readonly id: string;
  readonly title: string;
  readonly level: string;
  readonly unit: string | null;
  /** Name; null where nobody holds the post. */
  readonly holder: string | null;
  readonly bornOn: Stated<string> | null;
  /** Designated, and confirmed by the authority. */
  readonly isCritical: boolean;
  /** Designated, and not confirmed. */
  readonly isProposed: boolean;
}

/** Structural posts of an agency with their holders, by title. */
export function listHeldPosts(sql: Sql, agency: string): Promise<PostHeldRow[]> {
  return sql.rows<PostHeldRow>(
    `SELECT p.id, p.title, p.level, u.name AS unit, h.name AS holder, h.record->'bornOn' AS "bornOn",
       coalesce(${hasConfirmed('c')}, false) AS "isCritical", c.id IS NOT NULL AND NOT ${hasConfirmed('c')} AS "isProposed"
     FROM posts p LEFT JOIN units u ON u.id = p.unit_id LEFT JOIN people h ON h.id = p.holder_id
     LEFT JOIN critical_posts c ON c.post_id = p.id AND c.withdrawn_at IS NULL
     WHERE p.agency = $1 AND p.level IN (${structural})
     ORDER BY p.title COLLATE "id-x-icu", p.id`,
    [agency],
  );
}

export interface CriticalPostRow extends Omit<PostHeldRow, 'isCritical' | 'isProposed'> {
  readonly eselon: string | null;
  readonly fieldsOfStudy: readonly string[] | null;
  readonly holderSince: string | null;
  readonly designation: string | null;
  readonly ground: CriticalGround | null;
  readonly reason: string | null;
  readonly designatedAt: string | null;
  /** When the authority confirmed it by an act of its own. */
  readonly confirmedAt: string | null;
  /** When the authority first decided on its plan. */
  readonly decidedAt: string | null;
  readonly withdrawalProposedAt: string | null;
  readonly withdrawalReason: string | null;
  readonly entry: string | null;
}

const postColumns = `SELECT p.id, p.title, p.level, p.eselon, u.name AS unit, u.fields_of_study AS "fieldsOfStudy", h.name AS holder,
    p.held_since AS "holderSince", h.record->'bornOn' AS "bornOn", c.id AS designation, c.ground, c.reason,
    c.designated_at AS "designatedAt", c.confirmed_at AS "confirmedAt", c.entry_id AS entry,
    c.withdrawal_proposed_at AS "withdrawalProposedAt", c.withdrawal_reason AS "withdrawalReason",
    (SELECT min(d.decided_at) FROM successors d WHERE d.designation_id = c.id) AS "decidedAt"
  FROM posts p LEFT JOIN units u ON u.id = p.unit_id LEFT JOIN people h ON h.id = p.holder_id
  LEFT JOIN critical_posts c ON c.post_id = p.id AND c.withdrawn_at IS NULL`;

/** Posts that are designated now, by title. */
export function listCriticalPosts(sql: Sql, agency: string): Promise<CriticalPostRow[]> {
  return sql.rows<CriticalPostRow>(
    `${postColumns} WHERE p.agency = $1 AND c.id IS NOT NULL ORDER BY p.title COLLATE "id-x-icu", p.id`,
    [agency],
  );
}

/** One post, critical or not. */
export function getPostView(sql: Sql, postId: string): Promise<CriticalPostRow> {
  return sql.one<CriticalPostRow>(`${postColumns} WHERE p.id = $1`, [postId]);
}

export interface StandingRow extends OnMap {
  readonly id: string;
  readonly post: string;
  readonly person: string;
  readonly name: string;
  readonly nip: string;
  readonly title: string | null;
  readonly mapId: string;
  readonly namedAt: string;
  /** Null while the authority has not decided. */
  readonly decidedAt: string | null;
  readonly entry: string;
  readonly record: PersonRecord;
}

/** Everybody who stands in a succession plan of these posts. */
export function listStanding(sql: Sql, posts: readonly string[]): Promise<StandingRow[]> {
  return sql.rows<StandingRow>(
    `SELECT s.id, s.post_id AS post, p.id AS person, p.name, p.nip, coalesce(o.title, p.record#>>'{currentPost,value,title}') AS title,
       s.map_id AS "mapId", s.box, s.talent_value AS "talentValue", s.named_at AS "namedAt", s.decided_at AS "decidedAt",
       s.entry_id AS entry, p.record
     FROM successors s JOIN critical_posts c ON c.id = s.designation_id AND c.withdrawn_at IS NULL
     JOIN people p ON p.id = s.person_id LEFT JOIN posts o ON o.id = p.post_id
     WHERE s.post_id = ANY ($1::uuid[]) AND s.removed_at IS NULL AND p.nip NOT LIKE 'erased-%' ORDER BY s.id`,
    [posts],
  );
}

export interface RecordedRow {
  readonly successor: string;
  readonly on: string;
  readonly readiness: Readiness;
  readonly readyOn: string | null;
  readonly derivedAt: string;
  readonly entry: string;
}

/** What was recorded of these successors, the newest first. */
export function listRecorded(sql: Sql, successors: readonly string[]): Promise<RecordedRow[]> {
  return sql.rows<RecordedRow>(
    `SELECT successor_id AS successor, on_day AS "on", readiness, ready_on AS "readyOn", derived_at AS "derivedAt", entry_id AS entry
     FROM successor_readiness WHERE successor_id = ANY ($1::uuid[]) AND readiness IS NOT NULL ORDER BY derived_at DESC, id`,
    [successors],
  );
}

export interface FormerRow {
  readonly name: string;
  readonly namedAt: string;
  readonly removedAt: string;
  readonly reason: string | null;
  readonly entry: string;
}

/** Who was in the plan of a post and is not any more, the last one first. */
export function listFormer(sql: Sql, postId: string): Promise<FormerRow[]> {
  return sql.rows<FormerRow>(
    `SELECT p.name, s.named_at AS "namedAt", coalesce(s.removed_at, c.withdrawn_at) AS "removedAt", s.removal_reason AS reason, s.entry_id AS entry
     FROM successors s JOIN critical_posts c ON c.id = s.designation_id JOIN people p ON p.id = s.person_id
     WHERE s.post_id = $1 AND coalesce(s.removed_at, c.withdrawn_at) IS NOT NULL ORDER BY 3 DESC, s.id`,
    [postId],
  );
}

export interface ToldRow {
  readonly entry: string;
  readonly type: string;
  readonly at: string;
  /** Who acted; null where the entry was derived. */
  readonly by: string | null;
  /** Whom it is about. */
  readonly person: string | null;
}

/** What the entries of a post tell, the last one first; who was bound to a name is no news. */
export function listTold(sql: Sql, postId: string): Promise<ToldRow[]> {
  return sql.rows<ToldRow>(
    `SELECT e.id AS entry, e.type, b->>'at' AS at, a.display_name AS by, p.name AS person
     FROM ledger.entries e CROSS JOIN LATERAL (SELECT convert_from(e.bytes, 'UTF8')::jsonb) AS x (b)
     LEFT JOIN refs f ON f.stream = e.stream AND f.ref::text = b->'actor'->>'ref' LEFT JOIN accounts a ON a.id = f.holder
     LEFT JOIN successors s ON s.id::text = b->'open'->>'successor' LEFT JOIN people p ON p.id = s.person_id
     WHERE e.stream = 'succession/' || $1 AND e.type <> 'person.bound/1' ORDER BY e.stream_seq DESC LIMIT 200`,
    [postId],
  );
}

export interface GroupRow extends OnMap {
  readonly person: string;
  readonly name: string;
  readonly nip: string;
  readonly title: string | null;
  readonly unit: string | null;
  readonly record: PersonRecord;
  readonly isNamed: boolean;
  readonly isHolder: boolean;
}

export interface GroupAsked {
  readonly postId: string;
  readonly mapId: string;
  readonly boxes: readonly number[];
  /** Who was shown last, on this map. */
  readonly after: string | undefined;
  readonly limit: number;
}

/** The succession group of a map by talent value, the highest first. */
export function listGroup(sql: Sql, { postId, mapId, boxes, after, limit }: GroupAsked): Promise<GroupRow[]> {
  return sql.rows<GroupRow>(
    `SELECT p.id AS person, p.name, p.nip, coalesce(o.title, p.record#>>'{currentPost,value,title}') AS title, u.name AS unit, p.record,
       coalesce(b.moved_to, b.box) AS box, b.talent_value AS "talentValue",
       EXISTS (SELECT FROM successors s JOIN critical_posts c ON c.id = s.designation_id AND c.withdrawn_at IS NULL
         WHERE s.post_id = $1 AND s.person_id = p.id AND s.removed_at IS NULL) AS "isNamed",
       EXISTS (SELECT FROM posts t WHERE t.id = $1 AND t.holder_id = p.id) AS "isHolder"
     FROM mapping_boxes b JOIN people p ON p.id = b.person_id LEFT JOIN posts o ON o.id = p.post_id LEFT JOIN units u ON u.id = p.unit_id
     WHERE b.run_id = $2 AND coalesce(b.moved_to, b.box) = ANY ($3::smallint[]) AND p.nip NOT LIKE 'erased-%'
       AND ($4::uuid IS NULL OR (-coalesce(b.talent_order, -1), p.id) >
         (SELECT -coalesce(talent_order, -1), person_id FROM mapping_boxes WHERE run_id = $2 AND person_id = $4))
     ORDER BY coalesce(b.talent_order, -1) DESC, p.id LIMIT $5`,
    [postId, mapId, boxes, after ?? null, limit],
  );
}

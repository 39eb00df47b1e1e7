import type { MapState } from '#domain/map-resolutions.ts';
import type { Sql } from '#platform/database.ts';
import { newestFirst } from './newest.ts';

export interface MapRow {
  readonly id: string;
  /** Null: a map of one entry for all. */
  readonly state: MapState | null;
  readonly mappedAt: string;
  readonly policyId: string;
  readonly policyVersion: string;
  readonly policyDigest: Buffer;
}

/** A map of an agency: the one that is named, else the newest that is drawn. */
export function findMap(sql: Sql, agency: string, mapId: string | undefined): Promise<MapRow | undefined> {
  return sql.maybe<MapRow>(
    `SELECT id, state, ran_at AS "mappedAt", policy_id AS "policyId", policy_version AS "policyVersion", policy_digest AS "policyDigest"
     FROM mapping_runs r WHERE agency = $1 AND ($2::uuid IS NULL AND (state IS NULL OR state IN ('drawn', 'published')) OR id = $2) ORDER BY ${newestFirst('r')} LIMIT 1`,
    [agency, mapId ?? null],
  );
}

/** Of one map: everybody, or those of a unit with all below it, of a level, or of both. */
export interface MapFilter {
  readonly mapId: string;
  readonly unit: string | undefined;
  readonly level: string | undefined;
}

export interface CountRow {
  /** Null in the holding area. */
  readonly box: number | null;
  /** Null: the people of the box; else those held for want of this indicator. */
  readonly indicator: string | null;
  readonly count: number;
}

/** People per box, and how often each indicator is missing. */
export function countPeople(sql: Sql, { mapId, unit, level }: MapFilter): Promise<CountRow[]> {
  return sql.rows<CountRow>(
    `WITH RECURSIVE below AS (
       SELECT id FROM units WHERE id = $2 UNION SELECT u.id FROM units u JOIN below b ON u.parent_id = b.id
     ), chosen AS MATERIALIZED (
       SELECT coalesce(b.moved_to, b.box) AS box, b.missing FROM mapping_boxes b WHERE b.run_id = $1
         AND ($2::uuid IS NULL OR b.unit_id IN (SELECT id FROM below)) AND ($3::text IS NULL OR b.level = $3)
     )
     SELECT box, NULL AS indicator, count(*) AS count FROM chosen GROUP BY box
     UNION ALL SELECT NULL, m.indicator, count(*) FROM chosen, unnest(missing) AS m (indicator) GROUP BY m.indicator`,
    [mapId, unit ?? null, level ?? null],
  );
}

export interface MappedPersonRow {
  readonly person: string;
  readonly name: string;
  readonly nip: string;
  readonly title: string | null;
  readonly unit: string | null;
  readonly performance: string | null;
  readonly potential: string | null;
  readonly talentValue: string | null;
  readonly missing: string[];
  /** The box that was derived, where the committee has moved the person from it. */
  readonly movedFrom: number | null;
  /** The committee is asked to move the person, and has not decided. */
  readonly isMoveProposed: boolean;
}

export interface PeopleAsked extends MapFilter {
  /** Null is the holding area. */
  readonly box: number | null;
  /** Who was shown last, on this map. */
  readonly after: string | undefined;
  readonly limit: number;
}

const chosenBoxes = `WITH RECURSIVE below AS (
    SELECT id FROM units WHERE id = $2 UNION SELECT u.id FROM units u JOIN below b ON u.parent_id = b.id
  ), chosen AS MATERIALIZED (
    SELECT b.* FROM mapping_boxes b WHERE b.run_id = $1 AND coalesce(b.moved_to, b.box) IS NOT DISTINCT FROM $4::smallint
      AND ($2::uuid IS NULL OR b.unit_id IN (SELECT id FROM below)) AND ($3::text IS NULL OR b.level = $3)
  )`;

/** What is shown is read for the people of the page alone. */
const shownOfPage = `SELECT g.person_id AS person, p.name, p.nip, coalesce(o.title, p.record#>>'{currentPost,value,title}') AS title, u.name AS unit,
    g.y AS performance, g.x AS potential, g.talent_value AS "talentValue", g.missing, CASE WHEN g.moved_to IS NULL THEN NULL ELSE g.box END AS "movedFrom",
    EXISTS (SELECT FROM map_resolutions r WHERE r.run_id = g.run_id AND r.kind = 'move' AND r.person_ref = g.ref AND r.outcome IS NULL) AS "isMoveProposed"
  FROM page g JOIN people p ON p.id = g.person_id LEFT JOIN posts o ON o.id = p.post_id LEFT JOIN units u ON u.id = g.unit_id`;

/** People of a box by name, as Indonesian sorts it. */
export function listByName(sql: Sql, asked: PeopleAsked): Promise<MappedPersonRow[]> {
  return sql.rows<MappedPersonRow>(
    `${chosenBoxes}, page AS (
       SELECT b.*, p.name AS key FROM chosen b JOIN people p ON p.id = b.person_id
       WHERE $5::uuid IS NULL OR (p.name COLLATE "id-x-icu", b.person_id) > (SELECT name COLLATE "id-x-icu", id FROM people WHERE id = $5)
       ORDER BY p.name COLLATE "id-x-icu", b.person_id LIMIT $6
     ) ${shownOfPage} ORDER BY g.key COLLATE "id-x-icu", g.person_id`,
    valuesOf(asked),
  );
}

/** People of a box by talent value, the highest first; those without one come last. */
export function listByValue(sql: Sql, asked: PeopleAsked): Promise<MappedPersonRow[]> {
  return sql.rows<MappedPersonRow>(
    `${chosenBoxes}, page AS (
       SELECT b.*, coalesce(b.talent_order, -1) AS key FROM chosen b
       WHERE $5::uuid IS NULL OR (-coalesce(b.talent_order, -1), b.person_id) >
         (SELECT -coalesce(talent_order, -1), person_id FROM mapping_boxes WHERE run_id = $1 AND person_id = $5)
       ORDER BY coalesce(b.talent_order, -1) DESC, b.person_id LIMIT $6
     ) ${shownOfPage} ORDER BY g.key DESC, g.person_id`,
    valuesOf(asked),
  );
}

function valuesOf({ mapId, unit, level, box, after, limit }: PeopleAsked) {
  return [mapId, unit ?? null, level ?? null, box, after ?? null, limit];
}

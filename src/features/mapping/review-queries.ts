import type { MapState, MoveGround } from '#domain/map-resolutions.ts';
import type { BallotChoice } from '#domain/tally.ts';
import type { Sql } from '#platform/database.ts';
import { isSuperseded, newestFirst } from './newest.ts';

export interface MapView {
  readonly id: string;
  readonly state: MapState;
  readonly on: string;
  readonly begunAt: string;
  readonly publishedAt: string | null;
  readonly policy: { readonly id: string; readonly version: string };
  /** A map that was begun later is published. */
  readonly superseded: boolean;
  readonly drawn: number;
  readonly moved: number;
}

/** The maps of an agency that have an entry for each person, the newest first. */
export function listMaps(sql: Sql, agency: string): Promise<MapView[]> {
  return sql.rows<MapView>(
    `SELECT r.id, r.state, r.on_day AS "on", r.ran_at AS "begunAt", r.published_at AS "publishedAt",
       jsonb_build_object('id', r.policy_id, 'version', r.policy_version) AS policy, ${isSuperseded('r')} AS superseded, b.drawn, b.moved
     FROM mapping_runs r CROSS JOIN LATERAL (SELECT count(*) AS drawn, count(moved_to) AS moved FROM mapping_boxes WHERE run_id = r.id) b
     WHERE r.agency = $1 AND r.state IS NOT NULL ORDER BY ${newestFirst('r')} LIMIT 50`,
    [agency],
  );
}

export interface ResolutionView {
  readonly id: string;
  readonly kind: 'move' | 'publish';
  readonly person: string | null;
  readonly name: string | null;
  readonly from: number | null;
  readonly to: number | null;
  readonly ground: MoveGround | null;
  readonly reason: string | null;
  readonly evidence: string | null;
  readonly proposedBy: string;
  readonly proposedAt: string;
  readonly outcome: 'adopted' | 'not-adopted' | null;
  readonly seats: number;
  readonly cast: number;
  readonly own: BallotChoice | null;
  readonly mayVote: boolean;
  readonly votes: { readonly member: string; readonly choice: BallotChoice; readonly reason: string | null }[];
}

/** What the committee was asked about a map, the open ones first; votes only of what is decided, and the asker's own. */
export function listResolutions(
  sql: Sql,
  { mapId, accountId }: { readonly mapId: string; readonly accountId: string },
): Promise<ResolutionView[]> {
  return sql.rows<ResolutionView>(
    `SELECT r.id, r.kind, b.person_id AS person, p.name, (r.content->>'from')::int AS "from", (r.content->>'to')::int AS "to", r.ground,
       r.content->>'reason' AS reason, r.content->>'evidence' AS evidence, a.display_name AS "proposedBy", r.proposed_at AS "proposedAt",
       r.outcome, cardinality(r.members) - cardinality(r.recused) AS seats, v.cast, v.own,
       coalesce(r.outcome IS NULL AND v.own IS NULL AND o.ref = ANY (r.members) AND o.ref <> ALL (r.recused), false) AS "mayVote",
       CASE WHEN r.outcome IS NULL THEN '[]' ELSE v.votes END AS votes
     FROM map_resolutions r JOIN accounts a ON a.id = r.proposed_by
     LEFT JOIN mapping_boxes b ON b.run_id = r.run_id AND b.ref = r.person_ref LEFT JOIN people p ON p.id = b.person_id
     LEFT JOIN refs o ON o.stream = 'mapping/' || r.run_id AND o.holder = $2
     CROSS JOIN LATERAL (SELECT count(*) AS cast, max(choice) FILTER (WHERE f.holder = $2) AS own,
         coalesce(jsonb_agg(jsonb_build_object('member', m.display_name, 'choice', choice, 'reason', reason)
           ORDER BY array_position(r.members, member)), '[]') AS votes
       FROM map_votes JOIN refs f ON f.ref = member JOIN accounts m ON m.id = f.holder WHERE resolution_id = r.id) v
     WHERE r.run_id = $1 ORDER BY r.outcome IS NOT NULL, r.proposed_at DESC, r.id`,
    [mapId, accountId],
  );
}

export interface SeatedRow {
  readonly agency: string;
  readonly state: MapState;
  readonly isSuperseded: boolean;
  readonly mapId: string;
  readonly resolutionId: string;
  readonly kind: 'move' | 'publish';
  readonly role: 'chair' | 'member';
  readonly person: string | null;
  readonly name: string | null;
  readonly from: number | null;
  readonly to: number | null;
  readonly since: string;
  readonly hasVoted: boolean;
}

/** Open resolutions in which an account has a seat from which it is not recused, the oldest first. */
export function listSeatedIn(sql: Sql, accountId: string): Promise<SeatedRow[]> {
  return sql.rows<SeatedRow>(
    `SELECT m.agency, m.state, ${isSuperseded('m')} AS "isSuperseded", m.id AS "mapId", r.id AS "resolutionId", r.kind, CASE WHEN o.ref = r.chair THEN 'chair' ELSE 'member' END AS role,
       b.person_id AS person, p.name, (r.content->>'from')::int AS "from", (r.content->>'to')::int AS "to", r.proposed_at AS since,
       EXISTS (SELECT FROM map_votes WHERE resolution_id = r.id AND member = o.ref) AS "hasVoted"
     FROM map_resolutions r JOIN mapping_runs m ON m.id = r.run_id JOIN refs o ON o.stream = 'mapping/' || m.id AND o.holder = $1
     LEFT JOIN mapping_boxes b ON b.run_id = r.run_id AND b.ref = r.person_ref LEFT JOIN people p ON p.id = b.person_id
     WHERE r.outcome IS NULL AND o.ref = ANY (r.members) AND o.ref <> ALL (r.recused) ORDER BY r.proposed_at, r.id`,
    [accountId],
  );
}

/** Whether an account has a seat in an open resolution to move this person, from which it is not recused. */
export async function hasVoteOn(
  sql: Sql,
  { mapId, personId, accountId }: { readonly mapId: string; readonly personId: string; readonly accountId: string },
): Promise<boolean> {
  const { seated } = await sql.one<{ seated: boolean }>(
    `SELECT EXISTS (SELECT FROM map_resolutions r JOIN mapping_boxes b ON b.run_id = r.run_id AND b.ref = r.person_ref
       JOIN refs o ON o.stream = 'mapping/' || r.run_id AND o.holder = $3
       WHERE r.run_id = $1 AND b.person_id = $2 AND r.outcome IS NULL AND o.ref = ANY (r.members) AND o.ref <> ALL (r.recused)) AS seated`,
    [mapId, personId, accountId],
  );
  return seated;
}

/** A move that the committee has adopted, for the person: why, and never who voted how. */
export interface AdoptedMove {
  readonly from: number;
  readonly to: number;
  readonly ground: MoveGround;
  readonly reason: string;
  readonly decidedAt: string;
}

/** Moves of a person on a map as they followed each other. */
export function listAdoptedMoves(sql: Sql, mapId: string, personId: string): Promise<AdoptedMove[]> {
  return sql.rows<AdoptedMove>(
    `SELECT (r.content->>'from')::int AS "from", (r.content->>'to')::int AS "to", r.ground, r.content->>'reason' AS reason,
       r.decided_at AS "decidedAt"
     FROM map_resolutions r JOIN mapping_boxes b ON b.run_id = r.run_id AND b.ref = r.person_ref
     WHERE r.run_id = $1 AND b.person_id = $2 AND r.outcome = 'adopted' AND r.content IS NOT NULL ORDER BY r.decided_at`,
    [mapId, personId],
  );
}

export interface PlaceRow {
  readonly mapId: string;
  readonly state: MapState;
  readonly on: string;
  readonly person: string;
  readonly name: string;
  readonly movedTo: number | null;
  readonly entry: string;
  readonly agency: string;
  /** Of the policy. */
  readonly digest: string;
}

const placeColumns = `SELECT r.id AS "mapId", r.state, r.on_day AS "on", p.id AS person, p.name, b.moved_to AS "movedTo", f.entry_id AS entry,
    r.agency, encode(r.policy_digest, 'hex') AS digest
  FROM mapping_boxes b JOIN mapping_runs r ON r.id = b.run_id JOIN people p ON p.id = b.person_id
  JOIN refs f ON f.stream = 'mapping/' || r.id AND f.ref = b.ref`;

export function findPlace(sql: Sql, mapId: string, personId: string): Promise<PlaceRow | undefined> {
  return sql.maybe<PlaceRow>(`${placeColumns} WHERE b.run_id = $1 AND b.person_id = $2`, [mapId, personId]);
}

/** On the newest published map. */
export function findOwnPlace(sql: Sql, personId: string): Promise<PlaceRow | undefined> {
  return sql.maybe<PlaceRow>(
    `${placeColumns} WHERE b.person_id = $1 AND r.state = 'published' ORDER BY ${newestFirst('r')} LIMIT 1`,
    [personId],
  );
}

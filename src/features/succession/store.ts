import type { CurrentPost, PersonRecord } from '#domain/person-record.ts';
import type { SuccessorReadiness } from '#domain/readiness-of-successors.ts';
import type { Hand } from '#domain/roles.ts';
import type { CriticalGround, Designation } from '#domain/succession.ts';
import type { Zone } from '#domain/working-days.ts';
import type { PolicyPin } from '#features/audit/service.ts';
import { newestPublished } from '#features/mapping/service.ts';
import type { Sql, Tx } from '#platform/database.ts';
import { hasConfirmed } from './confirmed.ts';

export interface PostRow {
  readonly id: string;
  readonly agency: string;
  readonly zone: Zone;
  readonly title: string;
  readonly level: string;
  readonly eselon: CurrentPost['eselon'];
  readonly unit: string | null;
  /** Programmes of study that fit the unit of the post. */
  readonly fieldsOfStudy: readonly string[] | null;
  readonly holderId: string | null;
}

export function findPost(sql: Sql, postId: string): Promise<PostRow | undefined> {
  return sql.maybe<PostRow>(
    `SELECT p.id, p.agency, a.zone, p.title, p.level, p.eselon, u.name AS unit, u.fields_of_study AS "fieldsOfStudy", p.holder_id AS "holderId"
     FROM posts p JOIN agencies a ON a.code = p.agency LEFT JOIN units u ON u.id = p.unit_id WHERE p.id = $1`,
    [postId],
  );
}

/** The designation that stands. */
export function findDesignation(sql: Sql, postId: string): Promise<Designation | undefined> {
  return sql.maybe<Designation>(
    `SELECT c.id, jsonb_build_object('accountId', a.id, 'personId', a.person_id) AS "designatedBy", ${hasConfirmed('c')} AS "isConfirmed",
       CASE WHEN w.id IS NOT NULL THEN jsonb_build_object('accountId', w.id, 'personId', w.person_id) END AS "withdrawnBy"
     FROM critical_posts c JOIN accounts a ON a.id = c.designated_by LEFT JOIN accounts w ON w.id = c.withdrawal_proposed_by WHERE c.post_id = $1 AND c.withdrawn_at IS NULL`,
    [postId],
  );
}

export interface NewDesignation {
  readonly id: string;
  readonly postId: string;
  readonly agency: string;
  readonly ground: CriticalGround;
  readonly reason: string;
  readonly accountId: string;
  readonly at: string;
  readonly entryId: string;
}

export async function insertDesignation(tx: Tx, row: NewDesignation): Promise<void> {
  await tx.run(
    `INSERT INTO critical_posts (id, post_id, agency, ground, reason, designated_by, designated_at, entry_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [row.id, row.postId, row.agency, row.ground, row.reason, row.accountId, row.at, row.entryId],
  );
}

interface Ending {
  readonly id: string;
  readonly reason: string;
  readonly at: string;
  readonly entryId: string;
}

export async function confirmDesignation(tx: Tx, { id, at, entryId }: Omit<Ending, 'reason'>): Promise<void> {
  await tx.run('UPDATE critical_posts SET confirmed_at = $2, entry_id = $3 WHERE id = $1', [id, at, entryId]);
}

export async function withdrawDesignation(tx: Tx, { id, reason, at, entryId }: Ending): Promise<void> {
  await tx.run('UPDATE critical_posts SET withdrawn_at = $2, withdrawal_reason = $3, entry_id = $4 WHERE id = $1', [
    id,
    at,
    reason,
    entryId,
  ]);
}

export async function proposeWithdrawal(
  tx: Tx,
  { id, reason, at, entryId, accountId }: Ending & { readonly accountId: string },
): Promise<void> {
  await tx.run(
    `UPDATE critical_posts SET withdrawal_proposed_by = $2, withdrawal_proposed_at = $3, withdrawal_reason = $4, entry_id = $5 WHERE id = $1`,
    [id, accountId, at, reason, entryId],
  );
}

export async function confirmWithdrawal(tx: Tx, { id, at, entryId }: Omit<Ending, 'reason'>): Promise<void> {
  await tx.run('UPDATE critical_posts SET withdrawn_at = $2, entry_id = $3 WHERE id = $1', [id, at, entryId]);
}

export interface TalentRow {
  readonly name: string;
  readonly nip: string;
  readonly record: PersonRecord;
}

export function findTalent(tx: Tx, agency: string, personId: string): Promise<TalentRow | undefined> {
  return tx.maybe<TalentRow>('SELECT name, nip, record FROM people WHERE id = $1 AND agency = $2', [personId, agency]);
}

export interface PublishedMap {
  readonly id: string;
  readonly on: string;
  readonly publishedAt: string;
  /** Of the policy under which it was drawn. */
  readonly digest: string;
}

/** The newest published map of an agency: whose boxes feed the succession group. */
export function findPublishedMap(sql: Sql, agency: string): Promise<PublishedMap | undefined> {
  return sql.maybe<PublishedMap>(
    `SELECT id, on_day AS "on", published_at AS "publishedAt", encode(policy_digest, 'hex') AS digest
     FROM ${newestPublished('$1')} m`,
    [agency],
  );
}

export interface PlaceRow {
  readonly box: number | null;
  readonly talentValue: string | null;
}

export function findPlace(tx: Tx, mapId: string, personId: string): Promise<PlaceRow | undefined> {
  return tx.maybe<PlaceRow>(
    'SELECT coalesce(moved_to, box) AS box, talent_value AS "talentValue" FROM mapping_boxes WHERE run_id = $1 AND person_id = $2',
    [mapId, personId],
  );
}

/** Name of the pack of an agency's newest published map: the one by which its succession is judged; null where there is no map. */
export async function findGoverningPolicy(sql: Sql, agency: string): Promise<string | null> {
  const found = await sql.maybe<{ id: string }>(`SELECT policy_id AS id FROM ${newestPublished('$1')} m`, [agency]);
  return found?.id ?? null;
}

export interface NewSuccessor extends PlaceRow {
  readonly id: string;
  readonly designationId: string;
  readonly postId: string;
  readonly personId: string;
  readonly ref: string;
  readonly mapId: string;
  readonly accountId: string;
  readonly at: string;
  readonly entryId: string;
}

export async function insertSuccessor(tx: Tx, row: NewSuccessor): Promise<void> {
  await tx.run(
    `INSERT INTO successors (id, designation_id, post_id, person_id, person_ref, map_id, box, talent_value, named_by, named_at, entry_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      row.id,
      row.designationId,
      row.postId,
      row.personId,
      row.ref,
      row.mapId,
      row.box,
      row.talentValue,
      row.accountId,
      row.at,
      row.entryId,
    ],
  );
}

export interface SuccessorRow {
  readonly id: string;
  readonly personId: string;
  /** Neither removed, nor ended with the designation, nor erased. */
  readonly isStanding: boolean;
  readonly isDecided: boolean;
  readonly namedBy: Hand;
}

/** Everybody who is or was named for a post, in the order of the persons' ids. */
export function listSuccessors(tx: Tx, postId: string): Promise<SuccessorRow[]> {
  return tx.rows<SuccessorRow>(
    `SELECT s.id, s.person_id AS "personId", s.decided_at IS NOT NULL AS "isDecided",
       jsonb_build_object('accountId', a.id, 'personId', a.person_id) AS "namedBy",
       s.removed_at IS NULL AND c.withdrawn_at IS NULL AND p.nip NOT LIKE 'erased-%' AS "isStanding"
     FROM successors s JOIN critical_posts c ON c.id = s.designation_id JOIN people p ON p.id = s.person_id
     JOIN accounts a ON a.id = s.named_by WHERE s.post_id = $1 ORDER BY s.person_id, s.id`,
    [postId],
  );
}

export async function decideOn(
  tx: Tx,
  { ids, at, entryId }: Pick<Ending, 'at' | 'entryId'> & { readonly ids: readonly string[] },
): Promise<void> {
  await tx.run('UPDATE successors SET decided_at = $2, entry_id = $3 WHERE id = ANY ($1::uuid[])', [ids, at, entryId]);
}

export async function removeSuccessor(tx: Tx, { id, reason, at, entryId }: Ending): Promise<void> {
  await tx.run('UPDATE successors SET removed_at = $2, removal_reason = $3, entry_id = $4 WHERE id = $1', [
    id,
    at,
    reason,
    entryId,
  ]);
}

export interface NewReadiness extends Omit<SuccessorReadiness, 'algorithm'> {
  readonly id: string;
  readonly successorId: string;
  readonly pin: PolicyPin;
  readonly on: string;
  readonly at: string;
  readonly entryId: string;
}

export async function insertReadiness(tx: Tx, row: NewReadiness): Promise<void> {
  await tx.run(
    `INSERT INTO successor_readiness (id, successor_id, policy_digest, on_day, readiness, ready_on, missing, gates, derived_at, entry_id)
     VALUES ($1, $2, decode($3, 'hex'), $4, $5, $6, $7, $8, $9, $10)`,
    [
      row.id,
      row.successorId,
      row.pin.digest,
      row.on,
      row.readiness,
      row.readyOn,
      row.missing,
      JSON.stringify(row.gates),
      row.at,
      row.entryId,
    ],
  );
}

import type { Seat } from '#domain/committee.ts';
import type { ResolutionKind } from '#domain/map-resolutions.ts';
import type { CountedBallot } from '#domain/tally.ts';
import type { Tx } from '#platform/database.ts';

/** Who sits: the accounts with the agency's own role of chair or member, the chair first. */
export async function listCommittee(tx: Tx, agency: string): Promise<Seat[]> {
  const rows = await tx.rows<Omit<Seat, 'seat' | 'removedAt'>>(
    `SELECT DISTINCT g.role, a.id AS "accountId", a.person_id AS "personId" FROM grants g JOIN accounts a ON a.id = g.account_id
     WHERE g.agency = $1 AND g.selection_id IS NULL AND g.role IN ('chair', 'member') AND g.valid @> ledger.clock() ORDER BY g.role, a.id`,
    [agency],
  );
  return rows.map((row, index) => ({ ...row, seat: index + 1, removedAt: null }));
}

/** Where a person stands on a map, moves included, and without them. */
export function findBox(
  tx: Tx,
  runId: string,
  personId: string,
): Promise<{ ref: string; box: number | null; derived: number | null } | undefined> {
  return tx.maybe(
    'SELECT ref, coalesce(moved_to, box) AS box, box AS derived FROM mapping_boxes WHERE run_id = $1 AND person_id = $2 AND ref IS NOT NULL',
    [runId, personId],
  );
}

/** Whether such a resolution waits for its decision; of a publication also whether it is resolved. */
export async function hasOpen(
  tx: Tx,
  runId: string,
  { kind, personRef }: { readonly kind: ResolutionKind; readonly personRef: string | null },
): Promise<boolean> {
  const row = await tx.maybe(
    `SELECT 1 AS one FROM map_resolutions WHERE run_id = $1 AND kind = $2 AND person_ref IS NOT DISTINCT FROM $3
       AND (outcome IS NULL OR kind = 'publish' AND outcome = 'adopted')`,
    [runId, kind, personRef],
  );
  return row !== undefined;
}

export async function countOpenMoves(tx: Tx, runId: string): Promise<number> {
  const sql = `SELECT count(*) FROM map_resolutions WHERE run_id = $1 AND kind = 'move' AND outcome IS NULL`;
  return (await tx.one<{ count: number }>(sql, [runId])).count;
}

export interface NewResolution {
  readonly id: string;
  readonly runId: string;
  readonly kind: ResolutionKind;
  readonly personRef: string | null;
  readonly ground: string | null;
  readonly content: unknown;
  readonly members: readonly string[];
  readonly chair: string | null;
  readonly recused: readonly string[];
  readonly proposedBy: string;
  readonly proposedAt: string;
  readonly entryId: string;
}

export async function insertResolution(tx: Tx, row: NewResolution): Promise<void> {
  await tx.run(
    `INSERT INTO map_resolutions (id, run_id, kind, person_ref, ground, content, members, chair, recused, proposed_by, proposed_at, entry_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      row.id,
      row.runId,
      row.kind,
      row.personRef,
      row.ground,
      row.content === null ? null : JSON.stringify(row.content),
      row.members,
      row.chair,
      row.recused,
      row.proposedBy,
      row.proposedAt,
      row.entryId,
    ],
  );
}

export interface ResolutionRow {
  readonly id: string;
  readonly kind: ResolutionKind;
  readonly personRef: string | null;
  /** Whom the move is about. */
  readonly personId: string | null;
  /** The box that is asked for. */
  readonly to: number | null;
  readonly members: readonly string[];
  readonly outcome: string | null;
  readonly seats: readonly Seat[];
  /** Numbers of the seats that may not vote. */
  readonly recused: readonly number[];
}

export async function findResolution(tx: Tx, runId: string, id: string): Promise<ResolutionRow | undefined> {
  return tx.maybe<ResolutionRow>(
    `SELECT r.id, r.kind, r.person_ref AS "personRef", (r.content->>'to')::int AS "to", r.members, r.outcome,
       ARRAY(SELECT array_position(r.members, x) FROM unnest(r.recused) x) AS recused,
       (SELECT b.person_id FROM mapping_boxes b WHERE b.run_id = r.run_id AND b.ref = r.person_ref) AS "personId",
       (SELECT jsonb_agg(jsonb_build_object('seat', m.seat, 'role', CASE WHEN m.ref = r.chair THEN 'chair' ELSE 'member' END,
            'accountId', a.id, 'personId', a.person_id, 'removedAt', NULL) ORDER BY m.seat)
          FROM unnest(r.members) WITH ORDINALITY AS m (ref, seat) JOIN refs f ON f.ref = m.ref JOIN accounts a ON a.id = f.holder) AS seats
     FROM map_resolutions r WHERE r.run_id = $1 AND r.id = $2`,
    [runId, id],
  );
}

/** Votes by the seat of who cast them. */
export function listVotes(tx: Tx, resolutionId: string): Promise<CountedBallot[]> {
  return tx.rows<CountedBallot>(
    `SELECT array_position(r.members, v.member) AS seat, v.choice FROM map_votes v JOIN map_resolutions r ON r.id = v.resolution_id
     WHERE v.resolution_id = $1 ORDER BY 1`,
    [resolutionId],
  );
}

export interface NewVote {
  readonly resolutionId: string;
  readonly member: string;
  readonly choice: string;
  readonly reason: string | null;
  readonly at: string;
  readonly entryId: string;
}

export async function insertVote(tx: Tx, row: NewVote): Promise<void> {
  await tx.run(
    'INSERT INTO map_votes (resolution_id, member, choice, reason, cast_at, entry_id) VALUES ($1, $2, $3, $4, $5, $6)',
    [row.resolutionId, row.member, row.choice, row.reason, row.at, row.entryId],
  );
}

export async function setDecided(
  tx: Tx,
  row: { readonly id: string; readonly outcome: string; readonly at: string; readonly entryId: string },
): Promise<void> {
  await tx.run('UPDATE map_resolutions SET outcome = $2, decided_at = $3, entry_id = $4 WHERE id = $1', [
    row.id,
    row.outcome,
    row.at,
    row.entryId,
  ]);
}

export async function setMoved(
  tx: Tx,
  row: { readonly runId: string; readonly ref: string; readonly to: number; readonly entryId: string },
): Promise<void> {
  await tx.run('UPDATE mapping_boxes SET moved_to = $3, entry_id = $4 WHERE run_id = $1 AND ref = $2', [
    row.runId,
    row.ref,
    row.to,
    row.entryId,
  ]);
}

/** Whether the committee has resolved to publish and nothing is open, and how many people it has moved. */
export async function findPublication(tx: Tx, runId: string): Promise<{ isResolved: boolean; moved: number }> {
  return tx.one<{ isResolved: boolean; moved: number }>(
    `SELECT EXISTS (SELECT FROM map_resolutions WHERE run_id = $1 AND kind = 'publish' AND outcome = 'adopted')
         AND NOT EXISTS (SELECT FROM map_resolutions WHERE run_id = $1 AND outcome IS NULL) AS "isResolved",
       (SELECT count(DISTINCT person_ref) FROM map_resolutions WHERE run_id = $1 AND kind = 'move' AND outcome = 'adopted') AS moved`,
    [runId],
  );
}

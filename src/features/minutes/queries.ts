import type { BallotChoice, Tally } from '#domain/tally.ts';
import type { Sql } from '#platform/database.ts';

export interface CaseRow {
  readonly code: string;
  readonly plannedOn: string;
  readonly zone: string;
  readonly agencyName: string;
  readonly title: string;
  readonly level: string;
  readonly unit: string | null;
}

export function getCase(sql: Sql, selectionId: string): Promise<CaseRow> {
  return sql.one<CaseRow>(
    `SELECT s.code, s.planned_on AS "plannedOn", a.zone, a.name AS "agencyName", p.title, p.level, u.name AS unit
     FROM selections s JOIN agencies a ON a.code = s.agency JOIN posts p ON p.id = s.post_id LEFT JOIN units u ON u.id = p.unit_id
     WHERE s.id = $1`,
    [selectionId],
  );
}

export interface ClosedMotionRow {
  readonly id: string;
  readonly attempt: number;
  readonly version: number;
  readonly content: Buffer;
  readonly digest: Buffer;
  readonly putAt: string;
  readonly closedAt: string;
  readonly tally: Tally;
}

/** The motion that closed last, as far as the viewer may see motions. */
export function findClosedMotion(sql: Sql, selectionId: string): Promise<ClosedMotionRow | undefined> {
  return sql.maybe<ClosedMotionRow>(
    `SELECT id, attempt, version, content, digest, put_at AS "putAt", closed_at AS "closedAt", outcome AS tally FROM motions
     WHERE selection_id = $1 AND closed_at IS NOT NULL ORDER BY closed_at DESC LIMIT 1`,
    [selectionId],
  );
}

export interface SeatRow {
  readonly seat: number;
  readonly holderNo: number;
  readonly role: string;
  readonly account: string;
  readonly name: string;
  readonly recusal: string | null;
  readonly removedAt: string | null;
}

export function listSeats(sql: Sql, selectionId: string): Promise<SeatRow[]> {
  return sql.rows<SeatRow>(
    `SELECT t.seat, t.holder_no AS "holderNo", t.role, t.account_id AS account, a.display_name AS name, t.recusal, t.removed_at AS "removedAt"
     FROM seats t JOIN accounts a ON a.id = t.account_id WHERE t.selection_id = $1 ORDER BY t.seat, t.holder_no`,
    [selectionId],
  );
}

export interface BallotRow {
  readonly seat: number;
  readonly name: string;
  readonly choice: BallotChoice;
  readonly reason: string | null;
  readonly castAt: string;
}

/** Standing ballots on a motion that has closed. */
export function listBallots(sql: Sql, motionId: string): Promise<BallotRow[]> {
  return sql.rows<BallotRow>(
    `SELECT b.seat, a.display_name AS name, b.choice, b.reason, b.cast_at AS "castAt"
     FROM ballots b JOIN accounts a ON a.id = b.account_id WHERE b.motion_id = $1 AND b.voided_at IS NULL ORDER BY b.seat`,
    [motionId],
  );
}

export function findRanking(sql: Sql, selectionId: string, digest: string): Promise<{ content: Buffer } | undefined> {
  return sql.maybe<{ content: Buffer }>(
    `SELECT content FROM rankings WHERE selection_id = $1 AND digest = decode($2, 'hex') ORDER BY attempt DESC LIMIT 1`,
    [selectionId, digest],
  );
}

export function listEntries(sql: Sql, stream: string): Promise<{ bytes: Buffer }[]> {
  return sql.rows<{ bytes: Buffer }>('SELECT bytes FROM ledger.entries WHERE stream = $1 ORDER BY stream_seq', [
    stream,
  ]);
}

export interface PlaceRow {
  readonly leaf: Buffer;
  readonly position: number | null;
  readonly size: number | null;
  readonly root: Buffer | null;
}

/** Where an entry stands, and the first checkpoint that covers it. */
export function getPlace(sql: Sql, entry: string): Promise<PlaceRow> {
  return sql.one<PlaceRow>(
    `SELECT e.leaf, p.position, k.size, k.root FROM ledger.entries e LEFT JOIN ledger.positions p USING (entry_no)
     LEFT JOIN LATERAL (SELECT c.size, c.root FROM ledger.checkpoints c WHERE c.size > p.position ORDER BY c.size LIMIT 1) k ON true
     WHERE e.id = $1`,
    [entry],
  );
}

import type { Tally } from '#domain/tally.ts';
import type { Sql } from '#platform/database.ts';

export interface MotionView {
  readonly version: number;
  readonly content: Buffer;
  readonly digest: Buffer;
  readonly putAt: string;
  readonly closedAt: string | null;
}

/** The newest motion that was not voided. */
export function findMotion(sql: Sql, selectionId: string): Promise<MotionView | undefined> {
  return sql.maybe<MotionView>(
    `SELECT version, content, digest, put_at AS "putAt", closed_at AS "closedAt" FROM motions
     WHERE selection_id = $1 AND voided_at IS NULL ORDER BY attempt DESC, version DESC LIMIT 1`,
    [selectionId],
  );
}

export interface BallotView {
  readonly seat: number;
  readonly account: string;
  readonly choice: string;
  readonly reason: string | null;
  readonly castAt: string;
}

/** Standing ballots on the newest motion, as far as the viewer may see them: the own one until it closes, then all. */
export function listBallots(sql: Sql, selectionId: string): Promise<BallotView[]> {
  return sql.rows<BallotView>(
    `SELECT b.seat, b.account_id AS account, b.choice, b.reason, b.cast_at AS "castAt"
     FROM ballots b JOIN motions m ON m.id = b.motion_id
     WHERE m.selection_id = $1 AND b.voided_at IS NULL AND m.voided_at IS NULL
       AND NOT EXISTS (SELECT FROM motions n WHERE n.selection_id = $1 AND n.voided_at IS NULL AND (n.attempt, n.version) > (m.attempt, m.version))
     ORDER BY b.seat`,
    [selectionId],
  );
}

export interface OutcomeView {
  readonly version: number;
  readonly digest: Buffer;
  readonly closedAt: string;
  readonly tally: Tally;
}

/** The outcome of the motion that closed last. */
export function findOutcome(sql: Sql, selectionId: string): Promise<OutcomeView | undefined> {
  return sql.maybe<OutcomeView>(
    `SELECT version, digest, closed_at AS "closedAt", outcome AS tally FROM outcomes
     WHERE selection_id = $1 ORDER BY closed_at DESC LIMIT 1`,
    [selectionId],
  );
}

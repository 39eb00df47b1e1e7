import type { BundleInput } from '#ledger/bundle-write.ts';
import type { Sql } from '#platform/database.ts';
import type { CheckpointRow } from './queries.ts';
import { withLines } from './receipts.ts';

export interface StampedCheckpoint extends CheckpointRow {
  readonly stamp: NonNullable<BundleInput['stamp']>;
}

/** The newest stamped checkpoint that covers a position; nothing where there is none, or no certificates to go with it. */
export async function findStamped(
  sql: Sql,
  position: number | null,
  authorities: string | undefined,
): Promise<StampedCheckpoint | undefined> {
  if (position === null || authorities === undefined) return undefined;
  const row = await sql.maybe<CheckpointRow & { readonly token: Buffer }>(
    `SELECT c.size, c.root, c.note, c.signed_at, s.token FROM ledger.stamps s JOIN ledger.checkpoints c USING (size)
     WHERE s.size > $1 ORDER BY s.size DESC LIMIT 1`,
    [position],
  );
  if (row === undefined) return undefined;
  const { token, ...checkpoint } = row;
  return { ...(await withLines(sql, checkpoint)), stamp: { response: token, authorities } };
}

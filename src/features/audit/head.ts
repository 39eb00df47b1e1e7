import { toHex } from '#ledger/bytes.ts';
import type { Sql } from '#platform/database.ts';
import { findNewest, type ReadEpochs, readBelief } from './believed.ts';

export interface Head {
  /** The record's clock. */
  readonly at: string;
  /** With the number of witnesses that have signed it. */
  readonly checkpoint: { readonly size: number; readonly root: string; readonly witnesses: number } | undefined;
}

/**
 * The newest published head, and what time it is in the record. A signed one that has waited for its quorum for two minutes
 * takes its place, so that missing witnesses show.
 */
export async function findHead(sql: Sql, readEpochs: ReadEpochs): Promise<Head> {
  const isBelieved = await readBelief(readEpochs);
  const published = await findNewest(sql, { source: 'published', isBelieved });
  const overdue = await findNewest(sql, { source: 'overdue', isBelieved, position: published?.size });
  const shown = overdue ?? published;
  const { at, witnesses } = await sql.one<{ at: string; witnesses: number }>(
    `SELECT ledger.clock() AS at,
       (SELECT count(DISTINCT k.witness) FROM ledger.cosignatures k WHERE k.size = $1) AS witnesses`,
    [shown?.size ?? 0],
  );
  return { at, checkpoint: shown && { size: shown.size, root: toHex(shown.root), witnesses } };
}

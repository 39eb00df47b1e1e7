import type { Database } from '#platform/database.ts';

/** How far sealing and signing are behind writing. */
export interface RecordFigures {
  /** Entries recorded and not yet sealed, counted up to 100,000. */
  readonly unsealed: number;
  /** Age in seconds of the oldest of them; 0 where there is none. */
  readonly unsealedAgeS: number;
  /** Entries sealed and not yet signed. */
  readonly unsigned: number;
  /** Age in seconds of the newest checkpoint; null before the first. */
  readonly checkpointAgeS: number | null;
}

/** Any of the product's roles may ask. */
export async function measureRecord(db: Database): Promise<RecordFigures> {
  return db.transaction('conductor', async (tx) => {
    // The plan must know the bound, or it would read all entries of all years.
    const { low, last } = await tx.one<{ low: string; last: string }>(
      `SELECT low_xid::text AS low, (SELECT coalesce(max(entry_no), 0)::text FROM ledger.positions) AS last,
         set_config('plan_cache_mode', 'force_custom_plan', true) FROM ledger.head`,
    );
    return tx.one<RecordFigures>(
      `SELECT w.unsealed, w.age AS "unsealedAgeS", h.size - coalesce(c.size, 0) AS unsigned,
         extract(epoch FROM ledger.clock() - c.signed_at)::float AS "checkpointAgeS"
       FROM ledger.head h
       CROSS JOIN (SELECT count(*) AS unsealed, coalesce(extract(epoch FROM clock_timestamp() - min(written_at)), 0)::float AS age
         FROM (SELECT e.written_at FROM ledger.entries e WHERE e.entry_no > $2
           UNION ALL SELECT e.written_at FROM ledger.entries e WHERE e.xid >= $1 AND e.entry_no <= $2
             AND NOT EXISTS (SELECT FROM ledger.positions p WHERE p.entry_no = e.entry_no) LIMIT 100000) u) w
       LEFT JOIN (SELECT size, signed_at FROM ledger.checkpoints ORDER BY size DESC LIMIT 1) c ON true`,
      [low, last],
    );
  });
}

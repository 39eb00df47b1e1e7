import type { Sql } from './database.ts';

/** The database's clock, the only one that judges: an instant with microseconds. */
export async function readClock(sql: Sql): Promise<string> {
  const { at } = await sql.one<{ at: string }>('SELECT ledger.clock() AS at');
  return at;
}

/** Seconds since this was called, by a clock that never jumps; for progress lines and measurements. */
export function stopwatch(): () => number {
  const began = performance.now();
  return () => (performance.now() - began) / 1000;
}

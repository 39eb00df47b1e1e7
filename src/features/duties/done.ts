import { parseInstant } from '#domain/dates.ts';
import { parseEntry } from '#ledger/entry.ts';
import type { Sql } from '#platform/database.ts';
import { type DoneRow, listOwnEntries } from './queries.ts';

/** An act of the asker: what its first entry records. */
export interface DoneAct {
  readonly type: string;
  readonly selection: { readonly id: string; readonly code: string; readonly title: string };
  readonly at: string;
  readonly entry: string;
}

/** The newest acts of one account, of any age. */
export async function listDone(sql: Sql, log: string, accountId: string): Promise<DoneAct[]> {
  const rows = await listOwnEntries(sql, accountId);
  // Newest first: of one transaction the row that comes last is the entry that the act's receipt names.
  const firsts = rows.filter(({ xid }, index) => rows[index + 1]?.xid !== xid);
  return firsts.map((row) => toAct(log, row));
}

function toAct(log: string, { bytes, selectionId, code, title }: DoneRow): DoneAct {
  const parsed = parseEntry(bytes, log);
  if (!parsed.ok) throw new Error(`${parsed.code}: a stored entry cannot be read`);
  const { id: entry, type, at } = parsed.value;
  return { type, selection: { id: selectionId, code, title }, at, entry };
}

const weekMicros = 7 * 24 * 3_600 * 1_000_000;

const mostActs = 10;

/** The last ten of the last seven days. */
export function doneThisWeek(done: readonly DoneAct[], now: string): DoneAct[] {
  const since = microsOf(now) - weekMicros;
  return done.filter(({ at }) => microsOf(at) > since).slice(0, mostActs);
}

function microsOf(instant: string): number {
  const micros = parseInstant(instant);
  if (micros === undefined) throw new Error('not an instant');
  return micros;
}

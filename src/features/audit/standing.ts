import type { Sql } from '#platform/database.ts';
import { ReadOnly } from '#platform/weather.ts';
import type { Ledger } from './service.ts';
import { readSignerState, type SignerState } from './signer-state.ts';

/** Why nothing may be written for now: what was signed is not all there, or the log is closed. */
export type WriteBar = 'signer.behind' | 'signer.closed';

/** Asks through a transaction that is open already: whoever holds one must not wait for another connection. */
export type FindWriteBar = (within?: Sql) => Promise<WriteBar | undefined>;

const rememberedMs = 1_000;

/** Asks the signer's own file, where it lies on this machine, and the database itself: checkpoints beyond its head say the same. */
export function createWriteBar(sql: Sql, folder: string): FindWriteBar {
  let answer: Promise<WriteBar | undefined> | undefined;
  let askedAt = 0;
  return (within = sql) => {
    if (answer === undefined || performance.now() - askedAt > rememberedMs) {
      askedAt = performance.now();
      answer = look(within, folder);
      answer.catch(() => {
        answer = undefined;
      });
    }
    return answer;
  };
}

async function look(sql: Sql, folder: string): Promise<WriteBar | undefined> {
  // The state before the head: the head only grows, and is ahead of the signer at every moment.
  const state = await readStateIfOurs(folder);
  if (state?.frozen?.reason === 'signer.closed') return 'signer.closed';
  if (state?.frozen?.reason === 'signer.behind') return 'signer.behind';
  const { size, signed } = await sql.one<{ size: number; signed: number }>(
    'SELECT size, (SELECT coalesce(max(c.size), 0) FROM ledger.checkpoints c) AS signed FROM ledger.head',
  );
  return size < Math.max(signed, state?.frontier.size ?? 0) ? 'signer.behind' : undefined;
}

/** Where the signer is another user, its state is not for us to read, and the database must do. */
async function readStateIfOurs(folder: string): Promise<SignerState | undefined> {
  try {
    return await readSignerState(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EACCES') return undefined;
    throw error;
  }
}

/** The same record, which takes no entry while there is a bar: acts fail whole and reads go on. */
export function barWrites(ledger: Ledger, findBar: FindWriteBar): Ledger {
  return {
    ...ledger,
    append: async (tx, event) => {
      const bar = await findBar(tx);
      if (bar !== undefined) throw new ReadOnly(bar);
      return ledger.append(tx, event);
    },
  };
}

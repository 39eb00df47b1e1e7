import { setImmediate as turn } from 'node:timers/promises';
import { toHex } from '#ledger/bytes.ts';
import type { Tx } from '#platform/database.ts';
import { type EntryContent, keysFor, type LedgerOptions, leafAt, writeParts } from './entry-parts.ts';
import { findStreamHead, writeEntries } from './store.ts';

/** Entries of one type, one actor and one instant, in their order. */
export interface ManyEvents extends Omit<EntryContent, 'id' | 'open' | 'committed' | 'content'> {
  readonly rows: readonly (Pick<EntryContent, 'id' | 'open' | 'committed'> & { readonly content: unknown })[];
}

/** Written by one statement; the next ones are hashed while it is under way. */
const entriesPerStatement = 250;

/** Links and hashes them here; the database refuses what it does not hash alike. */
export async function appendMany(options: LedgerOptions, tx: Tx, { rows, ...shared }: ManyEvents): Promise<void> {
  const events = rows.map((row): EntryContent => ({ ...shared, ...row }));
  const dataKeys = await keysFor(options, tx, events);
  const head = await findStreamHead(tx, shared.stream);
  let prev = head === undefined ? null : toHex(head.leaf);
  let after = head?.seq ?? 0;
  const writing: Promise<void>[] = [];
  for (let from = 0; from < events.length; from += entriesPerStatement) {
    const entries = events.slice(from, from + entriesPerStatement).map((event, index) => {
      const written = writeParts(options, event, dataKeys);
      const leaf = leafAt(written.parts, prev, after + index + 1);
      prev = toHex(leaf);
      return { id: event.id, leaf, ...written };
    });
    const { stream, type, act } = shared;
    writing.push(writeEntries(tx, { stream, type, at: act.at, after, entries }));
    after += entries.length;
    // Lets the statement leave before the next ones are hashed.
    await Promise.race([turn(), ...writing]);
  }
  await Promise.all(writing);
}

import { toHex } from '#ledger/bytes.ts';
import type { Tx } from '#platform/database.ts';
import { type EntryContent, keysFor, type LedgerOptions, leafAt, writeParts } from './entry-parts.ts';
import { findStreamHead, writeEntries } from './store.ts';

/** Entries of one type, one actor and one instant, in their order. */
export interface ManyEvents extends Omit<EntryContent, 'id' | 'open' | 'committed' | 'content'> {
  readonly rows: readonly (Pick<EntryContent, 'id' | 'open' | 'committed'> & { readonly content: unknown })[];
}

/** Links and hashes them here, in one statement: the database refuses what it does not hash alike. */
export async function appendMany(options: LedgerOptions, tx: Tx, { rows, ...shared }: ManyEvents): Promise<void> {
  const events = rows.map((row): EntryContent => ({ ...shared, ...row }));
  const dataKeys = await keysFor(options, tx, events);
  const head = await findStreamHead(tx, shared.stream);
  let prev = head === undefined ? null : toHex(head.leaf);
  const after = head?.seq ?? 0;
  const entries = events.map((event, index) => {
    const written = writeParts(options, event, dataKeys);
    const leaf = leafAt(written.parts, prev, after + index + 1);
    prev = toHex(leaf);
    return { id: event.id, leaf, ...written };
  });
  await writeEntries(tx, { stream: shared.stream, type: shared.type, at: shared.act.at, after, entries });
}

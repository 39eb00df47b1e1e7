import type { Database } from '#platform/database.ts';

/** A value with the leaf of the entry that the selection's stream ended with when it was true. */
export interface Remembered<Value> {
  readonly leaf: Buffer;
  readonly value: Value;
}

const mostRemembered = 2_000;

/**
 * What was read of a selection, to be believed only while its stream still ends with the same entry: nothing of a selection
 * changes without an entry on its stream. Whoever asks compares under the lock. The oldest is forgotten first.
 */
export class Memory<Value> {
  readonly #byDatabase = new WeakMap<Database, Map<string, Remembered<Value>>>();

  recall(db: Database, selectionId: string): Remembered<Value> | undefined {
    return this.#byDatabase.get(db)?.get(selectionId);
  }

  keep(db: Database, selectionId: string, remembered: Remembered<Value>): void {
    let known = this.#byDatabase.get(db);
    if (known === undefined) {
      known = new Map();
      this.#byDatabase.set(db, known);
    }
    known.delete(selectionId);
    known.set(selectionId, remembered);
    const oldest = known.size > mostRemembered ? known.keys().next() : undefined;
    if (oldest?.done === false) known.delete(oldest.value);
  }
}

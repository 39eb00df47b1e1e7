import type { Sql } from '#platform/database.ts';
import { listErasureEntries } from './store.ts';

/** What the record itself names as destroyed. */
export interface Erased {
  /** Ids of the entries that say so. */
  readonly by: ReadonlySet<string>;
  /** Fields whose openings are destroyed, by the id of their entry. */
  readonly fields: ReadonlyMap<string, ReadonlySet<string>>;
}

export async function readErased(sql: Sql): Promise<Erased> {
  const rows = await listErasureEntries(sql);
  const fields = new Map<string, Set<string>>();
  for (const row of rows) {
    for (const [index, entry] of row.entries.entries()) {
      const own = fields.get(entry) ?? new Set();
      fields.set(entry, own.add(row.fields[index] ?? ''));
    }
  }
  return { by: new Set(rows.map(({ id }) => id)), fields };
}

import type { Sql } from '#platform/database.ts';
import { listOpenings } from './queries.ts';
import { type KeyRing, unsealOpening } from './vault.ts';

export interface OpenedField {
  readonly entry: string;
  readonly field: string;
  readonly salt: Uint8Array;
  /** Canonical bytes. */
  readonly value: Uint8Array;
}

interface OpenedEntry {
  readonly id: string;
  readonly type: string;
}

/** What the vault still holds of these entries. Destroyed keys and rows leave their fields closed: that is what erasure means. */
export async function readOpenings(
  sql: Sql,
  { log, keys }: { readonly log: string; readonly keys: KeyRing },
  entries: readonly OpenedEntry[],
): Promise<OpenedField[]> {
  const types = new Map(entries.map(({ id, type }) => [id, type]));
  const rows = await listOpenings(sql, [...types.keys()]);
  const dataKeys = await keys.keysById(
    sql,
    rows.map(({ key_id: keyId }) => keyId),
  );
  return rows.flatMap(({ entry_id: entry, field, key_id: keyId, sealed }) => {
    const [key, type] = [dataKeys.get(keyId), types.get(entry)];
    if (key === undefined || type === undefined) return [];
    return [{ entry, field, ...unsealOpening(key, { log, entry, type, field }, sealed) }];
  });
}

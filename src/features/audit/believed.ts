import { toUtf8 } from '#ledger/bytes.ts';
import { parseEpochs } from '#ledger/epochs.ts';
import { parseVerifierKey } from '#ledger/note.ts';

/** The sizes that each key of the log may sign, by the key's id. */
export interface BelievedKeys {
  readonly ids: readonly Buffer[];
  readonly firstSizes: readonly number[];
  /** Null while the key is in use. */
  readonly lastSizes: readonly (number | null)[];
}

/** The keys of epochs.txt. */
export function believedKeys(epochsText: string): BelievedKeys {
  const epochs = parseEpochs(toUtf8(epochsText));
  if (!epochs.ok) throw new Error(`epochs.txt: ${epochs.code}`);
  const ids = epochs.value.map(({ vkey }) => {
    const key = parseVerifierKey(vkey);
    if (!key.ok) throw new Error(`epochs.txt: ${key.code}`);
    return Buffer.from(key.value.id);
  });
  return {
    ids,
    firstSizes: epochs.value.map(({ firstSize }) => firstSize),
    lastSizes: epochs.value.map(({ lastSize }) => lastSize),
  };
}

/**
 * Whether the checkpoint `c` is signed by a key whose epoch has its size; for a statement whose first three values are
 * `believedValues`. What a revoked key has signed above its last size stays in the record, but whoever checks does not believe it.
 */
export const isBelieved = `EXISTS (
  SELECT FROM unnest($1::bytea[], $2::bigint[], $3::bigint[]) AS k (id, first_size, last_size)
  WHERE k.id = substring(decode(substring(c.note FROM '— [^ ]+ ([^ \\n]+)\\n$'), 'base64') FROM 1 FOR 4)
    AND c.size >= k.first_size AND (k.last_size IS NULL OR c.size <= k.last_size))`;

export function believedValues({ ids, firstSizes, lastSizes }: BelievedKeys): unknown[] {
  return [ids, firstSizes, lastSizes];
}

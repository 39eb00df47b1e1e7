import type { BundleOffice } from '#ledger/bundle.ts';
import { toHex } from '#ledger/bytes.ts';
import { parseEntry } from '#ledger/entry.ts';
import { proveInclusion } from '#ledger/tree.ts';
import type { Tx } from '#platform/database.ts';
import { readOpenings } from './openings.ts';
import { listOffices, type RecordPart } from './queries.ts';
import type { Ledger } from './service.ts';
import { readTree } from './tree-reader.ts';

interface OfficesAsked extends RecordPart {
  /** Of the checkpoint that the proofs lead to. */
  readonly size: number;
}

/** By which entries those who act on a stream hold their offices, and what ended any: what the checkpoint covers, opened and proven. */
export async function readOffices(
  tx: Tx,
  ledger: Pick<Ledger, 'log' | 'keys'>,
  { agency, stream, size }: OfficesAsked,
): Promise<BundleOffice[]> {
  const { rows, accounts } = await listOffices(tx, { agency, stream });
  const holders = new Set<unknown>(accounts);
  const entries = rows.flatMap(({ bytes, position }) => {
    const parsed = parseEntry(bytes, ledger.log);
    if (!parsed.ok) throw new Error(`${parsed.code}: a stored entry cannot be read`);
    const { id, type, open } = parsed.value;
    return position < size && holders.has(open['account']) ? [{ id, type, bytes, position }] : [];
  });
  const opened = await readOpenings(tx, ledger, entries);
  const proofs = await readTree(tx, (read) => entries.map(({ position }) => proveInclusion(read, position, size)));
  return entries.map(({ id, bytes, position }, index) => {
    const openings = opened
      .filter(({ entry }) => entry === id)
      .map(({ field, salt, value }) => ({ field, salt: toHex(salt), value }));
    return { bytes, position, openings, proof: proofs[index] ?? [] };
  });
}

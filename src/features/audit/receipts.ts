import { Refused, refuse } from '#domain/refusal.ts';
import { fromUtf8, toHex } from '#ledger/bytes.ts';
import { parseEntry } from '#ledger/entry.ts';
import { writeTlogProof } from '#ledger/tlog-proof.ts';
import { proveInclusion } from '#ledger/tree.ts';
import type { Sql } from '#platform/database.ts';
import { Unavailable } from '#platform/weather.ts';
import type { ReceiptState } from '#schemas/audit.ts';
import { type CheckpointRow, findCovering, findEntry, findNewestCheckpoint } from './queries.ts';
import { readTree } from './tree-reader.ts';

/** Where the entry of a receipt stands by now; `thing.missing` where there is none. Once signed, the answer never changes. */
export async function getReceiptState(sql: Sql, log: string, entry: string): Promise<ReceiptState> {
  const row = await findEntry(sql, entry);
  if (row === undefined) throw new Refused(refuse('thing.missing'));
  const parsed = parseEntry(row.bytes, log);
  if (!parsed.ok) throw new Error(`${parsed.code}: a stored entry cannot be read`);
  const { position, stream } = row;
  const place = { entry, stream, streamSeq: row.stream_seq, leaf: toHex(row.leaf), at: parsed.value.at, position };
  const checkpoint = position === null ? undefined : await findCovering(sql, position);
  if (position === null || checkpoint === undefined) {
    return { ...place, state: position === null ? 'recorded' : 'sealed', checkpoint: null, proof: null };
  }
  const hashes = await readTree(sql, (read) => proveInclusion(read, position, checkpoint.size));
  const proof = fromUtf8(writeTlogProof(position, hashes, checkpoint.note)) ?? null;
  return { ...place, state: 'signed', checkpoint: toCheckpoint(checkpoint), proof };
}

function toCheckpoint({
  size,
  root,
  note,
  signed_at: signedAt,
}: CheckpointRow): NonNullable<ReceiptState['checkpoint']> {
  return { size, root: toHex(root), note, signedAt };
}

/** The newest signed checkpoint; unavailable for the moment until the first is signed. */
export async function getNewestCheckpoint(sql: Sql): Promise<CheckpointRow> {
  const checkpoint = await findNewestCheckpoint(sql);
  if (checkpoint === undefined) throw new Unavailable('no checkpoint is signed yet');
  return checkpoint;
}

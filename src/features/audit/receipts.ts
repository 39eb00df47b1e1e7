import { Refused, refuse } from '#domain/refusal.ts';
import { fromUtf8, toHex, toUtf8 } from '#ledger/bytes.ts';
import { openCheckpoint } from '#ledger/checkpoint.ts';
import { parseEntry } from '#ledger/entry.ts';
import { parsePolicyFile, type WitnessPolicy } from '#ledger/policy-file.ts';
import { writeTlogProof } from '#ledger/tlog-proof.ts';
import { proveInclusion } from '#ledger/tree.ts';
import type { Sql } from '#platform/database.ts';
import { Unavailable } from '#platform/weather.ts';
import type { ReceiptState } from '#schemas/audit.ts';
import { findFirst, findNewest, type ReadEpochs, readBelief } from './believed.ts';
import { firstLines, listLines, newestLines } from './publication-store.ts';
import { type CheckpointRow, findEntry } from './queries.ts';
import { readTree } from './tree-reader.ts';

export interface ReceiptHouse {
  readonly db: Sql;
  readonly ledger: { readonly log: string };
  readonly readTrust: () => Promise<{ readonly policy: string; readonly epochs: string } | undefined>;
}

/**
 * Where the entry of a receipt stands by now; `thing.missing` where there is none. It moves from recorded to sealed, signed and,
 * where the policy asks for witnesses, witnessed; then the answer changes only by witnesses that come later.
 */
export async function getReceiptState(house: ReceiptHouse, entry: string): Promise<ReceiptState> {
  const { db, ledger } = house;
  const row = await findEntry(db, entry);
  if (row === undefined) throw new Refused(refuse('thing.missing'));
  const parsed = parseEntry(row.bytes, ledger.log);
  if (!parsed.ok) throw new Error(`${parsed.code}: a stored entry cannot be read`);
  const { position, stream } = row;
  const place = { entry, stream, streamSeq: row.stream_seq, leaf: toHex(row.leaf), at: parsed.value.at, position };
  if (position === null) return { ...place, state: 'recorded', checkpoint: null, proof: null };
  const isBelieved = await readBelief(house.readTrust);
  const witnessing = await findFirst(db, { source: 'witnessed', isBelieved, position });
  const checkpoint = witnessing ?? (await findFirst(db, { source: 'signed', isBelieved, position }));
  if (checkpoint === undefined) return { ...place, state: 'sealed', checkpoint: null, proof: null };
  const [lines, hashes] = await Promise.all([
    listLines(db, [checkpoint.size]),
    readTree(db, (read) => proveInclusion(read, position, checkpoint.size)),
  ]);
  const note = checkpoint.note + firstLines(lines);
  const proof = fromUtf8(writeTlogProof(position, hashes, note)) ?? null;
  const said = await tellCheckpoint(house, { ...checkpoint, note });
  return { ...place, state: witnessing === undefined ? 'signed' : 'witnessed', checkpoint: said, proof };
}

async function tellCheckpoint(
  house: ReceiptHouse,
  { size, root, note, signed_at: signedAt }: CheckpointRow,
): Promise<NonNullable<ReceiptState['checkpoint']>> {
  const policy = await readPolicy(house.readTrust);
  const opened = policy && openCheckpoint(toUtf8(note), [...policy.logs, ...policy.witnesses], house.ledger.log);
  const signatures = opened?.ok === true ? opened.value.signatures : [];
  const witnesses = signatures.flatMap(({ key, time }) =>
    time === undefined ? [] : [{ name: key.name, at: new Date(time * 1_000).toISOString().replace('Z', '000Z') }],
  );
  return { size, root: toHex(root), note, signedAt, witnesses, witnessesAsked: policy?.witnesses.length ?? 0 };
}

/** The policy as the signer has published it; nothing before its first start. */
export async function readPolicy(readTrust: ReceiptHouse['readTrust']): Promise<WitnessPolicy | undefined> {
  const trust = await readTrust();
  const policy = trust === undefined ? undefined : parsePolicyFile(toUtf8(trust.policy));
  return policy?.ok === true ? policy.value : undefined;
}

export interface PublishedHouse {
  readonly db: Sql;
  readonly readTrust: ReadEpochs;
}

/** The newest checkpoint with what the policy asks for, or, before there is one, the newest that is signed. */
export async function getPublishedCheckpoint({ db, readTrust }: PublishedHouse): Promise<CheckpointRow> {
  const isBelieved = await readBelief(readTrust);
  const published = await findNewest(db, { source: 'published', isBelieved });
  const checkpoint = published ?? (await findNewest(db, { source: 'signed', isBelieved }));
  if (checkpoint === undefined) throw new Unavailable('no checkpoint is signed yet');
  return withLines(db, checkpoint);
}

/** With the newest line of each witness. */
export async function withLines(sql: Sql, checkpoint: CheckpointRow): Promise<CheckpointRow> {
  return { ...checkpoint, note: checkpoint.note + newestLines(await listLines(sql, [checkpoint.size])) };
}

import { fromBase64, fromUtf8, toBase64, toHex, toUtf8 } from './bytes.ts';
import { type OpenedCheckpoint, openCheckpoint } from './checkpoint.ts';
import { meetsQuorum, parsePolicyFile, type WitnessPolicy } from './policy-file.ts';
import { refuseInclusion } from './tree.ts';
import { accept, reject, type Verdict } from './verdict.ts';

/** A proof file as it says of itself (c2sp.org/tlog-proof@v1); nothing in it is verified. */
export interface TlogProof {
  readonly position: number;
  /** In hex. */
  readonly hashes: readonly string[];
  /** The signed checkpoint. */
  readonly note: string;
}

const header = 'c2sp.org/tlog-proof@v1';
const largestProofBytes = 140_000;
const mostHashes = 63;

export function writeTlogProof(position: number, hashes: readonly Uint8Array[], note: string): Uint8Array {
  const lines = [header, `index ${String(position)}`, ...hashes.map(toBase64), '', note];
  return toUtf8(lines.join('\n'));
}

/** `tlogproof.limit`, then `tlogproof.form`. */
export function parseTlogProof(bytes: Uint8Array): Verdict<TlogProof> {
  if (bytes.length > largestProofBytes) return reject('tlogproof.limit');
  const text = fromUtf8(bytes);
  const blank = text?.indexOf('\n\n') ?? -1;
  if (text === undefined || blank < 0) return reject('tlogproof.form');
  const [first, ...lines] = text.slice(0, blank).split('\n');
  const hasExtra = lines[0]?.startsWith('extra ') === true;
  if (first !== header || (hasExtra && fromBase64((lines[0] ?? '').slice('extra '.length)) === undefined)) {
    return reject('tlogproof.form');
  }
  const [index = '', ...hashLines] = hasExtra ? lines.slice(1) : lines;
  if (hashLines.length > mostHashes) return reject('tlogproof.limit');
  const position = Number(/^index (0|[1-9][0-9]*)$/.exec(index)?.[1] ?? Number.NaN);
  const hashes = hashLines.map(fromBase64).map((hash) => (hash?.length === 32 ? toHex(hash) : undefined));
  if (!Number.isSafeInteger(position) || !isComplete(hashes)) return reject('tlogproof.form');
  return accept({ position, hashes, note: text.slice(blank + 2) });
}

function isComplete(hashes: readonly (string | undefined)[]): hashes is readonly string[] {
  return !hashes.includes(undefined);
}

/** What a proof shows when nothing is wrong with it. */
export interface ProvenEntry {
  readonly position: number;
  readonly checkpoint: OpenedCheckpoint;
}

/**
 * Does the file prove that this leaf (hex) is in a log of the policy? Refuses in the order `tlogproof.*`, the codes of
 * `openCheckpoint`, `witness.quorum`, `proof.*`.
 */
export function openTlogProof(bytes: Uint8Array, leaf: string, policy: WitnessPolicy): Verdict<ProvenEntry> {
  const proof = parseTlogProof(bytes);
  if (!proof.ok) return proof;
  const { position, hashes, note } = proof.value;
  const checkpoint = openCheckpoint(toUtf8(note), [...policy.logs, ...policy.witnesses]);
  if (!checkpoint.ok) return checkpoint;
  if (!meetsQuorum(policy.quorum, checkpoint.value.signatures)) return reject('witness.quorum');
  const { size, root } = checkpoint.value;
  const code = refuseInclusion({ leaf, position, size, proof: hashes, root });
  return code === undefined ? accept({ position, checkpoint: checkpoint.value }) : reject(code);
}

/** The same under a policy file as text: `policy.form` first. */
export function openTlogProofUnder(policy: Uint8Array, bytes: Uint8Array, leaf: string): Verdict<ProvenEntry> {
  const parsed = parsePolicyFile(policy);
  return parsed.ok ? openTlogProof(bytes, leaf, parsed.value) : parsed;
}

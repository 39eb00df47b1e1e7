import { bracketPath } from './bundle.ts';
import { fromBase64, fromUtf8, toHex } from './bytes.ts';
import type { OpenedCheckpoint } from './checkpoint.ts';
import type { LedgerCode } from './codes.ts';
import { openInEpochs } from './epochs.ts';
import type { Examination } from './examination.ts';
import type { Finding } from './findings.ts';
import { meetsQuorum, quorumTime, type WitnessPolicy } from './policy-file.ts';
import { refuseConsistency } from './tree.ts';

/** A checkpoint before or after entries, found to be of this very tree; the root in hex. */
export interface Bracket {
  readonly size: number;
  readonly root: string;
  /** Seconds since 1970 at which its quorum was reached; nothing where the policy asks for none. */
  readonly time: number | undefined;
}

export interface Trusted {
  readonly policy: WitnessPolicy;
  /** The checkpoint of the bundle. */
  readonly checkpoint: OpenedCheckpoint;
}

/**
 * The checkpoints of the bundle that hold, its own among them, by rising size. What is wrong with another goes to check 9:
 * the codes of a note, `witness.quorum`, `consistency.*` and `proof.*`.
 */
export function readBrackets(examination: Examination, trusted: Trusted, rootAt: (size: number) => string | undefined) {
  const { content, findings, epochs = [] } = examination;
  const { policy, checkpoint } = trusted;
  const trust = { keys: [...policy.logs, ...policy.witnesses], epochs, log: content.manifest.log };
  const brackets: Bracket[] = [bracketOf(policy, checkpoint)];
  for (const [size, note] of content.brackets) {
    const place = bracketPath(size);
    const refuse = (code: LedgerCode, said: Pick<Finding, 'expected' | 'found'> = {}) =>
      findings.add({ check: 9, code, place, ...said });
    const opened = openInEpochs(note, trust);
    if (!opened.ok) refuse(opened.code);
    else {
      const known = rootAt(size);
      const way = known === undefined ? content.consistency.get(size) : undefined;
      const code =
        opened.value.outside.length > 0 ? 'note.epoch' : refuseBracket(opened.value, trusted, { size, known, way });
      if (code === undefined) brackets.push(bracketOf(policy, opened.value));
      else refuse(code, { expected: known ?? `a part of ${String(checkpoint.size)}`, found: opened.value.root });
    }
  }
  return brackets.sort((one, other) => one.size - other.size);
}

function bracketOf({ quorum }: WitnessPolicy, { size, root, signatures }: OpenedCheckpoint): Bracket {
  return { size, root, time: quorumTime(quorum, signatures) };
}

interface Claim {
  /** As its name says. */
  readonly size: number;
  /** The root of the tree at that size, where it can be computed. */
  readonly known: string | undefined;
  readonly way: Uint8Array | undefined;
}

function refuseBracket(
  { size, root, signatures }: OpenedCheckpoint,
  { policy, checkpoint }: Trusted,
  { size: named, known, way }: Claim,
): LedgerCode | undefined {
  if (size !== named) return 'bundle.file';
  if (!meetsQuorum(policy.quorum, signatures)) return 'witness.quorum';
  if (size > checkpoint.size) return 'consistency.smaller';
  if (known !== undefined) return known === root ? undefined : 'consistency.fork';
  const proof = parseWay(way ?? new Uint8Array(0));
  if (proof === undefined) return 'proof.form';
  const { size: newSize, root: newRoot } = checkpoint;
  const code = refuseConsistency({ oldSize: size, oldRoot: root, size: newSize, root: newRoot, proof });
  return code === 'proof.root' ? 'consistency.fork' : code;
}

/** A file of `consistency/`: one hash in base64 a line; in hex. */
function parseWay(bytes: Uint8Array): string[] | undefined {
  const text = fromUtf8(bytes) ?? 'x';
  if (text === '') return [];
  if (!text.endsWith('\n')) return undefined;
  const hashes = text.slice(0, -1).split('\n').map(fromBase64);
  const proof = hashes.flatMap((hash) => (hash?.length === 32 ? [toHex(hash)] : []));
  return proof.length === hashes.length ? proof : undefined;
}

import { writeBundle } from '#ledger/bundle-write.ts';
import { toUtf8 } from '#ledger/bytes.ts';
import { type CanonicalObject, canonicalBytes } from '#ledger/canonical.ts';
import { checkpointText } from '#ledger/checkpoint.ts';
import { commit } from '#ledger/commitment.ts';
import { sha256, sha256Hex } from '#ledger/crypto.ts';
import { leafHash } from '#ledger/entry.ts';
import { epochsText } from '#ledger/epochs.ts';
import type { MeritBundle, MeritEntry } from '#ledger/examination.ts';
import { signNote, verifierKeyOf } from '#ledger/note.ts';
import { emptyFrontier, extendFrontier, proveInclusion, rootOf } from '#ledger/tree.ts';
import { readerOf } from '#test/ledger/trees.ts';

const seed = sha256(toUtf8('whoever holds the key of the log'));
const salt = sha256(toUtf8('salt'));

interface Resealed {
  readonly zip: Uint8Array;
  readonly policy: Uint8Array;
  readonly epochs: Uint8Array;
}

/** The bundle as somebody would make it who has the log's key: numbers, links, commitments and signature are right. */
export function reseal({ entries, rules }: MeritBundle): Resealed {
  const inOrder = [...entries].sort((one, other) => one.envelope.streamSeq - other.envelope.streamSeq);
  const log = inOrder[0]?.envelope.log ?? '';
  const sealed: Uint8Array[] = [];
  for (const entry of inOrder) {
    const last = sealed.at(-1);
    const prev = last === undefined ? null : sha256Hex(Uint8Array.of(0, ...last));
    sealed.push(bytesOf(entry, { streamSeq: sealed.length + 1, prev }));
  }
  const leaves = sealed.map(leafHash);
  const { vkey } = verifierKeyOf(log, seed, 'log');
  const [policy, epochs] = [`log ${vkey}\nquorum none\n`, epochsText([{ vkey, firstSize: 0, lastSize: null }])];
  const newest = sealed.length - 1;
  const zip = writeBundle({
    kind: 'selection',
    log,
    profile: 'inspectorate',
    streams: [...new Set(inOrder.map(({ envelope }) => envelope.stream))],
    checkpoint: signNote(checkpointText(log, leaves.length, rootOf(extendFrontier(emptyFrontier, leaves))), log, seed),
    policy,
    epochs,
    entries: sealed.map((bytes, position) => ({ bytes, position })),
    openings: inOrder.flatMap(openingsOf),
    proofs: [{ position: newest, hashes: proveInclusion(readerOf(leaves), newest, leaves.length) }],
    rules: [...rules.values()].map((rule) => canonicalBytes(rule)),
  });
  return { zip, policy: toUtf8(policy), epochs: toUtf8(epochs) };
}

function bytesOf({ envelope, openings }: MeritEntry, place: CanonicalObject): Uint8Array {
  const { log, id: entry, type } = envelope;
  const made = [...openings].map(([field, value]) => {
    return [field, commit({ log, entry, type, field }, salt, canonicalBytes(value))] as const;
  });
  return canonicalBytes({ ...envelope, ...place, committed: { ...envelope.committed, ...Object.fromEntries(made) } });
}

function openingsOf({ envelope, openings }: MeritEntry) {
  return [...openings].map(([field, value]) => {
    return { entry: envelope.id, field, salt: Buffer.from(salt).toString('hex'), value: canonicalBytes(value) };
  });
}

import type { BundleKind } from '#ledger/bundle.ts';
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

export interface Resealed {
  readonly zip: Uint8Array;
  readonly policy: Uint8Array;
  readonly epochs: Uint8Array;
}

/** What of the agency's stream the log holds before the selection, and whether the bundle carries it. */
interface Granted {
  readonly grants?: readonly MeritEntry[];
  readonly carried?: boolean;
  /** A dump holds that stream as such. */
  readonly kind?: BundleKind;
}

/** The bundle as somebody would make it who has the log's key: numbers, links, commitments and signature are right. */
export function reseal(
  { entries, rules }: MeritBundle,
  { grants = [], carried = true, kind = 'selection' }: Granted = {},
): Resealed {
  const inOrder = [...entries].sort((one, other) => one.envelope.streamSeq - other.envelope.streamSeq);
  const log = inOrder[0]?.envelope.log ?? '';
  const sealed = sealEach([...grants, ...inOrder]);
  const leaves = sealed.map(leafHash);
  const { vkey } = verifierKeyOf(log, seed, 'log');
  const [policy, epochs] = [`log ${vkey}\nquorum none\n`, epochsText([{ vkey, firstSize: 0, lastSize: null }])];
  const proofAt = (position: number) => proveInclusion(readerOf(leaves), position, leaves.length);
  const newest = sealed.length - 1;
  const lines = sealed.map((bytes, position) => ({ bytes, position }));
  const offices = grants.map((grant, position) => ({
    bytes: sealed[position] ?? new Uint8Array(0),
    position,
    openings: openingsOf(grant).map(({ entry: _, ...opening }) => opening),
    proof: proofAt(position),
  }));
  const isDump = kind === 'dump';
  const zip = writeBundle({
    kind,
    log,
    profile: 'inspectorate',
    streams: isDump ? [] : [...new Set(inOrder.map(({ envelope }) => envelope.stream))],
    checkpoint: signNote(checkpointText(log, leaves.length, rootOf(extendFrontier(emptyFrontier, leaves))), log, seed),
    policy,
    epochs,
    entries: isDump ? lines : lines.slice(grants.length),
    openings: [...(isDump ? grants : []), ...inOrder].flatMap(openingsOf),
    proofs: isDump ? [] : [{ position: newest, hashes: proofAt(newest) }],
    rules: [...rules.values()].map((rule) => canonicalBytes(rule)),
    offices: grants.length > 0 && carried && !isDump ? offices : undefined,
  });
  return { zip, policy: toUtf8(policy), epochs: toUtf8(epochs) };
}

/** Each stream from 1, its entries linked. */
function sealEach(entries: readonly MeritEntry[]): Uint8Array[] {
  const newest = new Map<string, { readonly streamSeq: number; readonly prev: string }>();
  return entries.map((entry) => {
    const { streamSeq, prev } = newest.get(entry.envelope.stream) ?? { streamSeq: 1, prev: null };
    const bytes = bytesOf(entry, { streamSeq, prev });
    newest.set(entry.envelope.stream, { streamSeq: streamSeq + 1, prev: sha256Hex(Uint8Array.of(0, ...bytes)) });
    return bytes;
  });
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

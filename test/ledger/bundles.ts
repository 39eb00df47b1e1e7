import type { BundleEntry } from '#ledger/bundle.ts';
import { type BundleInput, writeBundle } from '#ledger/bundle-write.ts';
import { toHex, toUtf8 } from '#ledger/bytes.ts';
import { type Canonical, type CanonicalObject, canonicalBytes } from '#ledger/canonical.ts';
import { checkpointText } from '#ledger/checkpoint.ts';
import { commit } from '#ledger/commitment.ts';
import { sha256, sha256Hex } from '#ledger/crypto.ts';
import { assembleEntry, encodeAround, leafHash, type UnplacedEnvelope } from '#ledger/entry.ts';
import { epochsText } from '#ledger/epochs.ts';
import type { VerifyOptions } from '#ledger/examination.ts';
import { cosignatureLine, signNote, verifierKeyOf } from '#ledger/note.ts';
import { emptyFrontier, extendFrontier, proveInclusion, rootOf } from '#ledger/tree.ts';
import { verifyBundle } from '#ledger/verify.ts';
import { readerOf } from './trees.ts';

export const log = 'bukti.test/2026';
export const logSeed = sha256(toUtf8('the key of the log'));
export const strangerSeed = sha256(toUtf8('the key of a stranger'));
export const witnesses = ['a', 'b', 'c'].map((name) => ({ name: `saksi-${name}.test/w`, seed: sha256(toUtf8(name)) }));
export const logKey = verifierKeyOf(log, logSeed, 'log').vkey;

export const selection = 'selection/0b9d0f2e-6c9e-4a58-a3b8-6f2d44b7a001';
const policyNone = `log ${logKey}\nquorum none\n`;
export const policyTwoOfThree = [
  `log ${logKey}`,
  ...witnesses.map(({ name, seed }, index) => `witness w${String(index)} ${verifierKeyOf(name, seed, 'witness').vkey}`),
  'group all 2 w0 w1 w2',
  'quorum all\n',
].join('\n');
const epochs = epochsText([{ vkey: logKey, firstSize: 0, lastSize: null }]);

/** What a test says of one entry; the rest follows from its place. */
export interface Draft {
  readonly stream: string;
  readonly type: string;
  readonly open: CanonicalObject;
  /** Values, or the bytes of what no encoder would write. */
  readonly committed?: Readonly<Record<string, Canonical | Uint8Array>>;
  readonly seen?: UnplacedEnvelope['seen'];
  readonly agency?: string;
  readonly policy?: UnplacedEnvelope['policy'];
  /** Who acts, by the name in the stream; nobody by default. */
  readonly actor?: string | null;
  /** By default some seconds after each other. */
  readonly at?: string;
}

export const drafts: readonly Draft[] = [
  { stream: 'system', type: 'log.opened/1', open: {} },
  { stream: selection, type: 'seat.appointed/1', open: { holder: idOf(90), role: 'chair', seat: 1 } },
  { stream: 'system', type: 'schema.attested/1', open: { digest: sha256Hex(toUtf8('schema')) } },
  {
    stream: selection,
    type: 'ballot.cast/1',
    open: { motion: sha256Hex(toUtf8('motion')), seat: 1, selection: idOf(80) },
    committed: { choice: 'yes', reason: 'Calon terbaik: "é"' },
  },
  { stream: 'system', type: 'entry.conflicted/1', open: { entry: idOf(3) } },
];

const rules = canonicalBytes({ id: 'test', thresholds: { box: '82.5' } });

export function idOf(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

function saltOf(field: string): Uint8Array {
  return sha256(toUtf8(field));
}

/** Chains, commits and encodes the drafts as the app and the database would; position i is draft i. */
export function sealDrafts(given: readonly Draft[]): { entries: BundleEntry[]; openings: BundleInput['openings'] } {
  const newest = new Map<string, { seq: number; leaf: string }>();
  const openings: BundleInput['openings'][number][] = [];
  const entries = given.map(
    (
      { stream, type, open, committed = {}, seen = null, agency = null, policy = null, actor: ref = null, at: said },
      position,
    ) => {
      const id = idOf(position);
      const commitments: Record<string, string> = {};
      for (const [field, value] of Object.entries(committed)) {
        const bytes = value instanceof Uint8Array ? value : canonicalBytes(value);
        commitments[field] = commit({ log, entry: id, type, field }, saltOf(field), bytes);
        openings.push({ entry: id, field, salt: toHex(saltOf(field)), value: bytes });
      }
      const actor = { ref, role: 'workflow', session: null };
      const at = said ?? `2026-03-25T08:03:0${String(position % 10)}.000000Z`;
      const frame = { actor, agency, at, build: '1.0.0', id, log, policy, v: 1 as const };
      const parts = encodeAround({ ...frame, committed: commitments, open, seen, stream, type });
      if (!parts.ok) throw new Error(parts.code);
      const last = newest.get(stream);
      const bytes = assembleEntry(parts.value, last?.leaf ?? null, (last?.seq ?? 0) + 1);
      newest.set(stream, { seq: (last?.seq ?? 0) + 1, leaf: toHex(leafHash(bytes)) });
      return { position, bytes };
    },
  );
  return { entries, openings };
}

export function signedCheckpoint(leaves: readonly Uint8Array[], cosigners = 0, seed = logSeed): string {
  const text = checkpointText(log, leaves.length, rootOf(extendFrontier(emptyFrontier, leaves)));
  const lines = witnesses.slice(0, cosigners).map((witness) => cosignatureLine(text, witness, 1_774_425_600));
  return signNote(text, log, seed) + lines.join('');
}

/** All that a selection's bundle holds, with both streams of the drafts; a test changes what it is about. */
export function bundleInput(given: readonly Draft[] = drafts, cosigners = 0): BundleInput {
  const { entries, openings } = sealDrafts(given);
  const leaves = entries.map(({ bytes }) => leafHash(bytes));
  const read = readerOf(leaves);
  return {
    kind: 'selection',
    log,
    profile: 'inspectorate',
    streams: [...new Set(given.map(({ stream }) => stream))],
    checkpoint: signedCheckpoint(leaves, cosigners),
    policy: policyNone,
    epochs,
    entries,
    openings,
    proofs: entries.map(({ position }) => ({ position, hashes: proveInclusion(read, position, leaves.length) })),
    rules: [rules],
  };
}

export const pinned: VerifyOptions = { policy: toUtf8(policyNone), epochs: toUtf8(epochs), merit: () => [] };

/** The codes that fail the bundle of this input. */
export function codesOf(input: BundleInput, options: VerifyOptions = pinned): string[] {
  return [...new Set(verifyBundle(writeBundle(input), options).findings.map(({ code }) => code))].sort();
}

import { fromHex, toHex, toUtf8 } from '#ledger/bytes.ts';
import { encodeCanonical } from '#ledger/canonical.ts';
import { decodeCanonical } from '#ledger/canonical-decode.ts';
import { openCheckpointWith } from '#ledger/checkpoint.ts';
import { commit, openCommitment } from '#ledger/commitment.ts';
import { sha256Hex } from '#ledger/crypto.ts';
import { leafHash, parseEntry } from '#ledger/entry.ts';
import { cosignatureLine, parseVerifierKey, signNote, verifierKeyOf } from '#ledger/note.ts';
import { parsePolicyFile } from '#ledger/policy-file.ts';
import { refuseNext, type StreamLink } from '#ledger/streams.ts';
import { entryBundle, parseTilePath, tileBytes, tileLayout, tilePath, tileWidth } from '#ledger/tiles.ts';
import { openTlogProofUnder } from '#ledger/tlog-proof.ts';
import { emptyFrontier, extendFrontier, refuseConsistency, refuseInclusion, rootOf } from '#ledger/tree.ts';
import type { Verdict } from '#ledger/verdict.ts';
import { hostValues } from './host-values.ts';
import { leavesOf, readerFor } from './trees.ts';

/** A flat case: each op reads the inputs that it names, and those are there. */
export interface VectorCase {
  readonly id: string;
  readonly op: string;
  readonly verdict: string;
  readonly code?: string;
  readonly log: string;
  readonly entry: string;
  readonly type: string;
  readonly field: string;
  readonly salt: string;
  readonly valueHex: string;
  readonly value: unknown;
  readonly commitment: string;
  readonly hex: string;
  readonly count: number;
  readonly host: string;
  readonly entries: readonly string[];
  readonly leaf: string;
  readonly oldSize: number;
  readonly oldRoot: string;
  readonly size: number;
  readonly root: string;
  readonly position: number;
  readonly prefix?: string;
  readonly name: string;
  readonly seed: string;
  readonly text: string;
  readonly time?: number;
  readonly vkey: string;
  readonly vkeys: readonly string[];
  readonly origin: string;
  readonly line: string;
  readonly note?: string;
  readonly noteHex: string;
  readonly policy: string;
  /** A proof file, or the hashes of a proof. */
  readonly proof?: string | readonly string[];
  readonly proofHex: string;
  readonly levels: unknown;
  readonly level: number | 'entries';
  readonly index: number;
  readonly width: number;
  readonly path: string;
  readonly paths: readonly string[];
  readonly sha256: string;
}

export interface Answer {
  readonly expected: unknown;
  readonly found: unknown;
}

type Op = (vector: VectorCase) => Answer;

const bytesOf = (hex: string): Uint8Array => fromHex(hex) ?? new Uint8Array(0);
const hashesOf = ({ proof }: VectorCase): readonly string[] => (Array.isArray(proof) ? (proof as string[]) : []);
const hex = (bytes: Uint8Array): string => toHex(bytes);

/** Compares verdict and code, and of an accepted thing what the case states about it. */
function judge<T>(vector: VectorCase, verdict: Verdict<T>, shown: (value: T) => object = () => ({})): Answer {
  if (!verdict.ok)
    return {
      expected: { verdict: vector.verdict, code: vector.code },
      found: { verdict: 'refuse', code: verdict.code },
    };
  const found = { verdict: 'accept', ...shown(verdict.value) };
  const given = Object.entries(vector).filter(([key]) => key in found);
  return { expected: Object.fromEntries(given), found };
}

const refused = (code: string | undefined): Answer['found'] =>
  code === undefined ? { verdict: 'accept' } : { verdict: 'refuse', code };
const stated = ({ verdict, code }: VectorCase): Answer['expected'] =>
  verdict === 'accept' ? { verdict } : { verdict, code };

function checkStream(log: string, entries: readonly string[]): string | undefined {
  let last: StreamLink | undefined;
  for (const entry of entries.map(bytesOf)) {
    const parsed = parseEntry(entry, log);
    if (!parsed.ok) return parsed.code;
    const code = refuseNext(last, parsed.value);
    if (code !== undefined) return code;
    last = { envelope: parsed.value, leaf: hex(leafHash(entry)) };
  }
  return undefined;
}

function sign({ name, seed, text, time, vkey, note, line }: VectorCase): Answer {
  const key = verifierKeyOf(name, bytesOf(seed), time === undefined ? 'log' : 'witness').vkey;
  if (time !== undefined)
    return { expected: [vkey, line], found: [key, cosignatureLine(text, { name, seed: bytesOf(seed) }, time)] };
  return { expected: [vkey, note], found: [key, signNote(text, name, bytesOf(seed))] };
}

/** Whether a tree of this size has a tile under this path. */
function isTileOf(size: number, path: string): boolean {
  const place = parseTilePath(path);
  if (!place.ok) return false;
  const { level, index, width } = place.value;
  const { full = 0, partial = 0 } = tileLayout(size)[level === 'entries' ? 0 : level] ?? {};
  return width === tileWidth ? index < full : index === full && width === partial;
}

export const ledgerOps: Readonly<Record<string, Op>> = {
  encode: (vector) => judge(vector, encodeCanonical(vector.value), (bytes) => ({ hex: hex(bytes) })),
  decode: (vector) => judge(vector, decodeCanonical(bytesOf(vector.hex))),
  fill: (vector) => judge(vector, encodeCanonical('a'.repeat(vector.count)), (bytes) => ({ sha256: sha256Hex(bytes) })),
  host: (vector) => judge(vector, encodeCanonical(hostValues.get(vector.host)?.())),
  commit: ({ log, entry, type, field, salt, valueHex, commitment }) => ({
    expected: commitment,
    found: commit({ log, entry, type, field }, bytesOf(salt), bytesOf(valueHex)),
  }),
  open: (vector) => {
    const { log, entry, type, field, salt, valueHex, commitment } = vector;
    return judge(vector, openCommitment(commitment, { log, entry, type, field }, { salt, value: bytesOf(valueHex) }));
  },
  leaf: (vector) => ({ expected: vector.leaf, found: hex(leafHash(bytesOf(vector.hex))) }),
  entry: (vector) => judge(vector, parseEntry(bytesOf(vector.hex), vector.log)),
  stream: (vector) => ({ expected: stated(vector), found: refused(checkStream(vector.log, vector.entries)) }),
  root: ({ size, prefix, root }) => ({
    expected: root,
    found: hex(rootOf(extendFrontier(emptyFrontier, leavesOf(size, prefix)))),
  }),
  inclusion: (vector) => ({
    expected: stated(vector),
    found: refused(refuseInclusion({ ...vector, proof: hashesOf(vector) })),
  }),
  consistency: (vector) => ({
    expected: stated(vector),
    found: refused(refuseConsistency({ ...vector, proof: hashesOf(vector) })),
  }),
  sign,
  vkey: (vector) => judge(vector, parseVerifierKey(vector.vkey)),
  checkpoint: (vector) => {
    const { note, noteHex, origin, vkeys } = vector;
    const bytes = note === undefined ? bytesOf(noteHex) : toUtf8(note);
    return judge(vector, openCheckpointWith(vkeys, bytes, origin), ({ size, root }) => ({ size, root }));
  },
  policy: (vector) => judge(vector, parsePolicyFile(toUtf8(vector.policy))),
  tlogProof: (vector) => {
    const { proof, proofHex, policy, leaf } = vector;
    const bytes = typeof proof === 'string' ? toUtf8(proof) : bytesOf(proofHex);
    const verdict = openTlogProofUnder(toUtf8(policy), bytes, leaf);
    return judge(vector, verdict, ({ position, checkpoint }) => ({ position, size: checkpoint.size }));
  },
  layout: ({ size, levels, paths }) => ({
    expected: { levels, paths },
    found: { levels: tileLayout(size), paths: paths.filter((path) => isTileOf(size, path)) },
  }),
  path: ({ level, index, width, path }) => ({ expected: path, found: tilePath({ level, index, width }) }),
  parse: (vector) => judge(vector, parseTilePath(vector.path), (place) => place),
  tile: ({ size, prefix, level, index, width, sha256 }) => ({
    expected: sha256,
    found: sha256Hex(tileBytes(readerFor(size, prefix), Number(level), { index, width })),
  }),
  bundle: (vector) => {
    return judge(vector, entryBundle(vector.entries.map(bytesOf)), (bytes) => ({ hex: hex(bytes) }));
  },
};

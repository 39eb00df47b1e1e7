import type { BundleInput } from '#ledger/bundle-write.ts';
import { toHex, toUtf8 } from '#ledger/bytes.ts';
import { checkpointText } from '#ledger/checkpoint.ts';
import { leafHash } from '#ledger/entry.ts';
import type { VerifyOptions } from '#ledger/examination.ts';
import { cosignatureLine, signNote } from '#ledger/note.ts';
import { emptyFrontier, extendFrontier, proveConsistency, rootOf } from '#ledger/tree.ts';
import {
  bundleInput,
  type Draft,
  drafts,
  log,
  logSeed,
  pinned,
  policyTwoOfThree,
  sealDrafts,
  witnesses,
} from './bundles.ts';
import { readerOf } from './trees.ts';

/** All entries of the drafts are of 2026-03-25, 08:03. */
export const writtenAt = Date.parse('2026-03-25T08:03:00Z') / 1000;
export const policy = `#bukti covered-within 600\n#bukti fresh-within 3600\n${policyTwoOfThree}`;
export const options: VerifyOptions = { ...pinned, policy: toUtf8(policy) };

interface Cosigned {
  /** Seconds since 1970 of each witness that signs. */
  readonly times: readonly number[];
  readonly seed?: Uint8Array;
}

export function cosigned(leaves: readonly Uint8Array[], { times, seed = logSeed }: Cosigned): string {
  const text = checkpointText(log, leaves.length, rootOf(extendFrontier(emptyFrontier, leaves)));
  const lines = witnesses.flatMap((witness, index) => {
    const time = times[index];
    return time === undefined ? [] : [cosignatureLine(text, witness, time)];
  });
  return signNote(text, log, seed) + lines.join('');
}

export const soon = [writtenAt + 20, writtenAt + 21, writtenAt + 22];

/** The drafts, whose last entry has seen the checkpoint of size 2, with the checkpoints of these sizes. */
export function witnessed(
  times: Readonly<Record<number, readonly number[]>> = { 2: [writtenAt, writtenAt], 5: soon },
): BundleInput {
  const { entries } = sealDrafts(drafts);
  const early = entries.map(({ bytes }) => leafHash(bytes)).slice(0, 2);
  const root = toHex(rootOf(extendFrontier(emptyFrontier, early)));
  const seeing = drafts.map((draft, index): Draft => (index === 4 ? { ...draft, seen: { root, size: 2 } } : draft));
  const input = bundleInput(seeing);
  const leaves = input.entries.map(({ bytes }) => leafHash(bytes));
  const read = readerOf(leaves);
  const brackets = Object.entries(times).map(([text, stated]) => {
    const size = Number(text);
    return { size, note: cosigned(leaves.slice(0, size), { times: stated }), hashes: proveConsistency(read, size, 5) };
  });
  return { ...input, policy, brackets, checkpoint: cosigned(leaves, { times: times[5] ?? soon }) };
}

export const good = witnessed();

const bracketed = (note: string): BundleInput => ({
  ...good,
  brackets: (good.brackets ?? []).map((one) => (one.size === 2 ? { ...one, note } : one)),
});
const at = (seconds: number) => [writtenAt + seconds, writtenAt + seconds];

/** One of each kind, for other verifiers to be compared with. */
export const witnessedCases: readonly (readonly [title: string, input: BundleInput])[] = [
  ['witnessed', good],
  ['witnessed by one', witnessed({ 2: at(0), 5: soon.slice(0, 1) })],
  ['witnessed and back-dated', witnessed({ 2: at(400), 5: at(500) })],
  ['witnessed and dated ahead', witnessed({ 2: at(-400), 5: at(-400) })],
  ['witnessed late', witnessed({ 2: at(0), 5: at(700) })],
  ['witnessed without a bracket', witnessed({ 5: soon })],
  ['witnessed with a bracket that is no note', bracketed('x\n')],
  ['witnessed with a bracket of another size', bracketed(good.checkpoint)],
  ['witnessed without ways', { ...good, brackets: (good.brackets ?? []).map((one) => ({ ...one, hashes: [] })) }],
  ['witnessed as a dump', { ...good, kind: 'dump', streams: [], proofs: [] }],
];

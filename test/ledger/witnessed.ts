import type { BundleInput } from '#ledger/bundle-write.ts';
import { toHex, toUtf8 } from '#ledger/bytes.ts';
import { checkpointText } from '#ledger/checkpoint.ts';
import { leafHash } from '#ledger/entry.ts';
import { epochsText } from '#ledger/epochs.ts';
import type { VerifyOptions } from '#ledger/examination.ts';
import { cosignatureLine, signNote } from '#ledger/note.ts';
import { emptyFrontier, extendFrontier, proveConsistency, rootOf } from '#ledger/tree.ts';
import {
  bundleInput,
  type Draft,
  drafts,
  idOf,
  log,
  logKey,
  logSeed,
  pinned,
  policyTwoOfThree,
  sealDrafts,
  witnesses,
} from './bundles.ts';
import { readerOf } from './trees.ts';

// Bundles under a policy that asks for two of three witnesses, and what is wrong with them.

/** All entries of the drafts are of 2026-03-25, 08:03. */
export const writtenAt = Date.parse('2026-03-25T08:03:00Z') / 1000;
const policy = `#bukti covered-within 600\n#bukti fresh-within 3600\n${policyTwoOfThree}`;
export const options: VerifyOptions = { ...pinned, policy: toUtf8(policy) };

interface Cosigned {
  /** Seconds since 1970 of each witness that signs. */
  readonly times: readonly number[];
  readonly seed?: Uint8Array;
}

function cosigned(leaves: readonly Uint8Array[], { times, seed = logSeed }: Cosigned): string {
  const text = checkpointText(log, leaves.length, rootOf(extendFrontier(emptyFrontier, leaves)));
  const lines = witnesses.flatMap((witness, index) => {
    const time = times[index];
    return time === undefined ? [] : [cosignatureLine(text, witness, time)];
  });
  return signNote(text, log, seed) + lines.join('');
}

const soon = [writtenAt + 20, writtenAt + 21, writtenAt + 22];

/** The drafts, whose last entry has seen the checkpoint of size 2, and what follows them, with the checkpoints of these sizes. */
function witnessed(
  times: Readonly<Record<number, readonly number[]>> = { 2: [writtenAt, writtenAt], 5: soon },
  later: readonly Draft[] = [],
): BundleInput {
  const { entries } = sealDrafts(drafts);
  const early = entries.map(({ bytes }) => leafHash(bytes)).slice(0, 2);
  const root = toHex(rootOf(extendFrontier(emptyFrontier, early)));
  const seeing = drafts.map((draft, index): Draft => (index === 4 ? { ...draft, seen: { root, size: 2 } } : draft));
  const input = bundleInput([...seeing, ...later]);
  const leaves = input.entries.map(({ bytes }) => leafHash(bytes));
  const read = readerOf(leaves);
  const brackets = Object.entries(times).map(([text, stated]) => {
    const size = Number(text);
    return {
      size,
      note: cosigned(leaves.slice(0, size), { times: stated }),
      hashes: proveConsistency(read, size, leaves.length),
    };
  });
  return { ...input, policy, brackets, checkpoint: cosigned(leaves, { times: times[leaves.length] ?? soon }) };
}

export const good = witnessed();
/** The same as a dump, whose tree tells where each entry stands. */
export const wholeDump = { ...good, kind: 'dump', streams: [], proofs: [] } as const;

const early = good.entries.slice(0, 2).map(({ bytes }) => leafHash(bytes));
const seenAt = [writtenAt, writtenAt];

function bracketed(note: string): BundleInput {
  return { ...good, brackets: (good.brackets ?? []).map((one) => (one.size === 2 ? { ...one, note } : one)) };
}

/** The bundle of a log whose stolen key signs a rewritten tree, which no witness follows. */
function rewritten(): BundleInput {
  const changed = drafts.map(
    ({ committed, ...draft }): Draft => (committed ? { ...draft, committed: { choice: 'no', reason: '' } } : draft),
  );
  const input = bundleInput(changed);
  const leaves = input.entries.map(({ bytes }) => leafHash(bytes));
  return { ...input, policy, checkpoint: cosigned(leaves, { times: [] }) };
}

/** The last entry claims to have seen another tree than that whose checkpoint is in the bundle. */
function lying(): BundleInput {
  const seen = { root: '0'.repeat(64), size: 2 };
  const input = bundleInput(drafts.map((draft, index) => (index === 4 ? { ...draft, seen } : draft)));
  const leaves = input.entries.map(({ bytes }) => leafHash(bytes));
  const note = cosigned(leaves.slice(0, 2), { times: soon });
  const brackets = [{ size: 2, note, hashes: proveConsistency(readerOf(leaves), 2, 5) }];
  return { ...input, policy, brackets, checkpoint: cosigned(leaves, { times: soon }) };
}

function forked(): string {
  const other = bundleInput([...drafts].reverse()).entries.map(({ bytes }) => leafHash(bytes));
  return cosigned(other.slice(0, 2), { times: seenAt });
}

/** Of the stream whose entry before it has seen a checkpoint; so many seconds after the time of the drafts. */
function unknowing(seconds: number): Draft {
  const at = new Date((writtenAt + seconds) * 1_000).toISOString().replace('Z', '000Z');
  return { stream: 'system', type: 'entry.conflicted/1', open: { entry: idOf(3) }, at };
}

/** The checkpoint of the first entry alone. */
const seenAtOne = {
  root: toHex(rootOf(extendFrontier(emptyFrontier, early.slice(0, 1)))),
  size: 1,
};

/** Under a policy that asks for witnesses from this position on. */
export const from = (position: number): VerifyOptions => ({
  ...options,
  policy: toUtf8(policy.replace('#bukti fresh-within 3600', `#bukti witnessed-from ${String(position)}`)),
});
const all = (time: number) => [time, time];
const wrongClock = [writtenAt - 100_000, writtenAt + 20, writtenAt + 21];
/** The checkpoint that its newest entry has seen is not in it. */
export const withoutSeen = witnessed({ 5: soon });
/** Nothing proves where its second entry stands. */
export const unplaced = { ...good, proofs: good.proofs.filter(({ position }) => position !== 1) };
/** A witness whose key was stolen signs alone. */
export const signedByOne = witnessed({ 2: seenAt, 5: soon.slice(0, 1) });

const tooLate = witnessed({ 2: seenAt, 5: all(writtenAt + 700) });
const upTo = (size: number) => (good.brackets ?? []).filter((one) => one.size <= size);
/** The checkpoint of one entry more than the bundle has. */
const ahead = witnessed({ 2: seenAt, 6: soon }, [unknowing(5)]).brackets?.filter(({ size }) => size === 6) ?? [];
const withWay = (...more: readonly Uint8Array[]): BundleInput => ({
  ...good,
  brackets: (good.brackets ?? []).map((one) => (one.size === 2 ? { ...one, hashes: [...one.hashes, ...more] } : one)),
});
const keyFrom = (size: number): VerifyOptions => ({
  ...options,
  epochs: toUtf8(epochsText([{ vkey: logKey, firstSize: size, lastSize: null }])),
});

/** What is told of a bundle, its codes, the bundle, and what the auditor holds. */
export const witnessedCases: readonly (readonly [
  title: string,
  codes: readonly string[],
  input: BundleInput,
  given: VerifyOptions,
])[] = [
  ['a quorum of two is met while one witness is missing', [], witnessed({ 2: seenAt, 5: soon.slice(0, 2) }), options],
  [
    'a rewritten tree under the stolen key of the log has no quorum',
    ['consistency.fork', 'witness.quorum'],
    rewritten(),
    { ...options, since: toUtf8(good.checkpoint) },
  ],
  [
    'an entry was back-dated: it knew a checkpoint of a later time',
    ['bracket.at'],
    witnessed({ 2: all(writtenAt + 400), 5: all(writtenAt + 500) }),
    options,
  ],
  [
    'an entry that claims to know nothing was dated back to before what its stream knew',
    ['bracket.at'],
    witnessed({ 2: seenAt, 6: soon }, [unknowing(-400)]),
    options,
  ],
  ['an entry that claims to know nothing', [], witnessed({ 2: seenAt, 6: soon }, [unknowing(5)]), options],
  [
    'an entry of a stream that knows nothing at all is bounded by no other stream',
    [],
    witnessed({ 2: seenAt, 6: soon }, [
      { ...unknowing(-400), stream: 'agency/x', type: 'agency.founded/1', open: {}, committed: { name: 'x' } },
    ]),
    options,
  ],
  [
    'an entry that claims to know an older checkpoint than its stream does',
    ['bracket.at'],
    witnessed({ 1: all(writtenAt - 1_000), 2: seenAt, 6: soon }, [{ ...unknowing(-400), seen: seenAtOne }]),
    options,
  ],
  [
    'what its stream knew still counts after an entry that claims to know nothing',
    ['bracket.at'],
    witnessed({ 2: seenAt, 7: soon }, [unknowing(5), unknowing(-400)]),
    options,
  ],
  [
    'an entry was dated ahead: witnesses had signed it before',
    ['bracket.at'],
    witnessed({ 2: all(writtenAt - 400), 5: all(writtenAt - 400) }),
    options,
  ],
  [
    'outside clocks saw an entry later than the policy allows',
    ['bracket.late'],
    witnessed({ 2: seenAt, 5: all(writtenAt + 700) }),
    options,
  ],
  [
    'an entry that knew a checkpoint of five minutes later, which a clock may differ by',
    [],
    witnessed({ 2: all(writtenAt + 304), 5: all(writtenAt + 500) }),
    options,
  ],
  [
    'an entry that knew a checkpoint of five minutes and a second later',
    ['bracket.at'],
    witnessed({ 2: all(writtenAt + 305), 5: all(writtenAt + 500) }),
    options,
  ],
  ['witnesses signed five minutes before an entry', [], witnessed({ 2: all(writtenAt - 299), 5: soon }), options],
  [
    'witnesses signed five minutes and a second before an entry',
    ['bracket.at'],
    witnessed({ 2: all(writtenAt - 300), 5: soon }),
    options,
  ],
  ['outside clocks saw an entry at the last second', [], witnessed({ 2: seenAt, 5: all(writtenAt + 602) }), options],
  [
    'outside clocks saw an entry a second too late',
    ['bracket.late'],
    witnessed({ 2: seenAt, 5: all(writtenAt + 603) }),
    options,
  ],
  ['nothing is said of entries from before there were witnesses', [], witnessed({ 5: all(writtenAt + 700) }), from(5)],
  ['an entry from the very first that witnesses were asked for', ['bracket.late'], tooLate, from(4)],
  ['one witness whose clock is wrong moves nothing', [], witnessed({ 2: wrongClock, 5: wrongClock }), options],
  ['a checkpoint of another tree: two heads under one key', ['consistency.fork'], bracketed(forked()), options],
  ['an entry claims to have seen what was not there', ['bracket.seen'], lying(), options],
  ['a checkpoint without its quorum', ['witness.quorum'], bracketed(cosigned(early, { times: [writtenAt] })), options],
  ['a checkpoint that is no note', ['note.form'], bracketed('x\n'), options],
  ['a checkpoint under the name of another size', ['bundle.file'], bracketed(good.checkpoint), options],
  [
    'a checkpoint without its way to the newest',
    ['proof.length'],
    { ...good, brackets: (good.brackets ?? []).map((one) => ({ ...one, hashes: [] })) },
    options,
  ],
  ['a checkpoint with a hash too short in its way to the newest', ['proof.form'], withWay(new Uint8Array(31)), options],
  ['a checkpoint with a hash too many in its way', ['proof.length'], withWay(new Uint8Array(32)), options],
  ['a checkpoint of more entries than the newest', ['consistency.smaller'], { ...good, brackets: ahead }, options],
  ['a checkpoint from before the first size of the key', ['note.epoch'], good, keyFrom(3)],
  ['a checkpoint of the first size of the key', [], good, keyFrom(2)],
  [
    'a checkpoint of another tree, in a dump',
    ['consistency.fork'],
    { ...wholeDump, brackets: bracketed(forked()).brackets ?? [] },
    options,
  ],
  [
    'entries that nothing but the newest checkpoint covers, and that late',
    ['bracket.late'],
    { ...tooLate, brackets: upTo(2) },
    options,
  ],
  [
    'the newest checkpoint, signed late, was signed in time as well',
    [],
    { ...good, checkpoint: tooLate.checkpoint },
    options,
  ],
  [
    'the newest checkpoint, signed in time, was signed late as well',
    [],
    { ...tooLate, checkpoint: good.checkpoint },
    options,
  ],
  ['an old state of the log is served as the newest', ['fresh.stale'], good, { ...options, nowS: writtenAt + 4_000 }],
];

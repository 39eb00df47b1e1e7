import type { BundleInput } from '#ledger/bundle-write.ts';
import { concatBytes, fromUtf8, toBase64, toUtf8 } from '#ledger/bytes.ts';
import { canonicalBytes } from '#ledger/canonical.ts';
import { signEd25519 } from '#ledger/crypto.ts';
import { leafHash } from '#ledger/entry.ts';
import { epochsText } from '#ledger/epochs.ts';
import type { VerifyOptions } from '#ledger/examination.ts';
import { signNote, verifierKeyOf } from '#ledger/note.ts';
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
  selection,
  signedCheckpoint,
  strangerSeed,
} from './bundles.ts';
import { officeAttacks } from './offices.ts';
import { publicationAttacks } from './publications.ts';
import { registerAttacks } from './register.ts';

export const good = bundleInput();
export const dump = { ...good, kind: 'dump', streams: [], proofs: [] } as const;

/** The entries, with one text in place of another in the bytes of one of them. */
function edit(position: number, from: string, to: string): BundleInput['entries'] {
  return good.entries.map((entry) =>
    entry.position === position ? { ...entry, bytes: toUtf8((fromUtf8(entry.bytes) ?? '').replace(from, to)) } : entry,
  );
}

/** The streams' numbers of these positions rewritten, as somebody does who changes the order within a stream. */
function renumbered(numbers: Readonly<Record<number, number>>): BundleInput {
  const rewrite = (bytes: Uint8Array, number: number) =>
    toUtf8((fromUtf8(bytes) ?? '').replace(/"streamSeq":\d+/, `"streamSeq":${String(number)}`));
  const entries = good.entries.map((entry) => {
    const number = numbers[entry.position];
    return number === undefined ? entry : { ...entry, bytes: rewrite(entry.bytes, number) };
  });
  return { ...good, entries };
}

function without(entries: BundleInput['entries'], ...positions: number[]): BundleInput['entries'] {
  return entries.filter(({ position }) => !positions.includes(position));
}

function withOpenings(change: Partial<BundleInput['openings'][number]>): BundleInput {
  return { ...good, openings: good.openings.map((line) => ({ ...line, ...change })) };
}

function withDraft(draft: Partial<Draft>): BundleInput {
  return bundleInput([...drafts, { stream: 'system', type: 'log.opened/1', open: {}, ...draft }]);
}

/** Somebody is bound in the selection. */
const bound: Draft = {
  stream: selection,
  type: 'person.bound/1',
  open: { ref: idOf(91), role: 'chair' },
  committed: { person: null },
};
const sealed: Draft = {
  stream: selection,
  type: 'criteria.sealed/1',
  open: { digest: '0'.repeat(64), version: 1 },
};
const entered: Draft = { stream: 'system', type: 'log.opened/1', open: {} };

/** What was done to a good bundle, the codes that name it, and perhaps what the auditor holds. */
type Attack = readonly [title: string, codes: readonly string[], input: BundleInput, options?: VerifyOptions];

export const attacks: readonly Attack[] = [
  [
    'an edited entry in the middle breaks its link and its proof',
    ['proof.root', 'stream.link'],
    { ...good, entries: edit(1, '"seat":1', '"seat":2') },
  ],
  [
    'an edited newest entry no longer leads to the root',
    ['proof.root'],
    { ...good, entries: edit(4, '1.0.0', '1.0.1') },
  ],
  [
    'a missing entry leaves a gap',
    ['stream.gap'],
    { ...good, entries: without(good.entries, 0), proofs: good.proofs.slice(1) },
  ],
  ['a cut tail whose proof stays is noticed', ['position.gap'], { ...good, entries: without(good.entries, 4) }],
  [
    'a newest entry without proof is not in the log',
    ['inclusion.missing'],
    { ...good, proofs: good.proofs.slice(0, 4) },
  ],
  [
    'two positions swapped',
    ['proof.root', 'stream.order'],
    { ...good, entries: good.entries.map((one) => ({ ...one, position: [2, 1, 0, 3, 4][one.position] ?? 0 })) },
  ],
  [
    'two entries of a stream in exchanged order, renumbered',
    ['proof.root', 'stream.link', 'stream.order'],
    renumbered({ 2: 3, 4: 2 }),
  ],
  ['an entry renumbered to a place that is taken', ['proof.root', 'stream.duplicate'], renumbered({ 4: 2 })],
  ['an entry renumbered beyond the next place', ['proof.root', 'stream.gap'], renumbered({ 4: 4 })],
  [
    'one position claimed twice',
    ['position.duplicate', 'stream.duplicate', 'stream.order'],
    {
      ...good,
      entries: [...good.entries, ...good.entries.filter(({ position }) => position === 2)],
    },
  ],
  [
    'an entry of another log',
    ['entry.log', 'proof.root', 'stream.gap'],
    { ...good, entries: edit(0, log, 'bukti.test/2025') },
  ],
  [
    'an entry of another format version',
    ['entry.version', 'proof.root'],
    { ...good, entries: edit(4, '"v":1', '"v":2') },
  ],
  ['an entry that is not canonical', ['entry.canon', 'proof.root'], { ...good, entries: edit(4, '"v":1', '"v": 1') }],
  [
    'an entry with a byte outside ASCII',
    ['entry.ascii', 'proof.root'],
    { ...good, entries: edit(4, '1.0.0', '1.0.é') },
  ],
  ['an entry without its members', ['entry.envelope', 'proof.root'], { ...good, entries: edit(4, '"seen":null,', '') }],
  [
    'an empty entry',
    ['entry.size', 'proof.root'],
    { ...good, entries: good.entries.map((one) => (one.position === 4 ? { ...one, bytes: new Uint8Array(0) } : one)) },
  ],
  ['an unknown type', ['type.unknown'], withDraft({ type: 'log.burnt/1' })],
  ['a field too many', ['type.fields'], withDraft({ open: { digest: 'x' } })],
  ['a field of another form', ['type.value'], withDraft({ type: 'schema.attested/1', open: { digest: 'x' } })],
  ['a type on a stream where it does not belong', ['type.value'], withDraft({ stream: selection })],
  ['a checkpoint signed by a stranger', ['note.signature'], { ...good, checkpoint: forged() }],
  [
    'a checkpoint that nobody trusted signed',
    ['note.unsigned'],
    { ...good, checkpoint: signNote(`${log}\n`, 'x.test', strangerSeed) },
  ],
  ['a checkpoint that is no note', ['note.form'], { ...good, checkpoint: 'x\n' }],
  [
    'a key after its epoch',
    ['note.epoch'],
    good,
    { ...pinned, epochs: toUtf8(epochsText([{ vkey: logKey, firstSize: 0, lastSize: 4 }])) },
  ],
  ['a malformed policy', ['policy.form'], good, { ...pinned, policy: toUtf8('quorum x\n') }],
  ['a policy of groups in groups without end', ['policy.form'], good, { ...pinned, policy: nestedPolicy(20_000) }],
  ['a policy of groups too deep by one', ['policy.form'], good, { ...pinned, policy: nestedPolicy(33) }],
  [
    'a policy too large',
    ['policy.form'],
    good,
    { ...pinned, policy: toUtf8(`${policyTwoOfThree}${'#\n'.repeat(600_000)}`) },
  ],
  ['malformed epochs', ['policy.form'], good, { ...pinned, epochs: toUtf8('epoch\n') }],
  ['an epoch with a malformed key', ['key.form'], good, { ...pinned, epochs: toUtf8('epoch x 0 -\n') }],
  [
    'one cosignature where two are asked',
    ['witness.quorum'],
    bundleInput(drafts, 1),
    { ...pinned, policy: toUtf8(policyTwoOfThree) },
  ],
  [
    'a log smaller than an earlier checkpoint',
    ['consistency.smaller'],
    good,
    sinceOf([...good.entries, ...good.entries]),
  ],
  ['a log that is a fork of an earlier checkpoint', ['consistency.fork'], good, sinceOf([...good.entries].reverse())],
  [
    'a dump that is a fork of an earlier checkpoint',
    ['consistency.fork'],
    dump,
    sinceOf([...good.entries].reverse().slice(0, 3)),
  ],
  [
    'a dump with an entry left out',
    ['position.gap', 'stream.gap', 'tree.root'],
    { ...dump, entries: without(good.entries, 2) },
  ],
  [
    'a dump whose positions are all moved up, so that nothing seems covered late',
    ['position.gap'],
    { ...dump, entries: dump.entries.map((one) => ({ ...one, position: one.position + 1_000_000 })) },
  ],
  [
    'a dump whose last position alone is moved up',
    ['position.gap'],
    {
      ...dump,
      entries: dump.entries.map((one, row, all) => (row === all.length - 1 ? { ...one, position: 999 } : one)),
    },
  ],
  ...registerAttacks,
  ...publicationAttacks,
  ...officeAttacks,
  ['an act of somebody whom nothing has bound', ['stream.unbound'], withDraft({ actor: idOf(91) })],
  [
    'an act of somebody who is bound in another stream',
    ['stream.unbound'],
    bundleInput([...drafts, bound, { ...entered, actor: idOf(91) }]),
  ],
  [
    'an act of somebody who was bound after it',
    ['stream.unbound'],
    bundleInput([...drafts, { ...sealed, actor: idOf(91) }, bound]),
  ],
  ['an entry that knows a later checkpoint', ['bracket.seen'], withDraft({ seen: { root: '0'.repeat(64), size: 9 } })],
  ['another value', ['opening.mismatch'], withOpenings({ value: canonicalBytes('no') })],
  ['a malformed salt', ['opening.form'], withOpenings({ salt: 'AA' })],
  ['an opening of no entry', ['opening.unknown'], withOpenings({ entry: log })],
  ['an opening of an open field', ['opening.unknown'], { ...good, openings: [{ ...opening(), field: 'seat' }] }],
  ['an opening told twice', ['opening.duplicate'], { ...good, openings: [opening(), opening()] }],
  ['a stream more than the bundle says', ['bundle.scope'], { ...good, streams: ['system'] }],
  ['a stream less than the bundle says', ['bundle.scope'], { ...good, streams: [...good.streams, 'agency/x'] }],
  [
    'the proof of another entry',
    ['proof.root'],
    {
      ...good,
      proofs: good.proofs.map((one) => (one.position === 1 ? { ...one, hashes: good.proofs[0]?.hashes ?? [] } : one)),
    },
  ],
];

function opening(): BundleInput['openings'][number] {
  const first = good.openings[0];
  if (first === undefined) throw new Error('the fixture has openings');
  return first;
}

/** A policy whose quorum is the outermost of so many groups, each in the next. */
export function nestedPolicy(depth: number): Uint8Array {
  const [, ...lines] = policyTwoOfThree.split('\n').slice(0, -3);
  const groups = Array.from(
    { length: depth },
    (_, index) => `group g${index} 1 ${index === 0 ? 'w0' : `g${index - 1}`}`,
  );
  return toUtf8([`log ${logKey}`, ...lines, ...groups, `quorum g${depth - 1}\n`].join('\n'));
}

/** Under the name and the key id of the log, but signed with another key. */
function forged(): string {
  const [text = ''] = good.checkpoint.split('\n\n');
  const signature = signEd25519(strangerSeed, toUtf8(`${text}\n`));
  return `${text}\n\n— ${log} ${toBase64(concatBytes(verifierKeyOf(log, logSeed, 'log').id, signature))}\n`;
}

function sinceOf(entries: BundleInput['entries']): typeof pinned {
  return { ...pinned, since: toUtf8(signedCheckpoint(entries.map(({ bytes }) => leafHash(bytes)))) };
}

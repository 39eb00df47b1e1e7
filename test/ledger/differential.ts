import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type BundleEntry, manifestPath } from '#ledger/bundle.ts';
import { type BundleInput, writeBundle } from '#ledger/bundle-write.ts';
import { concatBytes, fromUtf8, toHex, toUtf8 } from '#ledger/bytes.ts';
import { publicKeyOf, sha256, signEd25519, verifyEd25519 } from '#ledger/crypto.ts';
import { leafHash } from '#ledger/entry.ts';
import { parseEpochs } from '#ledger/epochs.ts';
import { emptyFrontier, extendFrontier, proveConsistency, proveInclusion, rootOf } from '#ledger/tree.ts';
import { bundleInput, drafts, logKey, pinned, policyTwoOfThree, signedCheckpoint } from './bundles.ts';
import { files, repack, withListed } from './containers.ts';
import { type Draw, drawer, mutated, pick } from './mutation.ts';
import { askPython, bundleCase, comparable, type PythonCase, verifyByProduct } from './python-verifier.ts';
import { keyedQuestion, stampedBundleQuestion, stampQuestion } from './stamp-questions.ts';
import { readerOf } from './trees.ts';
import { ledgerOps, type VectorCase } from './vector-ops.ts';

/** A case with what the verifier of the product says of it. */
interface Question {
  readonly asked: PythonCase;
  readonly said: () => unknown;
}

type Maker = (draw: Draw) => Question;

const folder = 'test/vectors/ledger';
const vectors = ['canonical', 'commitments', 'leaves', 'tree', 'checkpoint', 'tlog-proof', 'tiles'].flatMap(
  (name) =>
    (JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8')) as { cases: readonly VectorCase[] }).cases,
);

function vectorsOf(op: string): [VectorCase, ...VectorCase[]] {
  // Those that take long because they are large say nothing more when they are changed.
  const [first, ...rest] = vectors.filter((vector) => vector.op === op && JSON.stringify(vector).length < 20_000);
  if (first === undefined) throw new Error(`no vector of ${op}`);
  return [first, ...rest];
}

/** A changed case of the vectors, of an op that the vectors' test knows. */
function vary(op: string, change: (vector: VectorCase, draw: Draw) => object): Maker {
  const known = vectorsOf(op);
  return (draw) => {
    const vector = pick(draw, known);
    const asked = { ...vector, ...change(vector, draw) };
    return { asked, said: () => ledgerOps[op]?.(asked).found };
  };
}

const bytesOf = (hex: string): Uint8Array => Buffer.from(hex, 'hex');
const inHex = (bytes: Uint8Array, draw: Draw): string => toHex(mutated(bytes, draw));
const inText = (text: string, draw: Draw): string => Buffer.from(mutated(toUtf8(text), draw)).toString('utf8');

function nudge(value: number, draw: Draw): number {
  return pick(draw, [value, value + 1, value - 1, value * 2, 0, 2 ** 53 - 1, 2 ** 31, draw(2 ** 32)]);
}

function hashes(given: unknown, draw: Draw): string[] {
  const list = Array.isArray(given) ? [...(given as string[])] : [];
  const at = draw(list.length + 1);
  const other = pick(draw, [list[0] ?? '', 'a'.repeat(64), 'A'.repeat(64), 'a'.repeat(63), list[at] ?? '']);
  list.splice(at, draw(2), ...Array.from({ length: draw(2) }, () => other));
  return draw(3) === 0 && Array.isArray(given) ? [...(given as string[])] : list;
}

const makers: readonly [Maker, ...Maker[]] = [
  vary('decode', ({ hex }, draw) => ({ hex: inHex(bytesOf(hex), draw) })),
  vary('entry', ({ hex }, draw) => ({ hex: inHex(bytesOf(hex), draw) })),
  vary('stream', ({ entries }, draw) => {
    const list = [...entries];
    const at = draw(list.length + 1);
    list.splice(at, draw(2), ...(draw(2) === 0 ? [] : [list[draw(list.length)] ?? '']));
    return { entries: list };
  }),
  vary('open', ({ salt, valueHex }, draw) => ({
    salt: pick(draw, [salt, inText(salt, draw)]),
    valueHex: inHex(bytesOf(valueHex), draw),
  })),
  vary('inclusion', ({ size, position, proof }, draw) => ({
    size: nudge(size, draw),
    position: nudge(position, draw),
    proof: hashes(proof, draw),
  })),
  vary('consistency', ({ size, oldSize, proof }, draw) => ({
    size: nudge(size, draw),
    oldSize: nudge(oldSize, draw),
    proof: hashes(proof, draw),
  })),
  vary('vkey', ({ vkey }, draw) => ({ vkey: inText(vkey, draw) })),
  vary('checkpoint', ({ note, noteHex }, draw) => ({
    note: undefined,
    noteHex: inHex(note === undefined ? bytesOf(noteHex) : toUtf8(note), draw),
  })),
  vary('policy', ({ policy }, draw) => ({ policy: inText(policy, draw) })),
  vary('tlogProof', ({ proof, proofHex }, draw) => ({
    proof: undefined,
    proofHex: inHex(typeof proof === 'string' ? toUtf8(proof) : bytesOf(proofHex), draw),
  })),
  vary('parse', (vector, draw) => ({ path: inText(vector.path, draw) })),
  epochsQuestion,
  signatureQuestion,
  keyedQuestion,
  stampQuestion,
  stampQuestion,
  stampedBundleQuestion,
  (draw) => bundleQuestion(mutated(small, draw), draw),
  (draw) => bundleQuestion(mutated(deflated, draw), draw),
  (draw) => bundleQuestion(withChangedFile(draw), draw),
  (draw) => bundleQuestion(withChangedFile(draw), draw),
  (draw) => bundleQuestion(sealedAnew(draw), draw),
  (draw) => bundleQuestion(sealedAnew(draw), draw),
];

function epochsQuestion(draw: Draw): Question {
  const bytes = mutated(toUtf8(`epoch ${logKey} 0 5\nepoch ${logKey} 6 -\n`), draw);
  const said = () => {
    const verdict = parseEpochs(bytes);
    return verdict.ok ? { verdict: 'accept', count: verdict.value.length } : { verdict: 'refuse', code: verdict.code };
  };
  return { asked: { op: 'epochs', epochsHex: toHex(bytes) }, said };
}

/** The order of the group, in the bytes of a signature's second half; added to it, a lenient reader still accepts. */
const order = 2n ** 252n + 27742317777372353535851937790883648493n;

function littleEndian(value: bigint): Uint8Array {
  return bytesOf(value.toString(16).padStart(64, '0')).toReversed();
}

function numberOf(bytes: Uint8Array): bigint {
  return BigInt(`0x${toHex(bytes.toReversed())}`);
}

/** Points of small order, and spellings of y from the prime on, with and without a sign: readers of signatures differ about them. */
const oddPoints: readonly [string, ...string[]] = [
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0000000000000000000000000000000000000000000000000000000000000080',
  '0100000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000080',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  'ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
];

function signatureQuestion(draw: Draw): Question {
  const text = toUtf8(`text ${String(draw(9))}`);
  const seed = sha256(text);
  const good = signEd25519(seed, text);
  const s = numberOf(good.subarray(32));
  const odd = (): Uint8Array => bytesOf(pick(draw, oddPoints));
  const key = pick(draw, [publicKeyOf(seed), publicKeyOf(seed), odd(), mutated(publicKeyOf(seed), draw)]);
  const first = pick(draw, [good.subarray(0, 32), good.subarray(0, 32), odd()]);
  const second = littleEndian(pick(draw, [s, s, s + order, order, 0n, 0n, order - 1n, s ^ 1n]));
  const signature = concatBytes(first, second);
  const message = pick(draw, [text, text, toUtf8(String(draw(100)))]);
  const asked = { op: 'ed25519', key: toHex(key), message: toHex(message), signature: toHex(signature) };
  return { asked, said: () => ({ valid: verifyEd25519(key, message, signature) }) };
}

const small = writeBundle(bundleInput(drafts.slice(3, 4)));
const deflated = repack(files);
const terms = '#bukti covered-within 100\n#bukti fresh-within 3600\n';
const held = [
  pinned,
  {},
  { ...pinned, policy: toUtf8(`${terms}${policyTwoOfThree}`), nowS: 1_774_430_000 },
  { ...pinned, policy: toUtf8(policyTwoOfThree) },
  { ...pinned, since: toUtf8(signedCheckpoint(leavesOf(bundleInput().entries).slice(0, 3))) },
] as const;

function bundleQuestion(zip: Uint8Array, draw: Draw): Question {
  const options = pick(draw, held);
  return { asked: bundleCase(zip, options), said: () => verifyByProduct(zip, options) };
}

/** A file changed by somebody who can keep the table of contents right. */
function withChangedFile(draw: Draw): Uint8Array {
  const [first, ...rest] = files.filter((file) => file.path !== manifestPath);
  if (first === undefined) throw new Error('the fixture has files');
  const { path, bytes } = pick(draw, [first, ...rest]);
  const other = pick(draw, [path, path, path, 'proofs/7.tlog-proof', 'rules/x.json']);
  return withListed(other, mutated(bytes, draw));
}

/** Entries changed by somebody who has the key of the log: leaves, checkpoint and proofs fit, so that later checks are reached. */
function sealedAnew(draw: Draw): Uint8Array {
  const root = toHex(rootOf(extendFrontier(emptyFrontier, leavesOf(bundleInput().entries).slice(0, 2))));
  const seeing = { stream: 'system', type: 'log.opened/1', open: {}, seen: { root, size: 1 + draw(7) } };
  const input = bundleInput(pick(draw, [drafts, [...drafts, seeing]]), draw(4));
  const entries = changedEntries(input.entries, draw);
  const leaves = leavesOf(entries);
  const read = readerOf(leaves);
  const proofs = entries.map(({ position }, at) => ({ position, hashes: proveInclusion(read, at, leaves.length) }));
  const openings = input.openings.map((opening) =>
    draw(3) > 0 ? opening : { ...opening, value: mutated(opening.value, draw) },
  );
  const brackets = Array.from({ length: draw(3) }, () => {
    const size = draw(leaves.length + 1);
    const way = proveConsistency(read, size, leaves.length);
    const note = signedCheckpoint(leaves.slice(0, Math.max(0, size - (draw(8) === 0 ? 1 : 0))), draw(4));
    return { size, note, hashes: way.slice(draw(8) === 0 ? 1 : 0) };
  });
  const own = { brackets: [...new Map(brackets.map((one) => [one.size, one])).values()] };
  const sealed = { ...input, ...own, entries, openings, checkpoint: signedCheckpoint(leaves, draw(4)) };
  const isDump = draw(3) === 0;
  return writeBundle(
    isDump ? { ...sealed, kind: 'dump', streams: [], proofs: [] } : { ...sealed, proofs: byPath(proofs) },
  );
}

function leavesOf(entries: readonly BundleEntry[]): Uint8Array[] {
  return entries.map(({ bytes }) => leafHash(bytes));
}

/** One proof of each position: a zip with a path twice is another case. */
function byPath(proofs: BundleInput['proofs']): BundleInput['proofs'] {
  return [...new Map(proofs.map((proof) => [proof.position, proof])).values()];
}

function changedEntries(given: readonly BundleEntry[], draw: Draw): readonly BundleEntry[] {
  const at = draw(given.length);
  const entry = given[at] ?? { position: 0, bytes: new Uint8Array(0) };
  const others = given.filter((_, index) => index !== at);
  switch (draw(5)) {
    case 0:
      return others;
    case 1:
      return [...given, { ...entry, position: pick(draw, [entry.position, given.length]) }];
    case 2:
      return given.map((one) => (one === entry ? { ...one, position: draw(2 ** 20) } : one));
    case 3: {
      const text = fromUtf8(entry.bytes) ?? '';
      const other = fromUtf8(given[draw(given.length)]?.bytes ?? entry.bytes) ?? '';
      const member = pick(draw, [
        '"id":"[^"]*"',
        '"stream":"[^"]*"',
        '"streamSeq":[0-9]+',
        '"type":"[^"]*"',
        '"open":{[^}]*}',
      ]);
      const value = new RegExp(member).exec(other)?.[0] ?? '';
      const bytes = toUtf8(text.replace(new RegExp(member), () => value));
      return given.map((one) => (one === entry ? { ...one, bytes } : one));
    }
    default:
      return given.map((one) => (one === entry ? { ...one, bytes: mutated(one.bytes, draw) } : one));
  }
}

/** A case about which the two verifiers do not say the same. */
export interface Disagreement {
  readonly seed: number;
  readonly asked: PythonCase;
  readonly product: unknown;
  readonly python: unknown;
}

export const kindsOfCases: readonly number[] = [...makers.keys()];

function questionOf(seed: number): Question {
  const maker = makers[seed % makers.length] ?? makers[0];
  return maker(drawer(seed));
}

/** What the verifier of the product says of the case made from a seed: after its name a digest of the whole. */
export function saidOfCase(seed: number): string {
  const { asked, said } = questionOf(seed);
  return `${String(seed)} ${asked.op} ${hash('sha256', JSON.stringify(said())).slice(0, 12)}`;
}

/** Asks both verifiers about `count` cases made from the seeds from `first` on. */
export function compareVerifiers(first: number, count: number): Disagreement[] {
  const questions = Array.from({ length: count }, (_, index) => questionOf(first + index));
  const answers = askPython(questions.map(({ asked }) => asked));
  return questions.flatMap(({ asked, said }, index) => {
    const shown = asked.op === 'verify' ? comparable : (answer: unknown) => answer;
    const [product, python] = [shown(said()), shown(answers[index])];
    return isDeepStrictEqual(product, python) ? [] : [{ seed: first + index, asked, product, python }];
  });
}

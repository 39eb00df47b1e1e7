import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fromHex, fromUtf8, toBase64, toHex, toUtf8 } from '#ledger/bytes.ts';
import { checkpointText, openCheckpoint } from '#ledger/checkpoint.ts';
import { sha256 } from '#ledger/crypto.ts';
import { parseVerifierKey, signNote, verifierKeyOf } from '#ledger/note.ts';
import { tileBytes, tileLayout, tilePath, tileWidth } from '#ledger/tiles.ts';
import {
  type ConsistencyClaim,
  type InclusionClaim,
  proveConsistency,
  proveInclusion,
  readFrontier,
  refuseConsistency,
  refuseInclusion,
  rootOf,
} from '#ledger/tree.ts';
import { mangled, mutationsPerClass } from './mutations.ts';
import { leavesOf, readerOf } from './trees.ts';

/**
 * The same evidence before Go's checksum database (golang.org/x/mod/sumdb: tlog and note), which was written by others for another
 * purpose. One process answers all questions. Where there is no `go`, or it cannot get its module, nothing is compared.
 */
const folder = fileURLToPath(new URL('../interop/sumdb', import.meta.url));
const go = (...args: string[]) => spawnSync('go', args, { cwd: folder, encoding: 'utf8', timeout: 240_000 });
const isThere = go('version').status === 0 && go('mod', 'download').status === 0;
if (!isThere) process.stderr.write('SKIPPED: no go with golang.org/x/mod, so nothing is compared with its sumdb\n');

interface Answer {
  readonly agrees: boolean;
  readonly why?: string;
  readonly text?: string;
}

const built = mkdtempSync(join(tmpdir(), 'bukti-sumdb-'));
const program = join(built, 'sumdb');
afterAll(() => rmSync(built, { recursive: true }));

function ask(questions: readonly object[]): Answer[] {
  const input = questions.map((question) => `${JSON.stringify(question)}\n`).join('');
  const { status, stdout, stderr } = spawnSync(program, { input, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(stderr);
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Answer);
}

const largest = 700;
const leaves = leavesOf(largest);
const read = readerOf(leaves);
const base64Of = (hex: string): string => toBase64(fromHex(hex) ?? new Uint8Array(32));
const rootAt = (size: number): string => toHex(rootOf(readFrontier(read, size)));
const sample = <T>(drawn: fc.Arbitrary<T>): T[] => fc.sample(drawn, mutationsPerClass);

const sizes = fc.integer({ min: 1, max: largest });
const inclusions = sizes.chain((size) =>
  fc.nat(size - 1).map((position): InclusionClaim => {
    const proof = proveInclusion(read, position, size).map(toHex);
    return { leaf: toHex(leaves[position] ?? new Uint8Array(0)), position, size, proof, root: rootAt(size) };
  }),
);
const consistencies = sizes.chain((size) =>
  fc.integer({ min: 1, max: size }).map((oldSize): ConsistencyClaim => {
    const proof = proveConsistency(read, oldSize, size).map(toHex);
    return { oldSize, oldRoot: rootAt(oldSize), size, root: rootAt(size), proof };
  }),
);

/** A proof changed in any of many ways, or not at all. */
function otherProof(proof: readonly string[]): fc.Arbitrary<readonly string[]> {
  const hash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(toHex);
  if (proof.length === 0) return fc.oneof(fc.constant(proof), fc.array(hash, { minLength: 1, maxLength: 3 }));
  const at = fc.nat(proof.length - 1);
  return fc.oneof(
    fc.constant(proof),
    at.map((index) => proof.filter((_, place) => place !== index)),
    fc.tuple(at, hash).map(([index, other]) => proof.map((one, place) => (place === index ? other : one))),
    fc.tuple(at, hash).map(([index, other]) => [...proof.slice(0, index), other, ...proof.slice(index)]),
    at.map((index) => [...proof.slice(index), ...proof.slice(0, index)]),
    fc.array(hash, { minLength: 64, maxLength: 66 }),
  );
}

/** The number, a neighbour, or any other. */
function near(number: number): fc.Arbitrary<number> {
  const others = fc.constantFrom(number + 1, Math.max(1, number - 1), 2 ** 32 + number, Number.MAX_SAFE_INTEGER);
  return fc.oneof({ arbitrary: fc.constant(number), weight: 3 }, others, fc.integer({ min: 1, max: largest }));
}

const mutatedInclusions = inclusions.chain((claim) =>
  fc
    .record({ proof: otherProof(claim.proof), position: near(claim.position), size: near(claim.size) })
    .map((change) => ({ ...claim, ...change })),
);
const mutatedConsistencies = consistencies.chain((claim) =>
  fc
    .record({ proof: otherProof(claim.proof), oldSize: near(claim.oldSize), size: near(claim.size) })
    .map((change) => ({ ...claim, ...change })),
);

const inclusionQuestion = ({ leaf, root, proof, position, size }: InclusionClaim) => {
  const hashes = { leaf: base64Of(leaf), root: base64Of(root), proof: proof.map(base64Of) };
  return { op: 'inclusion', ...hashes, position, size };
};
const consistencyQuestion = ({ oldRoot, root, proof, oldSize, size }: ConsistencyClaim) => {
  const hashes = { oldRoot: base64Of(oldRoot), root: base64Of(root), proof: proof.map(base64Of) };
  return { op: 'consistency', ...hashes, oldSize, size };
};

const origin = 'bukti.example/interop';
const seed = sha256(toUtf8('interop'));
const { vkey } = verifierKeyOf(origin, seed, 'log');
const parsedKey = parseVerifierKey(vkey);
if (!parsedKey.ok) throw new Error(parsedKey.code);
const trusted = [parsedKey.value];

/** Signed checkpoints of some sizes. */
const notes = [0, 1, 2, 255, 256, 257, largest].map((size) =>
  toUtf8(signNote(checkpointText(origin, size, fromHex(rootAt(size)) ?? new Uint8Array(32)), origin, seed)),
);
const texts = notes.map((bytes) => (fromUtf8(bytes) ?? '').split('\n\n')[0]);
const mutatedNotes = fc.constantFrom(...notes).chain(mangled);

const noteQuestion = (bytes: Uint8Array) => ({ op: 'note', note: toBase64(bytes), keys: [vkey] });

/** All tiles of the tree by their paths. */
function tilesOf(size: number): Record<string, string> {
  const tiles = tileLayout(size).flatMap(({ level, full, partial }) => [
    ...Array.from({ length: full }, (_, index) => ({ level, index, width: tileWidth })),
    ...(partial > 0 ? [{ level, index: full, width: partial }] : []),
  ]);
  return Object.fromEntries(tiles.map((tile) => [tilePath(tile), toBase64(tileBytes(read, tile.level, tile))]));
}

function tilesQuestion(size: number, tiles: Record<string, string>) {
  const hashes = leaves.slice(0, size).map(toBase64);
  return { op: 'tiles', leaves: hashes, root: base64Of(rootAt(size)), tiles, position: Math.floor(size / 3) };
}

describe.skipIf(!isThere)("Go's sumdb", { timeout: 60_000 }, () => {
  beforeAll(() => {
    const { status, stderr } = go('build', '-o', program, '.');
    if (status !== 0) throw new Error(stderr);
  }, 240_000);

  test('accepts every proof of inclusion, and of the mutated ones those that we accept', () => {
    const claims = [...sample(inclusions), ...sample(mutatedInclusions)];
    const answers = ask(claims.map(inclusionQuestion));
    const differing = claims.filter((claim, at) => answers[at]?.agrees !== (refuseInclusion(claim) === undefined));
    expect(differing).toEqual([]);
    expect(answers.slice(0, mutationsPerClass).every(({ agrees }) => agrees)).toBe(true);
  });

  test('accepts every proof of consistency, and of the mutated ones those that we accept', () => {
    const claims = [...sample(consistencies), ...sample(mutatedConsistencies)];
    const answers = ask(claims.map(consistencyQuestion));
    const differing = claims.filter((claim, at) => answers[at]?.agrees !== (refuseConsistency(claim) === undefined));
    expect(differing).toEqual([]);
    expect(answers.slice(0, mutationsPerClass).every(({ agrees }) => agrees)).toBe(true);
  });

  test('opens every checkpoint as we do', () => {
    const opened = notes.map((bytes) => openCheckpoint(bytes, trusted, origin));
    const found = ask(notes.map(noteQuestion)).map(({ text }) => text);
    expect(found).toEqual(opened.map((ours) => (ours.ok ? ours.value.text : ours.code)));
  });

  test('opens whatever we open of mutated checkpoints, and none with a text that was not signed', () => {
    const mutated = sample(mutatedNotes);
    const answers = ask(mutated.map(noteQuestion));
    const differing = mutated.filter((bytes, at) => {
      const ours = openCheckpoint(bytes, trusted, origin);
      return ours.ok && ours.value.text !== answers[at]?.text;
    });
    const forged = answers.filter(({ agrees, text = '' }) => agrees && !texts.includes(text.slice(0, -1)));
    expect({ differing, forged }).toEqual({ differing: [], forged: [] });
  });

  test('cuts the same tiles under the same paths, and proves leaves from ours', () => {
    const cuts = [1, 2, 255, 256, 257, 511, 512, 513, largest];
    expect(ask(cuts.map((size) => tilesQuestion(size, tilesOf(size))))).toEqual(cuts.map(() => ({ agrees: true })));
  });

  test('refuses a tile of ours that was mangled', () => {
    const tiles = tilesOf(300);
    const paths = Object.keys(tiles);
    const mutants = fc.sample(
      fc.constantFrom(...paths).chain((path) =>
        mangled(Uint8Array.from(Buffer.from(tiles[path] ?? '', 'base64'))).map((bytes) => ({
          ...tiles,
          [path]: toBase64(bytes),
        })),
      ),
      40,
    );
    expect(ask(mutants.map((mutant) => tilesQuestion(300, mutant))).filter(({ agrees }) => agrees)).toEqual([]);
  });
});

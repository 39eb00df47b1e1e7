import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromHex, toHex } from '#ledger/bytes.ts';
import {
  type ConsistencyClaim,
  type InclusionClaim,
  nodeHash,
  proveConsistency,
  proveInclusion,
  refuseConsistency,
  refuseInclusion,
} from '#ledger/tree.ts';
import { refusesAll } from './mutations.ts';
import { leavesOf, naiveTree, readerOf } from './trees.ts';

const largest = 520;
const leaves = leavesOf(largest);
const others = leavesOf(largest, 'other ');
const read = readerOf(leaves);
const [tree, otherTree] = [naiveTree(leaves), naiveTree(others)];
const hexes = (hashes: readonly Uint8Array[]): string[] => hashes.map(toHex);
const rootAt = (size: number): string => toHex(tree.root(size));
const leafAt = (position: number, of = leaves): string => toHex(of[position] ?? new Uint8Array(0));

function inclusionOf(position: number, size: number): InclusionClaim {
  const proof = hexes(proveInclusion(read, position, size));
  return { leaf: leafAt(position), position, size, proof, root: rootAt(size) };
}

function consistencyOf(oldSize: number, size: number): ConsistencyClaim {
  const proof = hexes(proveConsistency(read, oldSize, size));
  return { oldSize, oldRoot: rootAt(oldSize), size, root: rootAt(size), proof };
}

const sizes = fc.integer({ min: 2, max: largest });
const inclusions = sizes.chain((size) => fc.nat(size - 1).map((position) => inclusionOf(position, size)));
const consistencies = sizes.chain((size) =>
  fc.integer({ min: 1, max: size - 1 }).map((old) => consistencyOf(old, size)),
);
const digits = fc.nat(63);
const hashes = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(toHex);
/** Beyond the next power of two, so that the path has another length: see the last test of this file. */
const huge = fc.oneof(
  fc.integer({ min: 1_025, max: Number.MAX_SAFE_INTEGER }),
  fc.constantFrom(2 ** 31, 2 ** 32, 2 ** 32 + 1, 2 ** 53 - 1, 2 ** 53, 2 ** 63, 2 ** 64, Number.POSITIVE_INFINITY),
);
const noNumber = fc.constantFrom(-1, -0.5, 0.5, Number.NaN, Number.NEGATIVE_INFINITY);

function flip(hash: string, digit: number, mask: number): string {
  const other = (Number.parseInt(hash.charAt(digit), 16) ^ mask).toString(16);
  return hash.slice(0, digit) + other + hash.slice(digit + 1);
}

/** Some hash of the proof changed by one digit. */
function flippedProof(proof: readonly string[]): fc.Arbitrary<string[]> {
  return fc
    .tuple(fc.nat(proof.length - 1), digits, fc.integer({ min: 1, max: 15 }))
    .map(([at, digit, mask]) => proof.map((hash, index) => (index === at ? flip(hash, digit, mask) : hash)));
}

function cutProof(proof: readonly string[]): fc.Arbitrary<string[]> {
  return fc.nat(proof.length - 1).map((at) => proof.filter((_, index) => index !== at));
}

function extendedProof(proof: readonly string[]): fc.Arbitrary<string[]> {
  return fc
    .tuple(fc.nat(proof.length), fc.oneof(hashes, fc.constantFrom(...proof)))
    .map(([at, hash]) => [...proof.slice(0, at), hash, ...proof.slice(at)]);
}

/** Two different hashes of the proof in each other's place. */
function swappedProof(proof: readonly string[]): fc.Arbitrary<string[]> {
  return fc
    .tuple(fc.nat(proof.length - 1), fc.nat(proof.length - 1))
    .map(([one, other]) =>
      proof.map((hash, at) => (at === one ? proof[other] : at === other ? proof[one] : hash) ?? hash),
    );
}

const crowd = fc
  .tuple(hashes, fc.integer({ min: 64, max: 70 }))
  .map(([hash, count]) => Array<string>(count).fill(hash));
const malformed = fc.constantFrom(
  (hash: string) => hash.slice(2),
  (hash: string) => `${hash}00`,
  (hash: string) => `${hash.slice(0, 62)}zz`,
  () => '',
  (hash: string) => `0x${hash.slice(2)}`,
  (hash: string) => `${hash.slice(0, 63)}G`,
);

type Mutation<Claim> = readonly [name: string, mutate: (claim: Claim) => fc.Arbitrary<Claim>];

const ofInclusion: readonly Mutation<InclusionClaim>[] = [
  ['a position one too high', (claim) => fc.constant({ ...claim, position: claim.position + 1 })],
  ['a position one too low', (claim) => fc.constant({ ...claim, position: claim.position - 1 })],
  ['any other position', (claim) => fc.nat(largest).map((position) => ({ ...claim, position }))],
  ['a huge position', (claim) => huge.map((position) => ({ ...claim, position }))],
  ['a huge size', (claim) => huge.map((size) => ({ ...claim, size }))],
  ['a number that is no size', (claim) => noNumber.map((size) => ({ ...claim, size }))],
  ['a number that is no position', (claim) => noNumber.map((position) => ({ ...claim, position }))],
  ['size 0', (claim) => fc.constant({ ...claim, size: 0 })],
  ['a proof with a flipped hash', (claim) => flippedProof(claim.proof).map((proof) => ({ ...claim, proof }))],
  ['a cut proof', (claim) => cutProof(claim.proof).map((proof) => ({ ...claim, proof }))],
  ['an extended proof', (claim) => extendedProof(claim.proof).map((proof) => ({ ...claim, proof }))],
  ['a proof with two hashes swapped', (claim) => swappedProof(claim.proof).map((proof) => ({ ...claim, proof }))],
  ['64 hashes or more', (claim) => crowd.map((proof) => ({ ...claim, proof }))],
  ['a malformed hash', (claim) => malformOne(claim.proof).map((proof) => ({ ...claim, proof }))],
  ['a flipped leaf', (claim) => digits.map((digit) => ({ ...claim, leaf: flip(claim.leaf, digit, 1) }))],
  ['a flipped root', (claim) => digits.map((digit) => ({ ...claim, root: flip(claim.root, digit, 8) }))],
  ['the leaf of another entry', (claim) => fc.nat(largest - 1).map((at) => ({ ...claim, leaf: leafAt(at) }))],
  ['the root of another size', (claim) => fc.nat(largest).map((size) => ({ ...claim, root: rootAt(size) }))],
  ['the leaf of another log', (claim) => fc.constant({ ...claim, leaf: leafAt(claim.position, others) })],
  ['the root of another log', (claim) => fc.constant({ ...claim, root: toHex(otherTree.root(claim.size)) })],
  ['a node as a leaf', nodeAsLeaf],
  ['a leaf as a node', (claim) => fc.constant({ ...claim, proof: [claim.leaf, ...claim.proof] })],
  ['an empty proof', (claim) => fc.constant({ ...claim, proof: [] })],
];

const ofConsistency: readonly Mutation<ConsistencyClaim>[] = [
  ['an old size one too high', (claim) => fc.constant({ ...claim, oldSize: claim.oldSize + 1 })],
  ['an old size one too low', (claim) => fc.constant({ ...claim, oldSize: claim.oldSize - 1 })],
  ['any other old size', (claim) => fc.nat(largest).map((oldSize) => ({ ...claim, oldSize }))],
  ['an old size that is huge', (claim) => huge.map((oldSize) => ({ ...claim, oldSize }))],
  ['a huge size', (claim) => huge.map((size) => ({ ...claim, size }))],
  ['a number that is no size', (claim) => noNumber.map((size) => ({ ...claim, size }))],
  ['a number that is no old size', (claim) => noNumber.map((oldSize) => ({ ...claim, oldSize }))],
  ['size 0', (claim) => fc.constant({ ...claim, size: 0 })],
  ['old size 0 with hashes', (claim) => fc.constant({ ...claim, oldSize: 0 })],
  ['a proof with a flipped hash', (claim) => flippedProof(claim.proof).map((proof) => ({ ...claim, proof }))],
  ['a cut proof', (claim) => cutProof(claim.proof).map((proof) => ({ ...claim, proof }))],
  ['an extended proof', (claim) => extendedProof(claim.proof).map((proof) => ({ ...claim, proof }))],
  ['a proof with two hashes swapped', (claim) => swappedProof(claim.proof).map((proof) => ({ ...claim, proof }))],
  ['64 hashes or more', (claim) => crowd.map((proof) => ({ ...claim, proof }))],
  ['a malformed hash', (claim) => malformOne(claim.proof).map((proof) => ({ ...claim, proof }))],
  ['a flipped old root', (claim) => digits.map((digit) => ({ ...claim, oldRoot: flip(claim.oldRoot, digit, 1) }))],
  ['a flipped root', (claim) => digits.map((digit) => ({ ...claim, root: flip(claim.root, digit, 4) }))],
  ['the old root of another log', (claim) => fc.constant({ ...claim, oldRoot: toHex(otherTree.root(claim.oldSize)) })],
  ['the root of another log', (claim) => fc.constant({ ...claim, root: toHex(otherTree.root(claim.size)) })],
  ['both roots swapped', (claim) => fc.constant({ ...claim, oldRoot: claim.root, root: claim.oldRoot })],
];

function malformOne(proof: readonly string[]): fc.Arbitrary<string[]> {
  return fc
    .tuple(fc.nat(proof.length - 1), malformed)
    .map(([at, malform]) => proof.map((hash, index) => (index === at ? malform(hash) : hash)));
}

/** The node above the leaf and its sibling, with the rest of the path, in the size as it is and in that of the tree above. */
function nodeAsLeaf(claim: InclusionClaim): fc.Arbitrary<InclusionClaim> {
  const [sibling = claim.leaf, ...proof] = claim.proof;
  const [own, beside] = [claim.leaf, sibling].map((hash) => fromHex(hash) ?? new Uint8Array(0)) as [
    Uint8Array,
    Uint8Array,
  ];
  const node = toHex(claim.position % 2 === 0 ? nodeHash(own, beside) : nodeHash(beside, own));
  return fc.constantFrom({ ...claim, leaf: node, proof }, { ...claim, leaf: node, proof: [sibling, ...proof] });
}

/** Mutants that are not the claim itself: a swap of equal hashes or the position it had says nothing. */
function mutantsOf<Claim>(claims: fc.Arbitrary<Claim>, mutate: Mutation<Claim>[1]): fc.Arbitrary<Claim> {
  return claims.chain((claim) => mutate(claim).filter((mutant) => describeClaim(mutant) !== describeClaim(claim)));
}

function describeClaim(claim: unknown): string {
  return JSON.stringify(claim, (_key, value: unknown) => (typeof value === 'number' ? String(value) : value));
}

describe('no inclusion is accepted with', () => {
  test.each(ofInclusion)('%s', (_name, mutate) => {
    refusesAll(mutantsOf(withProof(inclusions), mutate), (claim) => refuseInclusion(claim) === undefined);
  });
});

describe('no consistency is accepted with', () => {
  test.each(ofConsistency)('%s', (_name, mutate) => {
    refusesAll(mutantsOf(withProof(consistencies), mutate), (claim) => refuseConsistency(claim) === undefined);
  });
});

function withProof<Claim extends { readonly proof: readonly string[] }>(
  claims: fc.Arbitrary<Claim>,
): fc.Arbitrary<Claim> {
  return claims.filter(({ proof }) => proof.length > 1);
}

describe('the proofs of RFC 6962', () => {
  const all = Array.from({ length: 130 }, (_, index) => index + 1);
  const isSame = (proof: readonly string[], expected: readonly Uint8Array[]): boolean =>
    proof.join() === hexes(expected).join();

  test('are those of every leaf in every tree to 130, and all are accepted', () => {
    const claims = all.flatMap((size) => leaves.slice(0, size).map((_, position) => inclusionOf(position, size)));
    const wrong = claims.filter(
      (claim) => !isSame(claim.proof, tree.path(claim.position, claim.size)) || refuseInclusion(claim) !== undefined,
    );
    expect([claims.length, wrong]).toEqual([8_515, []]);
  });

  test('are those of every smaller tree in every tree to 130, and all are accepted', () => {
    const claims = all.flatMap((size) => all.slice(0, size).map((oldSize) => consistencyOf(oldSize, size)));
    const wrong = claims.filter(
      (claim) =>
        !isSame(claim.proof, tree.consistency(claim.oldSize, claim.size)) || refuseConsistency(claim) !== undefined,
    );
    expect([claims.length, wrong]).toEqual([8_515, []]);
  });

  test('do not bind the size where it changes no turn of the path: that is what the signature is for', () => {
    expect(refuseInclusion({ ...inclusionOf(5, 519), size: 520 })).toBeUndefined();
    expect(refuseConsistency({ ...consistencyOf(178, 519), size: 520 })).toBeUndefined();
  });
});

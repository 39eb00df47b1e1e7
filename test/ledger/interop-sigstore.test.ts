import { verifyMerkleInclusion } from '@sigstore/verify/dist/tlog/merkle.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromHex, toHex, toUtf8 } from '#ledger/bytes.ts';
import { type InclusionClaim, proveInclusion, readFrontier, refuseInclusion, rootOf } from '#ledger/tree.ts';
import { mutationsPerClass, refusesAll } from './mutations.ts';
import { leavesOf, readerOf } from './trees.ts';

// Sigstore's verifier of transparency logs walks the path by bits of the index, ours by halving the tree.

type Entry = Parameters<typeof verifyMerkleInclusion>[0];
type Head = Parameters<typeof verifyMerkleInclusion>[1];

const largest = 400;
const read = readerOf(leavesOf(largest));
const bufferOf = (hex: string): Buffer => Buffer.from(fromHex(hex) ?? new Uint8Array(0));

/** Leaf number `position` is the hash of that number in decimals, which Sigstore hashes itself. */
function isAcceptedThere({ position, size, proof, root }: InclusionClaim, body: string): boolean {
  const inclusionProof = { logIndex: String(position), hashes: proof.map(bufferOf) };
  const entry = { inclusionProof, canonicalizedBody: Buffer.from(toUtf8(body)) };
  const head = { logSize: BigInt(size), logHash: bufferOf(root) };
  try {
    verifyMerkleInclusion(entry as object as Entry, head as object as Head);
    return true;
  } catch {
    return false;
  }
}

const claims = fc.integer({ min: 1, max: largest }).chain((size) =>
  fc.nat(size - 1).map((position) => {
    const leaf = toHex(leavesOf(largest)[position] ?? new Uint8Array(0));
    const proof = proveInclusion(read, position, size).map(toHex);
    return { leaf, position, size, proof, root: toHex(rootOf(readFrontier(read, size))), body: String(position) };
  }),
);

const mutants = claims.chain((claim) =>
  fc
    .record({
      position: fc.oneof(fc.constant(claim.position), fc.nat(largest), fc.constant(2 ** 40)),
      size: fc.oneof(fc.constant(claim.size), fc.nat(largest), fc.constant(2 ** 40)),
      proof: fc.oneof(
        fc.constant(claim.proof),
        fc.nat(10).map((at) => claim.proof.filter((_, index) => index !== at)),
        fc.nat(10).map((at) => [...claim.proof.slice(at), ...claim.proof.slice(0, at)]),
        fc.constant([...claim.proof, claim.root]),
      ),
    })
    .map((change) => ({ ...claim, ...change })),
);

describe("Sigstore's verifier", () => {
  test('accepts every proof of inclusion', () => {
    fc.assert(
      fc.property(claims, ({ body, ...claim }) => isAcceptedThere(claim, body)),
      { numRuns: mutationsPerClass },
    );
  });

  test('accepts of mutated proofs those that we accept', () => {
    refusesAll(
      mutants,
      ({ body, ...claim }) => isAcceptedThere(claim, body) !== (refuseInclusion(claim) === undefined),
    );
  });

  test('would find one that is wrong', () => {
    const [claim] = fc.sample(
      claims.filter(({ size }) => size > 1),
      1,
    );
    expect(claim === undefined || isAcceptedThere({ ...claim, root: claim.leaf }, claim.body)).toBe(false);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toHex } from '#ledger/bytes.ts';
import {
  emptyFrontier,
  extendFrontier,
  nodeHash,
  proveConsistency,
  proveInclusion,
  readFrontier,
  refuseConsistency,
  refuseInclusion,
  rootOf,
  rootsAt,
} from '#ledger/tree.ts';
import { leavesOf, naiveTree, readerOf } from './trees.ts';

const largest = 300;
const leaves = leavesOf(largest);
const read = readerOf(leaves);
const naive = naiveTree(leaves);
const hexes = (hashes: readonly Uint8Array[]): string[] => hashes.map(toHex);
const roots = rootsBySize();

/** Roots of all sizes, appended one leaf at a time. */
function rootsBySize(): string[] {
  let frontier = emptyFrontier;
  return [
    toHex(rootOf(frontier)),
    ...leaves.map((leaf) => {
      frontier = extendFrontier(frontier, [leaf]);
      return toHex(rootOf(frontier));
    }),
  ];
}

function inclusionOf(position: number, size: number) {
  const proof = hexes(proveInclusion(read, position, size));
  return { leaf: toHex(leaves[position] ?? new Uint8Array(0)), position, size, proof, root: roots[size] ?? '' };
}

function consistencyOf(oldSize: number, size: number) {
  const proof = hexes(proveConsistency(read, oldSize, size));
  return { oldSize, oldRoot: roots[oldSize] ?? '', size, root: roots[size] ?? '', proof };
}

const sizes = fc.integer({ min: 1, max: largest });
const places = sizes.chain((size) => fc.tuple(fc.integer({ min: 0, max: size - 1 }), fc.constant(size)));

describe('a tree', () => {
  test('has the root of RFC 6962 at every size to 300', () => {
    expect(roots).toEqual(Array.from({ length: largest + 1 }, (_, size) => toHex(naive.root(size))));
  });

  test('is appended to from the frontier that its subtrees give', () => {
    fc.assert(
      fc.property(places, ([start, size]) => {
        const grown = extendFrontier(readFrontier(read, start), leaves.slice(start, size));
        return toHex(rootOf(grown)) === roots[size];
      }),
      { numRuns: 100 },
    );
  });

  test('proves every leaf of every size to 60 as RFC 6962 says, and the proof is accepted', () => {
    for (let size = 1; size <= 60; size += 1) {
      for (let position = 0; position < size; position += 1) {
        const claim = inclusionOf(position, size);
        expect(claim.proof).toEqual(hexes(naive.path(position, size)));
        expect(refuseInclusion(claim)).toBeUndefined();
      }
    }
  });

  test('proves that it holds every smaller tree to 60 as RFC 6962 says, and the proof is accepted', () => {
    for (let size = 1; size <= 60; size += 1) {
      for (let oldSize = 1; oldSize <= size; oldSize += 1) {
        const claim = consistencyOf(oldSize, size);
        expect(claim.proof).toEqual(hexes(naive.consistency(oldSize, size)));
        expect(refuseConsistency(claim)).toBeUndefined();
      }
    }
  });
});

/** Hash number `at` of a proof with one bit flipped, dropped, or doubled. */
const changes = fc.record({ at: fc.nat(8), digit: fc.nat(63), kind: fc.constantFrom('flip', 'drop', 'double') });

function changed(proof: readonly string[], { at, digit, kind }: { at: number; digit: number; kind: string }): string[] {
  const place = at % proof.length;
  const hash = proof[place] ?? '';
  const flipped = (Number.parseInt(hash.charAt(digit), 16) ^ 1).toString(16);
  const inPlace =
    kind === 'flip' ? [hash.slice(0, digit) + flipped + hash.slice(digit + 1)] : kind === 'drop' ? [] : [hash, hash];
  return [...proof.slice(0, place), ...inPlace, ...proof.slice(place + 1)];
}

describe('a changed proof is refused', () => {
  test('of inclusion: any hash, the position, the leaf, the root', () => {
    fc.assert(
      fc.property(places, changes, ([position, size], change) => {
        fc.pre(size > 1);
        const claim = inclusionOf(position, size);
        const others = [
          { ...claim, proof: changed(claim.proof, change) },
          { ...claim, position: position === 0 ? 1 : position - 1 },
          { ...claim, leaf: roots[size] ?? '' },
          { ...claim, root: claim.leaf },
        ];
        return others.every((other) => refuseInclusion(other) !== undefined);
      }),
    );
  });

  test('of consistency: any hash, either root', () => {
    fc.assert(
      fc.property(places, changes, ([before, size], change) => {
        fc.pre(before > 0);
        const claim = consistencyOf(before, size);
        const others = [
          { ...claim, proof: changed(claim.proof, change) },
          { ...claim, oldRoot: roots[before - 1] ?? '' },
          { ...claim, root: roots[size - 1] ?? '' },
        ];
        return others.every((other) => refuseConsistency(other) !== undefined);
      }),
    );
  });

  test('a node cannot pass as a leaf of a smaller tree', () => {
    const [one = '', two = ''] = hexes(leaves);
    const node = toHex(nodeHash(leaves[0] ?? new Uint8Array(0), leaves[1] ?? new Uint8Array(0)));
    expect(
      refuseInclusion({
        leaf: node,
        position: 0,
        size: 4,
        proof: inclusionOf(0, 4).proof.slice(1),
        root: roots[4] ?? '',
      }),
    ).toBe('proof.length');
    expect([one, two]).not.toContain(node);
  });
});

test('the roots at some sizes are those of the trees of these sizes; a size beyond the leaves has none', () => {
  const sizes = [300, 1, 7, 256, 7, 301];
  const expected = new Map([1, 7, 256, 300].map((size) => [size, roots[size]]));
  const held = { length: leaves.length, at: (position: number) => leaves[position] ?? new Uint8Array(0) };
  expect(rootsAt(sizes, held)).toEqual(expected);
});

import { expect, test } from 'vitest';
import type { BundleEntry } from '#ledger/bundle.ts';
import { concatBytes, toBase64, toUtf8 } from '#ledger/bytes.ts';
import { canonicalBytes } from '#ledger/canonical.ts';
import { verifyBundle } from '#ledger/verify.ts';
import { good } from './attacks.ts';
import { pinned } from './bundles.ts';
import { withListed } from './containers.ts';

/** The entries in this order of the file, each at the position beside it. */
function inFile(...placed: readonly (readonly [entry: number, position: number])[]): Uint8Array {
  const lines = placed.flatMap(([entry, position]) => {
    const { bytes } = good.entries[entry] as BundleEntry;
    return [canonicalBytes({ bytes: toBase64(bytes), position }), toUtf8('\n')];
  });
  return withListed('entries.ndjson', concatBytes(...lines));
}

/** What check 7 finds. */
function told(zip: Uint8Array): string[] {
  return verifyBundle(zip, pinned)
    .findings.filter(({ check }) => check === 7)
    .map(({ code, place, expected, found }) => [code, place, expected, found].join(' | '));
}

// The entries 0, 2 and 4 are the first three of the stream `system`.
test.each<[title: string, findings: readonly string[], zip: Uint8Array]>([
  ['as it is', [], inFile([0, 0], [1, 1], [2, 2], [3, 3], [4, 4])],
  ['in any order of its lines', [], inFile([4, 4], [3, 3], [2, 2], [1, 1], [0, 0])],
  [
    'that has a number twice: the later position is the second',
    ['stream.duplicate | position 5 | system 3 | system 2', 'stream.order | position 4 | system 3 | system 3'],
    inFile([0, 0], [1, 1], [2, 5], [2, 2], [3, 3], [4, 4]),
  ],
  [
    'that has a number twice, and the lines of it apart',
    ['stream.duplicate | position 5 | system 3 | system 2', 'stream.order | position 4 | system 3 | system 3'],
    inFile([2, 5], [4, 4], [3, 3], [2, 2], [1, 1], [0, 0]),
  ],
  [
    'whose positions fall while its numbers rise',
    ['stream.order | position 2 | system 2 | system 2'],
    inFile([0, 4], [1, 1], [2, 2], [3, 3], [4, 6]),
  ],
  [
    'that begins with its second entry',
    ['stream.gap | position 2 | system 1 | system 2'],
    inFile([1, 1], [2, 2], [3, 3], [4, 4]),
  ],
])('of a stream is told what is wrong, %s', (_title, findings, zip) => {
  expect(told(zip)).toEqual(findings);
});

import { describe, expect, test } from 'vitest';
import { writeBundle } from '#ledger/bundle-write.ts';
import { toHex } from '#ledger/bytes.ts';
import { leafHash } from '#ledger/entry.ts';
import { parseReceipt } from '#ledger/receipt.ts';
import { verifyBundle } from '#ledger/verify.ts';
import { bundleInput, codesOf, pinned } from './bundles.ts';
import { receiptFiles } from './receipts.ts';

/** Who holds a receipt can ask whether its entry is in the bundle, byte for byte. */

const input = bundleInput();
const leafOf = (position: number) => toHex(leafHash(input.entries[position]?.bytes ?? new Uint8Array()));
const holding = (leaf: string) => ({
  ...pinned,
  receipts: [{ entry: '00000000-0000-4000-8000-000000000003', leaf }],
});

describe('a file', () => {
  test.each(receiptFiles)('%s', (_title, bytes, receipt) => {
    expect(parseReceipt(bytes)).toEqual(receipt);
  });
});

describe('a receipt', () => {
  test('whose entry is in the bundle is no finding', () => {
    expect(codesOf(input, holding(leafOf(3)))).toEqual([]);
  });

  test('whose entry is not in the bundle is named', () => {
    expect(codesOf(input, holding('0'.repeat(64)))).toEqual(['inclusion.missing']);
  });

  test('is named by its entry and hash, each that is missing once, beside those that are not', () => {
    const [one, other] = ['0'.repeat(64), '1'.repeat(64)];
    const receipts = [one, leafOf(0), other, leafOf(4)].map((leaf, index) => ({
      entry: `entry ${String(index)}`,
      leaf,
    }));
    const { findings } = verifyBundle(writeBundle(input), { ...pinned, receipts });
    expect(findings).toEqual([
      { check: 6, code: 'inclusion.missing', place: 'receipt entry 0', expected: one },
      { check: 6, code: 'inclusion.missing', place: 'receipt entry 2', expected: other },
    ]);
  });
});

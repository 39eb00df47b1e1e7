import { describe, expect, test } from 'vitest';
import { toHex } from '#ledger/bytes.ts';
import { leafHash } from '#ledger/entry.ts';
import { parseReceipt } from '#ledger/receipt.ts';
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
});

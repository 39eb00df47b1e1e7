import { constants, deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concatBytes, toHex, toUtf8 } from '#ledger/bytes.ts';
import * as node from '#ledger/inflate.ts';
import * as browser from '#verifier/inflate.ts';

function shown(bytes: Uint8Array | undefined): string | undefined {
  return bytes && toHex(bytes);
}

function expectSame(packed: Uint8Array, size: number): void {
  expect(shown(browser.inflate(packed, size))).toBe(shown(node.inflate(packed, size)));
}

const text = toUtf8('satu dua tiga, satu dua tiga; '.repeat(40));
const ways = [
  { level: 0 },
  { level: 1 },
  { level: 9 },
  { strategy: constants.Z_FIXED },
  { strategy: constants.Z_HUFFMAN_ONLY },
  { strategy: constants.Z_RLE },
];

describe('the inflater of the browser build', () => {
  test.each(ways)('unpacks what is packed with %j', (way) => {
    const random = Uint8Array.from({ length: 70_000 }, (_, index) => (index * index * 31 + (index >> 3)) & 255);
    for (const bytes of [new Uint8Array(0), Uint8Array.of(7), text, random, concatBytes(random, text, random)]) {
      const packed = deflateRawSync(bytes, way);
      expect(shown(browser.inflate(packed, bytes.length))).toBe(toHex(bytes));
      expectSame(packed, bytes.length);
    }
  });

  test('refuses another size, a cut and bytes after the end, as zlib does', () => {
    const packed = deflateRawSync(text);
    for (const size of [0, text.length - 1, text.length + 1]) {
      expect(browser.inflate(packed, size)).toBeUndefined();
      expectSame(packed, size);
    }
    for (let length = 0; length < packed.length; length += 1) {
      expect(browser.inflate(packed.subarray(0, length), text.length)).toBeUndefined();
      expectSame(packed.subarray(0, length), text.length);
    }
    expect(browser.inflate(concatBytes(packed, Uint8Array.of(0)), text.length)).toBeUndefined();
  });

  test.each(ways)('answers every changed bit as zlib does, packed with %j', (way) => {
    const packed = deflateRawSync(text, way);
    for (let bit = 0; bit < Math.min(packed.length * 8, 3_000); bit += 1) {
      const changed = Uint8Array.from(packed);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expectSame(changed, text.length);
    }
  });

  test('answers any bytes as zlib does', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.integer({ min: 0, max: 80 }), (packed, size) => {
        expectSame(packed, size);
        expectSame(concatBytes(Uint8Array.of(((packed[0] ?? 0) & 0xf8) | 5), packed.subarray(1)), size);
      }),
      { numRuns: 2_000 },
    );
  });
});

test('a check sum is that of the platform', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(browser.crc32(bytes)).toBe(node.crc32(bytes));
    }),
  );
});

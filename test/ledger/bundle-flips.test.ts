import { describe, expect, test } from 'vitest';
import { manifestPath } from '#ledger/bundle.ts';
import { writeBundle } from '#ledger/bundle-write.ts';
import { isNote } from '#ledger/findings.ts';
import { verifyBundle } from '#ledger/verify.ts';
import { readZip } from '#ledger/zip-read.ts';
import { bundleInput, drafts, pinned } from './bundles.ts';

const bundle = writeBundle(bundleInput(drafts.slice(3, 4)));
const masks = [0x01, 0x80, 0x20, 0xff, 0x02, 0x40, 0x08];

/** The offsets of files whose digest stands in the table of contents: any change there shows in the same way. */
function listedOffsets(): Set<number> {
  const offsets = new Set<number>();
  for (const [path, { byteOffset, length }] of readZip(bundle).files) {
    for (let index = 0; index < length && path !== manifestPath; index += 1) {
      offsets.add(byteOffset - bundle.byteOffset + index);
    }
  }
  return offsets;
}

/** Those of the offsets at which a changed byte goes unnoticed. */
function listUnnoticed(offsets: readonly number[]): number[] {
  const changed = Uint8Array.from(bundle);
  return offsets.filter((offset) => {
    const byte = bundle[offset] ?? 0;
    changed[offset] = byte ^ (masks[offset % masks.length] ?? 1);
    const { findings } = verifyBundle(changed, pinned);
    changed[offset] = byte;
    return findings.every(isNote);
  });
}

describe('one byte changed in a bundle is named', () => {
  const listed = listedOffsets();
  const offsets = Array.from(bundle, (_, offset) => offset);

  test('anywhere in the frame and the table of contents', () => {
    expect(listUnnoticed(offsets.filter((offset) => !listed.has(offset)))).toEqual([]);
  });

  test('in any file, many offsets', () => {
    expect(listUnnoticed([...listed].filter((offset) => offset % 11 === 0))).toEqual([]);
  });
});

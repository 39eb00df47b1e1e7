import { expect, test } from 'vitest';
import { entriesPath, openingsPath } from '#ledger/bundle.ts';
import { openBundle } from '#ledger/bundle-read.ts';
import { chunksOf, sourceOf } from '#ledger/byte-source.ts';
import { sha256Hex, sha256HexOf } from '#ledger/crypto.ts';
import { FindingList } from '#ledger/findings.ts';
import { readZip } from '#ledger/zip-read.ts';
import { files, repack, withListed } from './containers.ts';

/** What repeats, but not so much that a reader must take it for a bomb. */
const attached = Uint8Array.from({ length: 200_000 }, (_, index) => (Math.imul(index, 2_654_435_761) >>> 16) & 0xf);
const path = `attachments/${'a'.repeat(64)}`;
const listed = [...readZip(withListed(path, attached)).files].map(([name, bytes]) => ({ path: name, bytes }));

function opened() {
  const findings = new FindingList();
  const { bundle } = openBundle(sourceOf(repack(listed)), findings);
  if (bundle === undefined) throw new Error('the bundle cannot be read');
  return { ...bundle, findings };
}

test('what no check reads is hashed and not kept, and can be had again', () => {
  const { files: held, frame, findings } = opened();
  expect(findings.kept).toEqual([]);
  expect(
    [...held]
      .filter(([, file]) => file.isRemade)
      .map(([name]) => name)
      .sort(),
  ).toEqual(['README.txt', path]);
  expect([...frame.files.keys()]).not.toContain(path);
  const file = held.get(path);
  expect(sha256HexOf(file === undefined ? [] : chunksOf(file))).toBe(sha256Hex(attached));
});

test('what the checks read is kept, and lines where they lie', () => {
  const unread = ['README.txt', entriesPath, openingsPath];
  const names = files.map(({ path: name }) => name).filter((name) => !unread.includes(name));
  expect([...opened().frame.files.keys()].sort()).toEqual(names.sort());
});

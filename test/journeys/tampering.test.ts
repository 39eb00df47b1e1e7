import { beforeAll, describe, expect, test } from 'vitest';
import { manifestPath } from '#ledger/bundle.ts';
import { fromBase64, fromUtf8, toHex, toUtf8 } from '#ledger/bytes.ts';
import { type Canonical, canonicalBytes } from '#ledger/canonical.ts';
import { sha256Hex } from '#ledger/crypto.ts';
import type { VerifyOptions } from '#ledger/examination.ts';
import { type Finding, isNote } from '#ledger/findings.ts';
import { verifyBundle } from '#ledger/verify.ts';
import { readZip } from '#ledger/zip-read.ts';
import { writeZip } from '#ledger/zip-write.ts';
import { joinDemo, listStory } from '#test/support/demo.ts';

/** One byte changed anywhere in the proof of the finished selection is named. */

let bundle: Uint8Array;
let files: ReadonlyMap<string, Uint8Array>;
let trust: VerifyOptions;
beforeAll(async () => {
  const demo = await joinDemo();
  const finished = (await listStory(demo)).get('Kepala Dinas Lingkungan Hidup');
  bundle = await demo.bundle(finished?.id ?? '');
  // Without the replay of the decision: every change has to show in the bytes already.
  const { policy, epochs } = await demo.trust();
  trust = { ...(policy && { policy }), ...(epochs && { epochs }) };
  files = readZip(bundle).files;
});

const masks = [0x01, 0x80, 0x20, 0xff, 0x02, 0x40, 0x08];

function maskAt(place: number): number {
  return masks[place % masks.length] ?? 0xff;
}

function faultsOf(zip: Uint8Array): readonly Finding[] {
  return verifyBundle(zip, trust).findings.filter((finding) => !isNote(finding));
}

function withChange(bytes: Uint8Array, place: number): Uint8Array {
  const changed = Uint8Array.from(bytes);
  changed[place] = (bytes[place] ?? 0) ^ maskAt(place);
  return changed;
}

/** Places spread over a length, the first and the last among them. */
function spread(length: number, wanted: number): number[] {
  const count = Math.min(length, wanted);
  const at = (index: number) => Math.floor((index * (length - 1)) / Math.max(1, count - 1));
  return [...new Set(Array.from({ length: count }, (_, index) => at(index)))];
}

/** Many places in a file that holds much; in each of the many small ones another. */
function placesIn(path: string, length: number): number[] {
  if (length > 2_000) return spread(length, 16);
  return [(sum(toUtf8(path)) * 37) % length];
}

/** Where the bytes of a file lie in the bundle, packed or not: behind its local header (APPNOTE 4.3.7). */
function storedAt(path: string): { from: number; length: number } {
  const zip = Buffer.from(bundle.buffer, bundle.byteOffset, bundle.length);
  for (let at = zip.indexOf(path, 30); at !== -1; at = zip.indexOf(path, at + 1)) {
    if (zip.readUInt32LE(at - 30) !== 0x04034b50 || zip.readUInt16LE(at - 4) !== path.length) continue;
    return { from: at + path.length + zip.readUInt16LE(at - 2), length: zip.readUInt32LE(at - 12) };
  }
  throw new Error(`no local header of ${path}`);
}

function digestOf(path: string): string {
  return sha256Hex(files.get(path) ?? new Uint8Array());
}

function sum(bytes: Uint8Array): number {
  return bytes.reduce((total, byte) => total + byte, 0);
}

test('as it was downloaded it is right', () => {
  expect(faultsOf(bundle)).toEqual([]);
});

describe('a byte changed in the file as it lies there', { timeout: 120_000 }, () => {
  test('is named with the file that holds it', () => {
    const unnamed: string[] = [];
    for (const path of files.keys()) {
      const { from, length } = storedAt(path);
      for (const place of placesIn(path, length)) {
        const changed = withChange(bundle, from + place);
        const named = faultsOf(changed);
        if (named.some((finding) => finding.place.startsWith(path))) continue;
        // In a packed file, a repetition may be taken from another place where the same stands: nothing was changed.
        const isSame = named.length === 0 && sha256Hex(readZip(changed).files.get(path) ?? changed) === digestOf(path);
        if (!isSame) unnamed.push(`${path} at ${place}`);
      }
    }
    expect(unnamed).toEqual([]);
  });

  test('is noticed in the frame around the files', () => {
    const inFiles = [...files.keys()].map(storedAt);
    const isFrame = (place: number) => inFiles.every(({ from, length }) => place < from || place >= from + length);
    const frame = Array.from(bundle.keys()).filter(isFrame);
    const places = spread(frame.length, 60).map((index) => frame[index] ?? 0);
    expect(places.filter((place) => faultsOf(withChange(bundle, place)).length === 0)).toEqual([]);
  });
});

describe('a byte changed by somebody who packs the bundle anew', { timeout: 120_000 }, () => {
  /** Prose and programs for the reader prove nothing; whoever holds policy and epochs does not look at the bundle's own. */
  const unproved = [manifestPath, 'README.txt', 'policy.txt', 'epochs.txt'];
  const isProved = (path: string) => !unproved.includes(path) && !path.startsWith('verifiers/');

  /** Who signed by the names and key ids of the lines, wherever in a file the note stands. */
  function signersOf(bytes: Uint8Array): string {
    const text = fromUtf8(bytes) ?? '';
    const lines = [...text.matchAll(/^— (\S+) (\S+)$/gmu)];
    return lines
      .map(([, name = '', line = '']) => `${name} ${toHex(fromBase64(line)?.subarray(0, 4) ?? bytes)}`)
      .join();
  }

  /** A witness's line under another name or key is a stranger's line: it says nothing, and two of three are still there. */
  const namesAnother = (bytes: Uint8Array, changed: Uint8Array) => signersOf(bytes) !== signersOf(changed);

  interface Manifest {
    readonly [name: string]: Canonical;
    readonly files: { readonly path: string; readonly bytes: number; readonly sha256: string }[];
  }

  /** Check sums and table of contents fit the change. */
  function repacked(path: string, changed: Uint8Array): Uint8Array {
    const manifest = JSON.parse(new TextDecoder().decode(files.get(manifestPath))) as Manifest;
    const listed = manifest.files.map((file) => (file.path === path ? { ...file, sha256: sha256Hex(changed) } : file));
    const contents = canonicalBytes({ ...manifest, files: listed });
    const members = new Map([...files, [path, changed] as const, [manifestPath, contents] as const]);
    return writeZip([...members].map(([name, bytes]) => ({ path: name, bytes })));
  }

  test('is noticed in everything that is evidence', () => {
    const unnoticed: string[] = [];
    for (const [path, bytes] of files) {
      if (!isProved(path)) continue;
      for (const place of placesIn(path, bytes.length)) {
        const changed = withChange(bytes, place);
        if (namesAnother(bytes, changed) || faultsOf(repacked(path, changed)).length > 0) continue;
        unnoticed.push(`${path} at ${place}`);
      }
    }
    expect(unnoticed).toEqual([]);
  });
});

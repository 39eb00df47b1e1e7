import { describe, expect, test } from 'vitest';
import { toUtf8 } from '#ledger/bytes.ts';
import { sha256Hex } from '#ledger/crypto.ts';
import { verifyBundle } from '#ledger/verify.ts';
import { readZip } from '#ledger/zip-read.ts';
import { pinned } from './bundles.ts';
import {
  archives,
  bundle,
  changedFiles,
  files,
  manifests,
  packedBundle,
  repack,
  withListed,
  withManifest,
} from './containers.ts';

function failuresOf(zip: Uint8Array): string[] {
  return verifyBundle(zip, pinned).findings.map(({ code, place }) => `${code} ${place}`);
}

describe('the table of contents', () => {
  test.each(manifests)('%s is refused as %s', (_title, failure, zip) => {
    expect(failuresOf(zip)).toEqual([failure]);
  });

  test('names another log: every entry and the checkpoint are of another log', () => {
    expect(failuresOf(withManifest({ log: 'other.test/log' }))).toContain('checkpoint.origin checkpoint');
  });
});

describe('a file', () => {
  test.each(changedFiles)('%s is named', (_title, failures, zip) => {
    expect(failuresOf(zip)).toEqual(failures);
  });

  test('of rules that are not canonical is named', () => {
    const bytes = toUtf8('{ }');
    const path = `rules/${sha256Hex(bytes)}.json`;
    expect(failuresOf(withListed(path, bytes))).toEqual([`bundle.file ${path}`]);
  });
});

describe('a container', () => {
  test('of other programs is read, stored or deflated', () => {
    expect(verifyBundle(repack(files), pinned).findings).toEqual([]);
  });

  test('of this program is read with what it was given packed, and is smaller by it', () => {
    expect(verifyBundle(packedBundle, pinned).findings).toEqual([]);
    const whole = readZip(packedBundle).files.get('verifiers/verify.py') ?? new Uint8Array();
    expect(packedBundle.length).toBeLessThan(bundle.length + whole.length);
  });

  test.each(archives)('%s is refused as %s', (_title, code, zip) => {
    const { exitCode, findings } = verifyBundle(zip, pinned);
    expect(findings.map((finding) => finding.code)).toContain(code);
    expect(exitCode).toBe(1);
  });

  test.each([[new Uint8Array(0)], [toUtf8('not a zip, but long enough to be one')]])(
    'that is none is told apart',
    (bytes) => {
      const { exitCode, findings } = verifyBundle(bytes, pinned);
      expect([exitCode, findings.map(({ code }) => code)]).toEqual([2, ['bundle.zip']]);
    },
  );
});

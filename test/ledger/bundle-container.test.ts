import { describe, expect, test } from 'vitest';
import { toUtf8 } from '#ledger/bytes.ts';
import { sha256Hex } from '#ledger/crypto.ts';
import { verifyBundle } from '#ledger/verify.ts';
import { readZip } from '#ledger/zip-read.ts';
import { archives, readable } from './archives.ts';
import { pinned } from './bundles.ts';
import { bundle, changedFiles, manifests, packedBundle, withListed, withManifest } from './containers.ts';

const fileCodes = ['bundle.version', 'bundle.manifest', 'bundle.file', 'bundle.limit'];
const archiveCodes = ['bundle.zip', 'bundle.path', 'bundle.limit'];

/** What is said with these codes, with place, expected and found; digests and offsets follow from every word in the bundle. */
function told(zip: Uint8Array, codes: readonly string[]): string[] {
  return verifyBundle(zip, pinned)
    .findings.filter(({ code }) => codes.includes(code))
    .map(({ code, place, expected, found }) => [code, place, expected ?? '-', found ?? '-'].join(' | '))
    .map((line) => line.replace(/[0-9a-f]{64}/g, '(digest)').replace(/ at \d+$/, ' at (offset)'));
}

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

test('what is refused of contents and files is so with expected and found', async () => {
  const zips = [...manifests, ...changedFiles].map(([title, , zip]) => [title, zip] as const);
  const lines = zips.flatMap(([title, zip]) => [`# ${title}`, ...told(zip, fileCodes), '']);
  await expect(lines.join('\n')).toMatchFileSnapshot('./containers.txt');
});

describe('a container', () => {
  test.each(readable)('%s is read', (_title, zip) => {
    expect(verifyBundle(zip, pinned).findings).toEqual([]);
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

  test('that is refused is so with place and reason', async () => {
    const lines = archives.flatMap(([title, , zip]) => [`# ${title}`, ...told(zip, archiveCodes), '']);
    await expect(lines.join('\n')).toMatchFileSnapshot('./archives.txt');
  });

  test.each([[new Uint8Array(0)], [toUtf8('not a zip, but long enough to be one')]])(
    'that is none is told apart',
    (bytes) => {
      const { exitCode, findings } = verifyBundle(bytes, pinned);
      expect([exitCode, findings.map(({ code }) => code)]).toEqual([2, ['bundle.zip']]);
    },
  );
});

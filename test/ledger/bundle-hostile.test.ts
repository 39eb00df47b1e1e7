import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { concatBytes, toUtf8 } from '#ledger/bytes.ts';
import { writeZip } from '#ledger/zip-write.ts';
import { repack, withListed } from './containers.ts';

/** Bundles made to use up time or memory, read by a process of its own that has little of it. */

const folder = mkdtempSync(join(tmpdir(), 'bukti-hostile-'));
afterAll(() => rmSync(folder, { recursive: true }));

const endLength = 22;

/** One small file, and a directory that names it so many times: each reads the same bytes again. */
function overlapping(count: number): Uint8Array {
  const zip = Buffer.from(repack([{ path: 'x', bytes: Uint8Array.from({ length: 10_000 }, (_, n) => (n * n) % 251) }]));
  const start = zip.readUInt32LE(zip.length - 6);
  const record = zip.subarray(start, zip.length - endLength);
  const end = Buffer.from(zip.subarray(zip.length - endLength));
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(record.length * count, 12);
  return concatBytes(zip.subarray(0, start), ...Array.from({ length: count }, () => record), end);
}

/** Says of each of its files that it is small; they unpack to a hundred megabytes. */
function understated(): Uint8Array {
  const zip = Buffer.from(repack([{ path: 'x', bytes: new Uint8Array(100_000_000) }]));
  const start = zip.readUInt32LE(zip.length - 6);
  zip.writeUInt32LE(100_000, start + 24);
  zip.writeUInt32LE(100_000, 22);
  return zip;
}

const proofOf = (hashes: number) =>
  toUtf8(`c2sp.org/tlog-proof@v1\nindex 4\n${'A'.repeat(43)}=\n`.replace(/(A+=\n)/, (line) => line.repeat(hashes)));
const opening = `{"entry":"00000000-0000-4000-8000-000000000000","field":"x","salt":"${'0'.repeat(64)}","value":"MQ=="}\n`;

const hostile: readonly (readonly [title: string, code: string, zip: Uint8Array])[] = [
  ['a bomb', 'bundle.limit', repack([{ path: 'x', bytes: new Uint8Array(200_000_000) }])],
  ['a bomb that says it is small', 'bundle.zip', understated()],
  ['a directory that names one file 60,000 times', 'bundle.limit', overlapping(60_000)],
  ['a directory that names one file 60 times', 'bundle.zip', overlapping(60)],
  ['20,000 files of nothing', 'bundle.manifest', writeZip(Array.from({ length: 20_000 }, (_, n) => file(`f/${n}`)))],
  ['a table of contents nested without end', 'bundle.manifest', writeZip([file('bundle.json', '['.repeat(1e6))])],
  ['a proof without end', 'tlogproof.limit', withListed('proofs/4.tlog-proof', proofOf(100_000))],
  ['a proof of 64 hashes', 'tlogproof.form', withListed('proofs/4.tlog-proof', proofOf(64))],
  ['100,000 openings of nothing', 'opening.unknown', withListed('openings.ndjson', toUtf8(opening.repeat(100_000)))],
  ['a line without end', 'bundle.file', withListed('entries.ndjson', toUtf8('x'.repeat(50_000_000)))],
];

function file(path: string, text = ''): { path: string; bytes: Uint8Array } {
  return { path, bytes: toUtf8(text) };
}

const mostMegabytes = 500;
const reader = `
  import { readFileSync } from 'node:fs';
  const { verifyBundle } = await import(process.argv[1]);
  const codes = process.argv.slice(2).map((path) => verifyBundle(readFileSync(path)).findings.map(({ code }) => code));
  console.log(JSON.stringify({ codes: codes.map((of) => [...new Set(of)]), kept: codes.map((of) => of.length), megabytes: process.resourceUsage().maxRSS / 1024 }));`;

test('is refused by its code, with little memory: bombs, overlaps, endless files, proofs and lines', {
  timeout: 60_000,
}, () => {
  const paths = hostile.map(([, , zip], index) => {
    const path = join(folder, `${index}.zip`);
    writeFileSync(path, zip);
    return path;
  });
  const args = ['--max-old-space-size=256', '--import', 'tsx', '--input-type=module', '-e', reader];
  const verifier = join(process.cwd(), 'src/ledger/verify.ts');
  const { stdout, stderr, status, signal, error } = spawnSync(process.execPath, [...args, verifier, ...paths], {
    encoding: 'utf8',
    timeout: 50_000,
  });
  expect({ stderr, status, signal, error }).toEqual({ stderr: '', status: 0, signal: null, error: undefined });
  const said = JSON.parse(stdout) as { codes: string[][]; kept: number[]; megabytes: number };
  const found = hostile.map(([title, code], index) => [title, said.codes[index]?.includes(code)]);
  expect(found).toEqual(hostile.map(([title]) => [title, true]));
  expect(Math.max(...said.kept)).toBeLessThan(5_000);
  expect(said.megabytes).toBeLessThan(mostMegabytes);
});

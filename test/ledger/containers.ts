import { deflateRawSync } from 'node:zlib';
import { writeBundle } from '#ledger/bundle-write.ts';
import { concatBytes, toUtf8 } from '#ledger/bytes.ts';
import { canonicalBytes } from '#ledger/canonical.ts';
import { decodeNoted } from '#ledger/canonical-decode.ts';
import { sha256Hex } from '#ledger/crypto.ts';
import { readZip } from '#ledger/zip-read.ts';
import { writeZip, type ZipFile } from '#ledger/zip-write.ts';
import { bundleInput } from './bundles.ts';

export const bundle = writeBundle(bundleInput());
/** The same with a file that is given packed. */
export const packedBundle = writeBundle({ ...bundleInput(), verifiers: [packedVerifier()] });

function packedVerifier() {
  const bytes = toUtf8('print("a program that checks bundles")\n'.repeat(20));
  return { name: 'verify.py', bytes, packed: deflateRawSync(bytes) };
}

export const files: readonly ZipFile[] = [...readZip(bundle).files].map(([path, bytes]) => ({ path, bytes }));

interface Manifest {
  readonly files: readonly { readonly path: string }[];
}

function manifest(): Record<string, unknown> & Manifest {
  const decoded = decodeNoted(readZip(bundle).files.get('bundle.json') ?? new Uint8Array(0), 'refused', 1e6);
  if (!decoded.ok) throw new Error(decoded.code);
  return decoded.value.value as object as Record<string, unknown> & Manifest;
}

export function withManifest(change: object): Uint8Array {
  return withFile('bundle.json', canonicalBytes({ ...manifest(), ...change }));
}

function withFile(path: string, bytes: Uint8Array): Uint8Array {
  return writeZip([...files.filter((file) => file.path !== path), { path, bytes }]);
}

/** With this content of the file, listed as it is. */
export function withListed(path: string, bytes: Uint8Array): Uint8Array {
  const listed = { path, bytes: bytes.length, sha256: sha256Hex(bytes) };
  const others = manifest().files.filter((file) => file.path !== path);
  const sorted = [...others, listed].sort((one, other) => (one.path < other.path ? -1 : 1));
  const table = { path: 'bundle.json', bytes: canonicalBytes({ ...manifest(), files: sorted }) };
  return writeZip([
    table,
    ...files.filter((file) => file.path !== path && file.path !== 'bundle.json'),
    { path, bytes },
  ]);
}

/** Changes bytes at an offset from the first or, below zero, from the last byte. */
function patched(zip: Uint8Array, offset: number, ...bytes: number[]): Uint8Array {
  const copy = Uint8Array.from(zip);
  copy.set(bytes, offset < 0 ? zip.length + offset : offset);
  return copy;
}

/** What is wrong with the table of contents, the failure that names it, the bundle. */
export const manifests: readonly (readonly [title: string, failure: string, zip: Uint8Array])[] = [
  ['of another version', 'bundle.version bundle.json', withManifest({ v: 2 })],
  ['of a version that is no number', 'bundle.manifest bundle.json', withManifest({ v: '1' })],
  ['with a member too many', 'bundle.manifest bundle.json', withManifest({ more: 1 })],
  ['of an unknown kind', 'bundle.manifest bundle.json', withManifest({ kind: 'part' })],
  ['of an unknown profile', 'bundle.manifest bundle.json', withManifest({ profile: 'all' })],
  ['with streams out of order', 'bundle.manifest bundle.json', withManifest({ streams: ['b', 'a'] })],
  ['with files of another form', 'bundle.manifest bundle.json', withManifest({ files: [{ path: 'x' }] })],
  ['that is not canonical', 'bundle.manifest bundle.json', withFile('bundle.json', toUtf8('{ }'))],
  ['that is missing', 'bundle.manifest bundle.json', writeZip(files.filter(({ path }) => path !== 'bundle.json'))],
];

/** What is wrong with a file. */
export const changedFiles: readonly (readonly [title: string, failures: readonly string[], zip: Uint8Array])[] = [
  ['that was changed', ['bundle.file README.txt'], withFile('README.txt', toUtf8('trust me'))],
  ['that is missing', ['bundle.file README.txt'], writeZip(files.filter(({ path }) => path !== 'README.txt'))],
  ['that is not listed', ['bundle.file more.txt'], withFile('more.txt', toUtf8('x'))],
  ['of rules under another digest', ['bundle.file rules/x.json'], withListed('rules/x.json', toUtf8('{}'))],
  ['of a proof without position', ['bundle.file proofs/x.tlog-proof'], withListed('proofs/x.tlog-proof', toUtf8('x'))],
  ['of lines whose last has no end', ['bundle.file openings.ndjson:1'], withListed('openings.ndjson', toUtf8('{}'))],
  ['of lines of another form', ['bundle.file openings.ndjson:1'], withListed('openings.ndjson', toUtf8('{}\n'))],
  [
    'with a line too long',
    ['bundle.limit openings.ndjson:1'],
    withListed('openings.ndjson', toUtf8(`${' '.repeat(270_000)}\n`)),
  ],
];

/** What is wrong with the archive. */
export const archives: readonly (readonly [title: string, code: string, zip: Uint8Array])[] = [
  ['without end record', 'bundle.zip', bundle.subarray(0, -1)],
  ['with a comment', 'bundle.zip', concatBytes(patched(bundle, -2, 1, 0), Uint8Array.of(32))],
  ['with bytes after its end', 'bundle.zip', concatBytes(bundle, Uint8Array.of(0))],
  ['with bytes before its files', 'bundle.zip', concatBytes(Uint8Array.of(0), bundle)],
  ['with a file twice', 'bundle.path', writeZip([...files, { path: 'README.txt', bytes: toUtf8('x') }])],
  ['with a way up', 'bundle.path', writeZip([{ path: '../x', bytes: toUtf8('x') }])],
  ['with an absolute path', 'bundle.path', writeZip([{ path: '/x', bytes: toUtf8('x') }])],
  ['with a folder', 'bundle.path', writeZip([{ path: 'x/', bytes: toUtf8('') }])],
  ['with a name of other letters', 'bundle.path', writeZip([{ path: 'é', bytes: toUtf8('x') }])],
  ['with a name too long', 'bundle.path', writeZip([{ path: 'x'.repeat(256), bytes: toUtf8('x') }])],
  ['with a link', 'bundle.path', repack(files, { attributes: 0xa1ff0000 })],
  ['with a bomb', 'bundle.limit', repack([{ path: 'x', bytes: new Uint8Array(1_000_000) }])],
  ['with an encrypted file', 'bundle.zip', repack(files, { flags: 1 })],
  ['with an unknown packing', 'bundle.zip', repack(files, { method: 12 })],
];

interface Packing {
  readonly method?: number;
  readonly flags?: number;
  readonly attributes?: number;
}

/** An archive as other programs write it: deflated, with times, attributes and extra fields. */
export function repack(
  given: readonly ZipFile[],
  { method = 8, flags = 0, attributes = 0x81a40000 }: Packing = {},
): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  const extra = Buffer.from('5554050001000000', 'hex').subarray(0, 8);
  for (const { path, bytes } of given) {
    const plain = Buffer.from(writeZip([{ path, bytes }]));
    const packed = deflateRawSync(bytes);
    const shared = Buffer.from(plain.subarray(4, 26));
    shared.writeUInt16LE(flags, 2);
    shared.writeUInt16LE(method, 4);
    shared.writeUInt32LE(0x5b795a21, 6);
    shared.writeUInt32LE(packed.length, 14);
    const lengths = Buffer.alloc(4);
    lengths.writeUInt16LE(path.length, 0);
    lengths.writeUInt16LE(extra.length, 2);
    const local = Buffer.concat([plain.subarray(0, 4), shared, lengths, Buffer.from(path), extra, packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(attributes, 6);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('504b01021403', 'hex'), shared, lengths, rest, Buffer.from(path), extra);
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(given.length, 8);
  end.writeUInt16LE(given.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, central, end]);
}

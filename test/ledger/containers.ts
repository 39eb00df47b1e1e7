import { deflateRawSync } from 'node:zlib';
import { writeBundle } from '#ledger/bundle-write.ts';
import { concatBytes, fromUtf8, toUtf8 } from '#ledger/bytes.ts';
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

interface Listed {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

interface Manifest {
  readonly files: readonly Listed[];
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

/** With other words about the first file that is listed. */
function withFirst(change: object): Uint8Array {
  const [first, ...rest] = manifest().files;
  return withManifest({ files: [{ ...first, ...change }, ...rest] });
}

const noTable = 'bundle.manifest bundle.json';

/** What is wrong with the table of contents, the failure that names it, the bundle. */
export const manifests: readonly (readonly [title: string, failure: string, zip: Uint8Array])[] = [
  ['of another version', 'bundle.version bundle.json', withManifest({ v: 2 })],
  ['of a version that is no number', noTable, withManifest({ v: '1' })],
  ['with a member too many', noTable, withManifest({ more: 1 })],
  ['that is a list', noTable, withFile('bundle.json', toUtf8('[]'))],
  ['that is nothing', noTable, withFile('bundle.json', toUtf8('null'))],
  ['that is a number', noTable, withFile('bundle.json', toUtf8('7'))],
  ['of an unknown kind', noTable, withManifest({ kind: 'part' })],
  ['of an unknown profile', noTable, withManifest({ profile: 'all' })],
  ['of a log that is no text', noTable, withManifest({ log: 7 })],
  ['with streams out of order', noTable, withManifest({ streams: ['b', 'a'] })],
  ['with a stream twice', noTable, withManifest({ streams: ['a', 'a'] })],
  ['with a stream that is no text', noTable, withManifest({ streams: [7] })],
  ['with streams that are no list', noTable, withManifest({ streams: 'a' })],
  ['with files that are no list', noTable, withManifest({ files: {} })],
  ['with files of another form', noTable, withManifest({ files: [{ path: 'x' }] })],
  ['with a file that is no object', noTable, withManifest({ files: [7] })],
  ['with files out of order', noTable, withManifest({ files: [...manifest().files].reverse() })],
  ['with a size that is no number', noTable, withFirst({ bytes: '7' })],
  ['with a path that is no text', noTable, withFirst({ path: 7 })],
  ['with a digest that is no text', noTable, withFirst({ sha256: 7 })],
  ['with a digest in capitals', noTable, withFirst({ sha256: 'A'.repeat(64) })],
  ['that is not canonical', noTable, withFile('bundle.json', toUtf8('{ }'))],
  ['that is missing', noTable, writeZip(files.filter(({ path }) => path !== 'bundle.json'))],
];

/** With these files neither there nor listed. */
function without(...paths: readonly string[]): Uint8Array {
  const listed = manifest().files.filter(({ path }) => !paths.includes(path));
  const table = { path: 'bundle.json', bytes: canonicalBytes({ ...manifest(), files: listed }) };
  return writeZip([table, ...files.filter(({ path }) => path !== 'bundle.json' && !paths.includes(path))]);
}

const longestLine = 256 * 1024;

/** A line of openings of some entry that is not here. */
function openingLine(change: object = {}): string {
  return `${String(fromUtf8(canonicalBytes({ entry: '?', field: 'x', salt: '00', value: 'MQ==', ...change })))}\n`;
}

/** The same of so many bytes. */
function openingOfBytes(bytes: number, change: object = {}): string {
  const missing = bytes - openingLine({ ...change, salt: '' }).length + 1;
  return openingLine({ ...change, salt: '0'.repeat(missing) });
}

/** With this line after the five that are right. */
function withEntry(line: object): Uint8Array {
  const { bytes } = files.find(({ path }) => path === 'entries.ndjson') ?? { bytes: new Uint8Array(0) };
  return withListed('entries.ndjson', concatBytes(bytes, canonicalBytes(line), toUtf8('\n')));
}

const openings = (text: string): Uint8Array => withListed('openings.ndjson', toUtf8(text));
const [inEntries, inOpenings] = ['bundle.file entries.ndjson:6', 'bundle.file openings.ndjson:1'];
const unknown = (field: string) => [`opening.unknown entry ? field ${field}`];

/** What is wrong with a file, and all that is told of files. */
export const changedFiles: readonly (readonly [title: string, failures: readonly string[], zip: Uint8Array])[] = [
  ['that was changed', ['bundle.file README.txt'], withFile('README.txt', toUtf8('trust me'))],
  ['that is listed with another size', ['bundle.file README.txt'], withFirst({ bytes: 7 })],
  ['that is missing', ['bundle.file README.txt'], writeZip(files.filter(({ path }) => path !== 'README.txt'))],
  ['that is not listed', ['bundle.file more.txt'], withFile('more.txt', toUtf8('x'))],
  ['that every bundle has and this one has not', ['bundle.file README.txt'], without('README.txt')],
  ['of rules under another digest', ['bundle.file rules/x.json'], withListed('rules/x.json', toUtf8('{}'))],
  ['of a proof without position', ['bundle.file proofs/x.tlog-proof'], withListed('proofs/x.tlog-proof', toUtf8('x'))],
  ['of a proof without its ending', ['bundle.file proofs/4'], withListed('proofs/4', toUtf8('x'))],
  ...['x', '04', '4x', 'x4', '-4', '9007199254740992', '90071992547409910'].map(
    (name) =>
      [
        `of a checkpoint of the size ${name}`,
        [`bundle.file checkpoints/${name}`],
        withListed(`checkpoints/${name}`, toUtf8('x')),
      ] as const,
  ),
  [
    'of a way between checkpoints without size',
    ['bundle.file consistency/x'],
    withListed('consistency/x', toUtf8('x')),
  ],
  ['of lines whose last has no end', [inOpenings], openings('{}')],
  ['of lines of another form', [inOpenings], openings('{}\n')],
  ['of an empty line', [inOpenings], openings('\n')],
  ['of a line that is not canonical', [inOpenings], openings(openingLine().replace(':', ': '))],
  ['of an opening whose entry is no text', [inOpenings], openings(openingLine({ entry: 7 }))],
  ['of an opening whose field is no text', [inOpenings], openings(openingLine({ field: 7 }))],
  ['of an opening whose salt is no text', [inOpenings], openings(openingLine({ salt: 7 }))],
  ['of an opening whose value is no text', [inOpenings], openings(openingLine({ value: 7 }))],
  ['of an opening whose value is no base64', [inOpenings], openings(openingLine({ value: 'MQ' }))],
  [
    'whose second line has another form',
    ['bundle.file openings.ndjson:2', ...unknown('x')],
    openings(`${openingLine()}{}\n`),
  ],
  ['with an escape in its line', unknown('"'), openings(openingLine({ field: '"' }))],
  ['with a line too long', ['bundle.limit openings.ndjson:1'], openings(`${' '.repeat(270_000)}\n`)],
  ['with a line too long by one byte', ['bundle.limit openings.ndjson:1'], openings(openingOfBytes(longestLine + 1))],
  ['with a line as long as it may be', unknown('x'), openings(openingOfBytes(longestLine))],
  [
    'with an escape in a line as long as it may be',
    unknown('"'),
    openings(openingOfBytes(longestLine, { field: '"' })),
  ],
  ['of an entry whose bytes are no text', [inEntries], withEntry({ bytes: 7, position: 0 })],
  ['of an entry whose bytes are no base64', [inEntries], withEntry({ bytes: 'MQ', position: 0 })],
  ['of an entry at no number', [inEntries], withEntry({ bytes: 'MQ==', position: '0' })],
  ['of an entry before the first', [inEntries], withEntry({ bytes: 'MQ==', position: -1 })],
];

interface Packing {
  readonly method?: number;
  readonly flags?: number;
  readonly attributes?: number;
  /** The kind of system on which it was packed; 3 is Unix. */
  readonly system?: number;
  /** A word about each file. */
  readonly comment?: string;
}

/** An archive as other programs write it: deflated, with times, attributes and extra fields. */
export function repack(
  given: readonly ZipFile[],
  { method = 8, flags = 0, attributes = 0x81a40000, system = 3, comment = '' }: Packing = {},
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
    rest.writeUInt16LE(comment.length, 0);
    rest.writeUInt32LE(attributes, 6);
    rest.writeUInt32LE(offset, 10);
    const madeBy = Buffer.from([0x50, 0x4b, 0x01, 0x02, 20, system]);
    directory.push(madeBy, shared, lengths, rest, Buffer.from(path), extra, Buffer.from(comment));
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

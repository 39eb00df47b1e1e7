import { concatBytes, toUtf8 } from '#ledger/bytes.ts';
import { writeZip } from '#ledger/zip-write.ts';
import { bundle, files, repack, withListed } from './containers.ts';

/** Archives that no program should write, and what other programs may write. */

const endLength = 22;
const centralLength = 46;
/** What both headers of a member repeat stands so much earlier in the local one. */
const fewerInHeader = 2;

/** Numbers of 16 bits by their offset. */
type Fields = Readonly<Record<number, number>>;

interface Changes {
  /** In the record of the directory. */
  readonly record?: Fields;
  /** In the local header. */
  readonly header?: Fields;
  /** In both, by the offset in the record. */
  readonly both?: Fields;
}

/** Changes bytes at an offset from the first or, below zero, from the last byte. */
function patched(zip: Uint8Array, offset: number, ...bytes: number[]): Uint8Array {
  const copy = Uint8Array.from(zip);
  copy.set(bytes, offset < 0 ? zip.length + offset : offset);
  return copy;
}

function directoryOf(zip: Buffer): number {
  return zip.readUInt32LE(zip.length - 6);
}

/** With other numbers in what is said of this member. */
function changed(given: Uint8Array, path: string, { record = {}, header = {}, both = {} }: Changes): Uint8Array {
  const zip = Buffer.from(given);
  const place = zip.indexOf(path, directoryOf(zip)) - centralLength;
  const start = zip.readUInt32LE(place + 42);
  const write = (fields: Fields, from: number) => {
    for (const [offset, value] of Object.entries(fields)) zip.writeUInt16LE(value, from + Number(offset));
  };
  write({ ...both, ...record }, place);
  write(both, start - fewerInHeader);
  write(header, start);
  return zip;
}

/** With more bytes at the end of the directory, which is as long as the end record says. */
function withRest(given: Uint8Array, rest: Uint8Array): Uint8Array {
  const end = Buffer.from(given.subarray(-endLength));
  end.writeUInt32LE(end.readUInt32LE(12) + rest.length, 12);
  return concatBytes(given.subarray(0, -endLength), rest, end);
}

/** With a byte between the files and the directory, which is where the end record says. */
function withGap(given: Uint8Array): Uint8Array {
  const start = directoryOf(Buffer.from(given));
  const end = Buffer.from(given.subarray(-endLength));
  end.writeUInt32LE(start + 1, 16);
  return concatBytes(given.subarray(0, start), Uint8Array.of(0), given.subarray(start, -endLength), end);
}

const one = toUtf8('x');
const named = (path: string): Uint8Array => writeZip([{ path, bytes: one }]);
const last = files.at(-1) ?? { path: '', bytes: one };
const allOfThem = { 20: 0xffff, 22: 0xffff, 24: 0xffff, 26: 0xffff };
const withComment = changed(withRest(bundle, one), last.path, { record: { 32: 1 } });
const mebibyte = 1024 * 1024;
/** With a file that says it has so many bytes, packed or as it is; there is but one. */
function saying(path: string, size: number, method: 0 | 8): Uint8Array {
  const [low, high] = [size & 0xffff, size >>> 16];
  return changed(named(path), path, { both: { 10: method, 20: low, 22: high, 24: low, 26: high } });
}
const unlike = (changes: Changes): Uint8Array => changed(bundle, 'checkpoint', changes);

/** What is wrong with the archive. */
export const archives: readonly (readonly [title: string, code: string, zip: Uint8Array])[] = [
  ['of nothing', 'bundle.manifest', writeZip([])],
  ['without end record', 'bundle.zip', bundle.subarray(0, -1)],
  ['with a comment', 'bundle.zip', concatBytes(patched(bundle, -2, 1, 0), Uint8Array.of(32))],
  ['with a comment that is not there', 'bundle.zip', patched(bundle, -2, 1)],
  ['with bytes after its end', 'bundle.zip', concatBytes(bundle, Uint8Array.of(0))],
  ['with bytes before its files', 'bundle.zip', concatBytes(Uint8Array.of(0), bundle)],
  ['with bytes between its files and its directory', 'bundle.zip', withGap(bundle)],
  ['on another disk', 'bundle.zip', patched(bundle, -18, 1)],
  ['whose directory begins on another disk', 'bundle.zip', patched(bundle, -16, 1)],
  ['with fewer files on this disk', 'bundle.zip', patched(bundle, -14, 1)],
  ['with more files than it says', 'bundle.zip', patched(bundle, -14, 1, 0, 1, 0)],
  ['with a directory of another length', 'bundle.zip', patched(bundle, -10, 0, 0)],
  ['with a record cut short', 'bundle.zip', withRest(bundle, Uint8Array.of(0x50, 0x4b, 0x01, 0x02))],
  ['with a record that is none', 'bundle.zip', unlike({ record: { 0: 0 } })],
  ['with a record beyond its directory', 'bundle.zip', changed(bundle, last.path, { record: { 32: 1 } })],
  ['with a file twice', 'bundle.path', writeZip([...files, { path: 'README.txt', bytes: one }])],
  ['with a way up', 'bundle.path', named('../x')],
  ['with an absolute path', 'bundle.path', named('/x')],
  ['with a folder', 'bundle.path', writeZip([{ path: 'x/', bytes: toUtf8('') }])],
  ['with an empty part in a path', 'bundle.path', named('x//y')],
  ['with a part that leads nowhere', 'bundle.path', named('./x')],
  ['with a name of nothing', 'bundle.path', named('')],
  ['with a name of other letters', 'bundle.path', named('é')],
  ['with a name that begins with another letter', 'bundle.path', named('éx')],
  ['with a name that ends in another letter', 'bundle.path', named('xé')],
  [
    'with a name that is no UTF-8',
    'bundle.path',
    changed(named('xx'), 'xx', { record: { [centralLength]: 0xffff }, header: { 30: 0xffff } }),
  ],
  ['with a name too long', 'bundle.path', named('x'.repeat(256))],
  ['with a link', 'bundle.path', repack(files, { attributes: 0xa1ff0000 })],
  ['with a bomb', 'bundle.limit', repack([{ path: 'x', bytes: new Uint8Array(1_000_000) }])],
  ['that unpacks to 201 times its size', 'bundle.limit', changed(named('x'), 'x', { both: { 24: 201 } })],
  ['that says it unpacks to 200 times its size', 'bundle.zip', changed(named('x'), 'x', { both: { 24: 200 } })],
  [
    'with two files of four gigabytes',
    'bundle.limit',
    changed(unlike({ record: allOfThem }), 'README.txt', { record: allOfThem }),
  ],
  ['with more packed than is unpacked of anybody', 'bundle.limit', saying('x', 64 * mebibyte + 1, 8)],
  ['that says it has as much packed as is unpacked', 'bundle.zip', saying('x', 64 * mebibyte, 8)],
  ['with as much that is stored', 'bundle.zip', saying('x', 64 * mebibyte + 1, 0)],
  ['with more rules than are held', 'bundle.limit', saying('rules/x', 16 * mebibyte + 1, 0)],
  ['that says it has as many rules as are held', 'bundle.zip', saying('rules/x', 16 * mebibyte, 0)],
  ['with a file of four gigabytes that is not there', 'bundle.zip', changed(named('x'), 'x', { record: allOfThem })],
  ['with one record of another version', 'bundle.zip', unlike({ record: { 4: 21 } })],
  ['with one record of other attributes inside', 'bundle.zip', unlike({ record: { 36: 1 } })],
  ['with one record of other attributes outside', 'bundle.zip', unlike({ record: { 38: 1 } })],
  ['with one record that needs another version', 'bundle.zip', unlike({ both: { 6: 10 } })],
  ['with one record of other flags', 'bundle.zip', unlike({ both: { 8: 2 } })],
  ['with one record of another time', 'bundle.zip', unlike({ both: { 12: 1 } })],
  ['with one record of another day', 'bundle.zip', unlike({ both: { 14: 0x22 } })],
  ['with one record that has a comment', 'bundle.zip', withComment],
  ['with a file elsewhere than its record says', 'bundle.zip', unlike({ record: { 42: 1 } })],
  ['with a header that is none', 'bundle.zip', unlike({ header: { 0: 0 } })],
  ['with a header of another check sum', 'bundle.zip', unlike({ header: { 14: 1 } })],
  ['with a header whose name is longer', 'bundle.zip', unlike({ header: { 26: 11 } })],
  ['with a header of another name', 'bundle.zip', unlike({ header: { 30: 0x7878 } })],
  ['with a header that has an extra field', 'bundle.zip', unlike({ header: { 28: 1 } })],
  ['with a file on another disk', 'bundle.zip', unlike({ record: { 34: 1 } })],
  [
    'with a file that reaches into its directory',
    'bundle.zip',
    changed(bundle, last.path, { both: { 20: last.bytes.length + 1, 24: last.bytes.length + 1 } }),
  ],
  ['with a file of another size', 'bundle.zip', changed(bundle, last.path, { both: { 24: last.bytes.length - 1 } })],
  ['with a file of another check sum', 'bundle.zip', unlike({ both: { 16: 1 } })],
  ['with an encrypted file', 'bundle.zip', repack(files, { flags: 1 })],
  ['with an unknown packing', 'bundle.zip', repack(files, { method: 12 })],
];

/** Archives of other programs, or of this one, in which nothing is wrong. */
export const readable: readonly (readonly [title: string, zip: Uint8Array])[] = [
  ['of other programs, stored or deflated', repack(files)],
  ['with a comment on each file', repack(files, { comment: 'x' })],
  ['with hints about speed and names in UTF-8', repack(files, { flags: 0x0806 })],
  ['of a system whose attributes mean no link', repack(files, { attributes: 0xa1ff0000, system: 0 })],
  ['with a name as long as it may be', withListed('x'.repeat(255), one)],
];

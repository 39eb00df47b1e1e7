import { type ByteSource, chunksOf, partOf, readWhole, sourceOf } from './byte-source.ts';
import { fromUtf8 } from './bytes.ts';
import type { LedgerCode } from './codes.ts';
import { crc32, inflate } from './inflate.ts';
import * as zip from './zip-format.ts';

// A bundle comes from anybody: every limit is checked before the work it bounds, and no byte may stand outside the structure.

export type ZipCode = Extract<LedgerCode, 'bundle.zip' | 'bundle.path' | 'bundle.limit'>;

export interface ZipFault {
  readonly code: ZipCode;
  readonly place: string;
  readonly found?: string;
}

export interface ZipReading<File = ByteSource> {
  readonly files: ReadonlyMap<string, File>;
  readonly faults: readonly ZipFault[];
  /** False where not even the end record of a zip was found. */
  readonly isZip: boolean;
}

interface Member {
  readonly path: string;
  readonly madeBy: number;
  /** The bytes from the needed version up to the sizes, which both headers must repeat. */
  readonly shared: Uint8Array;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  readonly disk: number;
  readonly internalAttributes: number;
  readonly externalAttributes: number;
  readonly offset: number;
  /** Length of its record in the central directory. */
  readonly length: number;
  readonly nameLength: number;
}

const mostBytes = 2 ** 32 - 1;
/** What is packed can be 200 times as much as whoever made it had to send, so its sum is bound far below that of all. */
const mostUnpacked = 64 * 1024 * 1024;
/** Rules are held as values, which take up to thirty times the memory of their text. */
const mostRules = 16 * 1024 * 1024;
const highestRatio = 200;
const longestPath = 255;
const allowedFlags = 0x0806; // hints of the packer about speed, and names in UTF-8
const sharedLength = 22;

class Broken extends Error {
  readonly fault: ZipFault;
  constructor(fault: ZipFault) {
    super(fault.code);
    this.fault = fault;
  }
}

/** All files of an archive that can be read, and what is wrong with it. */
export function readZip(bytes: Uint8Array): ZipReading<Uint8Array> {
  const { files, ...said } = openZip(sourceOf(bytes));
  return { ...said, files: new Map([...files].map(([path, file]) => [path, readWhole(file)])) };
}

/** The same of an archive that need not be in memory: a stored member is read where it lies, and of the packed ones these are kept. */
export function openZip(source: ByteSource, isKept: (path: string) => boolean = () => true): ZipReading {
  const files = new Map<string, ByteSource>();
  const faults: ZipFault[] = [];
  const end = viewOf(source, Math.max(source.length - zip.endLength, 0), source.length);
  const isZip = source.length >= zip.endLength && (hasSignature(source) || hasEnd(end));
  try {
    const { members, directory } = readDirectory(source, end);
    checkUniform(members, faults);
    let offset = 0;
    for (const member of members) {
      const file = readMember({ source, directory, offset, faults, isKept }, member);
      offset = file.end;
      if (files.has(member.path)) faults.push({ code: 'bundle.path', place: member.path, found: 'twice' });
      files.set(member.path, file.content);
    }
    if (offset !== directory) throw broken('zip', offset, 'bytes between the files and the directory');
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    faults.push(error.fault);
  }
  return { files, faults, isZip };
}

function viewOf(source: ByteSource, start: number, end: number): DataView {
  const bytes = source.read(start, end);
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function hasSignature(source: ByteSource): boolean {
  return viewOf(source, 0, 4).getUint32(0, true) === zip.localSignature;
}

function broken(place: string, offset: number, found: string): Broken {
  return new Broken({ code: 'bundle.zip', place, found: `${found} at ${String(offset)}` });
}

function hasEnd(end: DataView): boolean {
  return end.byteLength === zip.endLength && end.getUint32(0, true) === zip.endSignature;
}

interface Directory {
  readonly members: readonly Member[];
  /** Where it begins. */
  readonly directory: number;
}

/** The end record must be the last 22 bytes and the directory must end where it begins. */
function readDirectory(source: ByteSource, end: DataView): Directory {
  if (source.length > mostBytes) throw new Broken({ code: 'bundle.limit', place: 'zip', found: 'too many bytes' });
  if (!hasEnd(end)) throw broken('zip', source.length, 'no end record');
  const endOffset = source.length - zip.endLength;
  const count = end.getUint16(10, true);
  const directory = end.getUint32(16, true);
  const isWhole = end.getUint32(4, true) === 0 && end.getUint16(8, true) === count;
  const isLast = directory + end.getUint32(12, true) === endOffset && end.getUint16(20, true) === 0;
  if (!isWhole || !isLast) throw broken('zip', endOffset, 'an end record that does not fit');
  const view = viewOf(source, directory, endOffset);
  const members: Member[] = [];
  let offset = 0;
  while (offset < view.byteLength && members.length <= count) {
    const member = readRecord(view, offset, directory);
    members.push(member);
    offset += member.length;
  }
  if (members.length !== count) throw broken('zip', endOffset, `${String(members.length)} members of ${String(count)}`);
  checkSizes(members);
  return { members, directory };
}

/** A record of the directory, which begins at the given byte of the archive. */
function readRecord(view: DataView, offset: number, directory: number): Member {
  const end = view.byteLength;
  if (offset + zip.centralLength > end || view.getUint32(offset, true) !== zip.centralSignature) {
    throw broken('zip', directory + offset, 'no directory record');
  }
  const nameLength = view.getUint16(offset + 28, true);
  const length = zip.centralLength + nameLength + view.getUint16(offset + 30, true) + view.getUint16(offset + 32, true);
  if (offset + length > end) throw broken('zip', directory + offset, 'a record beyond the directory');
  return {
    path: readPath(bytesAt(view, offset + zip.centralLength, nameLength)),
    madeBy: view.getUint16(offset + 4, true),
    shared: bytesAt(view, offset + 6, sharedLength),
    flags: view.getUint16(offset + 8, true),
    method: view.getUint16(offset + 10, true),
    crc: view.getUint32(offset + 16, true),
    packedSize: view.getUint32(offset + 20, true),
    size: view.getUint32(offset + 24, true),
    disk: view.getUint16(offset + 34, true),
    internalAttributes: view.getUint16(offset + 36, true),
    externalAttributes: view.getUint32(offset + 38, true),
    offset: view.getUint32(offset + 42, true),
    length,
    nameLength,
  };
}

function bytesAt(view: DataView, offset: number, length: number): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset + offset, length);
}

/** Relative, of `[A-Za-z0-9._/-]`, without empty, `.` or `..` parts. */
function readPath(name: Uint8Array): string {
  const path = fromUtf8(name) ?? '';
  const isPath = /^[A-Za-z0-9._/-]+$/.test(path) && path.length <= longestPath;
  if (!isPath || path.split('/').some((part) => part === '' || part === '.' || part === '..')) {
    throw new Broken({ code: 'bundle.path', place: 'zip', found: path });
  }
  return path;
}

function checkSizes(members: readonly Member[]): void {
  let [total, unpacked, rules] = [0, 0, 0];
  for (const { path, size, packedSize, method, externalAttributes, madeBy } of members) {
    total += size;
    if (method !== zip.stored) unpacked += size;
    if (path.startsWith('rules/')) rules += size;
    const isTooMuch = total > mostBytes || unpacked > mostUnpacked || rules > mostRules;
    if (size > packedSize * highestRatio || isTooMuch) {
      throw new Broken({ code: 'bundle.limit', place: path, found: `${String(size)} bytes` });
    }
    const isLink = madeBy >>> 8 === 3 && externalAttributes >>> 28 === 0xa;
    if (isLink) throw new Broken({ code: 'bundle.path', place: path, found: 'a link' });
  }
}

/** Either this program made all records or none: one record unlike the others was changed. */
function checkUniform(members: readonly Member[], faults: ZipFault[]): void {
  const odd = members.filter((member) => !isOwn(member));
  if (odd.length === members.length) return;
  for (const { path } of odd) faults.push({ code: 'bundle.zip', place: path, found: 'a record unlike the others' });
}

function isOwn(member: Member): boolean {
  const { madeBy, flags, internalAttributes, externalAttributes, length, nameLength, shared } = member;
  const fields = new DataView(shared.buffer, shared.byteOffset);
  const isPlain = madeBy === zip.zipVersion && flags === 0 && internalAttributes === 0 && externalAttributes === 0;
  const hasFixedTime = fields.getUint16(6, true) === 0 && fields.getUint16(8, true) === zip.zipDate;
  const isVersion2 = fields.getUint16(0, true) === zip.zipVersion;
  return isPlain && hasFixedTime && isVersion2 && length === zip.centralLength + nameLength;
}

interface Place {
  readonly source: ByteSource;
  readonly directory: number;
  /** Where the next member must begin. */
  readonly offset: number;
  readonly faults: ZipFault[];
  readonly isKept: (path: string) => boolean;
}

interface MemberFile {
  readonly content: ByteSource;
  readonly end: number;
}

function readMember({ source, directory, offset, faults, isKept }: Place, member: Member): MemberFile {
  const { path, flags, method, packedSize, size, disk, nameLength } = member;
  const named = offset + zip.localLength + nameLength;
  if (member.offset !== offset || offset + zip.localLength > source.length)
    throw broken(path, offset, 'a gap or overlap');
  const header = viewOf(source, offset, Math.min(named, source.length));
  const isSame = sameBytes(bytesAt(header, 4, sharedLength), member.shared);
  const isNamed = header.getUint16(26, true) === nameLength;
  const start = named + header.getUint16(28, true);
  const end = start + packedSize;
  if (header.getUint32(0, true) !== zip.localSignature || !isSame || !isNamed || end > directory) {
    throw broken(path, offset, 'a header that differs from the directory');
  }
  if (fromUtf8(bytesAt(header, zip.localLength, nameLength)) !== path) throw broken(path, offset, 'another name');
  if (disk !== 0 || (flags & ~allowedFlags) !== 0) throw broken(path, offset, 'a kind of member that is not allowed');
  const packed = partOf(source, start, end);
  const content = unpack(packed, method, size);
  if (content?.length !== size) throw broken(path, start, 'bytes that cannot be unpacked');
  if (checkSumOf(content) !== member.crc) faults.push({ code: 'bundle.zip', place: path, found: 'another check sum' });
  return { content: method === zip.stored || isKept(path) ? content : remade(packed, size), end };
}

/** What could be unpacked once, unpacked again by whoever reads it. */
function remade(packed: ByteSource, size: number): ByteSource {
  const unpacked = () => inflate(readWhole(packed), size) ?? new Uint8Array(0);
  return { length: size, isRemade: true, read: (start, end) => unpacked().subarray(start, end) };
}

/** What is stored stays where it is; what is packed must be unpacked as a whole. */
function unpack(packed: ByteSource, method: number, size: number): ByteSource | undefined {
  if (method === zip.stored) return packed;
  const bytes = method === zip.deflated ? inflate(readWhole(packed), size) : undefined;
  return bytes === undefined ? undefined : sourceOf(bytes);
}

function checkSumOf(content: ByteSource): number {
  let sum = 0;
  for (const chunk of chunksOf(content)) sum = crc32(chunk, sum);
  return sum;
}

function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.every((byte, index) => byte === right[index]);
}

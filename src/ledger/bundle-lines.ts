import type { BundleEntry, BundleOpening } from './bundle.ts';
import { type ByteSource, chunkBytes } from './byte-source.ts';
import { type ByteRange, decodeBase64Into, fromBase64, fromUtf8, toUtf8 } from './bytes.ts';
import { type CanonicalObject, hasMembers } from './canonical.ts';
import { decodeNoted } from './canonical-decode.ts';
import type { FindingList } from './findings.ts';

const longestLine = 256 * 1024;
/** Lines that are read one by one share pieces of memory of this size. */
const sharedBytes = 64 * 1024;

/** How many bytes so many digits of base64 can spell. */
function mostDecoded(digits: number): number {
  return Math.floor(digits / 4) * 3;
}
const lineFeed = 0x0a;

const quote = 0x22;
const backslash = 0x5c;
const zero = 0x30;
const mostDigits = 15;

/**
 * Reads lines that are spelled just as this program spells them, straight from the bytes of the file: nearly all of a bundle, and several
 * times as fast as by the decoder of canonical values. It answers nothing to any other line, which the decoder must then judge.
 */
export class PlainLines {
  readonly #file: Uint8Array;
  readonly #decoded: Uint8Array;
  #used = 0;
  #at = 0;
  #end = 0;

  /** What base64 spells stands in the second, one value after the other: a large piece of memory instead of one for each line. */
  constructor(file: Uint8Array, decoded: Uint8Array = new Uint8Array(mostDecoded(file.length))) {
    this.#file = file;
    this.#decoded = decoded;
  }

  /** Begins a line, which ends before its line feed. */
  begin({ start, end }: ByteRange): void {
    this.#at = start;
    this.#end = end;
  }

  /** Whether just this stands here; then it is read. */
  take(piece: Uint8Array): boolean {
    if (this.#at + piece.length > this.#end) return false;
    for (let index = 0; index < piece.length; index += 1) {
      if (this.#file[this.#at + index] !== piece[index]) return false;
    }
    this.#at += piece.length;
    return true;
  }

  isAtEnd(): boolean {
    return this.#at === this.#end;
  }

  /** A string without escapes, of printable ASCII; the quote after it is not read. */
  readText(): string | undefined {
    const start = this.#at;
    for (; this.#at < this.#end; this.#at += 1) {
      const byte = this.#file[this.#at] ?? 0;
      if (byte === quote) return fromUtf8(this.#file.subarray(start, this.#at));
      if (byte === backslash || byte < 0x20 || byte > 0x7e) return undefined;
    }
    return undefined;
  }

  /** The bytes of a string in base64; the quote after it is not read. */
  readBase64(): Uint8Array | undefined {
    const start = this.#at;
    const end = this.#file.indexOf(quote, start);
    if (end < 0 || end > this.#end) return undefined;
    const place = { target: this.#decoded, offset: this.#used };
    const length = decodeBase64Into(place, this.#file, { start, end });
    if (length === undefined) return undefined;
    this.#at = end;
    this.#used += length;
    return this.#decoded.subarray(place.offset, this.#used);
  }

  /** A whole number from 0, short enough to be exact. */
  readCount(): number | undefined {
    const start = this.#at;
    let count = 0;
    for (; this.#at < this.#end; this.#at += 1) {
      const digit = (this.#file[this.#at] ?? 0) - zero;
      if (digit < 0 || digit > 9) break;
      count = count * 10 + digit;
    }
    const length = this.#at - start;
    const hasLeadingZero = length > 1 && this.#file[start] === zero;
    return length === 0 || length > mostDigits || hasLeadingZero ? undefined : count;
  }
}

const before = {
  bytes: toUtf8('{"bytes":"'),
  position: toUtf8('","position":'),
  entry: toUtf8('{"entry":"'),
  field: toUtf8('","field":"'),
  salt: toUtf8('","salt":"'),
  value: toUtf8('","value":"'),
  end: toUtf8('}'),
  endOfText: toUtf8('"}'),
};

export function readEntryLine(lines: PlainLines): BundleEntry | undefined {
  if (!lines.take(before.bytes)) return undefined;
  const bytes = lines.readBase64();
  if (bytes === undefined || !lines.take(before.position)) return undefined;
  const position = lines.readCount();
  return position !== undefined && lines.take(before.end) && lines.isAtEnd() ? { bytes, position } : undefined;
}

export function readOpeningLine(lines: PlainLines): BundleOpening | undefined {
  const entry = lines.take(before.entry) ? lines.readText() : undefined;
  const field = lines.take(before.field) ? lines.readText() : undefined;
  const salt = lines.take(before.salt) ? lines.readText() : undefined;
  const value = lines.take(before.value) ? lines.readBase64() : undefined;
  if (entry === undefined || field === undefined || salt === undefined || value === undefined) return undefined;
  return lines.take(before.endOfText) && lines.isAtEnd() ? { entry, field, salt, value } : undefined;
}

interface LineForm<T> {
  /** The usual spelling. */
  readonly plain: (lines: PlainLines) => T | undefined;
  /** What any other spelling must have. */
  readonly names: readonly string[];
  readonly convert: (line: CanonicalObject) => T | undefined;
}

export const entryForm: LineForm<BundleEntry> = {
  plain: readEntryLine,
  names: ['bytes', 'position'],
  convert: ({ bytes, position }) => {
    const decoded = typeof bytes === 'string' ? fromBase64(bytes) : undefined;
    if (decoded === undefined || typeof position !== 'number' || position < 0) return undefined;
    return { bytes: decoded, position };
  },
};

export const openingForm: LineForm<BundleOpening> = {
  plain: readOpeningLine,
  names: ['entry', 'field', 'salt', 'value'],
  convert: ({ entry, field, salt, value }) => {
    const decoded = typeof value === 'string' ? fromBase64(value) : undefined;
    const isText = typeof entry === 'string' && typeof field === 'string' && typeof salt === 'string';
    return isText && decoded !== undefined ? { entry, field, salt, value: decoded } : undefined;
  },
};

/** Why a line is no row: the code, and what was found. */
interface LineFault {
  readonly code: 'bundle.file' | 'bundle.limit';
  readonly found: string;
}

/** A file of lines, read from wherever its bytes lie: in order, and each line again by its place. */
export class LineFile<T extends object> {
  readonly #path: string;
  readonly #source: ByteSource;
  readonly #form: LineForm<T>;
  #shared = new Uint8Array(0);

  constructor(path: string, source: ByteSource, form: LineForm<T>) {
    this.#path = path;
    this.#source = source;
    this.#form = form;
  }

  /** Part of check 0: every line that is a row, with its place in the file; what is wrong with others goes to the findings. */
  scan(findings: FindingList, visit: (row: T, place: ByteRange) => void): void {
    const { length } = this.#source;
    let number = 1;
    const judge = (row: T | LineFault, place: ByteRange) => {
      if ('found' in row) findings.add({ check: 0, ...row, place: `${this.#path}:${String(number)}` });
      else visit(row, place);
      number += 1;
    };
    for (let start = 0; start < length; ) {
      const chunk = this.#source.read(start, Math.min(start + chunkBytes, length));
      const lines = new PlainLines(chunk);
      let at = 0;
      for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, at)) {
        judge(this.#readRow(lines, chunk, { start: at, end }), { start: start + at, end: start + end });
        at = end + 1;
      }
      if (at === 0) {
        const end = this.#findEnd(start + chunk.length);
        const place = { start, end: end ?? length };
        judge(end === undefined ? { code: 'bundle.file', found: 'a line without end' } : tooLong(place), place);
        at = place.end + 1 - start;
      }
      start += at;
    }
  }

  readAll(findings: FindingList): T[] {
    const rows: T[] = [];
    this.scan(findings, (row) => rows.push(row));
    return rows;
  }

  /** The bytes of a line that a scan has told the place of. Nobody may write to them. */
  bytesAt({ start, end }: ByteRange): Uint8Array {
    return this.#source.read(start, end);
  }

  /** A row that a scan has told the place of. */
  readAt(place: ByteRange): T {
    const line = this.bytesAt(place);
    const lines = new PlainLines(line, this.#share(mostDecoded(line.length)));
    const row = this.#readRow(lines, line, { start: 0, end: line.length });
    if ('found' in row) throw new Error(`${this.#path} changed while it was read`);
    return row;
  }

  /** A part of a piece of memory that no other line has. */
  #share(length: number): Uint8Array {
    if (length > sharedBytes / 4) return new Uint8Array(length);
    if (length > this.#shared.length) this.#shared = new Uint8Array(sharedBytes);
    const part = this.#shared.subarray(0, length);
    this.#shared = this.#shared.subarray(length);
    return part;
  }

  #readRow(lines: PlainLines, bytes: Uint8Array, range: ByteRange): T | LineFault {
    if (range.end - range.start > longestLine) return tooLong(range);
    lines.begin(range);
    return this.#form.plain(lines) ?? this.#judgeLine(bytes.subarray(range.start, range.end));
  }

  /** A line that is not spelled as this program does: still a value, or what is wrong with it. */
  #judgeLine(line: Uint8Array): T | LineFault {
    const { names, convert } = this.#form;
    const decoded = decodeNoted(line, 'refused', longestLine);
    if (!decoded.ok) return { code: 'bundle.file', found: decoded.code };
    const { value } = decoded.value;
    const row = hasMembers(value, names) ? convert(value) : undefined;
    return row ?? { code: 'bundle.file', found: 'a line of another form' };
  }

  /** Where a line ends that is longer than what is read at a time. */
  #findEnd(from: number): number | undefined {
    for (let start = from; start < this.#source.length; start += chunkBytes) {
      const chunk = this.#source.read(start, Math.min(start + chunkBytes, this.#source.length));
      const end = chunk.indexOf(lineFeed);
      if (end >= 0) return start + end;
    }
    return undefined;
  }
}

function tooLong({ start, end }: ByteRange): LineFault {
  return { code: 'bundle.limit', found: `${String(end - start)} bytes` };
}

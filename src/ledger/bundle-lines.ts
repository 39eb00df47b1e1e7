import type { BundleEntry, BundleOpening } from './bundle.ts';
import { type ByteRange, decodeBase64Into, fromUtf8, toUtf8 } from './bytes.ts';

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
  /** What base64 spells, one value after the other: one large piece of memory instead of one for each line. */
  readonly #decoded: Uint8Array;
  #used = 0;
  #at = 0;
  #end = 0;

  constructor(file: Uint8Array) {
    this.#file = file;
    this.#decoded = new Uint8Array(Math.floor(file.length / 4) * 3);
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

import { repeatedName } from '#domain/json-keys.ts';

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const colon = 0x3a;
const listOpen = 0x5b;
const listClose = 0x5d;
const objectOpen = 0x7b;
const objectClose = 0x7d;

/** Where the items of a list stand in the bytes of a JSON text; nothing of them is parsed yet. */
export interface JsonRanges {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/**
 * Finds the items of a JSON list, or of the list under `data` of an object, so that a large file is parsed item by item. Undefined where
 * the bytes are no such thing; whether each item is JSON is for whoever parses it.
 */
export function findJsonItems(bytes: Uint8Array): JsonRanges | undefined {
  const start = listStart(bytes);
  if (start === undefined) return undefined;
  const [starts, ends]: [number[], number[]] = [[], []];
  let [from, depth] = [start + 1, 0];
  for (let index = start + 1; index < bytes.length; index += 1) {
    const byte = bytes[index];
    if (byte === quote) index = endOfString(bytes, index);
    else if (byte === listOpen || byte === objectOpen) depth += 1;
    else if (depth > 0) depth -= byte === listClose || byte === objectClose ? 1 : 0;
    else if (byte === comma || byte === listClose) {
      const isEmpty = byte === listClose && starts.length === 0 && isBlank(bytes, from, index);
      if (!isEmpty) {
        starts.push(from);
        ends.push(index);
      }
      if (byte === listClose) return isWrapped(bytes, start, index) ? { starts, ends } : undefined;
      from = index + 1;
    }
  }
  return undefined;
}

/** The opening bracket of the list. */
function listStart(bytes: Uint8Array): number | undefined {
  const first = skipBlank(bytes, hasMark(bytes) ? 3 : 0);
  if (bytes[first] === listOpen) return first;
  if (bytes[first] !== objectOpen) return undefined;
  let depth = 0;
  for (let index = first; index < bytes.length; index += 1) {
    const byte = bytes[index];
    if (byte === listOpen || byte === objectOpen) depth += 1;
    else if (byte === listClose || byte === objectClose) depth -= 1;
    else if (byte === quote) {
      const end = endOfString(bytes, index);
      const after = skipBlank(bytes, end + 1);
      if (depth === 1 && bytes[after] === colon && textOf(bytes, index + 1, end) === 'data') {
        const value = skipBlank(bytes, after + 1);
        return bytes[value] === listOpen ? value : undefined;
      }
      index = end;
    }
  }
  return undefined;
}

function hasMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

/** What stands around the list must be JSON with an empty list in its place. */
function isWrapped(bytes: Uint8Array, start: number, end: number): boolean {
  try {
    const around = `${textOf(bytes, hasMark(bytes) ? 3 : 0, start)}[]${textOf(bytes, end + 1, bytes.length)}`;
    const parsed: unknown = JSON.parse(around);
    if (repeatedName(around, parsed) !== undefined) return false;
    return typeof parsed === 'object' && parsed !== null && (Array.isArray(parsed) || 'data' in parsed);
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

function endOfString(bytes: Uint8Array, start: number): number {
  let index = start + 1;
  while (index < bytes.length && bytes[index] !== quote) index += bytes[index] === backslash ? 2 : 1;
  return index;
}

function skipBlank(bytes: Uint8Array, start: number): number {
  let index = start;
  while (isBlankByte(bytes[index])) index += 1;
  return index;
}

function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  return skipBlank(bytes, start) >= end;
}

function isBlankByte(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

function textOf(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8');
}

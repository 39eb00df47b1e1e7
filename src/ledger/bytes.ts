// Strict spellings of bytes: one text for each value, anything else is refused with undefined.

const noDigit = 255;
const base64Digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const base64Values = valuesOf(base64Digits);
const noPair = 0x8000;
/** The twelve bits of two digits after one another, by the two as a number. */
const base64Pairs = pairsOf(base64Digits);
const hexValues = valuesOf('0123456789abcdef');
const hexDigits = new TextEncoder().encode('0123456789abcdef');

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const utf8 = new TextEncoder();

function valuesOf(digits: string): Uint8Array {
  const values = new Uint8Array(256).fill(noDigit);
  for (let value = 0; value < digits.length; value += 1) values[digits.charCodeAt(value)] = value;
  return values;
}

function pairsOf(digits: string): Uint16Array {
  const pairs = new Uint16Array(65_536).fill(noPair);
  for (let value = 0; value < digits.length ** 2; value += 1) {
    const [left, right] = [value >> 6, value & 63].map((digit) => digits.charCodeAt(digit));
    pairs[((left ?? 0) << 8) | (right ?? 0)] = value;
  }
  return pairs;
}

function digitAt(values: Uint8Array, digits: Uint8Array, index: number): number {
  return values[digits[index] ?? 0] ?? noDigit;
}

export function toHex(bytes: Uint8Array): string {
  // Put together from single digits, a text would hold on to its pieces, many times its size.
  const digits = new Uint8Array(bytes.length * 2);
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0;
    digits[index * 2] = hexDigits[byte >> 4] ?? 0;
    digits[index * 2 + 1] = hexDigits[byte & 15] ?? 0;
  }
  return strictUtf8.decode(digits);
}

/** Lower-case hex only. */
export function fromHex(text: string): Uint8Array | undefined {
  if (text.length % 2 !== 0) return undefined;
  const bytes = new Uint8Array(text.length / 2);
  for (let index = 0; index < bytes.length; index += 1) {
    const high = hexValues[text.charCodeAt(index * 2)] ?? noDigit;
    const low = hexValues[text.charCodeAt(index * 2 + 1)] ?? noDigit;
    if (high === noDigit || low === noDigit) return undefined;
    bytes[index] = high * 16 + low;
  }
  return bytes;
}

export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let index = 0; index < bytes.length; index += 3) {
    const group = ((bytes[index] ?? 0) << 16) | ((bytes[index + 1] ?? 0) << 8) | (bytes[index + 2] ?? 0);
    const left = bytes.length - index;
    text += base64Digits.charAt(group >> 18) + base64Digits.charAt((group >> 12) & 63);
    text += left > 1 ? base64Digits.charAt((group >> 6) & 63) : '=';
    text += left > 2 ? base64Digits.charAt(group & 63) : '=';
  }
  return text;
}

/** Standard alphabet, padded, unused bits zero. */
export function fromBase64(text: string): Uint8Array | undefined {
  const digits = toUtf8(text);
  const target = new Uint8Array(Math.floor(digits.length / 4) * 3);
  const length = decodeBase64Into({ target, offset: 0 }, digits, { start: 0, end: digits.length });
  return length === undefined ? undefined : target.subarray(0, length);
}

export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

const padding = 0x3d;

/** The same from bytes to bytes; answers how many it wrote. Where it refuses, what it wrote means nothing. */
export function decodeBase64Into(
  { target, offset }: { readonly target: Uint8Array; readonly offset: number },
  digits: Uint8Array,
  { start, end }: ByteRange,
): number | undefined {
  if ((end - start) % 4 !== 0) return undefined;
  const padded = digits[end - 1] !== padding || end === start ? 0 : digits[end - 2] === padding ? 2 : 1;
  const whole = padded === 0 ? end : end - 4;
  let at = offset;
  for (let index = start; index < whole; index += 4) {
    const left = base64Pairs[((digits[index] ?? 0) << 8) | (digits[index + 1] ?? 0)] ?? noPair;
    const right = base64Pairs[((digits[index + 2] ?? 0) << 8) | (digits[index + 3] ?? 0)] ?? noPair;
    // No pair has a value with this bit.
    if (((left | right) & noPair) !== 0) return undefined;
    target[at] = left >> 4;
    target[at + 1] = (left << 4) | (right >> 8);
    target[at + 2] = right;
    at += 3;
  }
  if (padded === 0) return at - offset;
  const [first, second] = [digitAt(base64Values, digits, whole), digitAt(base64Values, digits, whole + 1)];
  const third = padded === 1 ? digitAt(base64Values, digits, whole + 2) : 0;
  const unused = padded === 1 ? third & 0x03 : second & 0x0f;
  if (((first | second | third) & 0x80) !== 0 || unused !== 0) return undefined;
  target[at] = (first << 2) | (second >> 4);
  if (padded === 1) target[at + 1] = (second << 4) | (third >> 2);
  return at + 3 - padded - offset;
}

export function toUtf8(text: string): Uint8Array {
  return utf8.encode(text);
}

/** Well-formed UTF-8 only; a byte order mark stays as U+FEFF. */
export function fromUtf8(bytes: Uint8Array): string | undefined {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return undefined;
  }
}

export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  return joinBytes(parts);
}

/** Of a list that may be long: more parts than a call takes arguments. */
export function joinBytes(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  let length = 0;
  for (const part of parts) length += part.length;
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}

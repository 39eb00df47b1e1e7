// Strict spellings of bytes: one text for each value, anything else is refused with undefined.

const noDigit = 255;
const hexPairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const base64Digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const base64Values = valuesOf(base64Digits);
const hexValues = valuesOf('0123456789abcdef');

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const utf8 = new TextEncoder();

function valuesOf(digits: string): Uint8Array {
  const values = new Uint8Array(256).fill(noDigit);
  for (let value = 0; value < digits.length; value += 1) values[digits.charCodeAt(value)] = value;
  return values;
}

function digitAt(values: Uint8Array, text: string, index: number): number {
  return values[text.charCodeAt(index)] ?? noDigit;
}

export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += hexPairs[byte] ?? '';
  return text;
}

/** Lower-case hex only. */
export function fromHex(text: string): Uint8Array | undefined {
  if (text.length % 2 !== 0) return undefined;
  const bytes = new Uint8Array(text.length / 2);
  for (let index = 0; index < bytes.length; index += 1) {
    const high = digitAt(hexValues, text, index * 2);
    const low = digitAt(hexValues, text, index * 2 + 1);
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
  if (text.length % 4 !== 0) return undefined;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  let held = 0;
  let heldBits = 0;
  let length = 0;
  for (let index = 0; index < text.length - padding; index += 1) {
    const value = digitAt(base64Values, text, index);
    if (value === noDigit) return undefined;
    held = ((held << 6) | value) & 0xffff;
    heldBits += 6;
    if (heldBits < 8) continue;
    heldBits -= 8;
    bytes[length] = held >> heldBits;
    length += 1;
  }
  return (held & ((1 << heldBits) - 1)) === 0 ? bytes : undefined;
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
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
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

import { fromUtf8 } from './bytes.ts';
import { CanonFault, type Canonical, deepestInFile, deepestNesting, largestValueBytes, Members } from './canonical.ts';
import { type CanonCode, findCharacterFault, isNfc } from './canonical-text.ts';
import { accept, reject, type Verdict } from './verdict.ts';

/** What to do with a string outside NFC: a verifier's Unicode tables may be older than the writer's, so it may only take note. */
export type NfcRule = 'refused' | 'noted';

export interface Decoded {
  readonly value: Canonical;
  readonly isNfc: boolean;
}

/**
 * Reads exactly the encoder's image: the value, or the code of the first fault from left to right, after size and UTF-8.
 * Objects inherit nothing, so `__proto__` is a key like any other.
 */
export function decodeCanonical(bytes: Uint8Array): Verdict<Canonical> {
  const decoded = decodeNoted(bytes, 'refused');
  return decoded.ok ? accept(decoded.value.value) : decoded;
}

export function decodeNoted(bytes: Uint8Array, nfc: NfcRule, limit: number = largestValueBytes): Verdict<Decoded> {
  if (bytes.length > limit) return reject('canon.size');
  const text = fromUtf8(bytes);
  if (text === undefined || text.startsWith('\ufeff')) return reject('canon.utf8');
  const reader = new Reader(text, nfc);
  try {
    // What may be longer than a value is a file.
    const outermost = limit > largestValueBytes ? deepestNesting - deepestInFile : 0;
    return accept({ value: reader.readWhole(outermost), isNfc: reader.isNfc });
  } catch (fault) {
    if (fault instanceof CanonFault) return reject(fault.code);
    throw fault;
  }
}

const numberToken = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?(?![0-9])/y;
const quote = 0x22;
const brace = 0x7b;
const bracket = 0x5b;
const closingBrace = 0x7d;
const closingBracket = 0x5d;
const comma = 0x2c;
const colon = 0x3a;
const backslash = 0x5c;
const unitEscape = /\\u([0-9a-fA-F]{4})/y;
const firstBeyondAscii = 0x80;
const shortEscapes = new Map(Object.entries({ '"': '"', '\\': '\\', b: '\b', t: '\t', n: '\n', f: '\f', r: '\r' }));

class Reader {
  readonly #text: string;
  readonly #nfc: NfcRule;
  #at = 0;
  /** The bits of all units of the string at hand, which say whether any is beyond ASCII: escapes spell none. */
  #bits = 0;
  isNfc = true;

  constructor(text: string, nfc: NfcRule) {
    this.#text = text;
    this.#nfc = nfc;
  }

  readWhole(outermost: number): Canonical {
    const value = this.#readValue(outermost);
    if (this.#at < this.#text.length) this.#failHere();
    return value;
  }

  #readValue(depth: number): Canonical {
    const first = this.#text.charCodeAt(this.#at);
    if (first === quote) return this.#readString();
    if (first === brace || first === bracket) {
      if (depth === deepestNesting) throw new CanonFault('canon.depth');
      this.#at += 1;
      return first === brace ? this.#readObject(depth + 1) : this.#readArray(depth + 1);
    }
    if (this.#take('true')) return true;
    if (this.#take('false')) return false;
    if (this.#take('null')) return null;
    return this.#readNumber();
  }

  #readArray(depth: number): Canonical[] {
    const items: Canonical[] = [];
    if (this.#takeUnit(closingBracket)) return items;
    for (;;) {
      items.push(this.#readValue(depth));
      if (this.#takeUnit(closingBracket)) return items;
      this.#expect(comma);
    }
  }

  #readObject(depth: number): Canonical {
    const members = new Members();
    let last: string | undefined;
    if (this.#takeUnit(closingBrace)) return members;
    for (;;) {
      if (this.#text.charCodeAt(this.#at) !== quote) this.#failHere();
      const name = this.#readString();
      if (last !== undefined && name <= last)
        throw new CanonFault(Object.hasOwn(members, name) ? 'canon.duplicate' : 'canon.order');
      last = name;
      this.#expect(colon);
      members[name] = this.#readValue(depth);
      if (this.#takeUnit(closingBrace)) return members;
      this.#expect(comma);
    }
  }

  #readNumber(): number {
    const token = this.#match(numberToken);
    if (token === undefined) this.#failHere();
    const [digits, fraction, exponent] = token;
    if (fraction !== undefined || exponent !== undefined || digits === '-0') throw new CanonFault('canon.number');
    const value = Number(digits);
    if (!Number.isSafeInteger(value)) throw new CanonFault('canon.range');
    return value;
  }

  #readString(): string {
    this.#at += 1;
    this.#bits = 0;
    let text = this.#readPlain();
    while (!this.#takeUnit(quote)) {
      if (this.#text.charCodeAt(this.#at) !== backslash) throw new CanonFault('canon.syntax');
      text += this.#readEscape();
      text += this.#readPlain();
    }
    if (this.#bits < firstBeyondAscii || isNfc(text)) return text;
    if (this.#nfc === 'refused') throw new CanonFault('canon.nfc');
    this.isNfc = false;
    return text;
  }

  /** Up to the next quote, backslash or control below U+0020. */
  #readPlain(): string {
    const start = this.#at;
    let [at, bits] = [start, 0];
    for (;;) {
      const unit = this.#text.charCodeAt(at);
      // Past the end the unit is NaN, which is no number above the controls.
      if (unit === quote || unit === backslash || !(unit >= 0x20)) break;
      bits |= unit;
      at += 1;
    }
    this.#at = at;
    const plain = this.#text.slice(start, at);
    if (bits < firstBeyondAscii) return plain;
    this.#bits |= bits;
    const fault = findCharacterFault(plain);
    if (fault !== undefined) throw new CanonFault(fault);
    return plain;
  }

  #readEscape(): string {
    const short = shortEscapes.get(this.#text[this.#at + 1] ?? '');
    if (short !== undefined) {
      this.#at += 2;
      return short;
    }
    const digits = this.#match(unitEscape)?.[1];
    if (digits === undefined) throw new CanonFault(this.#text[this.#at + 1] === '/' ? 'canon.form' : 'canon.syntax');
    const unit = Number.parseInt(digits, 16);
    const fault = this.#findUnitFault(unit);
    if (fault !== undefined) throw new CanonFault(fault);
    const text = String.fromCharCode(unit);
    // Only the controls without a short escape are written so, and in lower case.
    if (unit >= 0x20 || JSON.stringify(text) !== `"\\u${digits}"`) throw new CanonFault('canon.form');
    return text;
  }

  /** What is wrong with an escaped code unit in itself comes before the fault of having escaped it. */
  #findUnitFault(unit: number): CanonCode | undefined {
    if (unit < 0xd800 || unit > 0xdbff) return findCharacterFault(String.fromCharCode(unit));
    const low = this.#match(unitEscape)?.[1];
    return findCharacterFault(String.fromCharCode(unit, low === undefined ? 0x20 : Number.parseInt(low, 16)));
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found === null) return undefined;
    this.#at = pattern.lastIndex;
    return found;
  }

  #take(token: string): boolean {
    if (!this.#text.startsWith(token, this.#at)) return false;
    this.#at += token.length;
    return true;
  }

  #takeUnit(unit: number): boolean {
    if (this.#text.charCodeAt(this.#at) !== unit) return false;
    this.#at += 1;
    return true;
  }

  #expect(unit: number): void {
    if (!this.#takeUnit(unit)) this.#failHere();
  }

  /** White space is another spelling of JSON; anything else here is no JSON. */
  #failHere(): never {
    throw new CanonFault(/[ \t\n\r]/.test(this.#text[this.#at] ?? '') ? 'canon.form' : 'canon.syntax');
  }
}

// Stands in for src/ledger/inflate.ts where there is no Node. RFC 1951 with the refusals of zlib: a code that is over-subscribed
// or incomplete (but for one distance or literal of one bit), a block without an end, a distance beyond what was written.

export { crc32 } from './crc32.ts';

const mostBits = 15;
const invalid = 0xffff;
const endOfBlock = 256;
const lengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const lengthBases = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
];
const lengthBits = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const distanceBases = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
  8193, 12289, 16385, 24577,
];
const distanceBits = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];

class Malformed extends Error {}

/** A prefix code, laid out so that the next bits of the input are the index: symbol * 16 + length. */
interface PrefixCode {
  readonly bits: number;
  readonly table: Uint16Array;
}

/** The bytes of a raw deflate stream that has exactly this size and uses all of its input, or nothing. */
export function inflate(packed: Uint8Array, size: number): Uint8Array | undefined {
  try {
    const input = new BitReader(packed);
    const output = new Output(size);
    for (let isLast = false; !isLast; ) {
      isLast = input.take(1) === 1;
      readBlock(input, output);
    }
    return output.length === size && input.usedBytes() === packed.length ? output.bytes : undefined;
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}

class BitReader {
  readonly #bytes: Uint8Array;
  #at = 0;
  #held = 0;
  #count = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  take(count: number): number {
    while (this.#count < count) {
      const byte = this.#bytes[this.#at];
      if (byte === undefined) throw new Malformed();
      this.#fill(byte);
    }
    const value = this.#held & ((1 << count) - 1);
    this.#drop(count);
    return value;
  }

  decode({ bits, table }: PrefixCode): number {
    // Near the end there may be fewer bits than the longest word has; zeros stand in, and a word that needs them is refused.
    while (this.#count < bits && this.#at < this.#bytes.length) this.#fill(this.#bytes[this.#at] ?? 0);
    const found = table[this.#held & ((1 << bits) - 1)] ?? invalid;
    const length = found & 15;
    if (found === invalid || length > this.#count) throw new Malformed();
    this.#drop(length);
    return found >> 4;
  }

  /** The bytes after the current one, as many as asked for. */
  takeBytes(count: number): Uint8Array {
    this.#returnWholeBytes();
    const end = this.#at + count;
    if (end > this.#bytes.length) throw new Malformed();
    const bytes = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return bytes;
  }

  usedBytes(): number {
    return this.#at - (this.#count >> 3);
  }

  #returnWholeBytes(): void {
    this.#at = this.usedBytes();
    this.#held = 0;
    this.#count = 0;
  }

  #fill(byte: number): void {
    this.#held |= byte << this.#count;
    this.#count += 8;
    this.#at += 1;
  }

  #drop(count: number): void {
    this.#held >>>= count;
    this.#count -= count;
  }
}

/** As large as the directory says and never larger. */
class Output {
  readonly bytes: Uint8Array;
  length = 0;

  constructor(size: number) {
    this.bytes = new Uint8Array(size);
  }

  add(bytes: Uint8Array): void {
    this.#makeRoom(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  addByte(byte: number): void {
    this.#makeRoom(1);
    this.bytes[this.length] = byte;
    this.length += 1;
  }

  repeat(distance: number, count: number): void {
    if (distance > this.length) throw new Malformed();
    this.#makeRoom(count);
    const end = this.length + count;
    for (let at = this.length; at < end; at += 1) this.bytes[at] = this.bytes[at - distance] ?? 0;
    this.length = end;
  }

  #makeRoom(count: number): void {
    if (this.length + count > this.bytes.length) throw new Malformed();
  }
}

function readBlock(input: BitReader, output: Output): void {
  const kind = input.take(2);
  if (kind === 0) output.add(readStored(input));
  else if (kind === 1) readCompressed(input, output, fixedCodes());
  else if (kind === 2) readCompressed(input, output, readCodes(input));
  else throw new Malformed();
}

function readStored(input: BitReader): Uint8Array {
  const [low = 0, high = 0, notLow = 0, notHigh = 0] = input.takeBytes(4);
  if ((low ^ notLow) !== 0xff || (high ^ notHigh) !== 0xff) throw new Malformed();
  return input.takeBytes(low + high * 256);
}

interface BlockCodes {
  readonly literals: PrefixCode;
  readonly distances: PrefixCode;
}

function readCompressed(input: BitReader, output: Output, { literals, distances }: BlockCodes): void {
  for (let symbol = input.decode(literals); symbol !== endOfBlock; symbol = input.decode(literals)) {
    if (symbol < endOfBlock) output.addByte(symbol);
    else {
      const count = readExtended(input, symbol - endOfBlock - 1, { bases: lengthBases, bits: lengthBits });
      const place = input.decode(distances);
      output.repeat(readExtended(input, place, { bases: distanceBases, bits: distanceBits }), count);
    }
  }
}

interface Extension {
  readonly bases: readonly number[];
  readonly bits: readonly number[];
}

function readExtended(input: BitReader, index: number, { bases, bits }: Extension): number {
  const base = bases[index];
  if (base === undefined) throw new Malformed();
  return base + input.take(bits[index] ?? 0);
}

function fixedCodes(): BlockCodes {
  const lengths = Array.from({ length: 288 }, (_, symbol) =>
    symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8,
  );
  return { literals: prefixCode(lengths, 'whole'), distances: prefixCode(new Array<number>(32).fill(5), 'whole') };
}

function readCodes(input: BitReader): BlockCodes {
  const literals = input.take(5) + 257;
  const distances = input.take(5) + 1;
  const given = input.take(4) + 4;
  if (literals > 286 || distances > 30) throw new Malformed();
  const lengthLengths = new Array<number>(19).fill(0);
  for (const symbol of lengthOrder.slice(0, given)) lengthLengths[symbol] = input.take(3);
  const lengths = readLengths(input, prefixCode(lengthLengths, 'whole'), literals + distances);
  if (lengths[endOfBlock] === 0) throw new Malformed();
  return {
    literals: prefixCode(lengths.slice(0, literals), 'one bit'),
    distances: prefixCode(lengths.slice(literals), 'one bit'),
  };
}

function readLengths(input: BitReader, code: PrefixCode, count: number): number[] {
  const lengths: number[] = [];
  while (lengths.length < count) {
    const symbol = input.decode(code);
    const last = lengths.at(-1);
    if (symbol < 16) lengths.push(symbol);
    else if (symbol > 16) repeat(lengths, 0, symbol === 17 ? 3 + input.take(3) : 11 + input.take(7));
    else if (last === undefined) throw new Malformed();
    else repeat(lengths, last, 3 + input.take(2));
  }
  if (lengths.length > count) throw new Malformed();
  return lengths;
}

function repeat(lengths: number[], value: number, count: number): void {
  for (let left = count; left > 0; left -= 1) lengths.push(value);
}

/** From the lengths of its words; one that leaves bits without meaning is taken only where it has no word, or one of one bit. */
function prefixCode(lengths: readonly number[], incomplete: 'whole' | 'one bit'): PrefixCode {
  const counts = new Array<number>(mostBits + 1).fill(0);
  for (const length of lengths) counts[length] = (counts[length] ?? 0) + 1;
  const bits = Math.max(...lengths);
  let left = 1;
  for (let length = 1; length <= mostBits; length += 1) {
    left = left * 2 - (counts[length] ?? 0);
    if (left < 0) throw new Malformed();
  }
  const mayLeave = bits === 0 || (incomplete === 'one bit' && bits === 1);
  if (left > 0 && !mayLeave) throw new Malformed();
  return { bits, table: tableOf(lengths, counts, bits) };
}

function tableOf(lengths: readonly number[], counts: readonly number[], bits: number): Uint16Array {
  const table = new Uint16Array(1 << bits).fill(invalid);
  const next = [0, 0];
  for (let length = 1; length < mostBits; length += 1) next.push(((next[length] ?? 0) + (counts[length] ?? 0)) << 1);
  for (const [symbol, length] of lengths.entries()) {
    if (length === 0) continue;
    const word = next[length] ?? 0;
    next[length] = word + 1;
    for (let at = reversed(word, length); at < table.length; at += 1 << length) table[at] = symbol * 16 + length;
  }
  return table;
}

/** The words of a prefix code come with their first bit first, everything else with its last. */
function reversed(word: number, length: number): number {
  let turned = 0;
  for (let bit = 0; bit < length; bit += 1) turned |= ((word >> bit) & 1) << (length - 1 - bit);
  return turned;
}

/** Released algorithms are never edited: an order drawn years ago must be drawn again. A change is a further name. */
const draws = { 'draw/1': drawShuffle } as const;
export type DrawAlgorithm = keyof typeof draws;

/** The order in which one assessor sees the candidates, drawn from that assessor's stored seed (64 hex digits). */
export function drawOrder(
  seedHex: string,
  refs: readonly string[],
  algorithm: DrawAlgorithm = 'draw/1',
): readonly string[] {
  return draws[algorithm](seedHex, refs);
}

/**
 * draw/1: the refs in ascending order of their UTF-16 code units, then Fisher–Yates from the last place down to the second: place i
 * is swapped with place j, drawn evenly from 0 to i. Random words come from xoshiro256** (Blackman and Vigna), whose four 64-bit
 * words are the seed's four quarters, big-endian. Draws at or above the largest multiple of i + 1 below 2^64 are thrown away, so
 * that every order is equally likely.
 */
function drawShuffle(seedHex: string, refs: readonly string[]): readonly string[] {
  const next = xoshiro256(seedHex);
  const order = [...refs].sort((one, other) => (one < other ? -1 : Number(one > other)));
  for (let place = order.length - 1; place > 0; place -= 1) {
    const from = drawBelow(next, place + 1);
    const [kept, moved] = [order[place], order[from]];
    if (kept === undefined || moved === undefined) throw new RangeError('a place outside the order');
    order[place] = moved;
    order[from] = kept;
  }
  return order;
}

function drawBelow(next: () => bigint, count: number): number {
  const size = BigInt(count);
  const limit = wordSize - (wordSize % size);
  for (;;) {
    const word = next();
    if (word < limit) return Number(word % size);
  }
}

const wordSize = 1n << 64n;

/** The generator of 64-bit words. A seed of zeros alone would yield zeros for ever. */
export function xoshiro256(seedHex: string): () => bigint {
  if (!/^[0-9a-f]{64}$/.test(seedHex) || /^0+$/.test(seedHex))
    throw new RangeError('a seed is 64 hex digits, not all zero');
  const word = (index: number) => BigInt(`0x${seedHex.slice(index * 16, index * 16 + 16)}`);
  let [s0, s1, s2, s3] = [word(0), word(1), word(2), word(3)];
  return () => {
    const result = wrap(rotate(wrap(s1 * 5n), 7n) * 9n);
    const shifted = wrap(s1 << 17n);
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = rotate(s3, 45n);
    return result;
  };
}

function wrap(word: bigint): bigint {
  return BigInt.asUintN(64, word);
}

function rotate(word: bigint, by: bigint): bigint {
  return wrap(word << by) | (word >> (64n - by));
}

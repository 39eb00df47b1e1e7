import { createHash } from 'node:crypto';

/** Drawn from a seed alone: the same seed gives the same city, on every machine and for ever. */
export interface Chance {
  /** From 0 (included) to 1 (excluded). */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  happens(probability: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  /** One item, by weights. */
  weighted<Item>(items: readonly (readonly [Item, number])[]): Item;
  /** Around `mean`, with two thirds within `spread`. */
  normal(mean: number, spread: number): number;
}

export function chanceOf(seed: string): Chance {
  const next = sfc32(seed);
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    between,
    happens: (probability) => next() < probability,
    pick: (items) => at(items, between(0, items.length - 1)),
    weighted: (items) => {
      let rest = next() * items.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [item, weight] of items) {
        rest -= weight;
        if (rest < 0) return item;
      }
      return at(items, items.length - 1)[0];
    },
    normal: (mean, spread) => mean + spread * 1.732 * (next() + next() + next() + next() - 2),
  };
}

function at<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

/** Small fast counter generator, 32-bit integer arithmetic only. */
function sfc32(seed: string): () => number {
  const words = createHash('sha256').update(seed).digest();
  let [a, b, c, counter] = [0, 4, 8, 12].map((from) => words.readUInt32LE(from) | 0) as [
    number,
    number,
    number,
    number,
  ];
  return () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  };
}

const ids = new Map<string, string>();

/** An id in the form of SIASN: 32 capital hex digits, made from a name. */
export function siasnId(name: string): string {
  const known = ids.get(name);
  if (known !== undefined) return known;
  const id = createHash('md5').update(`kota-contoh/${name}`).digest('hex').toUpperCase();
  ids.set(name, id);
  return id;
}

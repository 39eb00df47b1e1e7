import { concatBytes } from '#ledger/bytes.ts';
import { tileWidth } from '#ledger/tiles.ts';
import { emptyFrontier, extendFrontier, type Frontier, rootOf } from '#ledger/tree.ts';

const hashBytes = 32;

/** A full tile: 256 hashes of one level. */
export interface FullTile {
  readonly level: number;
  readonly n: number;
  readonly data: Uint8Array;
}

/** Per level of tiles the hashes right of the last full tile, fewer than 256: all that is needed to go on. */
export type OpenHashes = readonly (readonly Uint8Array[])[];

/** A tree that grows leaf by leaf and hands out each tile as it becomes full. Holds no more than its right edge. */
export class TreeGrowth {
  #size: number;
  readonly #open: Uint8Array[][];
  #full: FullTile[] = [];

  constructor(size = 0, open: OpenHashes = []) {
    this.#size = size;
    this.#open = open.map((hashes) => [...hashes]);
  }

  get size(): number {
    return this.#size;
  }

  add(leaf: Uint8Array): void {
    this.#size += 1;
    this.#put(0, leaf);
  }

  /** The tiles that have become full since this was last asked. */
  takeFullTiles(): FullTile[] {
    const full = this.#full;
    this.#full = [];
    return full;
  }

  frontier(): Frontier {
    const peaks = [...this.#open].reverse().flatMap((hashes) => extendFrontier(emptyFrontier, hashes).peaks);
    return { size: this.#size, peaks };
  }

  #put(level: number, hash: Uint8Array): void {
    const hashes = (this.#open[level] ??= []);
    hashes.push(hash);
    if (hashes.length < tileWidth) return;
    const n = this.#size / tileWidth ** (level + 1) - 1;
    this.#full.push({ level, n, data: concatBytes(...hashes) });
    this.#open[level] = [];
    this.#put(level + 1, subtreeRoot(hashes));
  }
}

/** The root over a power of two of hashes. */
export function subtreeRoot(hashes: readonly Uint8Array[]): Uint8Array {
  return rootOf(extendFrontier(emptyFrontier, hashes));
}

/** Hashes that stand side by side in one value. */
export function splitHashes(data: Uint8Array): Uint8Array[] {
  return Array.from({ length: data.length / hashBytes }, (_, index) =>
    data.subarray(index * hashBytes, (index + 1) * hashBytes),
  );
}

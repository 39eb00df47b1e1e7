import { joinBytes } from '#ledger/bytes.ts';
import { tileWidth } from '#ledger/tiles.ts';
import { type HashReader, nodeHash } from '#ledger/tree.ts';
import type { Sql } from '#platform/database.ts';
import { listHashes, type TileRange, type TileRow } from './sequencer-store.ts';

/** Levels of the tree in one level of tiles. */
const tileHeight = 8;
const hashBytes = 32;
const unread = new Uint8Array(32);

interface Place {
  readonly level: number;
  readonly n: number;
}

/**
 * Answers what `compute` makes of the sealed tree, with one statement. It is called twice and must ask for the same hashes both
 * times: first to learn which, then with them. `most` roots are remembered for the next readers.
 */
export async function readTree<T>(sql: Sql, compute: (read: HashReader) => T, most = mostRoots): Promise<T> {
  const places = new Map<string, Place>();
  compute((level, index) => {
    const place = placeOf(level, index);
    places.set(keyOf(place), place);
    return unread;
  });
  const tiles = await readTiles(sql, [...places.values()], most);
  return compute((level, index) => {
    const height = level % tileHeight;
    const place = placeOf(level, index);
    const hash = tiles.get(keyOf(place))?.at(height, index - (place.n * tileWidth) / 2 ** height);
    if (hash === undefined) throw new Error(`the tree has no hash ${level}/${index}`);
    return hash;
  });
}

/** The tile that holds the hash, or those below it in the tree. */
function placeOf(level: number, index: number): Place {
  return { level: Math.floor(level / tileHeight), n: Math.floor((index * 2 ** (level % tileHeight)) / tileWidth) };
}

function keyOf({ level, n }: Place): string {
  return `${level}/${n}`;
}

/** The hashes of a tile, and those of the tree above them up to the root of the tile; each is computed when it is first asked for. */
class Tile {
  readonly #hashes: Uint8Array;
  readonly #above: (Uint8Array | undefined)[][] = [];

  constructor(hashes: Uint8Array) {
    this.#hashes = hashes;
  }

  get isFull(): boolean {
    return this.#hashes.length === tileWidth * hashBytes;
  }

  /** Nothing where the tile is not as wide. */
  at(height: number, index: number): Uint8Array | undefined {
    if (height === 0) {
      const end = (index + 1) * hashBytes;
      return end > this.#hashes.length ? undefined : this.#hashes.subarray(end - hashBytes, end);
    }
    const level = (this.#above[height] ??= []);
    return (level[index] ??= this.#join(height - 1, index * 2));
  }

  #join(height: number, index: number): Uint8Array | undefined {
    const [left, right] = [this.at(height, index), this.at(height, index + 1)];
    return left === undefined || right === undefined ? undefined : nodeHash(left, right);
  }

  get root(): Uint8Array | undefined {
    return this.at(tileHeight, 0);
  }
}

function tileOf({ data }: TileRow): Tile {
  return new Tile(new Uint8Array(data.buffer, data.byteOffset, data.length));
}

/** What never changes: full tiles, and the roots of full tiles. */
interface Remembered {
  readonly tiles: Map<string, Tile>;
  roots: Map<string, Uint8Array>;
}

/** A tile with all its hashes takes some 40 kB, a root some 200 bytes. */
const mostTiles = 128;
const mostRoots = 100_000;
const rememberedBy = new WeakMap<Sql, Remembered>();

/** Whoever reads at the moment keeps the roots that it began with: it has asked only for those that were missing there. */
function rememberedOf(sql: Sql, most: number): Readonly<Remembered> {
  let remembered = rememberedBy.get(sql);
  if (remembered === undefined) {
    remembered = { tiles: new Map(), roots: new Map() };
    rememberedBy.set(sql, remembered);
  }
  if (remembered.roots.size > most) remembered.roots = new Map();
  return remembered;
}

async function readTiles(sql: Sql, places: readonly Place[], most: number): Promise<ReadonlyMap<string, Tile>> {
  const { tiles, roots } = rememberedOf(sql, most);
  const found = new Map<string, Tile>();
  for (const key of places.map(keyOf)) {
    const tile = tiles.get(key);
    if (tile !== undefined) found.set(key, tile);
  }
  const missing = places.filter((place) => !found.has(keyOf(place)));
  if (missing.length > 0) {
    const { whole, below } = await listHashes(
      sql,
      missing,
      missing.flatMap((place) => unreadBelow(roots, place)),
    );
    for (const row of below) {
      const { root } = tileOf(row);
      if (root !== undefined) roots.set(keyOf(row), root);
    }
    for (const row of whole) found.set(keyOf(row), tileOf(row));
    for (const place of missing) {
      if (!found.has(keyOf(place))) found.set(keyOf(place), new Tile(joinBytes(rootsBelow(roots, place))));
    }
  }
  for (const [key, tile] of found) if (tile.isFull) remember(tiles, key, tile);
  return found;
}

/** A tile at the right edge is not stored: its hashes are the roots of the full tiles below, up to the first that is missing. */
function rootsBelow(roots: ReadonlyMap<string, Uint8Array>, place: Place): Uint8Array[] {
  const found: Uint8Array[] = [];
  for (const key of below(place)) {
    const root = roots.get(key);
    if (root === undefined) break;
    found.push(root);
  }
  return found;
}

function below({ level, n }: Place): string[] {
  return Array.from({ length: tileWidth }, (_, index) => keyOf({ level: level - 1, n: n * tileWidth + index }));
}

/** Tiles become full one after the other, so those that are remembered stand before those that are not. */
function unreadBelow(roots: ReadonlyMap<string, Uint8Array>, place: Place): TileRange[] {
  if (place.level === 0) return [];
  const first = below(place).findIndex((key) => !roots.has(key));
  const start = place.n * tileWidth + (first < 0 ? tileWidth : first);
  return [{ level: place.level - 1, start, end: (place.n + 1) * tileWidth }];
}

/** The tile that has not been asked for longest makes room. */
function remember(tiles: Map<string, Tile>, key: string, tile: Tile): void {
  tiles.delete(key);
  tiles.set(key, tile);
  const [oldest] = tiles.keys();
  if (tiles.size > mostTiles && oldest !== undefined) tiles.delete(oldest);
}

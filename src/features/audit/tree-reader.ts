import { tileWidth } from '#ledger/tiles.ts';
import type { HashReader } from '#ledger/tree.ts';
import type { Sql } from '#platform/database.ts';
import { listLeaves, listTiles, listTilesBetween } from './sequencer-store.ts';
import { splitHashes, subtreeRoot } from './tree-growth.ts';

/** Levels of the tree in one level of tiles. */
const tileHeight = 8;
const unread = new Uint8Array(32);

interface Place {
  readonly level: number;
  readonly n: number;
}

/**
 * Answers what `compute` makes of the sealed tree. It is called twice and must ask for the same hashes both times: first to
 * learn which, then with them.
 */
export async function readTree<T>(sql: Sql, compute: (read: HashReader) => T): Promise<T> {
  const places = new Map<string, Place>();
  compute((level, index) => {
    const place = placeOf(level, index);
    places.set(keyOf(place), place);
    return unread;
  });
  const hashes = await readPlaces(sql, [...places.values()]);
  return compute((level, index) => {
    const width = 2 ** (level % tileHeight);
    const place = placeOf(level, index);
    const from = index * width - place.n * tileWidth;
    const below = hashes.get(keyOf(place))?.slice(from, from + width) ?? [];
    if (below.length < width || below.includes(unread)) throw new Error(`the tree has no hash ${level}/${index}`);
    return subtreeRoot(below);
  });
}

/** The tile that holds the hash, or those below it in the tree. */
function placeOf(level: number, index: number): Place {
  return { level: Math.floor(level / tileHeight), n: Math.floor((index * 2 ** (level % tileHeight)) / tileWidth) };
}

function keyOf({ level, n }: Place): string {
  return `${level}/${n}`;
}

async function readPlaces(sql: Sql, places: readonly Place[]): Promise<Map<string, Uint8Array[]>> {
  const found = new Map<string, Uint8Array[]>();
  if (places.length === 0) return found;
  for (const tile of await listTiles(sql, places)) found.set(keyOf(tile), splitHashes(tile.data));
  const partial = places.filter((place) => !found.has(keyOf(place)));
  const read = await Promise.all(partial.map((place) => readPartial(sql, place)));
  for (const [index, place] of partial.entries()) found.set(keyOf(place), read[index] ?? []);
  return found;
}

/** A tile at the right edge is not stored: its hashes are leaves, or the roots of the full tiles below. */
async function readPartial(sql: Sql, { level, n }: Place): Promise<Uint8Array[]> {
  const first = n * tileWidth;
  if (level === 0) return (await listLeaves(sql, first, first + tileWidth)).map(({ leaf }) => leaf);
  const known = rememberedRoots(sql);
  const below = Array.from({ length: tileWidth }, (_, index) => keyOf({ level: level - 1, n: first + index }));
  // Tiles become full one after the other, so those that are remembered stand before those that are not.
  const firstUnread = below.findIndex((key) => !known.has(key));
  const range = { level: level - 1, first: first + Math.max(firstUnread, 0), end: first + tileWidth };
  const read = firstUnread < 0 ? [] : await listTilesBetween(sql, range);
  for (const tile of read) known.set(keyOf(tile), subtreeRoot(splitHashes(tile.data)));
  return below.flatMap((key) => known.get(key) ?? []);
}

const mostRemembered = 100_000;
const remembered = new WeakMap<Sql, Map<string, Uint8Array>>();

/** Full tiles never change, so their roots are computed once per database. */
function rememberedRoots(sql: Sql): Map<string, Uint8Array> {
  let roots = remembered.get(sql);
  if (roots === undefined || roots.size > mostRemembered) {
    roots = new Map();
    remembered.set(sql, roots);
  }
  return roots;
}

import { concatBytes } from './bytes.ts';
import { largestEntryBytes } from './entry.ts';
import type { HashReader } from './tree.ts';
import { accept, reject, type Verdict } from './verdict.ts';

// C2SP tlog-tiles, height 8: a tile is 256 hashes of one level, or fewer at the right edge.

export const tileWidth = 256;
const deepestLevel = 63;

export interface TilePlace {
  readonly level: number | 'entries';
  readonly index: number;
  /** 256: full. */
  readonly width: number;
}

export interface TileLevel {
  readonly level: number;
  /** How many full tiles. */
  readonly full: number;
  /** Width of the partial tile; 0: none. */
  readonly partial: number;
}

/** The tiles of a tree of this size, level by level. */
export function tileLayout(size: number): TileLevel[] {
  const levels: TileLevel[] = [];
  for (let count = size, level = 0; count > 0; count = Math.floor(count / tileWidth), level += 1) {
    levels.push({ level, full: Math.floor(count / tileWidth), partial: count % tileWidth });
  }
  return levels;
}

/** `tile/<level>/<index in groups of three digits>[.p/<width>]`. */
export function tilePath({ level, index, width }: TilePlace): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/.{3}/g) ?? [];
  const spelled = groups.map((group, place) => (place < groups.length - 1 ? `x${group}` : group)).join('/');
  return `tile/${String(level)}/${spelled}${width === tileWidth ? '' : `.p/${String(width)}`}`;
}

/** The place of a path in its one spelling, or `tile.path`. */
export function parseTilePath(path: string): Verdict<TilePlace> {
  const pattern = /^tile\/(0|[1-9][0-9]?|entries)\/((?:x[0-9]{3}\/){0,5}[0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/;
  const [, levelText = '', groups = '', widthText = String(tileWidth)] = pattern.exec(path) ?? [];
  const level: TilePlace['level'] = levelText === 'entries' ? levelText : Number(levelText);
  const place = { level, index: Number(groups.replaceAll(/[x/]/g, '')), width: Number(widthText) };
  if (groups === '' || !Number.isSafeInteger(place.index) || place.width > tileWidth) return reject('tile.path');
  if (level !== 'entries' && level > deepestLevel) return reject('tile.path');
  // One spelling for each place: no needless x000, no width of a full tile.
  return tilePath(place) === path ? accept(place) : reject('tile.path');
}

/** The bytes of a tile of hashes. */
export function tileBytes(read: HashReader, level: number, { index, width }: Omit<TilePlace, 'level'>): Uint8Array {
  const hashes = Array.from({ length: width }, (_, place) => read(level * 8, index * tileWidth + place));
  return concatBytes(...hashes);
}

/** An entry bundle: a big-endian uint16 before each entry; `entry.size` where an entry does not fit. */
export function entryBundle(entries: readonly Uint8Array[]): Verdict<Uint8Array> {
  const parts: Uint8Array[] = [];
  for (const entry of entries) {
    if (entry.length > largestEntryBytes) return reject('entry.size');
    parts.push(Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry);
  }
  return accept(concatBytes(...parts));
}

/** The entries of an entry bundle; nothing where its frame is broken. */
export function readEntryBundle(bytes: Uint8Array): Uint8Array[] | undefined {
  const entries: Uint8Array[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  while (at < bytes.length) {
    const start = at + 2;
    if (start > bytes.length) return undefined;
    at = start + view.getUint16(at);
    if (at > bytes.length) return undefined;
    entries.push(bytes.subarray(start, at));
  }
  return entries;
}

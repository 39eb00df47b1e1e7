import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readBundle } from '#ledger/bundle-read.ts';
import { FindingList } from '#ledger/findings.ts';
import { parseTilePath, readEntryBundle, tilePath, tileWidth } from '#ledger/tiles.ts';
import { readIfThere } from '#platform/durable-files.ts';

/** The bytes of entries by position, from anybody: nothing of it is believed before it adds up to what was signed. */
export type Mirror = ReadonlyMap<number, Uint8Array>;

interface Range {
  readonly from: number;
  readonly to: number;
}

/** Reads a bundle, or a folder with entry bundles as C2SP tlog-tiles names them; undefined where it is neither. */
export async function readMirror(path: string, range: Range): Promise<Mirror | undefined> {
  if ((await stat(path)).isDirectory()) return readTiles(path, range);
  const findings = new FindingList();
  const { content } = readBundle(await readFile(path), findings);
  if (content === undefined || findings.hasFailed(0)) return undefined;
  const wanted = content.entries.filter(({ position }) => position >= range.from && position < range.to);
  return new Map(wanted.map(({ position, bytes }) => [position, bytes]));
}

async function readTiles(folder: string, { from, to }: Range): Promise<Mirror | undefined> {
  const entries = new Map<number, Uint8Array>();
  for (let index = Math.floor(from / tileWidth); index * tileWidth < to; index += 1) {
    const bytes = await readTile(folder, index);
    const held = bytes === undefined ? [] : readEntryBundle(bytes);
    if (held === undefined) return undefined;
    for (const [place, entry] of held.entries()) {
      const position = index * tileWidth + place;
      if (position >= from && position < to) entries.set(position, entry);
    }
  }
  return entries;
}

/** The full tile, or the widest of those that were not full yet. */
async function readTile(folder: string, index: number): Promise<Uint8Array | undefined> {
  const path = tilePath({ level: 'entries', index, width: tileWidth });
  if ((await readIfThere(join(folder, path))) !== undefined) return readFile(join(folder, path));
  const widths = await listWidths(folder, path);
  const width = Math.max(0, ...widths);
  if (width === 0) return undefined;
  return readFile(join(folder, tilePath({ level: 'entries', index, width })));
}

async function listWidths(folder: string, path: string): Promise<number[]> {
  const all = await readdir(join(folder, 'tile', 'entries'), { recursive: true });
  return all.flatMap((name) => {
    const parsed = parseTilePath(`tile/entries/${name.replaceAll('\\', '/')}`);
    const isOfTile = parsed.ok && `tile/entries/${name}`.startsWith(`${path}.p/`);
    return isOfTile ? [parsed.value.width] : [];
  });
}

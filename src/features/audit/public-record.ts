import { timingSafeEqual } from 'node:crypto';
import { toBase64 } from '#ledger/bytes.ts';
import { entryBundle, parseTilePath, type TilePlace, tileBytes, tileWidth } from '#ledger/tiles.ts';
import { proveConsistency } from '#ledger/tree.ts';
import type { Sql } from '#platform/database.ts';
import type { PublicRecord } from '#platform/public-record.ts';
import type { Secret } from '#platform/secret.ts';
import { readBelief } from './believed.ts';
import { checkpointFeed } from './feed.ts';
import { findCheckpoint, listPublished, listSealedBytes } from './public-queries.ts';
import { getPublishedCheckpoint, type ReceiptHouse, readPolicy } from './receipts.ts';
import { readTree } from './tree-reader.ts';
import { listStandings } from './witness-standings.ts';

export interface PublicRecordOptions {
  readonly db: Sql;
  /** Undefined until the signer has first started. */
  readonly readTrust: ReceiptHouse['readTrust'];
  readonly log: string;
  /** Without a slash at its end. */
  readonly publicUrl: string;
  /** Of agreed mirrors; without it entries are given to nobody. */
  readonly mirrorToken: Secret | undefined;
}

const mostListed = 200;

/** Hashes are open to all, entries to agreed mirrors. */
export function createPublicRecord(options: PublicRecordOptions): PublicRecord {
  const { db, mirrorToken } = options;
  const listCheckpoints = async () => listPublished(db, mostListed, await readBelief(options.readTrust));
  return {
    listCheckpoints,
    listWitnesses: async () => listStandings(db, await readPolicy(options.readTrust)),
    newest: async () => (await getPublishedCheckpoint(options)).note,
    feed: async () => checkpointFeed(await listCheckpoints(), options),
    checkpoint: async (size) => (await checkpointOf(db, size))?.note,
    consistency: async (from, to) => {
      const [older, newer] = [await checkpointOf(db, from), await checkpointOf(db, to)];
      const hashes = older && newer && (await proveBetween(db, older.size, newer.size));
      return hashes?.map((hash) => `${toBase64(hash)}\n`).join('');
    },
    tile: async (path, token) => {
      const place = parseTilePath(path);
      if (!place.ok) return undefined;
      const isOpen = place.value.level !== 'entries';
      // Whether there are such entries is nobody's matter either.
      if (!isOpen && !isAgreed(token ?? '', mirrorToken)) return undefined;
      const bytes = await readTile(options, place.value);
      return bytes && { bytes, isOpen };
    },
  };
}

async function checkpointOf(db: Sql, text: string): Promise<{ size: number; note: string } | undefined> {
  const size = Number(/^[1-9][0-9]{0,15}$/.test(text) ? text : Number.NaN);
  return Number.isSafeInteger(size) ? findCheckpoint(db, size) : undefined;
}

/** The consistency proof (RFC 6962) from a smaller signed tree to a larger one; nothing from a larger to a smaller. */
export async function proveBetween(db: Sql, from: number, to: number): Promise<Uint8Array[] | undefined> {
  return from > to ? undefined : readTree(db, (read) => proveConsistency(read, from, to));
}

function isAgreed(given: string, token: Secret | undefined): boolean {
  const [bytes, expected] = [Buffer.from(given), Buffer.from(token?.reveal() ?? '')];
  return expected.length > 0 && bytes.length === expected.length && timingSafeEqual(bytes, expected);
}

/** Nothing where the published tree does not reach so far. */
async function readTile(options: PublicRecordOptions, place: TilePlace): Promise<Uint8Array | undefined> {
  const { level, index, width } = place;
  const { db } = options;
  const { size } = await getPublishedCheckpoint(options);
  const below = level === 'entries' ? 1 : tileWidth ** level;
  const first = index * tileWidth;
  if (first + width > Math.floor(size / below)) return undefined;
  if (level !== 'entries') return readTree(db, (read) => tileBytes(read, level, { index, width }));
  const bundle = entryBundle(await listSealedBytes(db, first, first + width));
  if (!bundle.ok) throw new Error(`${bundle.code} in tile ${index}`);
  return bundle.value;
}

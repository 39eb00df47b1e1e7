import { timingSafeEqual } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { Refused, refuse } from '#domain/refusal.ts';
import { toBase64 } from '#ledger/bytes.ts';
import { entryBundle, parseTilePath, type TilePlace, tileBytes, tileWidth } from '#ledger/tiles.ts';
import { proveConsistency } from '#ledger/tree.ts';
import type { Sql } from '#platform/database.ts';
import type { PublicRecord } from '#platform/public-record.ts';
import { contextOf } from '#platform/request-context.ts';
import type { Secret } from '#platform/secret.ts';
import { checkpointFeed } from './feed.ts';
import { findCheckpoint, listPublished, listSealedBytes } from './public-queries.ts';
import { getPublishedCheckpoint } from './receipts.ts';
import { readTree } from './tree-reader.ts';

export interface PublicRecordOptions {
  readonly db: Sql;
  readonly log: string;
  /** Without a slash at its end. */
  readonly publicUrl: string;
  /** Of agreed mirrors; without it entries are given to nobody. */
  readonly mirrorToken: Secret | undefined;
}

const forEver = 'public, max-age=31536000, immutable';
const mostListed = 200;

/**
 * `/checkpoint`, `/checkpoints/<size>`, `/consistency/<size>/<size>` and the tiles of C2SP tlog-tiles: a plain copy of them is a
 * mirror. Hashes are open to all, entries to agreed mirrors.
 */
export function createPublicRecord(options: PublicRecordOptions): PublicRecord {
  const { db } = options;
  const router = Router({ strict: true, caseSensitive: true });
  router.get('/checkpoint', async (req, res) => {
    contextOf(req).route = '/checkpoint';
    sendText(res, (await getPublishedCheckpoint(db)).note);
  });
  router.get('/checkpoints.atom', async (req, res) => {
    contextOf(req).route = '/checkpoints.atom';
    res.set('Cache-Control', 'public, max-age=30').type('application/atom+xml');
    res.send(checkpointFeed(await listPublished(db, mostListed), options));
  });
  router.get('/checkpoints/:size', async (req, res) => {
    contextOf(req).route = '/checkpoints/:size';
    sendText(res, (await checkpointOf(db, req.params.size)).note);
  });
  router.get('/consistency/:from/:to', async (req, res) => {
    contextOf(req).route = '/consistency/:from/:to';
    const [from, to] = [await checkpointOf(db, req.params.from), await checkpointOf(db, req.params.to)];
    sendText(res, (await proveBetween(db, from.size, to.size)).map((hash) => `${toBase64(hash)}\n`).join(''));
  });
  router.get('/tile/*path', async (req, res) => {
    contextOf(req).route = '/tile';
    await sendTile(options, req, res);
  });
  return { router, listCheckpoints: () => listPublished(db, mostListed) };
}

function sendText(res: Response, text: string): void {
  res.set('Cache-Control', 'no-store').type('text/plain').send(text);
}

async function checkpointOf(db: Sql, text: string): Promise<{ size: number; note: string }> {
  const size = Number(/^[1-9][0-9]{0,15}$/.test(text) ? text : Number.NaN);
  const found = Number.isSafeInteger(size) ? await findCheckpoint(db, size) : undefined;
  if (found === undefined) throw new Refused(refuse('thing.missing'));
  return found;
}

/** The consistency proof (RFC 6962) from a smaller signed tree to a larger one. */
export async function proveBetween(db: Sql, from: number, to: number): Promise<Uint8Array[]> {
  if (from > to) throw new Refused(refuse('thing.missing'));
  return readTree(db, (read) => proveConsistency(read, from, to));
}

async function sendTile({ db, mirrorToken }: PublicRecordOptions, req: Request, res: Response): Promise<void> {
  const place = parseTilePath(req.path.slice(1));
  const isOpen = place.ok && (place.value.level !== 'entries' || isAgreed(req, mirrorToken));
  const bytes = isOpen ? await readTile(db, place.value) : undefined;
  // Whether there are such entries is nobody's matter either.
  if (!place.ok || bytes === undefined) throw new Refused(refuse('thing.missing'));
  const isPublic = place.value.level !== 'entries';
  res.set('Cache-Control', isPublic ? forEver : 'private, no-store').type('application/octet-stream');
  res.send(Buffer.from(bytes));
}

function isAgreed(req: Request, token: Secret | undefined): boolean {
  const given = Buffer.from(/^Bearer (\S+)$/.exec(req.get('Authorization') ?? '')?.[1] ?? '');
  const expected = Buffer.from(token?.reveal() ?? '');
  return expected.length > 0 && given.length === expected.length && timingSafeEqual(given, expected);
}

/** Nothing where the published tree does not reach so far. */
async function readTile(db: Sql, place: TilePlace): Promise<Uint8Array | undefined> {
  const { level, index, width } = place;
  const { size } = await getPublishedCheckpoint(db);
  const below = level === 'entries' ? 1 : tileWidth ** level;
  const first = index * tileWidth;
  if (first + width > Math.floor(size / below)) return undefined;
  if (level !== 'entries') return readTree(db, (read) => tileBytes(read, level, { index, width }));
  const bundle = entryBundle(await listSealedBytes(db, first, first + width));
  if (!bundle.ok) throw new Error(`${bundle.code} in tile ${index}`);
  return bundle.value;
}

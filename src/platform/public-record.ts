import { type Request, type Response, Router } from 'express';
import { Refused, refuse } from '#domain/refusal.ts';
import type { WitnessStanding } from '#schemas/audit.ts';
import { contextOf } from './request-context.ts';

/** A checkpoint as everybody may see it. */
export interface PublishedCheckpoint {
  readonly size: number;
  /** Lower-case hex. */
  readonly root: string;
  readonly publishedAt: string;
  /** How many witnesses have signed it. */
  readonly witnesses: number;
}

export interface PublicWitness {
  /** By its key. */
  readonly name: string;
  /** What came of the last question to it; nothing where it was not asked yet. */
  readonly standing: WitnessStanding | undefined;
}

export interface PublicTile {
  readonly bytes: Uint8Array;
  /** Whether anybody may have it. It never changes. */
  readonly isOpen: boolean;
}

/** What of the record stands open to everybody, without sign-in. Nothing where there is no such thing. */
export interface PublicRecord {
  /** Newest first. */
  readonly listCheckpoints: () => Promise<readonly PublishedCheckpoint[]>;
  /** Those of the policy. */
  readonly listWitnesses: () => Promise<readonly PublicWitness[]>;
  /** The newest as a signed note. */
  readonly newest: () => Promise<string>;
  readonly feed: () => Promise<string>;
  readonly checkpoint: (size: string) => Promise<string | undefined>;
  readonly consistency: (from: string, to: string) => Promise<string | undefined>;
  /** By its path (C2SP tlog-tiles), with the bearer token of the asker, if any. */
  readonly tile: (path: string, token: string | undefined) => Promise<PublicTile | undefined>;
}

/** The first parts of the addresses below. */
export const publicPaths = ['/checkpoint', '/checkpoints.atom', '/checkpoints', '/consistency', '/tile'];

const forEver = 'public, max-age=31536000, immutable';

/** `/checkpoint`, `/checkpoints/<size>`, `/consistency/<size>/<size>` and the tiles: a plain copy of them is a mirror. */
export function createPublicRouter(record: PublicRecord): Router {
  const router = Router({ strict: true, caseSensitive: true });
  router.get('/checkpoint', async (req, res) => {
    contextOf(req).route = '/checkpoint';
    sendText(res, await record.newest());
  });
  router.get('/checkpoints.atom', async (req, res) => {
    contextOf(req).route = '/checkpoints.atom';
    res
      .set('Cache-Control', 'public, max-age=30')
      .type('application/atom+xml')
      .send(await record.feed());
  });
  router.get('/checkpoints/:size', async (req, res) => {
    contextOf(req).route = '/checkpoints/:size';
    sendText(res, await record.checkpoint(req.params.size));
  });
  router.get('/consistency/:from/:to', async (req, res) => {
    contextOf(req).route = '/consistency/:from/:to';
    sendText(res, await record.consistency(req.params.from, req.params.to));
  });
  router.get('/tile/*path', async (req, res) => {
    contextOf(req).route = '/tile';
    const tile = existing(await record.tile(req.path.slice(1), bearerOf(req)));
    res.set('Cache-Control', tile.isOpen ? forEver : 'private, no-store').type('application/octet-stream');
    res.send(Buffer.from(tile.bytes));
  });
  return router;
}

function sendText(res: Response, text: string | undefined): void {
  res.set('Cache-Control', 'no-store').type('text/plain').send(existing(text));
}

function existing<Thing>(thing: Thing | undefined): Thing {
  if (thing === undefined) throw new Refused(refuse('thing.missing'));
  return thing;
}

function bearerOf(req: Request): string | undefined {
  return /^Bearer (\S+)$/.exec(req.get('Authorization') ?? '')?.[1];
}

import type { Router } from 'express';

/** A checkpoint as everybody may see it. */
export interface PublishedCheckpoint {
  readonly size: number;
  /** Lower-case hex. */
  readonly root: string;
  readonly publishedAt: string;
  /** How many witnesses have signed it. */
  readonly witnesses: number;
}

/** What of the record stands open to everybody, without sign-in. */
export interface PublicRecord {
  /** Checkpoints, tiles, feed and proofs of consistency, as plain files. */
  readonly router: Router;
  /** Newest first. */
  readonly listCheckpoints: () => Promise<readonly PublishedCheckpoint[]>;
}

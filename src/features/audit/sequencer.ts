import { equalBytes } from '#ledger/bytes.ts';
import { tileLayout } from '#ledger/tiles.ts';
import { rootOf } from '#ledger/tree.ts';
import { type Database, type Sql, type Tx, violatedConstraint } from '#platform/database.ts';
import {
  type HeadRow,
  insertPositions,
  insertTiles,
  listLeaves,
  listTiles,
  listUnsealed,
  lockSequence,
  moveHead,
  readHead,
} from './sequencer-store.ts';
import { type FullTile, splitHashes, subtreeRoot, TreeGrowth } from './tree-growth.ts';

/** What the sequencer cannot mend: somebody has changed the record behind its back. It stops until an operator has looked. */
export type SequencerFaultCode = 'sequencer.behind' | 'sequencer.head' | 'sequencer.tile' | 'sequencer.position';

export class SequencerFault extends Error {
  readonly code: SequencerFaultCode;
  constructor(code: SequencerFaultCode) {
    super(code);
    this.name = 'SequencerFault';
    this.code = code;
  }
}

export interface Batch {
  /** Another sequencer holds the lock: this one stands by. */
  readonly isStandby: boolean;
  readonly sealed: number;
  /** More entries wait than fitted. */
  readonly isCut: boolean;
}

export interface Sequencer {
  /** Seals what is recorded and not yet sealed, at most one batch of it, in one transaction. */
  seal(scope?: { readonly sweep: boolean }): Promise<Batch>;
}

export interface SequencerOptions {
  readonly batchLimit?: number;
  /** The size that was signed by the signer's own memory: a head below it is a restored one, and nothing is sealed upon it. */
  readonly readSignedSize?: () => Promise<number>;
}

const standby: Batch = { isStandby: true, sealed: 0, isCut: false };

/** The right edge of the tree, and the root that the head had when it was committed. */
interface Edge {
  readonly growth: TreeGrowth;
  readonly root: Uint8Array;
}

/**
 * One transaction for positions, tiles and head: if it dies here, the batch is there whole or not at all. The tree's right edge
 * is kept between batches and read anew whenever the head is not where this sequencer left it.
 */
export function openSequencer(db: Database, options: SequencerOptions = {}): Sequencer {
  const { batchLimit = 10_000, readSignedSize } = options;
  let kept: Edge | undefined;

  async function sealIn(tx: Tx, sweep: boolean): Promise<{ batch: Batch; edge: Edge | undefined }> {
    if (!(await lockSequence(tx))) return { batch: standby, edge: undefined };
    const head = await readHead(tx);
    if (kept === undefined && readSignedSize !== undefined && head.size < (await readSignedSize()))
      throw new SequencerFault('sequencer.behind');
    const { growth } = await edgeAt(tx, head, kept);
    const low = sweep || !head.is_same_system ? '0' : head.low_xid;
    const rows = await listUnsealed(tx, { low, lastNo: head.last_no }, batchLimit);
    const isCut = rows.length === batchLimit;
    // What is left below the last number that has a position is still found by the old bound alone.
    const hasLateLeft = isCut && BigInt(rows.at(-1)?.entry_no ?? 0) <= BigInt(head.last_no);
    const batch = { isStandby: false, sealed: rows.length, isCut };
    if (rows.length === 0 && head.is_same_system) return { batch, edge: { growth, root: head.root } };
    for (const { leaf } of rows) growth.add(leaf);
    await insertPositions(tx, head.size, rows);
    await putTiles(tx, growth.takeFullTiles());
    const root = await advance(tx, growth, { from: head.size, lowXid: hasLateLeft ? low : head.xmin });
    return { batch, edge: { growth, root } };
  }

  return {
    async seal({ sweep } = { sweep: false }) {
      try {
        const { batch, edge } = await db.transaction('conductor', (tx) => sealIn(tx, sweep));
        kept = edge;
        return batch;
      } catch (error) {
        // What was grown may or may not have been committed.
        kept = undefined;
        throw faultOf(error);
      }
    },
  };
}

async function edgeAt(tx: Tx, head: HeadRow, kept: Edge | undefined): Promise<Edge> {
  if (kept === undefined || kept.growth.size !== head.size) {
    const growth = await readGrowth(tx, head.size);
    refuseOtherHead(growth, head);
    return { growth, root: head.root };
  }
  if (!equalBytes(kept.root, head.root)) throw new SequencerFault('sequencer.head');
  return kept;
}

/** The head says what the tiles and the last rows add up to, or nothing more is built upon it. */
function refuseOtherHead(growth: TreeGrowth, head: HeadRow): void {
  const { peaks } = growth.frontier();
  const isSame =
    peaks.length === head.frontier.length && peaks.every((peak, index) => isEqual(peak, head.frontier[index]));
  if (!isSame || !equalBytes(rootOf({ size: growth.size, peaks }), head.root))
    throw new SequencerFault('sequencer.head');
}

function isEqual(one: Uint8Array, other: Uint8Array | undefined): boolean {
  return other !== undefined && equalBytes(one, other);
}

async function putTiles(tx: Tx, tiles: readonly FullTile[]): Promise<void> {
  if (tiles.length === 0 || (await insertTiles(tx, tiles)) === tiles.length) return;
  const found = new Map((await listTiles(tx, tiles)).map((tile) => [`${tile.level}/${tile.n}`, tile.data]));
  if (!tiles.every(({ level, n, data }) => isEqual(data, found.get(`${level}/${n}`))))
    throw new SequencerFault('sequencer.tile');
}

async function advance(tx: Tx, growth: TreeGrowth, at: { from: number; lowXid: string }): Promise<Uint8Array> {
  const { size, peaks } = growth.frontier();
  const root = rootOf({ size, peaks });
  if (!(await moveHead(tx, { ...at, size, root, frontier: peaks }))) throw new SequencerFault('sequencer.head');
  return root;
}

/** The right edge of the tree, from full tiles and at most 255 rows. */
export async function readGrowth(sql: Sql, size: number): Promise<TreeGrowth> {
  const open: Uint8Array[][] = [];
  for (const { level, full, partial } of tileLayout(size)) {
    open[level] =
      level === 0 ? await readLeaves(sql, full, partial) : await readTileRoots(sql, { level, full, partial });
  }
  return new TreeGrowth(size, open);
}

async function readLeaves(sql: Sql, full: number, partial: number): Promise<Uint8Array[]> {
  const first = full * 256;
  const rows = await listLeaves(sql, first, first + partial);
  if (rows.length !== partial) throw new SequencerFault('sequencer.head');
  return rows.map(({ leaf }) => leaf);
}

/** The hashes of an upper level are the roots of the full tiles below it. */
async function readTileRoots(
  sql: Sql,
  { level, full, partial }: { level: number; full: number; partial: number },
): Promise<Uint8Array[]> {
  const places = Array.from({ length: partial }, (_, index) => ({ level: level - 1, n: full * 256 + index }));
  const tiles = new Map((await listTiles(sql, places)).map(({ n, data }) => [n, data]));
  return places.map(({ n }) => {
    const data = tiles.get(n);
    if (data === undefined) throw new SequencerFault('sequencer.head');
    return subtreeRoot(splitHashes(data));
  });
}

/** A position that is taken although the head does not know it was put there by nobody of us. */
function faultOf(error: unknown): unknown {
  const constraint = violatedConstraint(error);
  const isTaken = constraint === 'positions_pkey' || constraint === 'positions_one_per_entry';
  return isTaken ? new SequencerFault('sequencer.position') : error;
}

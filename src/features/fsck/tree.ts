import { type FullTile, readGrowth, SequencerFault, TreeGrowth } from '#features/audit/service.ts';
import { equalBytes, toHex } from '#ledger/bytes.ts';
import type { Epoch } from '#ledger/epochs.ts';
import type { FindingList } from '#ledger/findings.ts';
import { rootOf } from '#ledger/tree.ts';
import type { Sql } from '#platform/database.ts';
import { readCheckpointNote } from './checkpoint-notes.ts';
import {
  type CheckpointRow,
  countTiles,
  listCheckpoints,
  listPublished,
  listRevokedKeys,
  listSealed,
  listTileData,
  newestSignedSize,
  readTreeHead,
} from './store.ts';

/** Size and root (hex) of a tree. */
export interface TreeMark {
  readonly size: number;
  readonly root: string;
}

export interface TreeCheck {
  readonly findings: FindingList;
  readonly log: string;
  /** Verifier keys of the log; without them signatures are not checked. */
  readonly vkeys: readonly string[];
  /** Which sizes each key may sign; undefined: any. */
  readonly epochs: readonly Epoch[] | undefined;
  /** Up to here it was proved before; undefined: from the first position. */
  readonly held: TreeMark | undefined;
  /** What the signer remembers to have signed, outside the database; undefined: not asked. */
  readonly signed?: TreeMark | undefined;
}

const pageSize = 10_240;

/** Check 6: positions without gaps, each of its entry's bytes, adding up to tiles, checkpoints, what was published, and head. Answers the tree as it is. */
export async function checkTree(sql: Sql, asked: TreeCheck): Promise<TreeMark> {
  const { findings } = asked;
  const check = { ...asked, revoked: await readRevoked(sql) };
  const head = await readTreeHead(sql);
  const growth = await growthFrom(sql, check, head.size);
  const from = growth.size;
  let tiles = 0;
  for (;;) {
    const rows = await listSealed(sql, growth.size, pageSize);
    const [first] = rows;
    if (first === undefined) break;
    const checkpoints = await listCheckpoints(sql, growth.size, growth.size + rows.length);
    const bySize = new Map(checkpoints.map((row) => [row.size, row]));
    const published = await listPublished(sql, growth.size, growth.size + rows.length);
    const publishedRoots = new Map(published.map(({ size, root }) => [size, root]));
    let hasGap = false;
    for (const { position, leaf, own } of rows) {
      if (position !== growth.size) {
        findings.add({ check: 6, code: 'position.gap', place: `position ${growth.size}` });
        hasGap = true;
        break;
      }
      if (own === null || !equalBytes(leaf, own))
        findings.add({ check: 5, code: 'leaf.mismatch', place: `position ${position}` });
      growth.add(leaf);
      checkCheckpoint(check, bySize.get(growth.size), growth);
      checkPublished(check, publishedRoots.get(growth.size), growth);
      checkSigned(check, growth);
    }
    const full = growth.takeFullTiles();
    tiles += full.length;
    await checkTiles(sql, full, findings);
    // What lies behind a gap has no place any more.
    if (hasGap) break;
  }
  if (asked.signed !== undefined && asked.signed.size <= from)
    checkSigned(check, await growthAt(sql, asked.signed.size));
  await checkHead(sql, { check, growth, head, tiles: from === 0 ? tiles : undefined });
  return { size: growth.size, root: toHex(rootOf(growth.frontier())) };
}

/** Goes on from what was proved before, if the database still says the same of it. */
async function growthFrom(sql: Sql, { held, findings }: TreeCheck, size: number): Promise<TreeGrowth> {
  if (held === undefined || held.size === 0) return new TreeGrowth();
  if (held.size > size) {
    findings.add({ check: 4, code: 'consistency.smaller', place: 'head', expected: `${held.size}`, found: `${size}` });
    return new TreeGrowth();
  }
  const growth = await growthAt(sql, held.size);
  if (growth !== undefined && toHex(rootOf(growth.frontier())) === held.root) return growth;
  findings.add({ check: 4, code: 'consistency.fork', place: `size ${held.size}`, expected: held.root });
  return new TreeGrowth();
}

/** Where each key (hex) was revoked. What it had signed until then stays in the table. */
async function readRevoked(sql: Sql): Promise<ReadonlyMap<string, number>> {
  return new Map((await listRevokedKeys(sql)).map(({ key, position }) => [key, position]));
}

interface CheckpointCheck extends TreeCheck {
  readonly revoked: ReadonlyMap<string, number>;
}

function checkCheckpoint(check: CheckpointCheck, row: CheckpointRow | undefined, growth: TreeGrowth): void {
  if (row === undefined) return;
  const { findings } = check;
  const place = `checkpoint ${row.size}`;
  const root = toHex(rootOf(growth.frontier()));
  const said = readCheckpointNote(check, row.note);
  if (!said.ok) {
    findings.add({ check: 1, code: said.code, place });
    return;
  }
  for (const vkey of said.value.outside) findings.add({ check: 1, code: 'note.epoch', place, found: vkey });
  if (said.value.size !== growth.size || said.value.root !== root || toHex(row.root) !== root)
    findings.add({ check: 6, code: 'proof.root', place, expected: root, found: said.value.root });
}

/** What entries have seen, and what the world was told. */
function checkPublished({ findings }: TreeCheck, found: Buffer | undefined, growth: TreeGrowth): void {
  if (found === undefined) return;
  const root = rootOf(growth.frontier());
  if (equalBytes(found, root)) return;
  const place = `published ${growth.size}`;
  findings.add({ check: 6, code: 'proof.root', place, expected: toHex(root), found: toHex(found) });
}

/** Of a database that was set back or rewritten the signer knows better: its memory lies elsewhere. */
function checkSigned({ findings, signed }: TreeCheck, growth: TreeGrowth | undefined): void {
  if (signed === undefined || (growth !== undefined && growth.size !== signed.size)) return;
  const root = growth === undefined ? undefined : toHex(rootOf(growth.frontier()));
  if (root === signed.root) return;
  const found = root ?? 'no such tree';
  findings.add({ check: 4, code: 'consistency.fork', place: `signer ${signed.size}`, expected: signed.root, found });
}

/** The tree at a size that was proved before; undefined where its tiles no longer hold together. */
async function growthAt(sql: Sql, size: number): Promise<TreeGrowth | undefined> {
  try {
    return await readGrowth(sql, size);
  } catch (error) {
    if (!(error instanceof SequencerFault)) throw error;
    return undefined;
  }
}

async function checkTiles(sql: Sql, full: readonly FullTile[], findings: FindingList): Promise<void> {
  if (full.length === 0) return;
  const stored = await listTileData(sql, full);
  const found = new Map(stored.map((tile) => [`${tile.level}/${tile.n}`, tile.data]));
  for (const { level, n, data } of full) {
    const tile = found.get(`${level}/${n}`);
    if (tile === undefined || !equalBytes(tile, data))
      findings.add({ check: 6, code: 'tile.mismatch', place: `tile ${level}/${n}` });
  }
}

interface HeadCheck {
  readonly check: TreeCheck;
  readonly growth: TreeGrowth;
  readonly head: { readonly size: number; readonly root: Buffer; readonly frontier: readonly Buffer[] };
  /** How many full tiles there are in all; undefined where not all were counted. */
  readonly tiles: number | undefined;
}

async function checkHead(sql: Sql, { check, growth, head, tiles }: HeadCheck): Promise<void> {
  const { findings } = check;
  const { peaks } = growth.frontier();
  if (head.size !== growth.size)
    findings.add({ check: 6, code: 'position.gap', place: 'head', expected: `${head.size}`, found: `${growth.size}` });
  const isSame = Buffer.concat(peaks).equals(Buffer.concat(head.frontier));
  if (!equalBytes(head.root, rootOf(growth.frontier())) || !isSame)
    findings.add({ check: 6, code: 'tree.root', place: 'head' });
  if ((await newestSignedSize(sql)) > growth.size)
    findings.add({ check: 4, code: 'consistency.smaller', place: 'checkpoint', found: `${growth.size}` });
  if ((check.signed?.size ?? 0) > growth.size)
    findings.add({
      check: 4,
      code: 'consistency.smaller',
      place: 'signer',
      expected: `${check.signed?.size}`,
      found: `${growth.size}`,
    });
  if (tiles !== undefined && (await countTiles(sql)) !== tiles)
    findings.add({ check: 6, code: 'tile.mismatch', place: 'tiles', expected: `${tiles}` });
}

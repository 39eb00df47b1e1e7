import { equalBytes } from '#ledger/bytes.ts';
import { type Envelope, leafHash, parseEntry } from '#ledger/entry.ts';
import { rootOf } from '#ledger/tree.ts';
import { byteaArray, type Database, type Tx, violatedConstraint } from '#platform/database.ts';
import type { Mirror } from './mirror.ts';
import { readGrowth } from './sequencer.ts';
import { type HeadRow, insertPositions, insertTiles, lockSequence, moveHead, readHead } from './sequencer-store.ts';
import type { SignerState } from './signer-state.ts';
import type { TreeGrowth } from './tree-growth.ts';

/** Why entries of a mirror are not taken; permanent. Nothing is written then. */
export const importRefusals = {
  'import.nothing': 'The database holds all that was signed: nothing is missing.',
  'import.form': 'This is neither a bundle nor a folder of entry bundles, or it is damaged.',
  'import.short': 'The mirror does not hold every entry up to the checkpoint that the signer holds.',
  'import.entry': 'The mirror holds bytes that are no entry of this log.',
  'import.fork':
    'The entries of the mirror do not lead to the checkpoint that the signer holds: they are others, or the database is.',
  'import.conflict': 'The database holds another entry under the same id, or in the same place of its stream.',
  'import.head': 'The head of the database is not what its own rows add up to.',
  'import.busy': 'A sequencer is at work. Stop the notary first.',
} as const;

export type ImportRefusalCode = keyof typeof importRefusals;

export class ImportRefusal extends Error {
  readonly code: ImportRefusalCode;
  constructor(code: ImportRefusalCode) {
    super(`${code}: ${importRefusals[code]}`);
    this.name = 'ImportRefusal';
    this.code = code;
  }
}

export interface EntryImport {
  /** As administrator: nobody else may write entries that are not new. */
  readonly db: Database;
  /** What was signed. */
  readonly state: Pick<SignerState, 'log' | 'frontier'>;
  readonly readMirror: (range: { readonly from: number; readonly to: number }) => Promise<Mirror | undefined>;
}

interface Missing {
  readonly envelope: Envelope;
  readonly bytes: Uint8Array;
  readonly leaf: Uint8Array;
}

const chunk = 1_000;

/**
 * Puts back the entries that are missing between the head of the database and what the signer has signed, byte for byte at their
 * positions, in one transaction. They are believed only because they add up to the very root that was signed. Answers how many.
 */
export async function importEntries({ db, state, readMirror }: EntryImport): Promise<number> {
  try {
    return await db.transaction('conductor', async (tx) => {
      if (!(await lockSequence(tx))) throw new ImportRefusal('import.busy');
      const head = await readHead(tx);
      const { size } = state.frontier;
      if (head.size >= size) throw new ImportRefusal('import.nothing');
      const growth = await readGrowth(tx, head.size);
      if (!equalBytes(rootOf(growth.frontier()), head.root)) throw new ImportRefusal('import.head');
      const mirror = await readMirror({ from: head.size, to: size });
      if (mirror === undefined) throw new ImportRefusal('import.form');
      const missing = listMissing(mirror, state, head.size);
      for (const { leaf } of missing) growth.add(leaf);
      const root = rootOf(growth.frontier());
      if (!equalBytes(root, rootOf(state.frontier))) throw new ImportRefusal('import.fork');
      for (let done = 0; done < missing.length; done += chunk)
        await putEntries(tx, head.size + done, missing.slice(done, done + chunk));
      await putTree(tx, head, growth);
      return missing.length;
    });
  } catch (error) {
    if (violatedConstraint(error)?.startsWith('entries_one_per_') === true) throw new ImportRefusal('import.conflict');
    throw error;
  }
}

function listMissing(mirror: Mirror, { log, frontier }: EntryImport['state'], from: number): Missing[] {
  const missing: Missing[] = [];
  for (let position = from; position < frontier.size; position += 1) {
    const bytes = mirror.get(position);
    if (bytes === undefined) throw new ImportRefusal('import.short');
    const parsed = parseEntry(bytes, log);
    if (!parsed.ok) throw new ImportRefusal('import.entry');
    missing.push({ envelope: parsed.value, bytes, leaf: leafHash(bytes) });
  }
  return missing;
}

interface StoredRow {
  readonly id: string;
  readonly entry_no: number;
  readonly leaf: Buffer;
}

/** What the backup held without a position keeps its row; the others are written. */
async function putEntries(tx: Tx, first: number, missing: readonly Missing[]): Promise<void> {
  const ids = missing.map(({ envelope }) => envelope.id);
  const stored = new Map((await listStored(tx, ids)).map((row) => [row.id, row]));
  const lost = missing.filter(({ envelope }) => !stored.has(envelope.id));
  for (const row of await insertEntries(tx, lost)) stored.set(row.id, row);
  const rows = missing.map(({ envelope, leaf }) => {
    const row = stored.get(envelope.id);
    if (row === undefined || !equalBytes(row.leaf, leaf)) throw new ImportRefusal('import.conflict');
    return row;
  });
  await insertPositions(tx, first, rows);
}

function listStored(tx: Tx, ids: readonly string[]): Promise<StoredRow[]> {
  return tx.rows<StoredRow>('SELECT id, entry_no, leaf FROM ledger.entries WHERE id = ANY ($1::uuid[])', [ids]);
}

function insertEntries(tx: Tx, lost: readonly Missing[]): Promise<StoredRow[]> {
  return tx.rows<StoredRow>(
    `INSERT INTO ledger.entries (id, stream, stream_seq, type, bytes)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::bigint[], $4::text[], $5::bytea[])
     RETURNING id, entry_no, leaf`,
    [
      lost.map(({ envelope }) => envelope.id),
      lost.map(({ envelope }) => envelope.stream),
      lost.map(({ envelope }) => envelope.streamSeq),
      lost.map(({ envelope }) => envelope.type),
      byteaArray(lost.map(({ bytes }) => bytes)),
    ],
  );
}

async function putTree(tx: Tx, head: HeadRow, growth: TreeGrowth): Promise<void> {
  const tiles = growth.takeFullTiles();
  if (tiles.length > 0 && (await insertTiles(tx, tiles)) !== tiles.length) throw new ImportRefusal('import.head');
  const { size, peaks } = growth.frontier();
  // What came back has numbers above those that wait to be sealed: the next batch looks at all.
  const lowXid = '0';
  const change = { from: head.size, size, root: rootOf({ size, peaks }), frontier: peaks, lowXid };
  if (!(await moveHead(tx, change))) throw new ImportRefusal('import.busy');
}

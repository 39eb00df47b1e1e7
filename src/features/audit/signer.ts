import { equalBytes } from '#ledger/bytes.ts';
import { checkpointText } from '#ledger/checkpoint.ts';
import { leafHash, parseEntry } from '#ledger/entry.ts';
import { signNote } from '#ledger/note.ts';
import { extendFrontier, type Frontier, rootOf } from '#ledger/tree.ts';
import type { Database, Sql } from '#platform/database.ts';
import type { FreezeReason } from '#schemas/audit.ts';
import { putPublished } from './publication-store.ts';
import { openSignerFolder, type SignerFolder, type SignerState } from './signer-state.ts';

export interface SignerStep {
  readonly frozen: FreezeReason | null;
  /** Size of the newest tree that this signer stands for. */
  readonly size: number;
  /** Whether a checkpoint was made. */
  readonly hasSigned: boolean;
  /** Whether it covers something that people are told: it goes to the witnesses at once. */
  readonly hasAnnounced: boolean;
}

export interface Signer {
  /** Signs the head if it is one that extends what was signed before; else freezes, for good. */
  sign(signal?: AbortSignal): Promise<SignerStep>;
}

/** Why the signer stops, and where it saw it. */
class Freeze extends Error {
  readonly reason: FreezeReason;
  readonly at: number;
  constructor(reason: FreezeReason, at: number) {
    super(reason);
    this.name = 'Freeze';
    this.reason = reason;
    this.at = at;
  }
}

interface HeadRow {
  readonly size: number;
  readonly root: Buffer;
}

export interface SignerOptions {
  readonly folder: string;
  readonly log: string;
  /** Lines of a policy file that name witnesses and quorum; without them nobody is asked to witness. */
  readonly witnesses?: string | undefined;
}

/** Entries that people are told of: the checkpoint that covers one does not wait. */
const announcements: ReadonlySet<string> = new Set([
  'outcome.derived/1',
  'choice.made/1',
  'choice.approved/1',
  'selection.decided/1',
  'selection.cancelled/1',
  'decree.issued/1',
  'placement.effected/1',
  'placement.revoked/1',
]);

/**
 * Opens the signer. It believes nothing of the database but bytes that it has hashed itself; what it has signed it knows from
 * its own file. State first, then the signature, then the checkpoint: if it dies between, the same note is made again.
 */
export async function openSigner(db: Database, options: SignerOptions): Promise<Signer> {
  const { folder, log, witnesses } = options;
  return new FolderSigner(db, await openSignerFolder(folder, log, witnesses), witnesses === undefined);
}

class FolderSigner implements Signer {
  readonly #db: Database;
  readonly #folder: SignerFolder;
  #state: SignerState;
  /** The policy asks for no witness: what is signed is published with it. */
  readonly #isAlone: boolean;
  /** Whether the checkpoint of the state's size is known to be in the database. */
  #isInserted: boolean;
  #hasAnnounced = false;

  constructor(db: Database, folder: SignerFolder, isAlone: boolean) {
    this.#db = db;
    this.#isAlone = isAlone;
    this.#folder = folder;
    this.#state = folder.state;
    this.#isInserted = folder.state.frontier.size === 0;
  }

  async sign(signal?: AbortSignal): Promise<SignerStep> {
    let hasSigned = false;
    this.#hasAnnounced = false;
    try {
      if (this.#state.frozen === null) hasSigned = await this.#advance(signal);
    } catch (error) {
      if (!(error instanceof Freeze)) throw error;
      await this.#keep({ ...this.#state, frozen: { reason: error.reason, at: error.at } });
    }
    const { frozen, frontier } = this.#state;
    const hasAnnounced = hasSigned && this.#hasAnnounced;
    return { frozen: frozen?.reason ?? null, size: frontier.size, hasSigned, hasAnnounced };
  }

  async #advance(signal: AbortSignal | undefined): Promise<boolean> {
    const { log, frontier: from } = this.#state;
    const head = await this.#db.one<HeadRow>('SELECT size, root FROM ledger.head');
    if (head.size < from.size) throw new Freeze('signer.behind', head.size);
    const onEntry = (type: string) => {
      if (announcements.has(type)) this.#hasAnnounced = true;
    };
    const frontier = await extend(this.#db, { log, from, to: head.size, signal, onEntry });
    if (frontier === undefined) return false;
    if (!equalBytes(rootOf(frontier), head.root)) throw new Freeze('signer.fork', head.size);
    if (frontier.size > from.size) {
      await this.#keep({ ...this.#state, frontier });
      this.#isInserted = false;
    }
    if (this.#isInserted) return false;
    await this.#insert();
    return true;
  }

  async #insert(): Promise<void> {
    const { log, frontier } = this.#state;
    const root = rootOf(frontier);
    const note = signNote(checkpointText(log, frontier.size, root), log, this.#folder.seed);
    const found = await putCheckpoint(this.#db, { size: frontier.size, root, note });
    if (found !== note) throw new Freeze('signer.fork', frontier.size);
    if (this.#isAlone) await putPublished(this.#db, { size: frontier.size, root, isWitnessed: false });
    this.#isInserted = true;
  }

  /** Nothing is signed by a state that is not on disk. */
  async #keep(next: SignerState): Promise<void> {
    await this.#folder.save(next);
    this.#state = next;
  }
}

interface Extension {
  readonly log: string;
  readonly from: Frontier;
  readonly to: number;
  readonly signal: AbortSignal | undefined;
  /** Told the type of every entry. */
  readonly onEntry: (type: string) => void;
}

const chunk = 1_000;

/** The frontier over the entries' own bytes up to a size; nothing when told to stop on the way. */
async function extend(db: Sql, extension: Extension): Promise<Frontier | undefined> {
  const { from, to, signal } = extension;
  let frontier = from;
  while (frontier.size < to) {
    if (signal?.aborted === true) return undefined;
    const first = frontier.size;
    const rows = await listSealed(db, first, Math.min(first + chunk, to));
    frontier = extendFrontier(
      frontier,
      rows.map((row, index) => leafOf(row, extension, first + index)),
    );
    if (rows.length < Math.min(chunk, to - first)) throw new Freeze('signer.missing', frontier.size);
  }
  return frontier;
}

interface SealedRow {
  readonly position: number;
  readonly leaf: Buffer;
  readonly bytes: Buffer | null;
}

function leafOf({ position, leaf, bytes }: SealedRow, { log, onEntry }: Extension, expected: number): Uint8Array {
  if (position !== expected || bytes === null) throw new Freeze('signer.missing', expected);
  const hash = leafHash(bytes);
  const entry = parseEntry(bytes, log);
  if (!equalBytes(hash, leaf) || !entry.ok) throw new Freeze('signer.leaf', position);
  onEntry(entry.value.type);
  return hash;
}

function listSealed(sql: Sql, first: number, end: number): Promise<SealedRow[]> {
  return sql.rows<SealedRow>(
    `SELECT p.position, p.leaf, e.bytes FROM ledger.positions p LEFT JOIN ledger.entries e ON e.entry_no = p.entry_no
     WHERE p.position >= $1 AND p.position < $2 ORDER BY p.position LIMIT 1000`,
    [first, end],
  );
}

/** The note that stands for this size afterwards: the one given, unless another stood there before. */
async function putCheckpoint(sql: Sql, row: { size: number; root: Uint8Array; note: string }): Promise<string> {
  await sql.run(
    'INSERT INTO ledger.checkpoints (size, root, note, signed_at) VALUES ($1, $2, $3, ledger.clock()) ON CONFLICT DO NOTHING',
    [row.size, Buffer.from(row.root), row.note],
  );
  const { note } = await sql.one<{ note: string }>('SELECT note FROM ledger.checkpoints WHERE size = $1', [row.size]);
  return note;
}

import { equalBytes, toUtf8 } from '#ledger/bytes.ts';
import { checkpointText } from '#ledger/checkpoint.ts';
import { type Envelope, leafHash, parseEntry } from '#ledger/entry.ts';
import { writeNote } from '#ledger/note.ts';
import { extendFrontier, type Frontier, rootOf } from '#ledger/tree.ts';
import type { Database, Sql } from '#platform/database.ts';
import type { FreezeReason } from '#schemas/audit.ts';
import { announcements } from './announcements.ts';
import { watchAnnouncements } from './key-announcements.ts';
import { putPublished } from './publication-store.ts';
import type { SigningKey } from './signer-keys.ts';
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
export class Freeze extends Error {
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
  /** Signs the one checkpoint that seals the revocation of the other key and the announcement of its successor. */
  readonly emergency?: SigningKey;
  /** For commands, which are not told of the witnesses: they stay those of policy.txt. */
  readonly keepsWitnesses?: boolean;
  /** Lines of a policy file that name witnesses and quorum; without them nobody is asked to witness. */
  readonly witnesses?: string | undefined;
}

/**
 * Opens the signer. It believes nothing of the database but bytes that it has hashed itself; what it has signed it knows from
 * its own file. State first, then the signature, then the checkpoint: if it dies between, the same note is made again.
 */
export async function openSigner(db: Database, { folder, log, ...options }: SignerOptions): Promise<Signer> {
  return new FolderSigner(db, await openSignerFolder(folder, log, options));
}

class FolderSigner implements Signer {
  readonly #db: Database;
  readonly #folder: SignerFolder;
  #key: SigningKey;
  #state: SignerState;
  /** Whether the checkpoint of the state's size is known to be in the database. */
  #isInserted: boolean;
  #hasAnnounced = false;

  constructor(db: Database, folder: SignerFolder) {
    this.#db = db;
    this.#folder = folder;
    this.#key = folder.key;
    this.#state = folder.state;
    const { frontier, epoch } = folder.state;
    // Keys change only when the last checkpoint of the one before is in the database.
    this.#isInserted = frontier.size === 0 || frontier.size < epoch.firstSize;
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
    const watch = watchAnnouncements(this.#state, (await this.#folder.findNextKey())?.verifier);
    const onEntry = (entry: Envelope, position: number) => {
      if (announcements.has(entry.type)) this.#hasAnnounced = true;
      watch.take(entry, position);
    };
    const extension = { log, from, to: head.size, signal, onEntry };
    const whole = await extend(this.#db, extension);
    if (whole === undefined) return false;
    if (!equalBytes(rootOf(whole), head.root)) throw new Freeze('signer.fork', head.size);
    const next = watch.announced();
    if (next === null && this.#state.revoked !== null) return false;
    // The last size of this key comes before the first of the next, and is signed for itself.
    const last = next === null ? head.size : Math.min(head.size, next.firstSize - 1);
    if (this.#state.revoked !== null && last + 1 !== next?.firstSize) return false;
    const frontier = last === head.size ? whole : await extend(this.#db, { ...extension, to: last });
    if (frontier === undefined) return false;
    return this.#signTree(frontier, next);
  }

  async #signTree(frontier: Frontier, next: SignerState['next']): Promise<boolean> {
    if (frontier.size > this.#state.frontier.size) {
      await this.#keep({ ...this.#state, frontier, next });
      this.#isInserted = false;
    }
    const hasSigned = !this.#isInserted;
    if (hasSigned) await this.#insert();
    if (next?.firstSize === frontier.size + 1) await this.#changeKeys(next);
    return hasSigned;
  }

  async #insert(): Promise<void> {
    const { log, frontier } = this.#state;
    const root = rootOf(frontier);
    const note = await makeNote(this.#key, checkpointText(log, frontier.size, root));
    const found = await putCheckpoint(this.#db, { size: frontier.size, root, note });
    if (found !== note) throw new Freeze('signer.fork', frontier.size);
    // The policy asks for no witness: what is signed is published with it.
    if (this.#folder.isAlone()) await putPublished(this.#db, { size: frontier.size, root, isWitnessed: false });
    this.#isInserted = true;
  }

  /** The last checkpoint under the old key is in the database: its epoch is over. */
  async #changeKeys(next: NonNullable<SignerState['next']>): Promise<void> {
    // An epoch whose key is not there would leave the log without any: the announcement counts for nothing then.
    if (!(await this.#folder.isWaiting(next.vkey))) return;
    const { epoch, past, revoked } = this.#state;
    const over = { ...epoch, lastSize: revoked?.lastSize ?? next.firstSize - 1 };
    // A key that was lost before it signed anything has no epoch.
    const signed = over.lastSize < over.firstSize ? past : [...past, over];
    await this.#keep({ ...this.#state, past: signed, epoch: next, next: null, revoked: null });
    this.#key = await this.#folder.changeKeys(this.#state);
  }

  /** Nothing is signed by a state that is not on disk. */
  async #keep(next: SignerState): Promise<void> {
    await this.#folder.save(next);
    this.#state = next;
  }
}

export async function makeNote({ verifier, sign }: SigningKey, text: string): Promise<string> {
  const { name, id } = verifier;
  return writeNote({ text, signatures: [{ name, id, signature: await sign(toUtf8(text)) }] });
}

interface Extension {
  readonly log: string;
  readonly from: Frontier;
  readonly to: number;
  readonly signal: AbortSignal | undefined;
  /** Told of each entry at its position. */
  readonly onEntry?: (entry: Envelope, position: number) => void;
}

const chunk = 1_000;

/** The frontier over the entries' own bytes up to a size; nothing when told to stop on the way. Throws a `Freeze`. */
export async function extend(db: Sql, extension: Extension): Promise<Frontier | undefined> {
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
  onEntry?.(entry.value, position);
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

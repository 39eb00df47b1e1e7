import type { BundleEntry } from './bundle.ts';
import type { LineFile } from './bundle-lines.ts';
import { type ByteRange, equalBytes, fromHex, fromUtf8, toHex, toUtf8 } from './bytes.ts';
import type { Canonical } from './canonical.ts';
import { decodeCanonical } from './canonical-decode.ts';
import { BytesColumn, RowIndex, rowNumbers, wholeNumbers } from './columns.ts';
import { drawRandom } from './crypto.ts';
import { type Envelope, leafHash } from './entry.ts';
import { uuidForm } from './forms.ts';

/** A place of the log; the leaf hash in hex. */
export interface Leaf {
  readonly position: number;
  readonly leaf: string;
}

/** An entry whose bytes passed check 5. */
export interface ExaminedEntry extends Leaf {
  readonly envelope: Envelope;
}

/** The entries of one stream, from the first to the last that the bundle holds. */
export interface StreamRows {
  readonly name: string;
  readonly first: number;
  last: number;
}

const noStream = 0xffff_ffff;
/**
 * Marks of a row: its type is known and has its fields; it names the row before it in its stream; a later one has its id; its actor
 * goes by a name that nothing before it in its stream has bound.
 */
const known = 1;
const linked = 2;
const replaced = 4;
const unbound = 8;
/** So many entries at most are kept as they were read: all of a selection, as good as nothing of a large record. */
const mostHeld = 2_048;

/**
 * What the checks ask of the entries again and again, in about a hundred bytes each: a record may have more entries than fit into memory.
 * Anything else is read again from the file. A row stands for a line; not every line is an entry.
 */
export class EntryTable {
  readonly #lines: LineFile<BundleEntry>;
  readonly #starts = rowNumbers();
  readonly #lengths = rowNumbers();
  readonly #positions = wholeNumbers();
  readonly #leaves = new BytesColumn(32);
  readonly #ids = new BytesColumn(16);
  readonly #byId = new RowIndex(this.#ids, drawRandom(32));
  readonly #streamOf = rowNumbers();
  readonly #nextOfStream = rowNumbers();
  readonly #streamSeqs = wholeNumbers();
  readonly #instants = wholeNumbers();
  readonly #seen = rowNumbers();
  readonly #marks = rowNumbers();
  readonly #seenSizes = wholeNumbers();
  readonly #seenRoots = new BytesColumn(32);
  readonly #streams: StreamRows[] = [];
  readonly #held = new Map<number, Envelope>();
  readonly #streamNumbers = new Map<string, number>();
  readonly #bound = new BytesColumn(20);
  readonly #byBound = new RowIndex(this.#bound, drawRandom(40));

  constructor(lines: LineFile<BundleEntry>) {
    this.#lines = lines;
  }

  /** How many lines there are. */
  get length(): number {
    return this.#positions.length;
  }

  /** In the order of their first entries in the bundle. */
  get streams(): readonly StreamRows[] {
    return this.#streams;
  }

  /** A line that may be no entry. */
  addLeaf({ start, end }: ByteRange, { position, leaf }: { position: number; leaf: Uint8Array }): void {
    this.#starts.push(start);
    this.#lengths.push(end - start);
    this.#positions.push(position);
    this.#leaves.push(leaf);
    this.#ids.push(noId);
    this.#streamOf.push(noStream);
    this.#nextOfStream.push(0);
    this.#streamSeqs.push(0);
    this.#instants.push(0);
    this.#seen.push(0);
    this.#marks.push(0);
  }

  /** The newest line is this entry. */
  addEntry(envelope: Envelope, { isKnown }: { readonly isKnown: boolean }): void {
    const row = this.length - 1;
    this.#ids.put(row, idBytes(envelope.id));
    const sameId = this.#byId.add(row);
    if (sameId !== undefined) this.#marks.set(sameId, this.#marks.at(sameId) | replaced);
    if (this.#held.size < mostHeld) this.#held.set(row, envelope);
    this.#streamSeqs.set(row, envelope.streamSeq);
    this.#instants.set(row, microsecondsOf(envelope.at));
    this.#seen.set(row, this.#keepSeen(envelope.seen));
    const before = this.#joinStream(row, envelope.stream);
    const isLinked = before !== undefined && envelope.prev !== null && this.hasLeaf(before, envelope.prev);
    const isStrange = isKnown && this.#isStranger(row, envelope);
    this.#marks.set(row, (isKnown ? known : 0) | (isLinked ? linked : 0) | (isStrange ? unbound : 0));
  }

  /** Remembers the name that an entry binds; answers whether it is by somebody whose name was not bound. */
  #isStranger(row: number, { type, open, actor }: Envelope): boolean {
    const stream = this.#streamOf.at(row);
    const { ref: bound } = open;
    if (type === 'person.bound/1' && typeof bound === 'string') {
      this.#bound.push(boundKey(stream, bound));
      this.#byBound.add(this.#bound.length - 1);
    }
    return actor.ref !== null && this.#byBound.find(boundKey(stream, actor.ref)) === undefined;
  }

  #joinStream(row: number, stream: string): number | undefined {
    const number = this.#streamNumbers.get(stream);
    this.#streamOf.set(row, number ?? this.#streams.length);
    const rows = this.#streams[number ?? this.#streams.length];
    if (rows === undefined) {
      // A copy: what was cut out of the text of an entry would keep all of it in memory.
      const name = fromUtf8(toUtf8(stream)) ?? '';
      this.#streamNumbers.set(name, this.#streams.length);
      this.#streams.push({ name, first: row, last: row });
      return undefined;
    }
    const before = rows.last;
    this.#nextOfStream.set(before, row);
    rows.last = row;
    return before;
  }

  /** Entries that were written soon after one another mostly know the same checkpoint. */
  #keepSeen(seen: Envelope['seen']): number {
    if (seen === null) return 0;
    const root = fromHex(seen.root) ?? noId;
    const newest = this.#seenSizes.length - 1;
    if (newest < 0 || this.#seenSizes.at(newest) !== seen.size || !this.#seenRoots.isAt(newest, root)) {
      this.#seenSizes.push(seen.size);
      this.#seenRoots.push(root);
    }
    return this.#seenSizes.length;
  }

  /** A view, not a copy. */
  at(row: number): Uint8Array {
    return this.#leaves.at(row);
  }

  hasLeaf(row: number, leaf: string): boolean {
    return toHex(this.at(row)) === leaf;
  }

  positionOf(row: number): number {
    return this.#positions.at(row);
  }

  streamSeqOf(row: number): number {
    return this.#streamSeqs.at(row);
  }

  /** The instant in microseconds since 1970. */
  instantOf(row: number): number {
    return this.#instants.at(row);
  }

  /** The checkpoint that the entry knew. */
  seenOf(row: number): { readonly size: number; readonly root: string } | null {
    const seen = this.#seen.at(row) - 1;
    return seen < 0 ? null : { size: this.#seenSizes.at(seen), root: toHex(this.#seenRoots.at(seen)) };
  }

  /** Every size that an entry names. */
  *seenSizes(): Generator<number> {
    for (let seen = 0; seen < this.#seenSizes.length; seen += 1) yield this.#seenSizes.at(seen);
  }

  isKnown(row: number): boolean {
    return (this.#marks.at(row) & known) !== 0;
  }

  /** Whether the entry names the leaf hash of the one before it in its stream and in the bundle. */
  isLinked(row: number): boolean {
    return (this.#marks.at(row) & linked) !== 0;
  }

  /** Whether the entry, of a known type, is by somebody whose name no entry before it in its stream has bound. */
  isUnbound(row: number): boolean {
    return (this.#marks.at(row) & unbound) !== 0;
  }

  /** Whether a later entry has the same id. */
  isReplaced(row: number): boolean {
    return (this.#marks.at(row) & replaced) !== 0;
  }

  /** The row that openings of this entry's id are held against: of two entries of one id the last. */
  ownerOf(row: number, { id }: Envelope): number {
    return this.isReplaced(row) ? (this.find(id) ?? row) : row;
  }

  streamOf(row: number): StreamRows | undefined {
    return this.#streams[this.#streamOf.at(row)];
  }

  /** The lines that are entries. */
  *entries(): Generator<number> {
    for (let row = 0; row < this.length; row += 1) if (this.#streamOf.at(row) !== noStream) yield row;
  }

  /** The entries of a stream, in the order of the bundle. */
  *entriesOf({ first, last }: StreamRows): Generator<number> {
    for (let row = first; row !== last; row = this.#nextOfStream.at(row)) yield row;
    yield last;
  }

  /** The last entry of this id. */
  find(id: string): number | undefined {
    const key = uuidForm.test(id) ? idBytes(id) : undefined;
    return key === undefined ? undefined : this.#byId.find(key);
  }

  /** An entry as it was examined, read again. */
  load(row: number): ExaminedEntry {
    return {
      position: this.positionOf(row),
      leaf: toHex(this.at(row)),
      envelope: this.#held.get(row) ?? readAgain(this.#lines, this.#placeOf(row), this.at(row)),
    };
  }

  /** The bytes of a line. */
  bytesAt(row: number): Uint8Array {
    return this.#lines.bytesAt(this.#placeOf(row));
  }

  #placeOf(row: number): ByteRange {
    const start = this.#starts.at(row);
    return { start, end: start + this.#lengths.at(row) };
  }
}

/** An entry that was examined before. Throws where its bytes are no longer those of the leaf hash. */
export function readAgain(lines: LineFile<BundleEntry>, place: ByteRange, leaf: Uint8Array): Envelope {
  const { bytes } = lines.readAt(place);
  const decoded = decodeCanonical(bytes);
  // What was proven is the hash of the first reading: a file may lie on somebody else's disk.
  if (!decoded.ok || !equalBytes(leafHash(bytes), leaf)) throw new Error('an entry changed while it was read');
  return decoded.value as Canonical & Envelope;
}

const noId = new Uint8Array(16);
const [hyphen, zero, firstLetter] = [0x2d, 0x30, 0x61];

/** Of a uuid in lower case, as its form is. */
function idBytes(id: string): Uint8Array {
  const bytes = new Uint8Array(noId.length);
  let digits = 0;
  for (let index = 0; index < id.length; index += 1) {
    const unit = id.charCodeAt(index);
    if (unit === hyphen) continue;
    const digit = unit < firstLetter ? unit - zero : unit - firstLetter + 10;
    bytes[digits >> 1] = ((bytes[digits >> 1] ?? 0) << 4) | digit;
    digits += 1;
  }
  return bytes;
}

/** A name in a stream: the same in two streams are two. */
function boundKey(stream: number, ref: string): Uint8Array {
  const key = new Uint8Array(20);
  key.set(idBytes(ref));
  new DataView(key.buffer).setUint32(16, stream);
  return key;
}

/** Microseconds since 1970 of the instant of an envelope. */
function microsecondsOf(at: string): number {
  return Date.parse(`${at.slice(0, 19)}Z`) * 1_000 + Number(at.slice(20, 26));
}

import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import { Refused, refuse } from '#domain/refusal.ts';
import { equalBytes, toHex } from '#ledger/bytes.ts';
import { canonicalBytes, encodeCanonical } from '#ledger/canonical.ts';
import { commit } from '#ledger/commitment.ts';
import { randomSalt } from '#ledger/crypto.ts';
import {
  assembleEntry,
  type EntryParts,
  encodeAround,
  leafHash,
  parseEntry,
  type UnplacedEnvelope,
} from '#ledger/entry.ts';
import { type EntryTypeName, mayStandOn, refuseFields } from '#ledger/registry.ts';
import { type Tx, violatedConstraint } from '#platform/database.ts';
import { Unavailable } from '#platform/weather.ts';
import { derivedId } from './derived-ids.ts';
import { type ActRow, beginAct, findRef, type Head, insertRef, lockHolder, lockStream, writeEntry } from './store.ts';
import { type KeyRing, sealOpening } from './vault.ts';

export { agencyHolder, derivedId } from './derived-ids.ts';
export { listOpenable } from './disclosure.ts';
export { findHead } from './head.ts';
export { readOpenings } from './openings.ts';
export { listWitnessAges } from './queries.ts';
export { readPolicy } from './receipts.ts';
export { readGrowth, SequencerFault } from './sequencer.ts';
export { type ActRow, type Head, insertRef, lockHolder, lockPeople, lockStream } from './store.ts';
export { type FullTile, TreeGrowth } from './tree-growth.ts';
export { type KeyRing, tryUnsealOpening } from './vault.ts';
export { listStandings } from './witness-standings.ts';

/** Where an accepted act stands. `leaf` follows it until it is sealed, signed and witnessed. */
export interface Receipt {
  readonly entry: string;
  readonly stream: string;
  readonly streamSeq: number;
  /** Lower-case hex of the leaf hash. */
  readonly leaf: string;
  readonly at: string;
}

export interface Actor {
  /** The actor's ref in this stream; null for workflows and the system. */
  readonly ref: string | null;
  readonly role: string;
  /** SHA-256 of the browser session in hex; null for tokens and workflows. */
  readonly session: string | null;
}

/** The conductor: workflows acting by rule, not a person. */
export const conductorActor: Actor = { ref: null, role: 'workflow', session: null };

export interface PolicyPin {
  readonly digest: string;
  readonly id: string;
  readonly version: string;
}

/** A value that is committed to, and whose key encrypts its opening. */
export interface Committed {
  readonly value: unknown;
  /** Person, account, or `agencyHolder(code)`. */
  readonly holder: string;
}

export interface Event {
  /** Built from an Idempotency-Key or from business ids; never random for anything that may be repeated. */
  readonly id: string;
  readonly stream: string;
  readonly type: EntryTypeName;
  readonly agency: string | null;
  readonly actor: Actor;
  readonly policy?: PolicyPin | null;
  readonly open: Readonly<Record<string, unknown>>;
  readonly committed?: Readonly<Record<string, Committed>>;
  /** The instant and checkpoint read under the lock of the act. */
  readonly act: Pick<ActRow, 'at' | 'seen_size' | 'seen_root'>;
  /** What the same act would repeat word for word; compared when the id comes again. Defaults to the entry's own fields. */
  readonly content?: unknown;
  /** Writes the business row in one statement, sent right behind the entry in the same round trip. */
  readonly alongside?: (tx: Tx) => Promise<void>;
  /**
   * For the last entry of a transaction, after which nothing is written: the newest entry of its stream, so that the bytes are
   * known beforehand, the database refuses any others, and the commit travels with them.
   */
  readonly lastAfter?: Head;
}

/** The record, as services see it. */
export interface Ledger {
  readonly log: string;
  readonly keys: KeyRing;
  /** The only writer. Takes the caller's transaction, never catches: its failure is the act's failure. */
  append(tx: Tx, event: Event): Promise<Receipt>;
}

export interface LedgerOptions {
  /** Origin of the log. */
  readonly log: string;
  readonly build: string;
  readonly keys: KeyRing;
}

export function openLedger(options: LedgerOptions): Ledger {
  return { log: options.log, keys: options.keys, append: (tx, event) => appendLiving(options, tx, event) };
}

/**
 * Where a key was destroyed that is remembered here, it is forgotten: the act that is sent again makes another or is refused. Where
 * somebody who held another lock took the place in the stream first, the act is the weather's: sent again, it stands behind.
 */
async function appendLiving(options: LedgerOptions, tx: Tx, event: Event): Promise<Receipt> {
  try {
    return await append(options, tx, event);
  } catch (error) {
    const violated = violatedConstraint(error);
    if (violated === 'openings_living_key') options.keys.forget();
    if (violated === 'entries_one_per_place') throw new Unavailable('the stream has moved', { cause: error });
    throw error;
  }
}

async function append({ log, build, keys }: LedgerOptions, tx: Tx, event: Event): Promise<Receipt> {
  const fault = refuseFields(event.type, event.open, event.committed ?? {});
  if (fault !== undefined) throw new Error(`${fault}: ${event.type}`);
  if (!mayStandOn(event.type, event.stream)) throw new Error(`${event.type} does not stand on ${event.stream}`);
  const { commitments, openings } = await commitFields({ log, keys, tx }, event);
  const parts = encodeAround(envelopeOf({ log, build }, event, commitments));
  if (!parts.ok) throw new Error(`${parts.code}: ${event.type}`);
  const { lastAfter } = event;
  const expected = lastAfter === undefined ? null : leafAt(parts.value, toHex(lastAfter.leaf), lastAfter.seq + 1);
  const salt = randomSalt();
  const writing = writeEntry(tx, {
    id: event.id,
    stream: event.stream,
    type: event.type,
    at: event.act.at,
    before: parts.value.a,
    between: parts.value.b,
    after: parts.value.c,
    openings,
    salt,
    digest: actDigest(salt, event.content === undefined ? contentOf(event) : event.content),
    leaf: expected,
  });
  const beside = event.alongside?.(tx);
  if (expected !== null) tx.finish();
  const [placed] = await Promise.all([writing, beside]);
  const leaf = expected ?? leafAt(parts.value, placed.prev === null ? null : toHex(placed.prev), placed.stream_seq);
  // The database hashed what it stored; another hash here means that driver or memory changed the bytes on the way.
  if (!equalBytes(leaf, placed.leaf)) throw new Error('entry.leaf');
  return { entry: event.id, stream: event.stream, streamSeq: placed.stream_seq, leaf: toHex(leaf), at: event.act.at };
}

interface Committing {
  readonly log: string;
  readonly keys: KeyRing;
  readonly tx: Tx;
}

/** Draws a salt per committed field, commits to its value and seals the opening under the key of its holder. */
async function commitFields({ log, keys, tx }: Committing, event: Event) {
  const committed = Object.entries(event.committed ?? {});
  const holders = committed.map(([, { holder }]) => holder);
  const dataKeys = await keys.keysOf(tx, holders);
  const commitments: Record<string, string> = {};
  const openings = committed.map(([field, { value, holder }]) => {
    const place = { log, entry: event.id, type: event.type, field };
    const salted = { salt: randomSalt(), value: canonicalOf(value, event.type, field) };
    commitments[field] = commit(place, salted.salt, salted.value);
    const key = dataKeys.get(holder);
    if (key === undefined) throw new Error(`no key for the holder of ${event.type} ${field}`);
    return { field, keyId: key.keyId, sealed: sealOpening(key, place, salted) };
  });
  return { commitments, openings };
}

function leafAt(parts: EntryParts, prev: string | null, streamSeq: number): Uint8Array {
  return leafHash(assembleEntry(parts, prev, streamSeq));
}

function envelopeOf(
  log: { log: string; build: string },
  event: Event,
  committed: Record<string, string>,
): UnplacedEnvelope {
  const { seen_root: root, seen_size: size, at } = event.act;
  return {
    actor: event.actor,
    agency: event.agency,
    at,
    build: log.build,
    committed,
    id: event.id,
    log: log.log,
    open: event.open as UnplacedEnvelope['open'],
    policy: event.policy ?? null,
    seen: root === null || size === null || size === 0 ? null : { root: toHex(root), size },
    stream: event.stream,
    type: event.type,
    v: 1,
  };
}

function canonicalOf(value: unknown, type: string, field: string): Uint8Array {
  const encoded = encodeCanonical(value);
  if (!encoded.ok) throw new Error(`${encoded.code}: ${type} ${field}`);
  return encoded.value;
}

function contentOf(event: Event): unknown {
  const committed = Object.fromEntries(
    Object.entries(event.committed ?? {}).map(([field, { value }]) => [field, value]),
  );
  return { committed, open: event.open };
}

function actDigest(salt: Uint8Array, content: unknown): Buffer {
  return createHash('sha256').update(salt).update(canonicalBytes(content)).digest();
}

/**
 * The first receipt when this act was recorded before; nothing when it is new.
 * Throws `entry.conflict` when the id stands for another content, `entry.erased` when that can no longer be compared.
 */
export function priorReceipt(ledger: Pick<Ledger, 'log'>, row: ActRow, content: unknown): Receipt | undefined {
  if (row.prior_bytes === null || row.prior_stream === null || row.prior_seq === null || row.prior_leaf === null)
    return undefined;
  if (row.prior_salt === null || row.prior_digest === null) throw new Refused(refuse('entry.erased'));
  if (!timingSafeEqual(actDigest(row.prior_salt, content), row.prior_digest))
    throw new Refused(refuse('entry.conflict'));
  const entry = parseEntry(row.prior_bytes, ledger.log);
  if (!entry.ok) throw new Error(`${entry.code}: a stored entry cannot be read`);
  const { id, at } = entry.value;
  return { entry: id, stream: row.prior_stream, streamSeq: row.prior_seq, leaf: toHex(row.prior_leaf), at };
}

export interface Binding {
  readonly stream: string;
  readonly agency: string;
  /** Account or person. */
  readonly holder: string;
  readonly role: string;
  readonly act: Event['act'];
  /** Identity as the opening shows it. */
  readonly identity: unknown;
}

/**
 * The holder's name inside a stream; the first time it is drawn and bound by an entry. Nobody is erased until the transaction ends;
 * who was erased before is missing.
 */
export async function bindRef(ledger: Ledger, tx: Tx, binding: Binding): Promise<string> {
  const { stream, agency, holder, role, act, identity } = binding;
  if (!(await lockHolder(tx, holder))) throw new Refused(refuse('thing.missing'));
  const known = await findRef(tx, stream, holder);
  if (known !== undefined) return known.ref;
  const ref = randomUUID();
  const id = derivedId(ref, 'bound');
  await ledger.append(tx, {
    id,
    stream,
    type: 'person.bound/1',
    agency,
    actor: conductorActor,
    open: { ref, role },
    committed: { person: { value: identity, holder } },
    act,
  });
  await insertRef(tx, { stream, holder, ref, entryId: id });
  return ref;
}

/** After a refused `entry.conflict`: says so on the record, in a transaction of its own. */
export async function recordConflict(ledger: Ledger, tx: Tx, entry: string): Promise<void> {
  await lockStream(tx, 'system');
  const act = await beginAct(tx, randomUUID());
  await ledger.append(tx, {
    id: randomUUID(),
    stream: 'system',
    type: 'entry.conflicted/1',
    agency: null,
    actor: conductorActor,
    open: { entry },
    act,
  });
}

/** Locks a stream that no business row stands for, and reads what an act on it needs under that lock. */
export async function beginOnStream(tx: Tx, stream: string, id: string): Promise<ActRow> {
  await lockStream(tx, stream);
  return beginAct(tx, id);
}

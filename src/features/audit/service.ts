import { randomUUID, timingSafeEqual } from 'node:crypto';
import { Refused, refuse } from '#domain/refusal.ts';
import { equalBytes, toHex } from '#ledger/bytes.ts';
import { parseEntry } from '#ledger/entry.ts';
import { type Tx, violatedConstraint } from '#platform/database.ts';
import { Unavailable } from '#platform/weather.ts';
import { derivedId } from './derived-ids.ts';
import { actDigest, keysFor, type LedgerOptions, leafAt, writeParts } from './entry-parts.ts';
import { conductorActor, type Event } from './event.ts';
import { appendMany, type ManyEvents } from './many-entries.ts';
import { type ActRow, beginAct, findRef, insertRef, lockHolder, lockStream, writeEntry } from './store.ts';
import type { KeyRing } from './vault.ts';

export { agencyHolder, derivedId } from './derived-ids.ts';
export { listOpenable } from './disclosure.ts';
export type { LedgerOptions } from './entry-parts.ts';
export { type Actor, type Committed, conductorActor, type Event, type PolicyPin } from './event.ts';
export { findHead } from './head.ts';
export type { ManyEvents } from './many-entries.ts';
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

/** The record, as services see it. */
export interface Ledger {
  readonly log: string;
  readonly keys: KeyRing;
  /** The only writer. Takes the caller's transaction, never catches: its failure is the act's failure. */
  append(tx: Tx, event: Event): Promise<Receipt>;
  /** As `append`, for entries of one type that stand behind one another, written together. Their stream is locked. */
  appendMany(tx: Tx, many: ManyEvents): Promise<void>;
}

export function openLedger(options: LedgerOptions): Ledger {
  const { log, keys } = options;
  return {
    log,
    keys,
    append: (tx, event) => whileAlive(keys, () => append(options, tx, event)),
    appendMany: (tx, many) => whileAlive(keys, () => appendMany(options, tx, many)),
  };
}

/**
 * Where a key was destroyed that is remembered here, or has gone with a restored database, it is forgotten: the act that is sent again
 * makes another or is refused. Where somebody who held another lock took the place in the stream first, the act is the weather's: sent
 * again, it stands behind.
 */
async function whileAlive<Done>(keys: KeyRing, write: () => Promise<Done>): Promise<Done> {
  try {
    return await write();
  } catch (error) {
    const violated = violatedConstraint(error);
    if (violated === 'openings_living_key' || violated === 'openings_key') keys.forget();
    if (violated === 'openings_key') throw new Unavailable('a key is gone', { cause: error });
    if (violated === 'entries_one_per_place') throw new Unavailable('the stream has moved', { cause: error });
    throw error;
  }
}

async function append(options: LedgerOptions, tx: Tx, event: Event): Promise<Receipt> {
  const { parts, openings, salt, digest } = writeParts(options, event, await keysFor(options, tx, [event]));
  const { lastAfter } = event;
  const expected = lastAfter === undefined ? null : leafAt(parts, toHex(lastAfter.leaf), lastAfter.seq + 1);
  const writing = writeEntry(tx, {
    id: event.id,
    stream: event.stream,
    type: event.type,
    at: event.act.at,
    before: parts.a,
    between: parts.b,
    after: parts.c,
    openings,
    salt,
    digest,
    leaf: expected,
  });
  const beside = event.alongside?.(tx);
  if (expected !== null) tx.finish();
  const [placed] = await Promise.all([writing, beside]);
  const leaf = expected ?? leafAt(parts, placed.prev === null ? null : toHex(placed.prev), placed.streamSeq);
  // The database hashed what it stored; another hash here means that driver or memory changed the bytes on the way.
  if (!equalBytes(leaf, placed.leaf)) throw new Error('entry.leaf');
  return { entry: event.id, stream: event.stream, streamSeq: placed.streamSeq, leaf: toHex(leaf), at: event.act.at };
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

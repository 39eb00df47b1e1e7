import { createHash } from 'node:crypto';
import { toHex } from '#ledger/bytes.ts';
import { canonicalBytes, encodeOwn } from '#ledger/canonical.ts';
import { commit } from '#ledger/commitment.ts';
import { randomSalt } from '#ledger/crypto.ts';
import { assembleEntry, type EntryParts, encodeAround, leafHash, type UnplacedEnvelope } from '#ledger/entry.ts';
import { mayStandOn, refuseFields } from '#ledger/registry.ts';
import type { Tx } from '#platform/database.ts';
import type { Event } from './event.ts';
import { type DataKey, type KeyRing, sealOpening } from './vault.ts';

/** Who writes the record. */
export interface LedgerOptions {
  /** Origin of the log. */
  readonly log: string;
  readonly build: string;
  readonly keys: KeyRing;
}

/** What an entry says, as far as it does not depend on its place. */
export type EntryContent = Omit<Event, 'alongside' | 'lastAfter'>;

/** Holders of all that some entries seal, with their keys. */
export function keysFor(
  { keys }: LedgerOptions,
  tx: Tx,
  events: readonly Pick<Event, 'committed'>[],
): Promise<ReadonlyMap<string, DataKey>> {
  const holders = events.flatMap(({ committed = {} }) => Object.values(committed).map(({ holder }) => holder));
  return keys.keysOf(tx, holders);
}

/** All of an entry but its place: the bytes around it, what opens it, and what recognises the act when it comes again. */
export function writeParts({ log, build }: LedgerOptions, event: EntryContent, dataKeys: ReadonlyMap<string, DataKey>) {
  const fault = refuseFields(event.type, event.open, event.committed ?? {});
  if (fault !== undefined) throw new Error(`${fault}: ${event.type}`);
  if (!mayStandOn(event.type, event.stream)) throw new Error(`${event.type} does not stand on ${event.stream}`);
  const { commitments, openings } = commitFields(log, event, dataKeys);
  const parts = encodeAround(envelopeOf({ log, build }, event, commitments));
  if (!parts.ok) throw new Error(`${parts.code}: ${event.type}`);
  const salt = randomSalt();
  const digest = actDigest(salt, event.content === undefined ? contentOf(event) : event.content);
  return { parts: parts.value, openings, salt, digest };
}
/** Draws a salt per committed field, commits to its value and seals the opening under the key of its holder. */
function commitFields(log: string, event: EntryContent, dataKeys: ReadonlyMap<string, DataKey>) {
  const committed = Object.entries(event.committed ?? {});
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

export function leafAt(parts: EntryParts, prev: string | null, streamSeq: number): Uint8Array {
  return leafHash(assembleEntry(parts, prev, streamSeq));
}

function envelopeOf(
  log: { log: string; build: string },
  event: EntryContent,
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
  const encoded = encodeOwn(value);
  if (!encoded.ok) throw new Error(`${encoded.code}: ${type} ${field}`);
  return encoded.value;
}

function contentOf(event: EntryContent): unknown {
  const committed = Object.fromEntries(
    Object.entries(event.committed ?? {}).map(([field, { value }]) => [field, value]),
  );
  return { committed, open: event.open };
}

export function actDigest(salt: Uint8Array, content: unknown): Buffer {
  return createHash('sha256').update(salt).update(canonicalBytes(content)).digest();
}

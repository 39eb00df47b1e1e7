import { concatBytes, toUtf8 } from './bytes.ts';
import { type Canonical, type CanonicalObject, encodeOwn } from './canonical.ts';
import { decodeCanonical } from './canonical-decode.ts';
import { sha256 } from './crypto.ts';
import { hasEnvelopeForm } from './envelope-form.ts';
import { accept, reject, type Verdict } from './verdict.ts';

/** The fifteen members of an entry; see docs/ledger-format.md for the form of each. */
export interface Envelope {
  readonly actor: { readonly ref: string | null; readonly role: string; readonly session: string | null };
  readonly agency: string | null;
  /** UTC with microseconds: the database's clock under the stage lock, by which the deadline was judged. */
  readonly at: string;
  readonly build: string;
  readonly committed: Readonly<Record<string, string>>;
  readonly id: string;
  readonly log: string;
  readonly open: CanonicalObject;
  readonly policy: { readonly digest: string; readonly id: string; readonly version: string } | null;
  readonly prev: string | null;
  readonly seen: { readonly root: string; readonly size: number } | null;
  readonly stream: string;
  readonly streamSeq: number;
  readonly type: string;
  readonly v: 1;
}

/** What the app knows of an entry before the database gives it its place in the stream. */
export type UnplacedEnvelope = Omit<Envelope, 'prev' | 'streamSeq'>;

/** The bytes of an entry around its place: bytes = a ‖ prev ‖ b ‖ streamSeq ‖ c, prev being `null` or the leaf hash in quotes. */
export interface EntryParts {
  readonly a: Uint8Array;
  readonly b: Uint8Array;
  readonly c: Uint8Array;
}

export const largestEntryBytes = 65_535;

/** The bytes of a leaf; those of an entry are many and small, so one piece of memory serves them all in turn. */
const leafBytes = new Uint8Array(1 + largestEntryBytes);

function leafOf(bytes: Uint8Array): Uint8Array {
  const leaf = bytes.length > largestEntryBytes ? new Uint8Array(1 + bytes.length) : leafBytes;
  leaf.set(bytes, 1);
  return leaf.subarray(0, 1 + bytes.length);
}

/** SHA-256(0x00 ‖ bytes), of any bytes. */
export function leafHash(bytes: Uint8Array): Uint8Array {
  return sha256(leafOf(bytes));
}

/**
 * Encodes all of an entry but its place, and checks it as a verifier will, at the longest place it could get.
 * Refuses with `entry.*` when no reader would accept the entry.
 */
export function encodeAround(envelope: UnplacedEnvelope): Verdict<EntryParts> {
  const { actor, agency, at, build, committed, id, log, open, policy, seen, stream, type, v } = envelope;
  const before = encodeOwn({ actor, agency, at, build, committed, id, log, open, policy });
  const between = encodeOwn({ seen, stream });
  const after = encodeOwn({ type, v });
  if (!before.ok) return reject(before.code === 'canon.size' ? 'entry.size' : 'entry.canon');
  if (!between.ok || !after.ok) return reject('entry.canon');
  const parts = {
    a: concatBytes(before.value.subarray(0, -1), toUtf8(',"prev":')),
    b: concatBytes(toUtf8(','), between.value.subarray(1, -1), toUtf8(',"streamSeq":')),
    c: concatBytes(toUtf8(','), after.value.subarray(1)),
  };
  const widest = { prev: '0'.repeat(64), streamSeq: Number.MAX_SAFE_INTEGER };
  const bytes = assembleEntry(parts, widest.prev, widest.streamSeq);
  // Decoding gives back what was encoded, so the envelope at hand is the one that a reader will see.
  const fault = findByteFault(bytes) ?? findEnvelopeFault({ ...envelope, ...widest }, log);
  return fault === undefined ? accept(parts) : reject(fault);
}

/** The bytes of an entry at its place; the same as the database assembles. */
export function assembleEntry(parts: EntryParts, prev: string | null, streamSeq: number): Uint8Array {
  const place = toUtf8(prev === null ? 'null' : `"${prev}"`);
  return concatBytes(parts.a, place, parts.b, toUtf8(String(streamSeq)), parts.c);
}

/** The envelope of an entry of this log, or the first fault in the order size, ascii, canon, version, envelope, log. */
export function parseEntry(bytes: Uint8Array, log: string): Verdict<Envelope> {
  const unreadable = findByteFault(bytes);
  if (unreadable !== undefined) return reject(unreadable);
  const decoded = decodeCanonical(bytes);
  if (!decoded.ok) return reject('entry.canon');
  const fault = findEnvelopeFault(decoded.value, log);
  return fault === undefined ? accept(decoded.value as Canonical & Envelope) : reject(fault);
}

function findByteFault(bytes: Uint8Array): 'entry.size' | 'entry.ascii' | undefined {
  if (bytes.length < 2 || bytes.length > largestEntryBytes) return 'entry.size';
  return isPrintable(bytes) ? undefined : 'entry.ascii';
}

function findEnvelopeFault(
  value: Canonical | Envelope,
  log: string,
): 'entry.version' | 'entry.envelope' | 'entry.log' | undefined {
  if (isOtherVersion(value)) return 'entry.version';
  if (!isEnvelope(value)) return 'entry.envelope';
  return value.log === log ? undefined : 'entry.log';
}

function isPrintable(bytes: Uint8Array): boolean {
  // Much faster than asking an iterator for each byte, or to stop at the first: below zero as soon as one is outside.
  let within = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0;
    within |= (byte - 0x20) | (0x7e - byte);
  }
  return within >= 0;
}

function isEnvelope(value: Canonical | Envelope): value is Canonical & Envelope {
  return hasEnvelopeForm(value as Canonical);
}

function isOtherVersion(value: Canonical | Envelope): boolean {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false;
  const { v } = value as CanonicalObject;
  return v !== undefined && v !== 1;
}

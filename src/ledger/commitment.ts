import { concatBytes, fromHex, toUtf8 } from './bytes.ts';
import type { Canonical } from './canonical.ts';
import { decodeNoted } from './canonical-decode.ts';
import { sha256Hex } from './crypto.ts';
import { accept, reject, type Verdict } from './verdict.ts';

/** The one place a commitment holds for: it opens neither beside another field nor in another entry. */
export interface CommitmentPlace {
  readonly log: string;
  /** The id of the entry. */
  readonly entry: string;
  readonly type: string;
  readonly field: string;
}

/** The five lines before the salt: one reading only, as none of them can hold a line feed. */
function commitmentHeader({ log, entry, type, field }: CommitmentPlace): Uint8Array {
  return toUtf8(`bukti/commitment/v1\n${log}\n${entry}\n${type}\n${field}\n`);
}

/** In hex. The salt has 32 bytes, the value is the canonical encoding. */
export function commit(place: CommitmentPlace, salt: Uint8Array, value: Uint8Array): string {
  return sha256Hex(concatBytes(commitmentHeader(place), salt, value));
}

/** What a person shows to open a commitment: the salt in hex and the canonical bytes of the value. */
export interface Opening {
  readonly salt: string;
  readonly value: Uint8Array;
}

export interface OpenedValue {
  readonly value: Canonical;
  /** False where this program's Unicode tables find the value outside NFC: a note, not a fault. */
  readonly isNfc: boolean;
}

/** The value that the opening shows for a commitment (hex): `opening.form`, then `opening.mismatch`. */
export function openCommitment(commitment: string, place: CommitmentPlace, opening: Opening): Verdict<OpenedValue> {
  const salt = opening.salt.length === 64 ? fromHex(opening.salt) : undefined;
  const decoded = decodeNoted(opening.value, 'noted');
  if (salt === undefined || !decoded.ok) return reject('opening.form');
  return commit(place, salt, opening.value) === commitment ? accept(decoded.value) : reject('opening.mismatch');
}

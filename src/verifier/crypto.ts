import { hashes, Point, getPublicKey as publicKeyFrom, sign } from '@noble/ed25519';
import { sha256 as digest, sha512 } from '@noble/hashes/sha2.js';
import { concatBytes, equalBytes, toHex } from '#ledger/bytes.ts';

// Stands in for src/ledger/crypto.ts where there is no Node; the same exports, and the same answer to every question.

hashes.sha512 = sha512;

const groupOrder = 2n ** 252n + 27742317777372353535851937790883648493n;

/** The 32 bytes of SHA-256. */
export function sha256(bytes: Uint8Array): Uint8Array {
  return digest(bytes);
}

export function sha256Hex(bytes: Uint8Array): string {
  return toHex(digest(bytes));
}

/** The same of bytes that come in pieces. */
export function sha256HexOf(pieces: Iterable<Uint8Array>): string {
  const hash = digest.create();
  for (const piece of pieces) hash.update(piece);
  return toHex(hash.digest());
}

/** The 32 bytes of the Ed25519 public key of a 32-byte seed. */
export function publicKeyOf(seed: Uint8Array): Uint8Array {
  return publicKeyFrom(seed);
}

/** The 64 bytes of the Ed25519 signature; the same bytes for the same message, always. */
export function signEd25519(seed: Uint8Array, message: Uint8Array): Uint8Array {
  return sign(message, seed);
}

/**
 * RFC 8032 (5.1.7) as OpenSSL, and so Node, reads it: S below the group order; [S]B - [k]A encoded must be R byte for byte,
 * without the cofactor. The library's own check multiplies by the cofactor and refuses keys of small order, with and without
 * its option `zip215`: it would differ from the other verifiers on signatures that somebody makes for that purpose.
 */
export function verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  const key = pointOf(publicKey);
  const s = littleEndian(signature.subarray(32));
  if (key === undefined || s >= groupOrder) return false;
  const r = signature.subarray(0, 32);
  const k = littleEndian(sha512(concatBytes(r, publicKey, message))) % groupOrder;
  const expected = Point.BASE.multiply(s, false).add(key.multiply(k, false).negate());
  return equalBytes(expected.toBytes(), r);
}

/** OpenSSL reads the y of a key modulo p and lets a zero x carry either sign; so does the library where it is asked to be lax. */
function pointOf(publicKey: Uint8Array): Point | undefined {
  try {
    return Point.fromBytes(publicKey, true);
  } catch {
    return undefined;
  }
}

export { digestBytes, verifyWithKey } from './keyed-signatures.ts';

function littleEndian(bytes: Uint8Array): bigint {
  return BigInt(`0x${toHex(Uint8Array.from(bytes).reverse())}`);
}

/** 32 random bytes for one committed field of one entry; never derived, never used again. */
export function randomSalt(): Uint8Array {
  return drawRandom(32);
}

/** Random bytes of the platform. */
export function drawRandom(count: number): Uint8Array {
  return globalThis.crypto.getRandomValues(new Uint8Array(count));
}

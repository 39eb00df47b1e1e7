import {
  createHash,
  createPrivateKey,
  createPublicKey,
  hash,
  type KeyObject,
  randomBytes,
  sign,
  verify,
} from 'node:crypto';
import { concatBytes, fromHex, toHex } from './bytes.ts';

// The only file of this room that may ask the platform for hashing, signatures and chance: a browser build swaps it.

const pkcs8Prefix = fromHex('302e020100300506032b657004220420') as Uint8Array;
const spkiPrefix = fromHex('302a300506032b6570032100') as Uint8Array;

/** The 32 bytes of SHA-256. */
export function sha256(bytes: Uint8Array): Uint8Array {
  // The platform answers in text twice as fast as in bytes of its own.
  const digest = hash('sha256', bytes, 'binary');
  const result = new Uint8Array(digest.length);
  for (let index = 0; index < result.length; index += 1) result[index] = digest.charCodeAt(index);
  return result;
}

export function sha256Hex(bytes: Uint8Array): string {
  return hash('sha256', bytes, 'hex');
}

/** The same of bytes that come in pieces. */
export function sha256HexOf(pieces: Iterable<Uint8Array>): string {
  const digest = createHash('sha256');
  for (const piece of pieces) digest.update(piece);
  return digest.digest('hex');
}

/** The 32 bytes of the Ed25519 public key of a 32-byte seed. */
export function publicKeyOf(seed: Uint8Array): Uint8Array {
  return createPublicKey(privateKey(seed)).export({ format: 'der', type: 'spki' }).subarray(spkiPrefix.length);
}

/** The 64 bytes of the Ed25519 signature; the same bytes for the same message, always. */
export function signEd25519(seed: Uint8Array, message: Uint8Array): Uint8Array {
  return sign(null, message, privateKey(seed));
}

/** RFC 8032, S below the group order enforced. */
export function verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  return verify(null, message, importedKey(publicKey), signature);
}

export type DigestName = 'sha256' | 'sha384' | 'sha512';

/** SHA-2 of 32, 48 or 64 bytes. */
export function digestBytes(name: DigestName, bytes: Uint8Array): Uint8Array {
  return hash(name, bytes, 'buffer');
}

/** A signature by a key as certificates carry it (SubjectPublicKeyInfo). */
export interface KeyedSignature {
  readonly key: Uint8Array;
  readonly digest: DigestName;
  readonly bytes: Uint8Array;
  readonly signature: Uint8Array;
}

/** RSA of 2,048 to 8,192 bits with PKCS #1 v1.5 padding, or ECDSA on P-256 and P-384; nothing else verifies. */
export function verifyWithKey({ key, digest, bytes, signature }: KeyedSignature): boolean {
  const known = importSpki(key);
  return known !== undefined && isCommon(known) && verify(digest, bytes, known, signature);
}

function importSpki(spki: Uint8Array): KeyObject | undefined {
  try {
    return createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  } catch {
    return undefined;
  }
}

function isCommon({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): boolean {
  const { modulusLength = 0, namedCurve = '' } = asymmetricKeyDetails ?? {};
  if (asymmetricKeyType === 'rsa') return modulusLength >= 2048 && modulusLength <= 8192;
  return asymmetricKeyType === 'ec' && ['prime256v1', 'secp384r1'].includes(namedCurve);
}

const mostImported = 100;
const imported = new Map<string, KeyObject>();

/** Importing a key costs more than the signature check itself, and a log has few. */
function importedKey(publicKey: Uint8Array): KeyObject {
  const name = toHex(publicKey);
  const known = imported.get(name);
  if (known !== undefined) return known;
  const der = Buffer.from(concatBytes(spkiPrefix, publicKey));
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
  if (imported.size >= mostImported) imported.clear();
  imported.set(name, key);
  return key;
}

/** 32 random bytes for one committed field of one entry; never derived, never used again. */
export function randomSalt(): Uint8Array {
  return drawRandom(32);
}

const poolBytes = 4_096;
let pool: Uint8Array = new Uint8Array(0);
let drawn = 0;

/** Random bytes of the platform, asked for in large pieces, since one question costs as much as four thousand bytes; each is given out once. */
export function drawRandom(count: number): Uint8Array {
  if (count > poolBytes) return randomBytes(count);
  if (drawn + count > pool.length) {
    pool = randomBytes(poolBytes);
    drawn = 0;
  }
  const bytes = Uint8Array.from(pool.subarray(drawn, drawn + count));
  pool.fill(0, drawn, drawn + count);
  drawn += count;
  return bytes;
}

function privateKey(seed: Uint8Array) {
  const der = Buffer.from(concatBytes(pkcs8Prefix, seed));
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
}

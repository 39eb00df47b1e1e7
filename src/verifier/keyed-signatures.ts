import { p256, p384 } from '@noble/curves/nist.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { concatBytes, equalBytes, fromHex, toHex } from '#ledger/bytes.ts';
import type { DigestName, KeyedSignature } from '#ledger/crypto.ts';
import { DerCursor, oidOf, tags } from '#ledger/stamps/der.ts';

// Signatures of certificates and time stamps where there is no Node: RSA by its definition, the curves by a library.

const digests = { sha256, sha384, sha512 };
/** DigestInfo before the digest (RFC 8017, section 9.2, note 1). */
const digestInfos: Readonly<Record<DigestName, string>> = {
  sha256: '3031300d060960864801650304020105000420',
  sha384: '3041300d060960864801650304020205000430',
  sha512: '3051300d060960864801650304020305000440',
};
const rsaKey = '1.2.840.113549.1.1.1';
const curveKey = '1.2.840.10045.2.1';
const curves = new Map([
  ['1.2.840.10045.3.1.7', p256],
  ['1.3.132.0.34', p384],
]);
const rsaBits = { least: 2_048, most: 8_192 };

/** SHA-2 of 32, 48 or 64 bytes. */
export function digestBytes(name: DigestName, bytes: Uint8Array): Uint8Array {
  return digests[name](bytes);
}

/** RSA of 2,048 to 8,192 bits with PKCS #1 v1.5 padding, or ECDSA on P-256 and P-384; nothing else verifies. */
export function verifyWithKey({ key, digest, bytes, signature }: KeyedSignature): boolean {
  const outer = new DerCursor(key);
  const info = outer.open(tags.sequence);
  outer.end();
  const algorithm = info.open(tags.sequence);
  const name = oidOf(algorithm.take(tags.oid));
  const curve = name === curveKey ? oidOf(algorithm.take(tags.oid)) : '';
  const bits = info.take(tags.bits).body;
  info.end();
  if (!outer.isSound || bits[0] !== 0) return false;
  const hash = digestBytes(digest, bytes);
  if (name === rsaKey) return verifyRsa(bits.subarray(1), concatBytes(digestInfoOf(digest), hash), signature);
  return verifyOnCurve(curve, { point: bits.subarray(1), hash, signature });
}

function digestInfoOf(digest: DigestName): Uint8Array {
  return fromHex(digestInfos[digest]) ?? new Uint8Array(0);
}

/** RFC 8017, section 8.2.2: the padded digest is made anew and compared. */
function verifyRsa(key: Uint8Array, digestInfo: Uint8Array, signature: Uint8Array): boolean {
  const outer = new DerCursor(key);
  const pair = outer.open(tags.sequence);
  const [modulus, exponent] = [integerOf(pair.take(tags.integer).body), integerOf(pair.take(tags.integer).body)];
  if (!outer.isSound || modulus === 0n || exponent < 3n || exponent % 2n === 0n) return false;
  const bits = modulus.toString(2).length;
  const length = Math.ceil(bits / 8);
  const signed = integerOf(signature);
  if (bits < rsaBits.least || bits > rsaBits.most || exponent.toString(2).length > 64) return false;
  if (signature.length !== length || signed >= modulus) return false;
  const padding = new Uint8Array(length - digestInfo.length - 3).fill(0xff);
  const expected = concatBytes(Uint8Array.of(0, 1), padding, Uint8Array.of(0), digestInfo);
  return equalBytes(expected, bytesOf(power(signed, exponent, modulus), length));
}

function integerOf(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${toHex(bytes)}`);
}

function bytesOf(value: bigint, length: number): Uint8Array {
  return fromHex(value.toString(16).padStart(length * 2, '0')) ?? new Uint8Array(0);
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

interface OnCurve {
  readonly point: Uint8Array;
  readonly hash: Uint8Array;
  readonly signature: Uint8Array;
}

function verifyOnCurve(name: string, { point, hash, signature }: OnCurve): boolean {
  const curve = curves.get(name);
  if (curve === undefined) return false;
  try {
    return curve.verify(signature, hash, point, { prehash: false, lowS: false, format: 'der' });
  } catch {
    // The library throws for what is no signature or no point.
    return false;
  }
}

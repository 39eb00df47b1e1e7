import { toHex } from '../bytes.ts';
import { type KeyedSignature, verifyWithKey } from '../crypto.ts';
import { DerCursor, tags } from './der.ts';

// Keys of certificates in their one spelling: platforms differ on all others, and a verdict must not.

/** The whole AlgorithmIdentifiers of RSA (RFC 3279, section 2.3.1), P-256 and P-384 (RFC 5480, section 2.1.1), in hex. */
const rsa = '300d06092a864886f70d0101010500';
const pointLengths: ReadonlyMap<string, number> = new Map([
  ['301306072a8648ce3d020106082a8648ce3d030107', 65],
  ['301006072a8648ce3d020106052b81040022', 97],
]);
const uncompressed = 4;
const longestExponent = 8;

/** Whether a key as certificates carry it has signed; RSA of 2,048 to 8,192 bits, or ECDSA on P-256 or P-384 with its point in full. */
export function isSignedWith(signed: KeyedSignature): boolean {
  return isPlainKey(signed.key) && verifyWithKey(signed);
}

function isPlainKey(key: Uint8Array): boolean {
  const outer = new DerCursor(key);
  const info = outer.open(tags.sequence);
  outer.end();
  const algorithm = toHex(info.take(tags.sequence).whole);
  const bits = info.take(tags.bits).body;
  info.end();
  if (!outer.isSound || bits[0] !== 0) return false;
  if (algorithm === rsa) return isPlainRsa(bits.subarray(1));
  return bits[1] === uncompressed && pointLengths.get(algorithm) === bits.length - 1;
}

/** An odd modulus, and an odd exponent from 3 to 64 bits. */
function isPlainRsa(key: Uint8Array): boolean {
  const outer = new DerCursor(key);
  const pair = outer.open(tags.sequence);
  outer.end();
  const modulus = pair.take(tags.integer).body;
  const exponent = pair.take(tags.integer).body;
  pair.end();
  const isShort = exponent.length - (exponent[0] === 0 ? 1 : 0) <= longestExponent;
  const isOne = exponent.length === 1 && exponent[0] === 1;
  return outer.isSound && isOdd(modulus) && isOdd(exponent) && isShort && !isOne;
}

/** A positive odd INTEGER in its shortest form. */
function isOdd(body: Uint8Array): boolean {
  const [first = 0, second = 0] = body;
  const isShortest = first > 0 || second >= 0x80;
  return first < 0x80 && isShortest && ((body.at(-1) ?? 0) & 1) === 1;
}

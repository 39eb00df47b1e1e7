import type { DigestName } from '../crypto.ts';
import { type Der, type DerCursor, oidOf, tags } from './der.ts';

const digests: ReadonlyMap<string, DigestName> = new Map([
  ['2.16.840.1.101.3.4.2.1', 'sha256'],
  ['2.16.840.1.101.3.4.2.2', 'sha384'],
  ['2.16.840.1.101.3.4.2.3', 'sha512'],
]);

const rsa = '1.2.840.113549.1.1.1';
/** RSA with PKCS #1 v1.5 (RFC 8017) and ECDSA (RFC 5758), each with its digest. */
const signatures: ReadonlyMap<string, DigestName> = new Map([
  ['1.2.840.113549.1.1.11', 'sha256'],
  ['1.2.840.113549.1.1.12', 'sha384'],
  ['1.2.840.113549.1.1.13', 'sha512'],
  ['1.2.840.10045.4.3.2', 'sha256'],
  ['1.2.840.10045.4.3.3', 'sha384'],
  ['1.2.840.10045.4.3.4', 'sha512'],
]);

/** The digest that an AlgorithmIdentifier names, where it is one of SHA-2. */
export function digestOf(cursor: DerCursor, algorithm: Der): DigestName | undefined {
  return digests.get(nameOf(cursor, algorithm));
}

/** The digest that goes into a signature; plain RSA takes that which the signer names beside it. */
export function signatureDigestOf(cursor: DerCursor, algorithm: Der, beside?: DigestName): DigestName | undefined {
  const name = nameOf(cursor, algorithm);
  return name === rsa ? beside : signatures.get(name);
}

function nameOf(cursor: DerCursor, algorithm: Der): string {
  return oidOf(cursor.within(algorithm).take(tags.oid));
}

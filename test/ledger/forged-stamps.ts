import { createPrivateKey, createPublicKey, hash, type JsonWebKey, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { p256, p384 } from '@noble/curves/nist.js';
import { der, mutatedDer, oid } from './der-trees.ts';
import { type Draw, pick } from './mutation.ts';

// Certificates and time stamps of authorities that the tests hold the keys of: any part can be changed before it is signed. Their keys are
// always the same, and so are their signatures.

const digests = ['sha256', 'sha384', 'sha512'] as const;
type Digest = (typeof digests)[number];
const digestNames = { sha256: '1', sha384: '2', sha512: '3' } as const;
const rsaNames = { sha256: '11', sha384: '12', sha512: '13' } as const;
const curveNames = { sha256: '2', sha384: '3', sha512: '4' } as const;

interface Signing {
  readonly isRsa: boolean;
  /** SubjectPublicKeyInfo. */
  readonly spki: Buffer;
  readonly sign: (digest: Digest, bytes: Uint8Array) => Buffer;
}

function rsaKey(): Signing {
  const jwk = JSON.parse(readFileSync('test/fixtures/stamps/rsa.jwk.json', 'utf8')) as JsonWebKey;
  const key = createPrivateKey({ key: jwk, format: 'jwk' });
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' });
  return { isRsa: true, spki, sign: (digest, bytes) => sign(digest, bytes, key) };
}

/** The key is the digest of a name, the number of a signature that of key and message (RFC 6979). */
function curveKey(
  curve: typeof p256,
  { name, digest, object }: { name: string; digest: Digest; object: string },
): Signing {
  const secret = hash(digest, name, 'buffer');
  const point = der(0x03, Buffer.of(0), curve.getPublicKey(secret, false));
  const spki = der(0x30, der(0x30, oid('1.2.840.10045.2.1'), oid(object)), point);
  const asDer = { prehash: false, format: 'der', lowS: false } as const;
  return { isRsa: false, spki, sign: (by, bytes) => Buffer.from(curve.sign(hash(by, bytes, 'buffer'), secret, asDer)) };
}

const onP256 = (name: string) => curveKey(p256, { name, digest: 'sha256', object: '1.2.840.10045.3.1.7' });
const onP384 = (name: string) => curveKey(p384, { name, digest: 'sha384', object: '1.3.132.0.34' });

export const signers = [rsaKey(), onP256('one'), onP384('two'), onP256('three')] as const;

const nothing = der(0x05);
const digestAlgorithm = (digest: Digest): Buffer =>
  der(0x30, oid(`2.16.840.1.101.3.4.2.${digestNames[digest]}`), nothing);

function signatureAlgorithm({ isRsa }: Signing, digest: Digest): Buffer {
  if (isRsa) return der(0x30, oid(`1.2.840.113549.1.1.${rsaNames[digest]}`), nothing);
  return der(0x30, oid(`1.2.840.10045.4.3.${curveNames[digest]}`));
}

const nameOf = (name: string): Buffer => der(0x30, der(0x31, der(0x30, oid('2.5.4.3'), der(0x0c, Buffer.from(name)))));
const extension = (name: string, value: Buffer): Buffer =>
  der(0x30, oid(name), der(0x01, Buffer.of(0xff)), der(0x04, value));
const mayIssue = extension('2.5.29.19', der(0x30, der(0x01, Buffer.of(0xff))));
const mayStamp = extension('2.5.29.37', der(0x30, oid('1.3.6.1.5.5.7.3.8')));

type Change = (bytes: Buffer) => Uint8Array;
const unchanged: Change = (bytes) => bytes;

interface Issued {
  readonly name: string;
  readonly key: Signing;
  readonly certificate: Buffer;
}

interface Issuing {
  readonly name: string;
  readonly key: Signing;
  readonly digest: Digest;
  readonly rights: Buffer;
  /** Itself where there is none. */
  readonly issuer?: Issued | undefined;
  readonly change?: Change;
}

const serial = der(0x02, Buffer.of(7));

function issue({ name, key, digest, rights, issuer, change = unchanged }: Issuing): Issued {
  const signer = issuer?.key ?? key;
  const algorithm = signatureAlgorithm(signer, digest);
  const validity = der(0x30, der(0x17, Buffer.from('250101000000Z')), der(0x18, Buffer.from('20991231235959Z')));
  const names = [nameOf(issuer?.name ?? name), validity, nameOf(name)];
  const extensions = der(0xa3, der(0x30, rights));
  const tbs = change(der(0x30, der(0xa0, der(0x02, Buffer.of(2))), serial, algorithm, ...names, key.spki, extensions));
  const signature = der(0x03, Buffer.of(0), signer.sign(digest, tbs));
  return { name, key, certificate: der(0x30, tbs, algorithm, signature) };
}

/** The places where a forged stamp can be changed before what stands around them is signed. */
const places = [
  'root',
  'middle',
  'stamper',
  'info',
  'attributes',
  'signer',
  'response',
  'pinned',
  'none',
  'none',
] as const;
type Place = (typeof places)[number];

export interface ForgedStamp {
  readonly response: Uint8Array;
  /** PEM. */
  readonly authorities: Uint8Array;
}

/** A time stamp on these bytes, under a chain of chance, with at most one place changed. */
export function forgeStamp(stamped: Uint8Array, draw: Draw): ForgedStamp {
  const place = pick(draw, places);
  const changeAt =
    (here: Place): Change =>
    (bytes) =>
      here === place ? mutatedDer(bytes, draw) : bytes;
  const common = () => ({ key: pick(draw, signers), digest: pick(draw, digests) });
  const chain = [issue({ name: 'root', ...common(), rights: mayIssue, change: changeAt('root') })];
  for (let count = pick(draw, [0, 1, 1, 2, 3, 4, 5]); count > 0; count -= 1) {
    const change = changeAt(count === 1 ? 'middle' : 'none');
    chain.push(issue({ name: `middle ${count}`, ...common(), rights: mayIssue, issuer: chain.at(-1), change }));
  }
  const rights = pick(draw, [mayStamp, mayStamp, mayStamp, mayStamp, mayIssue]);
  const stamper = issue({ name: 'stamper', ...common(), rights, issuer: chain.at(-1), change: changeAt('stamper') });
  const [root = stamper] = chain;
  const pinned = pick(draw, [
    root,
    root,
    root,
    pick(draw, [root, ...chain]),
    stamper,
    { ...root, certificate: serial },
  ]);
  const given = [stamper, ...chain.slice(draw(2))].map(({ certificate }) => certificate);
  const signed = { stamped, stamper, issuer: chain.at(-1)?.name ?? '', certificates: Buffer.concat(given) };
  const response = changeAt('response')(respond(signed, changeAt, draw));
  return { response, authorities: pemOf(changeAt('pinned')(pinned.certificate)) };
}

function pemOf(certificate: Uint8Array): Uint8Array {
  const lines = Buffer.from(certificate).toString('base64').replaceAll(/.{64}/g, '$&\n');
  return Buffer.from(`-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`);
}

interface Response {
  readonly stamped: Uint8Array;
  readonly stamper: Issued;
  readonly issuer: string;
  readonly certificates: Buffer;
}

/** A TimeStampResp (RFC 3161). */
function respond(
  { stamped, stamper, issuer, certificates }: Response,
  at: (place: Place) => Change,
  draw: Draw,
): Buffer {
  const digest = pick(draw, digests);
  const content = pick(draw, [stamped, stamped, stamped, stamped, stamped, Buffer.of(1)]);
  const imprint = der(0x30, digestAlgorithm(digest), der(0x04, hash(digest, content, 'buffer')));
  const time = pick(draw, ['20260325080000Z', '20260325080300.5Z', '20260325075730Z', '20260325075800.000001Z']);
  const head = [der(0x02, Buffer.of(1)), oid('1.2.3.4'), imprint, serial];
  const info = at('info')(der(0x30, ...head, der(0x18, Buffer.from(time))));
  const signer = at('signer')(signerInfo({ info, stamper, issuer }, at('attributes'), draw));
  const enclosed = der(0x30, oid('1.2.840.113549.1.9.16.1.4'), der(0xa0, der(0x04, info)));
  const data = [der(0x02, Buffer.of(3)), der(0x31, digestAlgorithm(digest)), enclosed, der(0xa0, certificates)];
  const token = der(0x30, oid('1.2.840.113549.1.7.2'), der(0xa0, der(0x30, ...data, der(0x31, signer))));
  return der(0x30, der(0x30, der(0x02, Buffer.of(0))), token);
}

interface Signed {
  readonly info: Uint8Array;
  readonly stamper: Issued;
  readonly issuer: string;
}

function signerInfo({ info, stamper, issuer }: Signed, change: Change, draw: Draw): Buffer {
  const [digest, meant] = [pick(draw, digests), pick(draw, digests)];
  const attribute = (name: string, value: Buffer) => der(0x30, oid(name), der(0x31, value));
  const certificateHash = der(0x04, hash(meant, stamper.certificate, 'buffer'));
  const named = meant === 'sha256' ? certificateHash : Buffer.concat([digestAlgorithm(meant), certificateHash]);
  const list = change(
    Buffer.concat([
      attribute('1.2.840.113549.1.9.3', oid('1.2.840.113549.1.9.16.1.4')),
      attribute('1.2.840.113549.1.9.4', der(0x04, hash(digest, info, 'buffer'))),
      attribute('1.2.840.113549.1.9.16.2.47', der(0x30, der(0x30, der(0x30, named)))),
    ]),
  );
  const signature = stamper.key.sign(digest, der(0x31, list));
  const isPlain = stamper.key.isRsa && draw(2) === 0;
  const algorithm = isPlain ? der(0x30, oid('1.2.840.113549.1.1.1'), nothing) : signatureAlgorithm(stamper.key, digest);
  const head = [der(0x02, Buffer.of(1)), der(0x30, nameOf(issuer), serial), digestAlgorithm(digest)];
  return der(0x30, ...head, der(0xa0, list), algorithm, der(0x04, signature));
}

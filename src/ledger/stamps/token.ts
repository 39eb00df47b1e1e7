import { concatBytes, equalBytes, toHex } from '../bytes.ts';
import { type DigestName, digestBytes } from '../crypto.ts';
import { accept, reject, type Verdict } from '../verdict.ts';
import { digestOf, signatureDigestOf } from './algorithms.ts';
import { type Certificate, isTrusted, parseCertificate } from './certificate.ts';
import { type Der, DerCursor, instantOf, oidOf, tags } from './der.ts';
import { isSignedWith } from './keys.ts';

/** What a time-stamping authority states (RFC 3161, section 2.4.2). */
export interface Stamp {
  readonly digest: DigestName;
  /** The digest of what was stamped, in hex. */
  readonly imprint: string;
  /** Microseconds since 1970. */
  readonly time: number;
}

const largestStamp = 65_536;
const signedData = '1.2.840.113549.1.7.2';
const tstInfo = '1.2.840.113549.1.9.16.1.4';
const attributeNames = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificate: '1.2.840.113549.1.9.16.2.47',
};

interface Token {
  readonly stamp: Stamp;
  readonly info: Uint8Array;
  readonly certificates: readonly Certificate[];
  readonly signer: Signer;
}

interface Signer {
  readonly issuer: Uint8Array;
  readonly serial: Uint8Array;
  readonly digest: DigestName;
  /** That of the signature. */
  readonly signedDigest: DigestName;
  /** The attributes as the set that is signed. */
  readonly attributes: Uint8Array;
  readonly contentType: string;
  readonly messageDigest: Uint8Array;
  /** The digest of the certificate that the signer means (RFC 5816), and by which algorithm. */
  readonly certificate: { readonly digest: DigestName; readonly hash: Uint8Array };
  readonly signature: Uint8Array;
}

/**
 * Opens a TimeStampResp (RFC 3161) for the bytes that it is to have stamped, under pinned certificates. Refuses in the order
 * `stamp.form`, `stamp.imprint`, `stamp.signature`, `stamp.chain`. RSA (PKCS #1 v1.5) and ECDSA on P-256 and P-384, with SHA-2.
 */
export function openStamp(
  response: Uint8Array,
  { stamped, pinned }: { stamped: Uint8Array; pinned: readonly Certificate[] },
): Verdict<Stamp> {
  const token = response.length > largestStamp ? undefined : parseResponse(response);
  if (token === undefined) return reject('stamp.form');
  const { stamp, certificates } = token;
  if (toHex(digestBytes(stamp.digest, stamped)) !== stamp.imprint) return reject('stamp.imprint');
  const certificate = signerOf(token, pinned);
  if (certificate === undefined) return reject('stamp.signature');
  const isOfStamper = certificate.isStamper && isTrusted(certificate, { given: certificates, pinned, at: stamp.time });
  return isOfStamper ? accept(stamp) : reject('stamp.chain');
}

/** The certificate under which the token verifies. */
function signerOf({ info, certificates, signer }: Token, pinned: readonly Certificate[]): Certificate | undefined {
  const { issuer, serial, attributes, signature, certificate: meant } = signer;
  const isOfInfo = signer.contentType === tstInfo && equalBytes(signer.messageDigest, digestBytes(signer.digest, info));
  return [...pinned, ...certificates].find(
    (certificate) =>
      isOfInfo &&
      equalBytes(certificate.issuer, issuer) &&
      equalBytes(certificate.serial, serial) &&
      equalBytes(digestBytes(meant.digest, certificate.whole), meant.hash) &&
      isSignedWith({ key: certificate.key, digest: signer.signedDigest, bytes: attributes, signature }),
  );
}

function parseResponse(bytes: Uint8Array): Token | undefined {
  const outer = new DerCursor(bytes);
  const response = outer.open(tags.sequence);
  outer.end();
  const status = response.open(tags.sequence).take(tags.integer).body;
  // granted, or granted with modifications
  if (status.length !== 1 || (status[0] ?? 2) > 1) return undefined;
  const content = response.open(tags.sequence);
  response.end();
  if (oidOf(content.take(tags.oid)) !== signedData) return undefined;
  const data = content.open(tags.context(0)).open(tags.sequence);
  data.take(tags.integer);
  data.take(tags.set);
  const enclosed = data.open(tags.sequence);
  if (oidOf(enclosed.take(tags.oid)) !== tstInfo) return undefined;
  const info = enclosed.open(tags.context(0)).take(tags.octets).body;
  const certificates = readCertificates(data);
  data.takeIf(tags.context(1));
  const signers = data.open(tags.set);
  const signer = readSigner(signers.open(tags.sequence));
  signers.end();
  const stamp = outer.isSound ? readInfo(info) : undefined;
  if (!outer.isSound || signer === undefined || stamp === undefined || certificates === undefined) return undefined;
  return { stamp, info, certificates, signer };
}

function readCertificates(data: DerCursor): Certificate[] | undefined {
  const list = data.takeIf(tags.context(0));
  const certificates = data
    .within(list)
    .takeAll()
    .map(({ whole }) => parseCertificate(whole));
  const sound = certificates.filter((certificate) => certificate !== undefined);
  return sound.length === certificates.length ? sound : undefined;
}

function readInfo(bytes: Uint8Array): Stamp | undefined {
  const outer = new DerCursor(bytes);
  const info = outer.open(tags.sequence);
  outer.end();
  const version = info.take(tags.integer).body;
  info.take(tags.oid);
  const imprint = info.open(tags.sequence);
  const digest = digestOf(info, imprint.take(tags.sequence));
  const hash = imprint.take(tags.octets).body;
  info.take(tags.integer);
  const time = instantOf(info.take(tags.generalizedTime));
  if (!outer.isSound || version.length !== 1 || version[0] !== 1) return undefined;
  return digest === undefined || time === undefined ? undefined : { digest, imprint: toHex(hash), time };
}

function readSigner(signer: DerCursor): Signer | undefined {
  signer.take(tags.integer);
  const named = signer.open(tags.sequence);
  const issuer = named.take(tags.sequence).whole;
  const serial = named.take(tags.integer).whole;
  const digest = digestOf(signer, signer.take(tags.sequence));
  const list = signer.take(tags.context(0));
  const signedDigest = signatureDigestOf(signer, signer.take(tags.sequence), digest);
  const signature = signer.take(tags.octets).body;
  const attributes = readAttributes(signer, list);
  const certificate = readMeant(signer, attributes.get(attributeNames.signingCertificate));
  const contentType = oidOf(attributes.get(attributeNames.contentType) ?? list);
  const messageDigest = attributes.get(attributeNames.messageDigest)?.body;
  if (!signer.isSound || digest === undefined || signedDigest === undefined) return undefined;
  if (messageDigest === undefined || certificate === undefined) return undefined;
  // The attributes are signed as a set, whose tag stands where the context's stands in the token.
  const signed = concatBytes(Uint8Array.of(tags.set), list.whole.subarray(1));
  const said = { issuer, serial, digest, signedDigest, attributes: signed, contentType, messageDigest };
  return { ...said, certificate, signature };
}

/** Each signed attribute has one value. */
function readAttributes(signer: DerCursor, list: Der): ReadonlyMap<string, Der> {
  const attributes = new Map<string, Der>();
  for (const attribute of signer.within(list).takeAll()) {
    const cursor = signer.within(attribute);
    const name = oidOf(cursor.take(tags.oid));
    const [value] = cursor.open(tags.set).takeAll();
    if (value !== undefined) attributes.set(name, value);
  }
  return attributes;
}

/** ESSCertIDv2 (RFC 5816), whose digest is SHA-256 where it names none. */
function readMeant(signer: DerCursor, attribute: Der | undefined): Signer['certificate'] | undefined {
  if (attribute === undefined) return undefined;
  const first = signer.within(attribute).open(tags.sequence).open(tags.sequence);
  const algorithm = first.takeIf(tags.sequence);
  const digest = algorithm === undefined ? 'sha256' : digestOf(signer, algorithm);
  const hash = first.take(tags.octets).body;
  return digest === undefined ? undefined : { digest, hash };
}

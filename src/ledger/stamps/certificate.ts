import { equalBytes, fromBase64, fromUtf8 } from '../bytes.ts';
import type { DigestName } from '../crypto.ts';
import { signatureDigestOf } from './algorithms.ts';
import { type Der, DerCursor, instantOf, oidOf, tags } from './der.ts';
import { isSignedWith } from './keys.ts';

/** An X.509 certificate (RFC 5280) as far as a chain of time-stamping authorities needs it. */
export interface Certificate {
  readonly whole: Uint8Array;
  /** Names and serial number as their DER bytes. */
  readonly issuer: Uint8Array;
  readonly serial: Uint8Array;
  readonly subject: Uint8Array;
  /** SubjectPublicKeyInfo. */
  readonly key: Uint8Array;
  /** Microseconds since 1970, both included. */
  readonly notBefore: number;
  readonly notAfter: number;
  /** Whether it may issue others. */
  readonly isAuthority: boolean;
  /** Whether it may stamp time, and nothing else (RFC 3161, section 2.3). */
  readonly isStamper: boolean;
  readonly signed: {
    readonly bytes: Uint8Array;
    readonly digest: DigestName | undefined;
    readonly signature: Uint8Array;
  };
}

interface Extensions {
  readonly isAuthority: boolean;
  readonly isStamper: boolean;
}

const basicConstraints = '2.5.29.19';
const extendedKeyUsage = '2.5.29.37';
const timeStamping = '1.3.6.1.5.5.7.3.8';

export function parseCertificate(bytes: Uint8Array): Certificate | undefined {
  const outer = new DerCursor(bytes);
  const whole = outer.open(tags.sequence);
  const body = whole.take(tags.sequence);
  const algorithm = whole.take(tags.sequence);
  const signature = bitsOf(whole.take(tags.bits));
  whole.end();
  outer.end();
  const tbs = outer.within(body);
  tbs.takeIf(tags.context(0));
  const serial = tbs.take(tags.integer).whole;
  tbs.take(tags.sequence);
  const issuer = tbs.take(tags.sequence).whole;
  const validity = tbs.open(tags.sequence);
  const [notBefore, notAfter] = [takeInstant(validity), takeInstant(validity)];
  const subject = tbs.take(tags.sequence).whole;
  const key = tbs.take(tags.sequence).whole;
  const extensions = readExtensions(tbs);
  const digest = signatureDigestOf(outer, algorithm);
  if (!outer.isSound || notBefore === undefined || notAfter === undefined || signature === undefined) return undefined;
  const signed = { bytes: body.whole, digest, signature };
  return { whole: bytes, issuer, serial, subject, key, notBefore, notAfter, ...extensions, signed };
}

function takeInstant(cursor: DerCursor): number | undefined {
  return instantOf(cursor.takeIf(tags.utcTime) ?? cursor.take(tags.generalizedTime));
}

function bitsOf({ body }: Der): Uint8Array | undefined {
  return body[0] === 0 ? body.subarray(1) : undefined;
}

function readExtensions(tbs: DerCursor): Extensions {
  const known = new Map<string, { readonly isCritical: boolean; readonly value: Der }>();
  const tagged = tbs.takeAll().find(({ tag }) => tag === tags.context(3));
  const list = tagged === undefined ? [] : tbs.within(tagged).open(tags.sequence).takeAll();
  for (const extension of list) {
    const cursor = tbs.within(extension);
    const name = oidOf(cursor.take(tags.oid));
    const isCritical = cursor.takeIf(tags.boolean)?.body[0] === 0xff;
    known.set(name, { isCritical, value: cursor.take(tags.octets) });
  }
  const constraints = known.get(basicConstraints);
  const usage = known.get(extendedKeyUsage);
  const isAuthority =
    constraints !== undefined &&
    tbs.within(constraints.value).open(tags.sequence).takeIf(tags.boolean)?.body[0] === 0xff;
  const purposes = usage === undefined ? [] : tbs.within(usage.value).open(tags.sequence).takeAll().map(oidOf);
  return { isAuthority, isStamper: usage?.isCritical === true && purposes.join() === timeStamping };
}

/** All certificates of a PEM file; undefined where it holds none or one is malformed. */
export function parsePem(file: Uint8Array): Certificate[] | undefined {
  const text = fromUtf8(file) ?? '';
  const certificates: Certificate[] = [];
  for (const [, encoded = ''] of text.matchAll(
    /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]*)-----END CERTIFICATE-----/g,
  )) {
    const bytes = fromBase64(encoded.replaceAll(/\s/g, ''));
    const certificate = bytes === undefined ? undefined : parseCertificate(bytes);
    if (certificate === undefined) return undefined;
    certificates.push(certificate);
  }
  return certificates.length === 0 ? undefined : certificates;
}

const longestChain = 5;

/** Whether a certificate is trusted at an instant (microseconds): pinned itself, or issued along others by one that is. */
export function isTrusted(
  leaf: Certificate,
  { given, pinned, at }: { given: readonly Certificate[]; pinned: readonly Certificate[]; at: number },
): boolean {
  let certificate = leaf;
  for (let step = 0; step < longestChain; step += 1) {
    if (!isValidAt(certificate, at)) return false;
    if (pinned.some(({ whole }) => equalBytes(whole, certificate.whole))) return true;
    const issued = certificate;
    const issuer = [...pinned, ...given].find((candidate) => hasIssued(candidate, issued));
    if (issuer === undefined) return false;
    certificate = issuer;
  }
  return false;
}

function isValidAt({ notBefore, notAfter }: Certificate, at: number): boolean {
  return at >= notBefore && at <= notAfter;
}

function hasIssued(issuer: Certificate, { whole, issuer: name, signed }: Certificate): boolean {
  const { bytes, digest, signature } = signed;
  const isNamed = issuer.isAuthority && equalBytes(issuer.subject, name) && !equalBytes(issuer.whole, whole);
  return isNamed && digest !== undefined && isSignedWith({ key: issuer.key, digest, bytes, signature });
}

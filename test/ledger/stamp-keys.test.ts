import { generateKeyPairSync, hash, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { toUtf8 } from '#ledger/bytes.ts';
import { isSignedWith } from '#ledger/stamps/keys.ts';
import * as browser from '#verifier/crypto.ts';
import { der, mutatedDer, oid } from './der-trees.ts';
import { signers } from './forged-stamps.ts';
import { drawer } from './mutation.ts';

const bytes = toUtf8('what is signed');
const digest = 'sha256';
const [rsa, curve] = signers;
const [rsaSignature, curveSignature] = [rsa, curve].map((signer) => signer.sign(digest, bytes));
const nothing = Buffer.alloc(0);
const point = curve.spki.subarray(-64);
const rsaBody = rsa.spki.subarray(24);
const rsaName = oid('1.2.840.113549.1.1.1');
const curveName = Buffer.concat([oid('1.2.840.10045.2.1'), oid('1.2.840.10045.3.1.7')]);
const rsaKey = (algorithm: Buffer, body: Buffer) => der(0x30, der(0x30, algorithm), der(0x03, Buffer.of(0), body));
const curveKey = (algorithm: Buffer, ...parts: Buffer[]) =>
  der(0x30, der(0x30, algorithm), der(0x03, Buffer.of(0), ...parts));
const parity = 2 + ((point.at(-1) ?? 0) & 1);

const isSigned = (key: Uint8Array, signature = curveSignature) =>
  isSignedWith({ key, digest, bytes, signature: signature ?? nothing });

describe('keys of certificates', () => {
  test('count in their one spelling', () => {
    expect(isSigned(rsa.spki, rsaSignature)).toBe(true);
    expect(isSigned(rsaKey(Buffer.concat([rsaName, der(0x05)]), rsaBody), rsaSignature)).toBe(true);
    expect(isSigned(curve.spki)).toBe(true);
    expect(isSigned(curveKey(curveName, Buffer.of(4), point))).toBe(true);
  });

  test.each([
    ['RSA without parameters', rsaKey(rsaName, rsaBody), rsaSignature],
    ['RSA with other parameters', rsaKey(Buffer.concat([rsaName, der(0x04)]), rsaBody), rsaSignature],
    [
      'RSA followed by more',
      rsaKey(Buffer.concat([rsaName, der(0x05)]), Buffer.concat([rsaBody, der(0x05)])),
      rsaSignature,
    ],
    ['a point by one coordinate', curveKey(curveName, Buffer.of(parity), point.subarray(0, 32)), curveSignature],
    ['a point with both and a parity', curveKey(curveName, Buffer.of(parity + 4), point), curveSignature],
    [
      'a curve named twice',
      curveKey(Buffer.concat([curveName, oid('1.2.840.10045.3.1.7')]), Buffer.of(4), point),
      curveSignature,
    ],
    ['a key followed by more', Buffer.concat([curve.spki, der(0x05)]), curveSignature],
    [
      'a length that is longer than it need be',
      Buffer.concat([Buffer.of(0x30, 0x81), curve.spki.subarray(1)]),
      curveSignature,
    ],
  ])('%s is no key, whatever a platform makes of it', (_title, key, signature) => {
    expect(isSigned(key, signature)).toBe(false);
  });

  test('of RSA with the exponent 3 count, with 1 they do not', () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048, publicExponent: 3 });
    const key = publicKey.export({ type: 'spki', format: 'der' });
    expect(isSigned(key, sign(digest, bytes, privateKey))).toBe(true);
    // Under it whoever pads a digest has signed it.
    const one = Buffer.from(key).fill(1, key.length - 1);
    const info = Buffer.concat([
      Buffer.from('3031300d060960864801650304020105000420', 'hex'),
      hash(digest, bytes, 'buffer'),
    ]);
    const padding = Buffer.alloc(256 - info.length - 3, 0xff);
    expect(isSigned(one, Buffer.concat([Buffer.of(0, 1), padding, Buffer.of(0), info]))).toBe(false);
  });

  test('changed by chance are judged alike by Node and in the browser', () => {
    for (let seed = 0; seed < 300; seed += 1) {
      const draw = drawer(seed);
      const signer = signers[draw(2) === 0 ? 0 : 1];
      const signed = {
        key: mutatedDer(signer.spki, draw),
        digest,
        bytes,
        signature: signer.sign(digest, bytes),
      } as const;
      if (isSignedWith(signed)) expect([seed, browser.verifyWithKey(signed)]).toEqual([seed, true]);
    }
  });
});

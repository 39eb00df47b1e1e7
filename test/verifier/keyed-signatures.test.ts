import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { toHex, toUtf8 } from '#ledger/bytes.ts';
import * as node from '#ledger/crypto.ts';
import * as browser from '#verifier/crypto.ts';

const bytes = toUtf8('what is signed');
const spki = { type: 'spki', format: 'der' } as const;

const pairs = {
  'RSA of 2,048 bits': generateKeyPairSync('rsa', { modulusLength: 2_048 }),
  'RSA of 3,072 bits': generateKeyPairSync('rsa', { modulusLength: 3_072, publicExponent: 3 }),
  'RSA of 1,024 bits': generateKeyPairSync('rsa', { modulusLength: 1_024 }),
  'P-256': generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  'P-384': generateKeyPairSync('ec', { namedCurve: 'P-384' }),
  'P-521': generateKeyPairSync('ec', { namedCurve: 'P-521' }),
};

describe.each(Object.entries(pairs))('signatures under %s', (_name, { publicKey, privateKey }) => {
  const key = Uint8Array.from(publicKey.export(spki));

  test.each(['sha256', 'sha384', 'sha512'] as const)('with %s are judged alike with and without Node', (digest) => {
    const signature = Uint8Array.from(sign(digest, bytes, privateKey));
    const signed = { key, digest, bytes, signature };
    const isCommon = !['RSA of 1,024 bits', 'P-521'].includes(_name);
    expect(node.verifyWithKey(signed)).toBe(isCommon);
    expect(browser.verifyWithKey(signed)).toBe(isCommon);
    expect(toHex(browser.digestBytes(digest, bytes))).toBe(toHex(node.digestBytes(digest, bytes)));
  });

  test('are refused alike with any byte changed, cut, or under another digest', () => {
    const signature = Uint8Array.from(sign('sha256', bytes, privateKey));
    const changed = Array.from(signature, (byte, index) =>
      Uint8Array.from(signature).fill(byte ^ (1 << (index % 8)), index, index + 1),
    ).filter((_one, index) => index % 3 === 0);
    const cut = [signature.subarray(1), signature.subarray(0, -1), Uint8Array.of(), new Uint8Array(signature.length)];
    for (const one of [...changed, ...cut]) {
      const signed = { key, digest: 'sha256', bytes, signature: one } as const;
      expect([node.verifyWithKey(signed), browser.verifyWithKey(signed)]).toEqual([false, false]);
    }
    const other = { key, digest: 'sha512', bytes, signature } as const;
    expect([node.verifyWithKey(other), browser.verifyWithKey(other)]).toEqual([false, false]);
  });
});

test('bytes that are no key verify nothing', () => {
  for (const key of [Uint8Array.of(), Uint8Array.of(0x30, 0), toUtf8('a key')]) {
    const signed = { key, digest: 'sha256', bytes, signature: new Uint8Array(256) } as const;
    expect([node.verifyWithKey(signed), browser.verifyWithKey(signed)]).toEqual([false, false]);
  }
});

import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { toHex, toUtf8 } from '#ledger/bytes.ts';
import {
  digestBytes,
  drawRandom,
  publicKeyOf,
  randomSalt,
  sha256,
  sha256Hex,
  sha256HexOf,
  signEd25519,
  verifyEd25519,
  verifyWithKey,
} from '#ledger/crypto.ts';
import { signers } from './forged-stamps.ts';

// What the platform is asked for, and what is refused before it is asked.

const bytes = toUtf8('what is signed');
const nothing = new Uint8Array(0);

describe('hashes', () => {
  test('of bytes, in hex, and of pieces are the same', () => {
    const expected = createHash('sha256').update(bytes).digest('hex');
    expect(toHex(sha256(bytes))).toBe(expected);
    expect([sha256Hex(bytes), sha256HexOf([bytes.subarray(0, 3), nothing, bytes.subarray(3)])]).toEqual([
      expected,
      expected,
    ]);
    expect(sha256HexOf([])).toBe(sha256Hex(nothing));
    expect(sha256(bytes)).toHaveLength(32);
  });

  test.each(['sha256', 'sha384', 'sha512'] as const)('by %s are those of the platform', (name) => {
    expect(toHex(digestBytes(name, bytes))).toBe(createHash(name).update(bytes).digest('hex'));
  });
});

describe('a signature of Ed25519', () => {
  const seed = sha256(toUtf8('seed'));
  const key = publicKeyOf(seed);
  const signature = signEd25519(seed, bytes);

  test.each([
    ['of the key verifies', true, key, bytes, signature],
    ['of other bytes does not', false, key, nothing, signature],
    ['of another key does not', false, publicKeyOf(sha256(seed)), bytes, signature],
    ['that is cut does not', false, key, bytes, signature.subarray(1)],
    ['that is followed by more does not', false, key, bytes, Uint8Array.of(...signature, 0)],
    ['by a key that is cut does not', false, key.subarray(1), bytes, signature],
    ['by a key that is followed by more does not', false, Uint8Array.of(...key, 0), bytes, signature],
  ])('%s', (_title, verdict, publicKey, message, given) => {
    expect(verifyEd25519(publicKey, message, given)).toBe(verdict);
  });

  test('verifies under each of very many keys', () => {
    const seeds = Array.from({ length: 103 }, (_, index) => sha256(Uint8Array.of(index)));
    const keys = seeds.map(publicKeyOf);
    for (const round of [0, 1]) {
      const verdicts = seeds.map((one, index) =>
        verifyEd25519(keys[(index + round) % 103] ?? key, bytes, signEd25519(one, bytes)),
      );
      expect(new Set(verdicts)).toEqual(new Set([round === 0]));
    }
  });
});

describe('a signature by the key of a certificate', () => {
  const spkiOf = (key: KeyObject) => key.export({ type: 'spki', format: 'der' });
  const [rsa, curve, large] = signers;
  const short = generateKeyPairSync('rsa', { modulusLength: 1_024 });
  const bitcoin = generateKeyPairSync('ec', { namedCurve: 'secp256k1' });
  const edwards = generateKeyPairSync('ed25519');
  const signedBy = (key: KeyObject) => ({ sign: (digest: string, own: Uint8Array) => sign(digest, own, key) });
  const ask = (key: Uint8Array, signer: Pick<typeof rsa, 'sign'>, changes: object = {}) =>
    verifyWithKey({ key, digest: 'sha256', bytes, signature: signer.sign('sha256', bytes), ...changes });

  test('of RSA, P-256 or P-384 verifies', () => {
    expect([rsa, curve, large].map((signer) => ask(signer.spki, signer))).toEqual([true, true, true]);
  });

  test('of other bytes, by another digest or under another key does not', () => {
    expect([
      ask(rsa.spki, rsa, { bytes: nothing }),
      ask(rsa.spki, rsa, { digest: 'sha384' }),
      ask(rsa.spki, curve),
    ]).toEqual([false, false, false]);
  });

  test('of too short an RSA, another curve, Ed25519 or no key at all does not', () => {
    expect([
      ask(spkiOf(short.publicKey), signedBy(short.privateKey)),
      ask(spkiOf(bitcoin.publicKey), signedBy(bitcoin.privateKey)),
      ask(spkiOf(edwards.publicKey), rsa, { signature: sign(null, bytes, edwards.privateKey) }),
      ask(nothing, rsa),
    ]).toEqual([false, false, false, false]);
  });
});

test('bytes of chance are as many as were asked for, and never those of before', () => {
  const drawn = Array.from({ length: 600 }, () => randomSalt());
  expect(drawn.every(({ length }) => length === 32)).toBe(true);
  expect(new Set(drawn.map(toHex)).size).toBe(600);
  const sizes = [0, 1, 4_095, 4_096, 4_097, 9_000];
  expect(sizes.map((size) => drawRandom(size).length)).toEqual(sizes);
  const zeros = [4_096, 4_097, 64].map((size) => drawRandom(size).filter((byte) => byte === 0).length / size);
  expect(Math.max(...zeros)).toBeLessThan(0.2);
});

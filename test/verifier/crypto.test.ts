import { Point } from '@noble/ed25519';
import { describe, expect, test } from 'vitest';
import { concatBytes, fromHex, toHex, toUtf8 } from '#ledger/bytes.ts';
import * as node from '#ledger/crypto.ts';
import * as browser from '#verifier/crypto.ts';

const order = 2n ** 252n + 27742317777372353535851937790883648493n;
const prime = 2n ** 255n - 19n;
const seed = node.sha256(toUtf8('a key'));
const messages = [0, 1, 2, 3].map((number) => toUtf8(`message ${number}`));

function littleEndian(value: bigint): Uint8Array {
  return Uint8Array.from({ length: 32 }, (_, index) => Number((value >> BigInt(8 * index)) & 255n));
}

/** The eight points whose order divides the cofactor, in every encoding: y below and above p, x with either sign. */
function smallOrderEncodings(): Uint8Array[] {
  const eighth = Point.fromHex('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a');
  const points = Array.from({ length: 8 }, (_, times) => eighth.multiply(BigInt(times), false));
  const ys = new Set(points.map(({ y }) => y));
  const spellings = [...ys].flatMap((y) => [y, y + prime]).filter((y) => y < 2n ** 255n);
  return spellings.flatMap((y) => [littleEndian(y), littleEndian(y + 2n ** 255n)]);
}

interface Signed {
  readonly key: Uint8Array;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}

function verdictsOn(signed: readonly Signed[]): { node: boolean[]; browser: boolean[] } {
  return {
    node: signed.map(({ key, message, signature }) => node.verifyEd25519(key, message, signature)),
    browser: signed.map(({ key, message, signature }) => browser.verifyEd25519(key, message, signature)),
  };
}

describe('the crypto of the browser build', () => {
  test('hashes, derives keys and signs the same bytes', () => {
    for (const message of messages) {
      expect(browser.sha256Hex(message)).toBe(node.sha256Hex(message));
      const pieces = [message.subarray(0, 3), message.subarray(3)];
      expect([browser.sha256HexOf(pieces), node.sha256HexOf(pieces)]).toEqual(Array(2).fill(node.sha256Hex(message)));
      expect(toHex(browser.sha256(message))).toBe(toHex(node.sha256(message)));
      expect(toHex(browser.signEd25519(seed, message))).toBe(toHex(node.signEd25519(seed, message)));
    }
    expect(toHex(browser.publicKeyOf(seed))).toBe(toHex(node.publicKeyOf(seed)));
  });

  test('draws as many random bytes as are asked for, never the same twice', () => {
    expect(browser.drawRandom(5)).toHaveLength(5);
    expect(browser.randomSalt()).toHaveLength(32);
    expect(toHex(browser.randomSalt())).not.toBe(toHex(browser.randomSalt()));
  });

  test('accepts a signature and refuses it with any one byte changed', () => {
    const key = node.publicKeyOf(seed);
    const message = toUtf8('message');
    const signature = node.signEd25519(seed, message);
    expect(browser.verifyEd25519(key, message, signature)).toBe(true);
    const changed = Array.from(signature, (byte, index) => Uint8Array.from(signature).fill(byte ^ 1, index, index + 1));
    expect(changed.filter((one) => browser.verifyEd25519(key, message, one))).toEqual([]);
    expect(browser.verifyEd25519(key.subarray(1), message, signature)).toBe(false);
    expect(browser.verifyEd25519(key, message, signature.subarray(1))).toBe(false);
  });

  test('refuses an S that is not below the group order, as Node does', () => {
    const key = node.publicKeyOf(seed);
    const signed = messages.flatMap((message) => {
      const signature = node.signEd25519(seed, message);
      const s = BigInt(`0x${toHex(Uint8Array.from(signature.subarray(32)).reverse())}`);
      return [s + order, s + 2n * order].map((more) => ({
        key,
        message,
        signature: concatBytes(signature.subarray(0, 32), littleEndian(more)),
      }));
    });
    const refused = signed.map(() => false);
    expect(verdictsOn(signed)).toEqual({ node: refused, browser: refused });
  });

  test('judges points of small order and every other spelling of them as Node does', () => {
    const encodings = smallOrderEncodings();
    expect(encodings.length).toBeGreaterThanOrEqual(14);
    const signed = encodings.flatMap((key) =>
      encodings.flatMap((r) =>
        messages.map((message) => ({ key, message, signature: concatBytes(r, littleEndian(0n)) })),
      ),
    );
    const verdicts = verdictsOn(signed);
    expect(verdicts.browser).toEqual(verdicts.node);
    expect(new Set(verdicts.node)).toEqual(new Set([true, false]));
  });

  test('refuses a signature that holds only up to a point of small order, as Node does', () => {
    const torsion = Point.fromHex('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a');
    const key = node.publicKeyOf(seed);
    const mixed = Point.fromBytes(key).add(torsion).toBytes();
    const signed = messages.flatMap((message) => {
      const signature = node.signEd25519(seed, message);
      const r = Point.fromBytes(signature.subarray(0, 32)).add(torsion).toBytes();
      return [
        { key, message, signature: concatBytes(r, signature.subarray(32)) },
        { key: mixed, message, signature },
      ];
    });
    const verdicts = verdictsOn(signed);
    expect(verdicts.browser).toEqual(verdicts.node);
    expect(verdicts.node).not.toContain(true);
  });

  test('refuses keys that are no point, as Node does', () => {
    const keys = Array.from({ length: 40 }, (_, number) => littleEndian(BigInt(number)));
    const signature = node.signEd25519(seed, fromHex('00') ?? new Uint8Array(0));
    const signed = keys.map((key) => ({ key, message: Uint8Array.of(0), signature }));
    const verdicts = verdictsOn(signed);
    expect(verdicts.browser).toEqual(verdicts.node);
  });
});

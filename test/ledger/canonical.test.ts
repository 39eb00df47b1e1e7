import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromBase64, fromHex, fromUtf8, toBase64, toHex, toUtf8 } from '#ledger/bytes.ts';
import { encodeCanonical, encodeOwn } from '#ledger/canonical.ts';
import { decodeCanonical } from '#ledger/canonical-decode.ts';
import { isNfc } from '#ledger/canonical-text.ts';

const texts = fc.string({ unit: 'binary' }).filter((text) => isNfc(text) && !/\0|\p{Cn}/u.test(text));
const numbers = fc.maxSafeInteger().map((value) => value + 0);
const { value: values } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 6 },
    fc.constantFrom(null, true, false),
    numbers,
    texts,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(texts, tie('value'), { maxKeys: 4 }),
  ),
}));

function encoded(value: unknown): Uint8Array {
  const bytes = encodeCanonical(value);
  if (!bytes.ok) throw new Error(bytes.code);
  return bytes.value;
}

describe('the canonical encoding', () => {
  test('is read back as the value it came from, and written again in the same bytes', () => {
    fc.assert(
      fc.property(values, (value) => {
        const bytes = encoded(value);
        const decoded = decodeCanonical(bytes);
        expect(decoded).toMatchObject({ ok: true });
        expect(decoded.ok && toHex(encoded(decoded.value))).toBe(toHex(bytes));
        expect(JSON.parse(fromUtf8(bytes) ?? '')).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test('is the same for what this program has made as for what it was handed, faults included', () => {
    const faulty = fc.constantFrom(0.5, -0, 2 ** 53, undefined, '\u0000', '\ud800', 'e\u0301', '\u0378', new Date(0));
    fc.assert(
      fc.property(fc.tuple(values, fc.option(faulty)), ([value, fault]) => {
        const whole = { fault, value, z: [value, fault] };
        expect(encodeOwn(whole)).toEqual(encodeCanonical(whole));
      }),
    );
  });

  test('reads no bytes that it would not write', () => {
    fc.assert(
      fc.property(values, fc.nat(), fc.integer({ min: 1, max: 255 }), (value, at, mask) => {
        const bytes = encoded(value);
        const offset = at % bytes.length;
        bytes[offset] = (bytes[offset] ?? 0) ^ mask;
        const decoded = decodeCanonical(bytes);
        const again = decoded.ok ? encodeCanonical(decoded.value) : undefined;
        // What our Unicode tables do not know is read, not written.
        return again === undefined || !again.ok || toHex(again.value) === toHex(bytes);
      }),
    );
  });

  test.each([
    ['an escaped noncharacter', '"\\ufffe"', 'canon.noncharacter'],
    ['half a pair, then a letter', '"\\ud800a"', 'canon.surrogate'],
    ['half a pair, then half an escape', '"\\ud800\\u00"', 'canon.surrogate'],
    ['an exponent that breaks off', '1.5e', 'canon.number'],
    ['a key told twice, not side by side', '{"a":1,"b":2,"a":3}', 'canon.duplicate'],
    ['a raw control in a string', '"\u0000"', 'canon.syntax'],
    ['a minus alone', '-', 'canon.syntax'],
    ['a zero before digits after a minus', '-01', 'canon.syntax'],
  ])('refuses %s by the first fault from the left', (_title, text, code) => {
    expect(decodeCanonical(toUtf8(text))).toEqual({ ok: false, code });
  });

  test('keeps __proto__ a key like any other', () => {
    const decoded = decodeCanonical(toUtf8('{"__proto__":{"x":1}}'));
    expect(decoded.ok && Object.keys(decoded.value as object)).toEqual(['__proto__']);
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });

  test.each([
    ['\ud800', 'canon.surrogate'],
    ['é\udfff', 'canon.surrogate'],
    ['\ufdd0', 'canon.noncharacter'],
    ['\uffff', 'canon.noncharacter'],
    ['\ud83f\udffe', 'canon.noncharacter'],
    ['a\0', 'canon.nul'],
    ['é\0', 'canon.nul'],
  ])('refuses to write %j: %s', (text, code) => {
    expect(encodeCanonical(text)).toEqual({ ok: false, code });
  });

  test('refuses to write a code point that these Unicode tables do not know', () => {
    expect(encodeCanonical('\u0378')).toEqual({ ok: false, code: 'canon.nfc' });
  });
});

describe('bytes as text', () => {
  test('come back from hex and base64', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(toHex(fromHex(toHex(bytes)) ?? new Uint8Array(1))).toBe(toHex(bytes));
        expect(toHex(fromBase64(toBase64(bytes)) ?? new Uint8Array(1))).toBe(toHex(bytes));
        expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
      }),
    );
  });

  test.each(['AA', 'abc', 'zz', 'é0'])('%j is no hex', (text) => expect(fromHex(text)).toBeUndefined());
  test.each(['YQ', 'YQ=', 'YR==', 'YQ==\n', 'Y-==', 'Y===', '====', 'YQ==YQ==', 'éééé'])('%j is no base64', (text) =>
    expect(fromBase64(text)).toBeUndefined(),
  );
});

import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PlainLines, readEntryLine, readOpeningLine } from '#ledger/bundle-lines.ts';
import { concatBytes, toBase64, toUtf8 } from '#ledger/bytes.ts';
import { type CanonicalObject, canonicalBytes } from '#ledger/canonical.ts';
import { decodeNoted } from '#ledger/canonical-decode.ts';

/** What is read straight from the bytes is what the decoder of canonical values would read; all else is left to it. */

const value = fc.uint8Array({ maxLength: 40 });
const entryLine = fc
  .tuple(value, fc.maxSafeNat())
  .map(([bytes, position]) => canonicalBytes({ bytes: toBase64(bytes), position }));
const word = fc.string({ maxLength: 12, unit: fc.constantFrom('a', '0', '-', ' ', '"', '\\', '\n', '\u007f', 'é') });
const openingLine = fc
  .tuple(word, word, word, value)
  .map(([entry, field, salt, bytes]) => canonicalBytes({ entry, field, salt, value: toBase64(bytes) }));
/** The same with some bytes in place of others: digits, signs of JSON, what is no ASCII. */
const changes = fc.array(fc.tuple(fc.nat(), fc.constantFrom(...toUtf8('0A9=+/"\\,:{} -.eu'), 0x00, 0x0a, 0x7f, 0xc3)), {
  maxLength: 2,
});

function changed(line: Uint8Array, at: readonly (readonly [place: number, byte: number])[]): Uint8Array {
  const copy = Uint8Array.from(line);
  for (const [place, byte] of at) copy[place % copy.length] = byte;
  return copy;
}

function read<T>(line: Uint8Array, reader: (lines: PlainLines) => T): T {
  const lines = new PlainLines(line);
  lines.begin({ start: 0, end: line.length });
  return reader(lines);
}

/** The line with every one of its pieces left out, and with every byte in place of every one of its bytes and behind it. */
function* damaged(line: Uint8Array): Generator<Uint8Array> {
  for (let start = 0; start < line.length; start += 1) {
    for (let end = start + 1; end <= line.length; end += 1)
      yield concatBytes(line.subarray(0, start), line.subarray(end));
  }
  for (let place = 0; place <= line.length; place += 1) {
    for (let byte = 0; byte < 256; byte += 1)
      yield concatBytes(line.subarray(0, place), Uint8Array.of(byte), line.subarray(place + 1));
  }
}

function decoded(line: Uint8Array): CanonicalObject {
  const verdict = decodeNoted(line, 'refused');
  return verdict.ok ? (verdict.value.value as CanonicalObject) : { refused: verdict.code };
}

describe('a line of entries', () => {
  test('is read as the decoder reads it, or not at all', () => {
    fc.assert(
      fc.property(entryLine, changes, (line, at) => {
        const said = read(changed(line, at), readEntryLine);
        if (said !== undefined)
          expect({ bytes: toBase64(said.bytes), position: said.position }).toEqual({ ...decoded(changed(line, at)) });
      }),
      { numRuns: 3_000 },
    );
  });

  test('that was damaged is read as the decoder reads it, or not at all', () => {
    const line = canonicalBytes({ bytes: toBase64(toUtf8('{}')), position: 70 });
    const misread = [...damaged(line)].filter((one) => {
      const said = read(one, readEntryLine);
      return said !== undefined && !isDeepStrictEqual({ ...said, bytes: toBase64(said.bytes) }, { ...decoded(one) });
    });
    expect(misread).toEqual([]);
  });

  test.each([0, 7, 9, 10, 90, 999_999_999_999_999])(
    'is read where it is spelled as this program does, at position %i',
    (position) => {
      const line = canonicalBytes({ bytes: toBase64(toUtf8('{}')), position });
      expect(read(line, readEntryLine)).toEqual({ bytes: toUtf8('{}'), position });
    },
  );

  test.each([
    ['a zero before the number', '{"bytes":"e30=","position":07}'],
    ['a number of sixteen digits, which may be inexact', '{"bytes":"e30=","position":1000000000000000}'],
    ['unused bits in base64', '{"bytes":"e31=","position":7}'],
    ['white space', '{"bytes": "e30=","position":7}'],
    ['more after its end', '{"bytes":"e30=","position":7}}'],
    ['no quote after the bytes', '{"bytes":"e30='],
  ])('is left to the decoder with %s', (_title, line) => {
    expect(read(toUtf8(line), readEntryLine)).toBeUndefined();
  });
});

describe('a line of openings', () => {
  test('is read as the decoder reads it, or not at all', () => {
    fc.assert(
      fc.property(openingLine, changes, (line, at) => {
        const said = read(changed(line, at), readOpeningLine);
        if (said !== undefined)
          expect({ ...said, value: toBase64(said.value) }).toEqual({ ...decoded(changed(line, at)) });
      }),
      { numRuns: 3_000 },
    );
  });

  test('that was damaged is read as the decoder reads it, or not at all', () => {
    const line = canonicalBytes({ entry: 'a', field: 'b', salt: 'c', value: 'e30=' });
    const misread = [...damaged(line)].filter((one) => {
      const said = read(one, readOpeningLine);
      return said !== undefined && !isDeepStrictEqual({ ...said, value: toBase64(said.value) }, { ...decoded(one) });
    });
    expect(misread).toEqual([]);
  });

  test('is left to the decoder with letters that might have another spelling', () => {
    const line = toUtf8('{"entry":"e\u0301","field":"b","salt":"c","value":"e30="}');
    expect(read(line, readOpeningLine)).toBeUndefined();
  });

  test('is read where it is spelled as this program does', () => {
    const opening = { entry: 'a', field: ' ~', salt: 'c' };
    const line = canonicalBytes({ ...opening, value: toBase64(toUtf8('"yes"')) });
    expect(read(line, readOpeningLine)).toEqual({ ...opening, value: toUtf8('"yes"') });
  });
});

import { describe, expect, test } from 'vitest';
import { entryForm, LineFile, openingForm } from '#ledger/bundle-lines.ts';
import { chunkBytes, sourceOf } from '#ledger/byte-source.ts';
import { fromUtf8, toBase64, toUtf8 } from '#ledger/bytes.ts';
import { FindingList } from '#ledger/findings.ts';

// Files of lines, read a piece at a time: lines that a piece ends in, and lines longer than any piece.

const opening = (field: string, more = '') => `{"entry":"e","field":"${field}",${more}"salt":"s","value":"MQ=="}\n`;
const filler = (bytes: number) => 'x'.repeat(bytes);

/** The fields of the rows, what was found, and what stands at the place of each row. */
function scanned(text: string) {
  const file = new LineFile('lines', sourceOf(toUtf8(text)), openingForm);
  const findings = new FindingList();
  const rows: string[] = [];
  file.scan(findings, ({ field }, place) => {
    rows.push(field);
    if (rows.length % 1_000 > 1) return;
    expect(file.readAt(place).field).toBe(field);
    expect(fromUtf8(file.bytesAt(place))).toBe(text.slice(place.start, place.end));
  });
  return { rows, found: findings.kept.map(({ place, found }) => `${place} ${String(found)}`) };
}

describe('a file of lines', () => {
  test.each<[title: string, text: string, rows: readonly string[], found: readonly string[]]>([
    ['without any', '', [], []],
    ['of two', opening('a') + opening('b'), ['a', 'b'], []],
    ['that begins with an empty one', `\n${opening('a')}`, ['a'], ['lines:1 canon.syntax']],
    ['whose last has no end', `${opening('a')}{}`, ['a'], ['lines:2 a line without end']],
    [
      'with one longer than a piece',
      `${opening('a')}${filler(chunkBytes + 7)}\n${opening('b')}`,
      ['a', 'b'],
      [`lines:2 ${String(chunkBytes + 7)} bytes`],
    ],
    [
      'with one longer than two pieces',
      `${filler(2 * chunkBytes + 7)}\n${opening('b')}`,
      ['b'],
      [`lines:1 ${String(2 * chunkBytes + 7)} bytes`],
    ],
    [
      'with one as long as a piece',
      `${filler(chunkBytes)}\n${opening('b')}`,
      ['b'],
      [`lines:1 ${String(chunkBytes)} bytes`],
    ],
    ['that is one long line without end', filler(chunkBytes + 7), [], ['lines:1 a line without end']],
    [
      'whose lines do not end where pieces do',
      Array.from({ length: 20_000 }, (_, index) => opening(String(index))).join(''),
      Array.from({ length: 20_000 }, (_, index) => String(index)),
      [],
    ],
  ])('%s is read whole', (_title, text, rows, found) => {
    const said = scanned(text);
    expect(said.found).toEqual(found);
    expect(said.rows.length === rows.length && said.rows.every((row, index) => row === rows[index])).toBe(true);
  });

  test('that changed since it was read is read no more', () => {
    const file = new LineFile('lines', sourceOf(toUtf8(opening('a'))), openingForm);
    expect(() => file.readAt({ start: 1, end: 9 })).toThrow('lines changed while it was read');
  });

  test('gives each line bytes of its own, however many are read again', () => {
    const texts = Array.from({ length: 300 }, (_, index) => `value ${String(index)}`.repeat(index));
    const lines = texts.map((text) => `{"bytes":"${toBase64(toUtf8(text))}","position":7}\n`);
    const file = new LineFile('lines', sourceOf(toUtf8(lines.join(''))), entryForm);
    const places: { start: number; end: number }[] = [];
    file.scan(new FindingList(), (_row, place) => places.push(place));
    const rows = places.map((place) => file.readAt(place));
    expect(rows.map(({ bytes }) => fromUtf8(bytes))).toEqual(texts);
  });
});

describe('a line in another spelling', () => {
  const entry = (line: string) =>
    new LineFile('lines', sourceOf(toUtf8(`${line}\n`)), entryForm).readAll(new FindingList());

  test.each([
    ['with a number of sixteen digits', '{"bytes":"MQ==","position":1000000000000000}', 1_000_000_000_000_000],
    ['that is the largest', '{"bytes":"MQ==","position":9007199254740991}', 9_007_199_254_740_991],
  ])('%s is an entry all the same', (_title, line, position) => {
    expect(entry(line)).toEqual([{ bytes: toUtf8('1'), position }]);
  });

  test.each([
    ['whose position is no number', '{"bytes":"MQ==","position":"1"}'],
    ['whose position is below zero', '{"bytes":"MQ==","position":-1}'],
    ['whose bytes are no text', '{"bytes":["MQ=="],"position":1}'],
    ['whose bytes are no base64', '{"bytes":"MQ","position":1}'],
    ['with a member too many', '{"bytes":"MQ==","more":1,"position":1}'],
  ])('%s is none', (_title, line) => {
    expect(entry(line)).toEqual([]);
  });

  test('is an opening where its texts have escapes, and none where they are no texts', () => {
    expect(scanned(opening('\\"') + opening('b', '"more":1,')).rows).toEqual(['"']);
    expect(scanned(opening('a').replace('"e"', '7') + opening('a').replace('"s"', '7')).rows).toEqual([]);
    expect(scanned(opening('a').replace('"MQ=="', '["MQ=="]')).rows).toEqual([]);
  });
});

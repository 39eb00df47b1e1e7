import { describe, expect, test } from 'vitest';
import { describeEncoding, readCsv, writeCsv } from '#platform/csv.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

/** A table with its rows as a list. */
function readRows(file: Uint8Array) {
  const table = readCsv({ bytes: file });
  return 'kind' in table ? table : { ...table, rows: [...table.rows] };
}

describe('reading', () => {
  test('lines are numbered as in the file, empty ones included', () => {
    expect(readRows(bytes('A|B\n1|2\n\n3|4\r\n'))).toEqual({
      delimiter: '|',
      header: ['A', 'B'],
      rows: [
        { line: 2, cells: ['1', '2'] },
        { line: 4, cells: ['3', '4'] },
      ],
    });
  });

  test('with a pipe a quote is an ordinary character', () => {
    expect(readRows(bytes('A|B\nO"Neil|"x'))).toMatchObject({ rows: [{ line: 2, cells: ['O"Neil', '"x'] }] });
  });

  test.each([';', ','])('with %s a quoted cell may hold the separator', (delimiter) => {
    const table = readCsv({ bytes: bytes(`A${delimiter}B\n"1${delimiter}1"${delimiter}2\n`) });
    expect(table).toMatchObject({ delimiter, rows: [{ line: 2, cells: [`1${delimiter}1`, '2'] }] });
  });

  test('a byte order mark is no part of the header', () => {
    expect(readCsv({ bytes: bytes('\ufeffA|B\n') })).toMatchObject({ header: ['A', 'B'] });
  });

  test('text comes in one normal form', () => {
    expect(readRows(bytes('A|B\ne\u0301|x'))).toMatchObject({ rows: [{ cells: ['\u00e9', 'x'] }] });
  });

  test.each([
    ['encoding', new Uint8Array([0x41, 0x7c, 0xe9, 0x0a])],
    ['encoding', new Uint8Array([0xff, 0xfe, 0x41, 0x00])],
    ['encoding', bytes('A|B\n\0|x')],
    ['empty', bytes('')],
    ['delimiter', bytes('A B\n1 2')],
    ['quotes', bytes('A,B\n"1,2')],
  ])('refused: %s', (kind, file) => {
    expect(readCsv({ bytes: file })).toMatchObject({ kind });
  });

  test.each([
    [3, 'inside a cell', 'A;B\n1;2\nLEMBAYUNG "SAMUDRA" WAN;2\n'],
    [3, 'for inches', 'A,B\n1,2\nJl. Melati 5" Kota,2\n'],
    [5, 'inside a cell below one of two lines', 'A,B\n"1\n2",2\n3,4\n5 "x",6\n'],
    [4, 'that closes before the cell ends', 'A,B\n1,2\n\n"x" y,2\n'],
    [3, 'that a later one closes', 'A,B\n1,2\n3,"x\n4,"5\n'],
    [4, 'that is never closed', 'A,B\r\n1,2\r\n\r\n3,"x\r\n4,5\r\n'],
    [1, 'in the header', 'A "x",B\n1,2\n'],
  ])('a quote out of place is named by its line: %i, %s', (line, _where, text) => {
    expect(readCsv({ bytes: bytes(text) })).toEqual({ kind: 'quotes', line });
  });
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx'])('a cell that would run as a formula is disarmed: %j', (cell) => {
  expect(writeCsv([[cell, 'plain']]).replaceAll('"', '')).toBe(`'${cell},plain\n`);
});

test.each<[string, Uint8Array, object]>([
  ['a NUL byte, on its line', Buffer.from('A|B\n1|2\n3|\0\n'), { line: 3, found: 'NUL' }],
  ['UTF-16 with its mark', Buffer.from('\uFEFFA|B\n1|2\n', 'utf16le'), { line: 1, found: 'UTF-16' }],
  ['UTF-16 without', Buffer.from('A|B\n1|2\n', 'utf16le'), { line: 1, found: 'UTF-16' }],
  ['another encoding, on its line', Buffer.from([0x41, 0x0a, 0xe9]), { line: 2, found: 'Windows-1252' }],
])('what is no text is said to be: %s', (_name, file, said) => {
  expect(describeEncoding(file)).toEqual(said);
});

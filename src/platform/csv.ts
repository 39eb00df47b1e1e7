import { isUtf8 } from 'node:buffer';
import { CsvError, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';

export interface CellRow {
  /** As in the file, the header being line 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** Rows in the order of their file. They may be cut anew each time they are gone through, so that a large file is never held as cells. */
export interface CellRows extends Iterable<CellRow> {
  readonly length: number;
}

/** A table of cells, cut out of a delimited file or a workbook. */
export interface CellTable {
  readonly header: readonly string[];
  readonly rows: CellRows;
}

export interface CsvTable extends CellTable {
  readonly delimiter: string;
}

/** `encoding`: not UTF-8; `empty`: no header line; `delimiter`: the header holds none of `|`, `;` and `,`; `quotes`: one out of place, on this line. */
export type CsvFault =
  | { readonly kind: 'encoding' | 'empty' | 'delimiter' }
  | { readonly kind: 'quotes'; readonly line: number };

const lineFeed = 0x0a;
const delimiters = ['|', ';', ','] as const;

/** Where bytes are, which may be read anew each time they are asked for. */
export interface ByteHolder {
  readonly bytes: Uint8Array;
}

/** Cuts a delimited file into cells and judges nothing else. With `|` a quote is an ordinary character, as SIASN writes it. */
export function readCsv(holder: ByteHolder): CsvTable | CsvFault {
  const { bytes } = holder;
  const end = bytes.indexOf(lineFeed);
  const first = decodeUtf8(end < 0 ? bytes : bytes.subarray(0, end));
  if (first === undefined) return { kind: 'encoding' };
  if (first.trim() === '') return { kind: 'empty' };
  const delimiter = delimiters.find((candidate) => first.includes(candidate));
  if (delimiter === undefined) return { kind: 'delimiter' };
  if (delimiter === '|') {
    const rows = PlainRows.of(holder, bytes);
    return rows === undefined
      ? { kind: 'encoding' }
      : { delimiter, header: withoutReturn(first).split(delimiter), rows };
  }
  const text = decodeUtf8(bytes);
  if (text === undefined) return { kind: 'encoding' };
  const cutRows = cut(text, delimiter);
  if (!Array.isArray(cutRows)) return cutRows;
  const [header, ...rows] = cutRows;
  if (header === undefined) return { kind: 'empty' };
  return { delimiter, header: header.cells, rows };
}

const unusable = /\0|\p{Unassigned}|\p{Surrogate}/u;

/** Text of UTF-8 bytes in one normal form, without byte order mark; undefined for any other encoding and for characters that are none. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  if (!isUtf8(bytes)) return undefined;
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, bytes.length - start).toString('utf8');
  if (text.length === bytes.length - start) return text.includes('\0') ? undefined : text;
  return normalText(text);
}

/** Text in one normal form; undefined for characters that are none, which no record can hold. */
export function normalText(text: string): string | undefined {
  return unusable.test(text) ? undefined : text.normalize('NFC');
}

/** A share of zero bytes that no text of one byte a sign has by accident. */
const wideShare = 8;

/** Where and how bytes are no text in UTF-8: the first line that is none, and what it may be instead; `NUL` for a zero byte in it. */
export function describeEncoding(bytes: Uint8Array): { readonly line: number; readonly found: string } {
  const [first, second] = bytes;
  const isMarked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (isMarked || isWide(bytes)) return { line: 1, found: 'UTF-16' };
  let [line, start] = [1, 0];
  for (;;) {
    const end = bytes.indexOf(0x0a, start);
    const text = bytes.subarray(start, end < 0 ? undefined : end);
    if (decodeUtf8(text) === undefined) return { line, found: text.includes(0) ? 'NUL' : 'Windows-1252' };
    if (end < 0) return { line, found: 'UTF-8' };
    [line, start] = [line + 1, end + 1];
  }
}

/** Text in UTF-16 has a zero byte beside nearly every Latin letter. */
function isWide(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, 4_096);
  return head.filter((byte) => byte === 0).length * wideShare > head.length;
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}

/** Without quotes a line is a row and a pipe always separates. Nothing is held. */
class PlainRows implements CellRows {
  readonly #holder: ByteHolder;
  readonly length: number;

  /** Undefined where a line is no UTF-8. */
  static of(holder: ByteHolder, bytes: Uint8Array): PlainRows | undefined {
    let rows = 0;
    for (const { text } of linesBelow(bytes)) {
      if (text === undefined) return undefined;
      rows += 1;
    }
    return new PlainRows(holder, rows);
  }

  private constructor(holder: ByteHolder, length: number) {
    this.#holder = holder;
    this.length = length;
  }

  *[Symbol.iterator](): Generator<CellRow> {
    for (const { line, text = '' } of linesBelow(this.#holder.bytes)) yield { line, cells: text.split('|') };
  }
}

/** Lines below the header that hold anything. */
function* linesBelow(bytes: Uint8Array): Generator<{ readonly line: number; readonly text: string | undefined }> {
  let start = bytes.indexOf(lineFeed) + 1;
  for (let line = 2; start > 0 && start < bytes.length; line += 1) {
    const end = bytes.indexOf(lineFeed, start);
    const text = decodeUtf8(bytes.subarray(start, end < 0 ? undefined : end));
    if (text === undefined || text.trim() !== '')
      yield { line, text: text === undefined ? undefined : withoutReturn(text) };
    start = end + 1;
  }
}

/** The rows, or where a quote is out of place. What the parser says of it quotes the cell and is not handed on. */
function cut(
  text: string,
  delimiter: string,
): { line: number; cells: string[] }[] | Extract<CsvFault, { readonly line: number }> {
  const rows: { line: number; cells: string[] }[] = [];
  const onRecord = (cells: string[], { lines }: { lines: number }) => {
    rows.push({ line: lines, cells });
    return null;
  };
  try {
    parse(text, { delimiter, relax_column_count: true, skip_empty_lines: true, on_record: onRecord });
    return rows;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { code, lines } = error;
    const isOnItsLine = code === 'INVALID_OPENING_QUOTE' && typeof lines === 'number';
    return { kind: 'quotes', line: isOnItsLine ? lines : nextLine(text, rows.at(-1)?.line ?? 0) };
  }
}

/** The first line behind this one that holds anything: a quote that is never closed opened there, wherever that was noticed. */
function nextLine(text: string, line: number): number {
  const behind = text
    .split('\n')
    .slice(line)
    .findIndex((one) => one.trim() !== '');
  return line + 1 + Math.max(behind, 0);
}

/** Lines for a spreadsheet. A cell that would run as a formula (`=`, `+`, `-`, `@`, tab) gets an apostrophe in front. */
export function writeCsv(rows: readonly (readonly (string | number | null)[])[], delimiter = ','): string {
  return stringify(
    rows.map((row) => [...row]),
    { delimiter, escape_formulas: true },
  );
}

import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';

export interface CsvTable {
  readonly delimiter: string;
  readonly header: readonly string[];
  /** Line numbers as in the file, the header being line 1. */
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

/** `encoding`: not UTF-8; `empty`: no header line; `delimiter`: the header holds none of `|`, `;` and `,`; `quotes`: an open quote. */
export type CsvFault = 'encoding' | 'empty' | 'delimiter' | 'quotes';

const delimiters = ['|', ';', ','] as const;

/** Cuts a delimited file into cells and judges nothing else. With `|` a quote is an ordinary character, as SIASN writes it. */
export function readCsv(bytes: Uint8Array): CsvTable | CsvFault {
  const text = decodeUtf8(bytes);
  if (text === undefined) return 'encoding';
  const [first = ''] = text.split('\n', 1);
  if (first.trim() === '') return 'empty';
  const delimiter = delimiters.find((candidate) => first.includes(candidate));
  if (delimiter === undefined) return 'delimiter';
  const table = delimiter === '|' ? cutPlain(text, delimiter) : cut(text, delimiter);
  const [header, ...rows] = table ?? [];
  if (header === undefined) return 'quotes';
  return { delimiter, header: header.cells, rows };
}

const unusable = /\0|\p{Unassigned}|\p{Surrogate}/u;

/** Text of UTF-8 bytes in one normal form, without byte order mark; undefined for any other encoding and for characters that are none. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (Buffer.byteLength(text) === text.length) return text.includes('\0') ? undefined : text;
    return unusable.test(text) ? undefined : text.normalize('NFC');
  } catch {
    return undefined;
  }
}

/** Without quotes a line is a row and a separator always separates. */
function cutPlain(text: string, delimiter: string): { line: number; cells: string[] }[] {
  const lines = text.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  return lines.flatMap((line, index) =>
    line.trim() === '' ? [] : [{ line: index + 1, cells: line.split(delimiter) }],
  );
}

function cut(text: string, delimiter: string): { line: number; cells: string[] }[] | undefined {
  const rows: { line: number; cells: string[] }[] = [];
  const onRecord = (cells: string[], { lines }: { lines: number }) => {
    rows.push({ line: lines, cells });
    return null;
  };
  try {
    parse(text, { delimiter, relax_column_count: true, skip_empty_lines: true, on_record: onRecord });
    return rows;
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_')) return undefined;
    throw error;
  }
}

/** Lines for a spreadsheet. A cell that would run as a formula (`=`, `+`, `-`, `@`, tab) gets an apostrophe in front. */
export function writeCsv(rows: readonly (readonly (string | number | null)[])[], delimiter = ','): string {
  return stringify(
    rows.map((row) => [...row]),
    { delimiter, escape_formulas: true },
  );
}

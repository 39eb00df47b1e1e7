import type { Readable } from 'node:stream';
import { type Entry, fromBuffer, type ZipFile } from 'yauzl';
import type { CellTable } from './csv.ts';
import { countsFrom1904, readSharedTexts, readSheetPath, SheetRows } from './xlsx-parts.ts';
import { readDateStyles } from './xlsx-styles.ts';

/** What is no workbook: in words, or `size` where it would unpack to more than its bytes can honestly hold. */
export type XlsxFault = { readonly kind: 'form'; readonly found: string } | { readonly kind: 'size' };

/** Honest sheets pack to about a twentieth; nothing of a workbook is unpacked beyond these bounds. */
const highestRatio = 200;
const mostUnpacked = 256 * 1024 * 1024;
const mostParts = 2_000;

class Broken extends Error {
  readonly fault: XlsxFault;
  constructor(fault: XlsxFault) {
    super(fault.kind);
    this.fault = fault;
  }
}

/**
 * The cells of the first sheet as text. Nothing is evaluated: a formula is handed on as `=…`, so that the import refuses its row.
 * A number of more than fifteen digits has lost some of them and is written with an exponent, as the spreadsheet holds it.
 */
export async function readXlsx(bytes: Uint8Array): Promise<CellTable | XlsxFault> {
  let zip: ZipFile;
  try {
    zip = await fromBufferAsync(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
  } catch {
    return { kind: 'form', found: 'zip' };
  }
  try {
    return await readBook(zip);
  } catch (error) {
    if (error instanceof Broken) return error.fault;
    if (isAboutBytes(error)) return { kind: 'form', found: 'xml' };
    throw error;
  } finally {
    zip.close();
  }
}

/** What yauzl, the parser and the decoder say of damaged bytes; a fault of this program has a class of its own. */
function isAboutBytes(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.constructor === Error || ('code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA');
}

function fromBufferAsync(bytes: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true, autoClose: false, strictFileNames: true }, (error, zip) => {
      if (error === null) resolve(zip);
      else reject(error);
    });
  });
}

async function readBook(zip: ZipFile): Promise<CellTable> {
  const parts = await listParts(zip);
  const part = (name: string): Promise<string> => readText(zip, parts.get(name));
  const [book, relations] = [await part('xl/workbook.xml'), await part('xl/_rels/workbook.xml.rels')];
  if (countsFrom1904(book)) throw new Broken({ kind: 'form', found: 'date1904' });
  const path = readSheetPath(book, relations);
  const sheet = path === undefined ? undefined : parts.get(path);
  if (sheet === undefined) throw new Broken({ kind: 'form', found: 'xl/worksheets' });
  const texts = parts.has('xl/sharedStrings.xml') ? readSharedTexts(await part('xl/sharedStrings.xml')) : [];
  const dateStyles = parts.has('xl/styles.xml') ? readDateStyles(await part('xl/styles.xml')) : new Set<number>();
  const rows = new SheetRows(texts, dateStyles);
  await pour(await openPart(zip, sheet), (chunk) => rows.write(chunk));
  const [header, ...others] = rows.end();
  if (header === undefined) throw new Broken({ kind: 'form', found: 'rows' });
  const width = header.cells.length;
  return { header: header.cells, rows: others.map(({ line, cells }) => ({ line, cells: padded(cells, width) })) };
}

/** A sheet leaves out the empty cells at the end of a row. */
function padded(cells: readonly string[], width: number): readonly string[] {
  return cells.length >= width ? cells : [...cells, ...Array<string>(width - cells.length).fill('')];
}

async function listParts(zip: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  const parts = new Map<string, Entry>();
  let unpacked = 0;
  await new Promise<void>((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', resolve);
    zip.on('entry', (entry: Entry) => {
      unpacked += entry.uncompressedSize;
      const isBomb = entry.uncompressedSize > 4096 && entry.uncompressedSize > entry.compressedSize * highestRatio;
      if (isBomb || unpacked > mostUnpacked || parts.size >= mostParts) {
        reject(new Broken({ kind: 'size' }));
        return;
      }
      parts.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
  return parts;
}

/** yauzl refuses a part that unpacks to another size than the directory says, which has been bounded before. */
function openPart(zip: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error === null) resolve(stream);
      else reject(error);
    });
  });
}

async function pour(stream: Readable, take: (chunk: string) => void): Promise<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of stream as AsyncIterable<Buffer>) take(decoder.decode(chunk, { stream: true }));
}

async function readText(zip: ZipFile, entry: Entry | undefined): Promise<string> {
  if (entry === undefined) throw new Broken({ kind: 'form', found: 'xl/workbook.xml' });
  const chunks: string[] = [];
  await pour(await openPart(zip, entry), (chunk) => chunks.push(chunk));
  return chunks.join('');
}

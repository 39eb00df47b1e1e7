import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { repeatedName } from '#domain/json-keys.ts';
import { Refused, refuse } from '#domain/refusal.ts';
import { type CellTable, decodeUtf8, describeEncoding, readCsv } from '#platform/csv.ts';
import { findJsonItems, type JsonRanges } from '#platform/json-list.ts';
import { readXlsx } from '#platform/xlsx.ts';
import { type HeaderFault, headerFault } from '#schemas/siasn-columns.ts';
import {
  claimsName,
  type HistoryKind,
  historyNames,
  type ProfileFile,
  profileName,
  type SiasnFiles,
} from '#schemas/siasn-files.ts';
import { type HistoryFile, RepeatedName } from '#schemas/siasn-rows.ts';
import { historyHeaderFault, historyOfTable } from '#schemas/siasn-tables.ts';
import { claimHeaderFault } from '#schemas/simata-claims.ts';
import { withoutAdded } from './returned-columns.ts';

/** A file as it was delivered. Of a folder, `bytes` is read anew each time it is asked for. */
export interface DeliveredFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** In bytes, where they are not at hand. */
  readonly size?: number;
  /** SHA-256 in hex, where it is known. */
  readonly digest?: string;
}

export function sizeOf(file: DeliveredFile): number {
  return file.size ?? file.bytes.length;
}

function digestOf(file: DeliveredFile): string {
  return file.digest ?? sha256(file.bytes);
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** A delivery cut into rows, with the digest of each file for provenance. */
export interface Delivery {
  readonly files: SiasnFiles;
  /** SHA-256 in hex by name, in the order of names. */
  readonly digests: readonly { readonly name: string; readonly digest: string }[];
  /** Of the profile, or of the claims that come alone: what goes back to the source is separated alike. */
  readonly delimiter: string;
}

type Part = 'profile' | 'claims' | HistoryKind;

const stemOf = (name: string) => name.replace(/\.[^.]*$/, '');
const parts = new Map<string, Part>([
  [stemOf(profileName), 'profile'],
  [stemOf(claimsName), 'claims'],
  ...Object.entries(historyNames).map(([kind, name]): [string, Part] => [stemOf(name), kind as HistoryKind]),
]);

/** Bytes of one file that are read at all. */
const largestFile = 512 * 1024 * 1024;
/** Rows of one file that are imported at once. */
const mostRows = 300_000;
const mostHistoryRows = 20 * mostRows;

/** What a file of this name is to an import; undefined for any other. */
function partOf(name: string): Part | undefined {
  const part = parts.get(stemOf(name));
  const isTable = part === 'profile' || part === 'claims';
  const endings = isTable ? /\.(csv|xlsx)$/ : /\.(json|csv|xlsx)$/;
  return endings.test(name) ? part : undefined;
}

/** The files of a folder that an import knows; other files are not looked at. */
export async function readFolder(folder: string): Promise<DeliveredFile[]> {
  const names = (await readdir(folder)).filter((name) => partOf(name) !== undefined).toSorted();
  return Promise.all(
    names.map(async (name) => new FolderFile(name, join(folder, name), (await stat(join(folder, name))).size)),
  );
}

/** Held no longer than it is looked at: a large delivery is never in memory as a whole. */
class FolderFile implements DeliveredFile {
  readonly name: string;
  readonly size: number;
  readonly #path: string;
  #digest: string | undefined;
  #held: WeakRef<Uint8Array> | undefined;

  constructor(name: string, path: string, size: number) {
    this.name = name;
    this.#path = path;
    this.size = size;
  }

  /** Known once it was read. */
  get digest(): string {
    return this.#digest ?? sha256(this.bytes);
  }

  get bytes(): Uint8Array {
    const held = this.#held?.deref();
    if (held !== undefined) return held;
    const bytes = readFileSync(this.#path);
    const digest = sha256(bytes);
    this.#digest ??= digest;
    // What was checked, what is imported and what is put down by its digest are the same bytes.
    if (digest !== this.#digest) throw new Error(`${this.name} was changed while it was read`);
    this.#held = new WeakRef(bytes);
    return bytes;
  }
}

/**
 * Cuts files into rows. Refuses what is no file of a delivery: import.profile-missing, .file-unknown, .file-twice, .file-too-large,
 * .too-many-rows, .encoding, .nul-byte, .empty, .delimiter, .quotes, .workbook, .workbook-size, .header, .json.
 */
export async function cutDelivery(delivered: readonly DeliveredFile[]): Promise<Delivery> {
  const files = delivered.toSorted((left, right) => (left.name < right.name ? -1 : 1));
  const byPart = new Map<Part, DeliveredFile>();
  for (const file of files) {
    const part = partOf(file.name);
    if (part === undefined) throw new Refused(refuse('import.file-unknown', { file: file.name }));
    if (byPart.has(part)) throw new Refused(refuse('import.file-twice', { file: file.name }));
    refuseSize(file, largestFile);
    byPart.set(part, file);
  }
  const table = async (part: Part, faultOf: HeaderCheck) => {
    const file = byPart.get(part);
    return file === undefined ? null : cutTable(file, faultOf);
  };
  const profile = await table('profile', headerFault);
  const claims = await table('claims', claimHeaderFault);
  const areClaimsAlone = claims !== null && byPart.size === 1;
  if (profile === null && !areClaimsAlone) throw new Refused(refuse('import.profile-missing'));
  const histories: Partial<Record<HistoryKind, HistoryFile>> = {};
  for (const [part, file] of byPart)
    if (part !== 'profile' && part !== 'claims') {
      histories[part] = await cutHistory(file, part);
      // Nothing that was looked at is let go before the event loop turns.
      await setImmediate();
    }
  return {
    files: { profile: profile?.table ?? null, claims: claims?.table ?? null, histories },
    digests: files.map((file) => ({ name: file.name, digest: digestOf(file) })),
    delimiter: (profile ?? claims)?.delimiter ?? '|',
  };
}

/** Throws import.file-too-large. */
function refuseSize(file: DeliveredFile, limit: number): void {
  if (sizeOf(file) <= limit) return;
  throw new Refused(refuse('import.file-too-large', { file: file.name, limit: limit / (1024 * 1024) }));
}

function refuseRows(file: string, rows: number, limit: number): void {
  if (rows > limit) throw new Refused(refuse('import.too-many-rows', { file, rows, limit }));
}

const mostNamed = 5;

/** The columns of a fault as its words name them; a dash for none. */
function told({ missing, unknown, repeated }: HeaderFault) {
  const named = (names: readonly string[]) =>
    names.length === 0 ? '–' : `${names.slice(0, mostNamed).join(', ')}${names.length > mostNamed ? ' …' : ''}`;
  return { lacking: named(missing), surplus: named(unknown), doubled: named(repeated) };
}

function refuseHeader(file: string, fault: HeaderFault | undefined): void {
  if (fault !== undefined) throw new Refused(refuse('import.header', { file, ...told(fault), ...fault }));
}

type HeaderCheck = (header: readonly string[]) => HeaderFault | undefined;

async function cutTable(
  file: DeliveredFile,
  faultOf: HeaderCheck,
): Promise<{ readonly table: ProfileFile; readonly delimiter: string }> {
  const { name } = file;
  const { delimiter, header, rows } = withoutAdded(await readTable(file));
  refuseHeader(name, faultOf(header));
  refuseRows(name, rows.length, mostRows);
  return { table: { name, header, rows }, delimiter };
}

/** Cells of a delimited file or of a workbook's first sheet. */
async function readTable(file: DeliveredFile): Promise<CellTable & { readonly delimiter: string }> {
  const { name } = file;
  if (name.endsWith('.xlsx')) {
    const sheet = await readXlsx(file.bytes);
    if (!('kind' in sheet)) return { ...sheet, delimiter: ';' };
    if (sheet.kind === 'size') throw new Refused(refuse('import.workbook-size', { file: name }));
    throw new Refused(refuse('import.workbook', { file: name, found: sheet.found }));
  }
  const table = readCsv(file);
  if (!('kind' in table)) return table;
  if (table.kind === 'encoding') throw encodingRefusal(file);
  const { kind, ...where } = table;
  throw new Refused(refuse(`import.${kind}`, { file: name, ...where }));
}

function encodingRefusal({ name, bytes }: DeliveredFile): Refused {
  const { line, found } = describeEncoding(bytes);
  if (found === 'NUL') return new Refused(refuse('import.nul-byte', { file: name, line }));
  return new Refused(refuse('import.encoding', { file: name, line, found }));
}

async function cutHistory(file: DeliveredFile, kind: HistoryKind): Promise<HistoryFile> {
  const { name, bytes } = file;
  if (!name.endsWith('.json')) {
    const table = await readTable(file);
    refuseHeader(name, historyHeaderFault(kind, table.header));
    refuseRows(name, table.rows.length, mostHistoryRows);
    return historyOfTable(name, table);
  }
  const items = findJsonItems(bytes);
  if (items === undefined) {
    if (decodeUtf8(bytes) === undefined) throw encodingRefusal(file);
    throw jsonRefusal(name, 1);
  }
  refuseRows(name, items.starts.length, mostHistoryRows);
  return { name, rows: new JsonRows(file, items) };
}

function jsonRefusal(file: string, row: number): Refused {
  return new Refused(refuse('import.json', { file, row }));
}

/** Items of a history, parsed each time they are gone through: nothing is held but the bytes. */
class JsonRows implements Iterable<unknown> {
  readonly #file: DeliveredFile;
  readonly #items: JsonRanges;
  readonly length: number;

  constructor(file: DeliveredFile, items: JsonRanges) {
    this.#file = file;
    this.#items = items;
    this.length = items.starts.length;
  }

  *[Symbol.iterator](): Generator {
    const { name, bytes } = this.#file;
    for (const [index, start] of this.#items.starts.entries()) {
      const text = decodeUtf8(bytes.subarray(start, this.#items.ends[index]));
      if (text === undefined) throw encodingRefusal(this.#file);
      const row = parseJson(text);
      if (row === undefined) throw jsonRefusal(name, index + 1);
      const repeated = repeatedName(text, row);
      yield repeated === undefined ? row : new RepeatedName(repeated, row);
    }
  }
}

/** Undefined where the text is no JSON, or where its escapes hide characters that are none. */
function parseJson(text: string): unknown {
  try {
    const parsed: unknown = JSON.parse(text);
    if (!text.includes('\\u')) return parsed;
    const unescaped = JSON.stringify(parsed);
    const plain = decodeUtf8(Buffer.from(unescaped));
    return plain === undefined || /\\ud[89a-f]|\\u0000/.test(plain) ? undefined : JSON.parse(plain);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

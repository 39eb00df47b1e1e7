import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Refused, refuse } from '#domain/refusal.ts';
import { decodeUtf8, readCsv } from '#platform/csv.ts';
import { headerFault } from '#schemas/siasn-columns.ts';
import {
  type HistoryKind,
  historyNames,
  type ProfileFile,
  profileName,
  type SiasnFiles,
} from '#schemas/siasn-files.ts';
import type { HistoryFile } from '#schemas/siasn-rows.ts';

/** A file as it was delivered. */
export interface DeliveredFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A delivery cut into rows, with the digest of each file for provenance. */
export interface Delivery {
  readonly files: SiasnFiles;
  /** SHA-256 in hex by name, in the order of names. */
  readonly digests: readonly { readonly name: string; readonly digest: string }[];
  readonly delimiter: string;
}

const kinds = new Map<string, HistoryKind>(
  Object.entries(historyNames).map(([kind, name]) => [name, kind as HistoryKind]),
);
const largestFile = 512 * 1024 * 1024;

/** The files of a folder that an import knows; other files are not looked at. */
export async function readFolder(folder: string): Promise<DeliveredFile[]> {
  const names = (await readdir(folder)).filter((name) => name === profileName || kinds.has(name)).toSorted();
  return Promise.all(names.map(async (name) => ({ name, bytes: await readFile(join(folder, name)) })));
}

/** Cuts files into rows. Refuses what is no file of a delivery: import.profile-missing, .file-unknown, .encoding, .delimiter, .header, .json … */
export function cutDelivery(delivered: readonly DeliveredFile[]): Delivery {
  const files = delivered.toSorted((left, right) => (left.name < right.name ? -1 : 1));
  const profileFile = files.find(({ name }) => name === profileName);
  if (profileFile === undefined) throw new Refused(refuse('import.profile-missing'));
  for (const { name, bytes } of files) {
    if (name !== profileName && !kinds.has(name)) throw new Refused(refuse('import.file-unknown', { file: name }));
    if (bytes.length > largestFile) throw new Refused(refuse('import.file-too-large', { file: name }));
  }
  const { delimiter, ...profile } = cutProfile(profileFile);
  const histories = Object.fromEntries(
    files.filter(({ name }) => name !== profileName).map((file) => [kinds.get(file.name), cutHistory(file)]),
  ) as SiasnFiles['histories'];
  return {
    files: { profile, histories },
    digests: files.map(({ name, bytes }) => ({ name, digest: createHash('sha256').update(bytes).digest('hex') })),
    delimiter,
  };
}

function cutProfile({ name, bytes }: DeliveredFile): ProfileFile & { readonly delimiter: string } {
  const table = readCsv(bytes);
  if (typeof table === 'string') throw new Refused(refuse(`import.${table}`, { file: name }));
  const fault = headerFault(table.header);
  if (fault !== undefined) {
    const words = Object.entries(fault).flatMap(([kind, names]: [string, readonly string[]]) =>
      names.length === 0 ? [] : [`${kind} ${names.slice(0, 5).join(', ')}${names.length > 5 ? ' …' : ''}`],
    );
    throw new Refused(refuse('import.header', { file: name, fault: words.join('; '), ...fault }));
  }
  return { name, ...table };
}

function cutHistory({ name, bytes }: DeliveredFile): HistoryFile {
  const text = decodeUtf8(bytes);
  if (text === undefined) throw new Refused(refuse('import.encoding', { file: name }));
  const rows = listOf(parseJson(text));
  if (rows === undefined) throw new Refused(refuse('import.json', { file: name }));
  return { name, rows };
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

/** SIASN answers with `{"data": [...]}`; a bare list is the same. */
function listOf(parsed: unknown): readonly unknown[] | undefined {
  const list = typeof parsed === 'object' && parsed !== null && 'data' in parsed ? parsed.data : parsed;
  return Array.isArray(list) ? (list as readonly unknown[]) : undefined;
}

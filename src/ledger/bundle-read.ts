import {
  type BundleContent,
  type BundleEntry,
  type BundleFile,
  type BundleManifest,
  type BundleOpening,
  disclosureProfiles,
  manifestPath,
  requiredFiles,
} from './bundle.ts';
import { PlainLines, readEntryLine, readOpeningLine } from './bundle-lines.ts';
import { fromBase64 } from './bytes.ts';
import type { Canonical, CanonicalObject } from './canonical.ts';
import { decodeNoted } from './canonical-decode.ts';
import { sha256Hex } from './crypto.ts';
import type { FindingList } from './findings.ts';
import { hex64Form } from './forms.ts';
import { readZip } from './zip-read.ts';

const longestLine = 256 * 1024;
const largestJson = 64 * 1024 * 1024;
const lineFeed = 0x0a;

export interface BundleReading {
  /** Nothing where container or table of contents cannot be read. */
  readonly content: BundleContent | undefined;
  readonly isZip: boolean;
}

/** Check 0: reads a bundle from anybody; what is wrong with it goes to the findings. */
export function readBundle(bytes: Uint8Array, findings: FindingList): BundleReading {
  const { files, faults, isZip } = readZip(bytes);
  for (const fault of faults) findings.add({ check: 0, ...fault });
  const listed = files.get(manifestPath);
  const manifest = listed === undefined ? undefined : readManifest(listed, findings);
  if (manifest === undefined) {
    if (faults.length === 0 && listed === undefined)
      findings.add({ check: 0, code: 'bundle.manifest', place: manifestPath });
    return { content: undefined, isZip };
  }
  checkFiles(manifest, files, findings);
  const reader = new FileReader(files, findings);
  const content = {
    manifest,
    files,
    entries: reader.readEntries(),
    openings: reader.readOpenings(),
    proofs: reader.readNumbered('proofs/', '.tlog-proof', 'position'),
    brackets: reader.readNumbered('checkpoints/', '', 'size'),
    consistency: reader.readNumbered('consistency/', '', 'size'),
    rules: reader.readRules(),
  };
  return { content, isZip };
}

function readManifest(bytes: Uint8Array, findings: FindingList): BundleManifest | undefined {
  const decoded = decodeNoted(bytes, 'refused', largestJson);
  const value = decoded.ok ? decoded.value.value : null;
  if (isObject(value) && typeof value['v'] === 'number' && value['v'] !== 1) {
    findings.add({ check: 0, code: 'bundle.version', place: manifestPath, expected: '1', found: String(value['v']) });
    return undefined;
  }
  if (isManifest(value)) return value;
  findings.add({
    check: 0,
    code: 'bundle.manifest',
    place: manifestPath,
    ...(decoded.ok ? {} : { found: decoded.code }),
  });
  return undefined;
}

function isManifest(value: Canonical): value is Canonical & BundleManifest {
  if (!hasMembers(value, ['files', 'kind', 'log', 'profile', 'streams', 'v'])) return false;
  const { kind, log, profile, streams, files, v } = value;
  const isKind = v === 1 && (kind === 'selection' || kind === 'dump');
  const isKnown = isKind && disclosureProfiles.some((known) => known === profile);
  if (!isKnown || typeof log !== 'string' || !Array.isArray(streams) || !Array.isArray(files)) return false;
  return isRising(streams) && files.every(isListedFile) && isRising(files.map(({ path }) => path));
}

function isListedFile(value: Canonical): value is Canonical & BundleFile {
  if (!hasMembers(value, ['bytes', 'path', 'sha256'])) return false;
  const { bytes, path, sha256 } = value;
  return typeof bytes === 'number' && typeof path === 'string' && typeof sha256 === 'string' && hex64Form.test(sha256);
}

/** Strings, each above the one before it. */
function isRising(values: readonly unknown[]): boolean {
  return values.every((value, index) => {
    const last = values[index - 1];
    return typeof value === 'string' && (typeof last !== 'string' || last < value);
  });
}

function isObject(value: Canonical): value is CanonicalObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function hasMembers(value: Canonical, names: readonly string[]): value is CanonicalObject {
  return isObject(value) && Object.keys(value).join() === names.join();
}

/** Every file as listed, every listed file there, nothing unlisted. */
function checkFiles(
  { files: listed }: BundleManifest,
  files: ReadonlyMap<string, Uint8Array>,
  findings: FindingList,
): void {
  const paths = new Set([manifestPath, ...listed.map(({ path }) => path)]);
  for (const { path, bytes, sha256 } of listed) {
    const file = files.get(path);
    const found = file === undefined ? 'missing' : sha256Hex(file);
    if (found === sha256 && file?.length === bytes) continue;
    findings.add({ check: 0, code: 'bundle.file', place: path, expected: sha256, found });
  }
  for (const path of files.keys()) {
    if (!paths.has(path)) findings.add({ check: 0, code: 'bundle.file', place: path, found: 'unlisted' });
  }
  for (const path of requiredFiles) {
    if (!paths.has(path)) findings.add({ check: 0, code: 'bundle.file', place: path, found: 'unlisted' });
  }
}

interface LineForm<T> {
  /** The usual spelling. */
  readonly plain: (lines: PlainLines) => T | undefined;
  /** What any other spelling must have. */
  readonly names: readonly string[];
  readonly convert: (line: CanonicalObject) => T | undefined;
}

class FileReader {
  readonly #files: ReadonlyMap<string, Uint8Array>;
  readonly #findings: FindingList;

  constructor(files: ReadonlyMap<string, Uint8Array>, findings: FindingList) {
    this.#files = files;
    this.#findings = findings;
  }

  readEntries(): BundleEntry[] {
    const convert = ({ bytes, position }: CanonicalObject): BundleEntry | undefined => {
      const decoded = typeof bytes === 'string' ? fromBase64(bytes) : undefined;
      if (decoded === undefined || typeof position !== 'number' || position < 0) return undefined;
      return { bytes: decoded, position };
    };
    return this.#readLines('entries.ndjson', { plain: readEntryLine, names: ['bytes', 'position'], convert });
  }

  readOpenings(): BundleOpening[] {
    const convert = ({ entry, field, salt, value }: CanonicalObject): BundleOpening | undefined => {
      const decoded = typeof value === 'string' ? fromBase64(value) : undefined;
      const isText = typeof entry === 'string' && typeof field === 'string' && typeof salt === 'string';
      return isText && decoded !== undefined ? { entry, field, salt, value: decoded } : undefined;
    };
    const names = ['entry', 'field', 'salt', 'value'];
    return this.#readLines('openings.ndjson', { plain: readOpeningLine, names, convert });
  }

  /** The files of a folder that are named by a number. */
  readNumbered(folder: string, ending: string, what: 'position' | 'size'): Map<number, Uint8Array> {
    const numbered = new Map<number, Uint8Array>();
    for (const [path, bytes] of this.#listIn(folder)) {
      const name = path.slice(folder.length, path.endsWith(ending) ? path.length - ending.length : 0);
      const number = Number(/^(0|[1-9][0-9]{0,15})$/.test(name) ? name : Number.NaN);
      if (Number.isSafeInteger(number)) numbered.set(number, bytes);
      else this.#refuse(path, `a name that is no ${what}`);
    }
    return numbered;
  }

  readRules(): Map<string, Canonical> {
    const rules = new Map<string, Canonical>();
    for (const [path, bytes] of this.#listIn('rules/')) {
      const digest = sha256Hex(bytes);
      const decoded = decodeNoted(bytes, 'noted', largestJson);
      if (path !== `rules/${digest}.json`) this.#refuse(path, `the digest ${digest}`);
      else if (!decoded.ok) this.#refuse(path, decoded.code);
      else rules.set(digest, decoded.value.value);
    }
    return rules;
  }

  #listIn(folder: string): [string, Uint8Array][] {
    return [...this.#files].filter(([path]) => path.startsWith(folder));
  }

  #readLines<T>(path: string, form: LineForm<T>): T[] {
    const rows: T[] = [];
    const bytes = this.#files.get(path) ?? new Uint8Array(0);
    const plain = new PlainLines(bytes);
    let start = 0;
    for (let number = 1; start < bytes.length; number += 1) {
      const end = bytes.indexOf(lineFeed, start);
      if (end < 0) {
        this.#refuse(`${path}:${String(number)}`, 'a line without end');
        break;
      }
      plain.begin({ start, end });
      const isShort = end - start <= longestLine;
      const row =
        (isShort ? form.plain(plain) : undefined) ??
        this.#judgeLine(`${path}:${String(number)}`, bytes.subarray(start, end), form);
      if (row !== undefined) rows.push(row);
      start = end + 1;
    }
    return rows;
  }

  /** A line that is not spelled as this program does: still a value, or what is wrong with it. */
  #judgeLine<T>(place: string, line: Uint8Array, { names, convert }: LineForm<T>): T | undefined {
    const row = this.#readLine(place, line, names);
    const converted = row === undefined ? undefined : convert(row);
    if (row !== undefined && converted === undefined) this.#refuse(place, 'a line of another form');
    return converted;
  }

  #readLine(place: string, line: Uint8Array, names: readonly string[]): CanonicalObject | undefined {
    if (line.length > longestLine) {
      this.#findings.add({ check: 0, code: 'bundle.limit', place, found: `${String(line.length)} bytes` });
      return undefined;
    }
    const decoded = decodeNoted(line, 'refused', longestLine);
    if (decoded.ok && hasMembers(decoded.value.value, names)) return decoded.value.value;
    this.#refuse(place, decoded.ok ? 'a line of another form' : decoded.code);
    return undefined;
  }

  #refuse(place: string, found: string): void {
    this.#findings.add({ check: 0, code: 'bundle.file', place, found });
  }
}

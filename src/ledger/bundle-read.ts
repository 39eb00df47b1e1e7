import {
  type BundleContent,
  type BundleEntry,
  type BundleFile,
  type BundleFrame,
  type BundleManifest,
  type BundleOpening,
  disclosureProfiles,
  entriesPath,
  manifestPath,
  openingsPath,
  readFiles,
  readFolders,
  requiredFiles,
} from './bundle.ts';
import { entryForm, LineFile, openingForm } from './bundle-lines.ts';
import { type ByteSource, chunksOf, readWhole, sourceOf } from './byte-source.ts';
import { type Canonical, hasMembers, isObject } from './canonical.ts';
import { decodeNoted } from './canonical-decode.ts';
import { sha256Hex, sha256HexOf } from './crypto.ts';
import { FindingList } from './findings.ts';
import { hex64Form } from './forms.ts';
import { accept, type Verdict } from './verdict.ts';
import { openZip } from './zip-read.ts';

/** A value takes up to thirty times the memory of its text; what this product writes stays below with 65,535 members. */
const largestJson = 16 * 1024 * 1024;

export interface BundleReading {
  /** Nothing where container or table of contents cannot be read. */
  readonly content: BundleContent | undefined;
  readonly isZip: boolean;
}

/** A bundle whose lines are still to be read, one after the other. */
export interface OpenedBundle {
  readonly frame: BundleFrame;
  /** Every file, wherever it lies. */
  readonly files: ReadonlyMap<string, ByteSource>;
  readonly entries: LineFile<BundleEntry>;
  readonly openings: LineFile<BundleOpening>;
  /** What is wrong with the files of the frame: told after what is wrong with the lines. */
  readonly frameFindings: FindingList;
}

export interface BundleOpened {
  readonly bundle: OpenedBundle | undefined;
  readonly isZip: boolean;
}

/** Check 0: reads a bundle from anybody, all of it; what is wrong with it goes to the findings. */
export function readBundle(bytes: Uint8Array, findings: FindingList): BundleReading {
  const { bundle, isZip } = openBundle(sourceOf(bytes), findings);
  if (bundle === undefined) return { content: undefined, isZip };
  const [entries, openings] = [bundle.entries.readAll(findings), bundle.openings.readAll(findings)];
  findings.absorb(bundle.frameFindings);
  const files = new Map([...bundle.files].map(([path, file]) => [path, readWhole(file)]));
  return { content: { ...bundle.frame, files, entries, openings }, isZip };
}

/** The same up to the lines of entries and openings, which may be more than a machine can hold. */
export function openBundle(source: ByteSource, findings: FindingList): BundleOpened {
  const { files: held, faults, isZip } = openZip(source, isRead);
  for (const fault of faults) findings.add({ check: 0, ...fault });
  const listed = held.get(manifestPath);
  const manifest = listed === undefined ? undefined : readManifest(readWhole(listed), findings);
  if (manifest === undefined) {
    if (faults.length === 0 && listed === undefined)
      findings.add({ check: 0, code: 'bundle.manifest', place: manifestPath });
    return { bundle: undefined, isZip };
  }
  checkFiles(manifest, held, findings);
  const [entries, openings] = [held.get(entriesPath), held.get(openingsPath)];
  const small = [...held].filter(([path]) => isRead(path) && path !== entriesPath && path !== openingsPath);
  const files = new Map(small.map(([path, file]) => [path, readWhole(file)]));
  const frameFindings = new FindingList();
  const bundle = {
    frame: readFrame(manifest, files, frameFindings),
    files: held,
    entries: new LineFile(entriesPath, entries ?? nothing, entryForm),
    openings: new LineFile(openingsPath, openings ?? nothing, openingForm),
    frameFindings,
  };
  return { bundle, isZip };
}

/** Of all other files a check asks length and digest alone: they are not kept, however many there are. */
function isRead(path: string): boolean {
  return readFiles.has(path) || readFolders.has(path.slice(0, path.indexOf('/') + 1));
}

const nothing = sourceOf(new Uint8Array(0));

function readFrame(
  manifest: BundleManifest,
  files: ReadonlyMap<string, Uint8Array>,
  findings: FindingList,
): BundleFrame {
  const reader = new FileReader(files, findings);
  return {
    manifest,
    files,
    proofs: reader.readNumbered('proofs/', '.tlog-proof', 'position'),
    brackets: reader.readNumbered('checkpoints/', '', 'size'),
    consistency: reader.readNumbered('consistency/', '', 'size'),
    rules: reader.readRules(),
  };
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

/** Every file as listed, every listed file there, nothing unlisted. */
function checkFiles(
  { files: listed }: BundleManifest,
  files: ReadonlyMap<string, ByteSource>,
  findings: FindingList,
): void {
  const paths = new Set([manifestPath, ...listed.map(({ path }) => path)]);
  for (const { path, bytes, sha256 } of listed) {
    const file = files.get(path);
    const found = file === undefined ? 'missing' : sha256HexOf(chunksOf(file));
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

/** The bytes of the rule files of a bundle by their digest. */
export type RuleFiles = ReadonlyMap<string, Uint8Array>;

/** Copies of those of which the digests hold and that can be read: what `parseRules` makes of them is in the frame. */
export function ruleFilesOf({ files, rules }: BundleFrame): RuleFiles {
  return new Map([...rules.keys()].map((digest) => [digest, Uint8Array.from(files.get(rulePath(digest)) ?? [])]));
}

/** The rules in such copies. */
export function parseRules(files: RuleFiles): Map<string, Canonical> {
  const rules = new Map<string, Canonical>();
  for (const [digest, bytes] of files) {
    const rule = parseRule(bytes);
    if (rule.ok) rules.set(digest, rule.value);
  }
  return rules;
}

function parseRule(bytes: Uint8Array): Verdict<Canonical> {
  const decoded = decodeNoted(bytes, 'noted', largestJson);
  return decoded.ok ? accept(decoded.value.value) : decoded;
}

function rulePath(digest: string): string {
  return `rules/${digest}.json`;
}

class FileReader {
  readonly #files: ReadonlyMap<string, Uint8Array>;
  readonly #findings: FindingList;

  constructor(files: ReadonlyMap<string, Uint8Array>, findings: FindingList) {
    this.#files = files;
    this.#findings = findings;
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
      const rule = parseRule(bytes);
      if (path !== rulePath(digest)) this.#refuse(path, `the digest ${digest}`);
      else if (!rule.ok) this.#refuse(path, rule.code);
      else rules.set(digest, rule.value);
    }
    return rules;
  }

  #listIn(folder: string): [string, Uint8Array][] {
    return [...this.#files].filter(([path]) => path.startsWith(folder));
  }

  #refuse(path: string, found: string): void {
    this.#findings.add({ check: 0, code: 'bundle.file', place: path, found });
  }
}

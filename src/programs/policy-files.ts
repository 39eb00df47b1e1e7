import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { RefusalCode } from '#domain/codes.ts';
import { scanJson } from '#domain/json-keys.ts';
import type { PackExample } from '#domain/pack-examples.ts';
import { isFault, type PackFinding } from '#domain/pack-findings.ts';
import { type PackShelf, resolveOverlay, shelfName } from '#domain/pack-overlay.ts';
import { isJsonObject, type Json, type JsonObject } from '#domain/pack-tree.ts';
import type { PolicyPack } from '#domain/policy-pack.ts';
import { type RefusalDetails, refuse } from '#domain/refusal.ts';
import { CommandFailed } from '#platform/command-failed.ts';
import { examplesFileSchema } from '#schemas/policy-examples.ts';
import { lintContent } from '#schemas/policy-lint.ts';
import { isOverlayFile, type OverlayFile, overlaySchema } from '#schemas/policy-overlay.ts';

/** A pack, or what an overlay makes of its base, as a file of the terminal says it. */
export interface OpenedPack {
  readonly file: string;
  /** `asn 2026.3`, where the file says so. */
  readonly name: string;
  /** The whole pack as JSON; null where an overlay has no ground. */
  readonly content: JsonObject | null;
  /** The rules; undefined where they cannot be read. */
  readonly pack: PolicyPack | undefined;
  readonly findings: readonly PackFinding[];
  /** Null where there are none beside it. */
  readonly examples: readonly PackExample[] | null;
}

const largestBytes = 4 * 1024 * 1024;
const deepest = 64;

/** Reads files as packs and overlays. An overlay finds its base among the files given, and in its own and the pack's folder. */
export async function openPacks(files: readonly string[]): Promise<readonly OpenedPack[]> {
  const read = await Promise.all(files.map((file) => readContent(file)));
  const shelf = await fillShelf(read);
  return Promise.all(read.map((one) => openPack(one, shelf)));
}

/** One pack that has to be usable: policy.pack-faulty. */
export async function openSoundPack(file: string): Promise<OpenedPack & { pack: PolicyPack; content: JsonObject }> {
  const [opened] = await openPacks([file]);
  if (opened?.pack === undefined || opened.content === null || opened.findings.some(isFault)) {
    throw failed('policy.pack-faulty', { file });
  }
  return { ...opened, pack: opened.pack, content: opened.content };
}

export interface ReadContent {
  readonly file: string;
  readonly content: Json;
  readonly repeated: readonly PackFinding[];
}

/** The JSON of a file, within bounds: policy.file-unreadable, -too-large, -encoding, -not-json, -too-deep. */
export async function readContent(file: string, limit = largestBytes): Promise<ReadContent> {
  const size = await stat(file).then(
    (found) => (found.isFile() ? found.size : undefined),
    () => undefined,
  );
  if (size === undefined) throw failed('policy.file-unreadable', { file });
  if (size > limit) throw failed('policy.file-too-large', { file, limit });
  const text = decode(await readFile(file), file);
  const content = parse(text, file);
  const { repeated, depth } = scanJson(text);
  if (depth > deepest) throw failed('policy.file-too-deep', { file, limit: deepest });
  const findings = repeated.map(({ key, path }) => ({ code: 'pack.duplicate-key', path, details: { key } }) as const);
  return { file, content, repeated: findings };
}

export function failed(code: RefusalCode, details: RefusalDetails): CommandFailed {
  return new CommandFailed(`${code}: ${refuse(code, details).message}`, 2);
}

function decode(bytes: Buffer, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw failed('policy.file-encoding', { file });
  }
}

function parse(text: string, file: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    throw failed('policy.file-not-json', { file, fault: error instanceof Error ? error.message : 'no reason' });
  }
}

async function openPack({ file, content, repeated }: ReadContent, shelf: PackShelf): Promise<OpenedPack> {
  if (isOverlayFile(content)) return openOverlay({ file, content, repeated }, shelf);
  const { pack, findings } = lintContent(content);
  const examples = await readExamples(file);
  const named = pack === undefined ? file : shelfName(pack);
  const whole = isJsonObject(content) ? content : null;
  return { file, name: named, content: whole, pack, findings: [...repeated, ...findings], examples };
}

function openOverlay({ file, content, repeated }: ReadContent, shelf: PackShelf): OpenedPack {
  const overlay = parseOverlay(content, file);
  const resolved = resolveOverlay(overlay, shelf);
  const linted = resolved.content === null ? undefined : lintContent(resolved.content);
  return {
    file,
    name: shelfName(overlay),
    content: resolved.content,
    pack: linted?.pack,
    findings: [...repeated, ...resolved.findings, ...(linted?.findings ?? [])],
    examples: overlay.examples.length === 0 ? null : overlay.examples,
  };
}

function parseOverlay(content: Json, file: string): OverlayFile {
  const parsed = overlaySchema.safeParse(content);
  if (parsed.success) return parsed.data;
  throw failed('policy.file-form', { file, form: 'an overlay', fault: faultsOf(parsed.error.issues) });
}

/** What a schema says about a file, on one line. */
export function faultsOf(
  issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
): string {
  return issues
    .slice(0, 10)
    .map(({ path, message }) => `${path.map(String).join('.') || '$'}: ${message}`)
    .join('; ');
}

/** `examples.json` beside `pack.json`; beside another file `<name>.examples.json`. */
async function readExamples(file: string): Promise<readonly PackExample[] | null> {
  const own = basename(file) === 'pack.json' ? 'examples.json' : `${basename(file, '.json')}.examples.json`;
  const path = join(dirname(file), own);
  const isThere = await stat(path).then(
    () => true,
    () => false,
  );
  if (!isThere) return null;
  const { content } = await readContent(path);
  const parsed = examplesFileSchema.safeParse(content);
  if (parsed.success) return parsed.data.examples;
  throw failed('policy.file-form', { file: path, form: 'worked examples', fault: faultsOf(parsed.error.issues) });
}

/** Everything an overlay may stand on: what was given, its neighbours, and the packs above it. */
async function fillShelf(given: readonly ReadContent[]): Promise<PackShelf> {
  const named = given.filter(({ content }) => isOverlayFile(content)).map(({ file }) => resolve(file));
  const paths = (await Promise.all([...new Set(named.map(dirname))].map(listGround))).flat();
  const known = new Set(given.map(({ file }) => resolve(file)));
  const beside = await Promise.all(paths.filter((path) => !known.has(path)).map(readNeighbour));
  const all = [...beside.flat(), ...given];
  const overlays = all.flatMap(({ content }) => {
    const parsed = overlaySchema.safeParse(content);
    return parsed.success ? [[shelfName(parsed.data), parsed.data] as const] : [];
  });
  const packs = all.flatMap(({ content }) => {
    if (!isJsonObject(content) || isOverlayFile(content)) return [];
    const { id, version } = content;
    return typeof id === 'string' && typeof version === 'string' ? [[`${id} ${version}`, content] as const] : [];
  });
  return { packs: new Map(packs), overlays: new Map(overlays) };
}

/** The overlays of a folder, and the pack with its released versions in the folder above. */
async function listGround(folder: string): Promise<string[]> {
  const above = dirname(folder);
  return [...(await listJson(folder)), ...(await listJson(join(above, 'released'))), join(above, 'pack.json')];
}

async function listJson(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => name.endsWith('.json')).map((name) => join(folder, name));
}

/** A neighbour that is no JSON is none. */
async function readNeighbour(file: string): Promise<ReadContent[]> {
  try {
    return [await readContent(file)];
  } catch (error) {
    if (error instanceof CommandFailed) return [];
    throw error;
  }
}

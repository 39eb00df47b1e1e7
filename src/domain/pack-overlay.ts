import type { Citation, Words } from './citation.ts';
import type { PackFinding } from './pack-findings.ts';
import {
  identityOf,
  isJsonList,
  isJsonObject,
  isSameJson,
  type Json,
  type JsonObject,
  membersOf,
} from './pack-tree.ts';

/**
 * A variant of a pack: what differs, merged onto one version of it (`merge/1`). Objects merge member by member; lists whose members
 * have a code, a gate, a box or the like merge by it and new ones come last; other lists and values replace what was there.
 */
export interface Overlay {
  readonly overlay: 'merge/1';
  readonly id: string;
  readonly version: string;
  readonly title: Words;
  readonly base: PackName;
  /** Where the variant was seen. */
  readonly citation: Citation;
  /** Taken out of the base first, each by its place: names of members, and for members of lists what tells them apart. */
  readonly remove: readonly (readonly string[])[];
  readonly merge: JsonObject;
}

export interface PackName {
  readonly id: string;
  readonly version: string;
}

export interface OverlaidPack {
  readonly content: JsonObject;
  readonly findings: readonly PackFinding[];
}

/** What an overlay says of itself. */
const ownKeys = ['id', 'version', 'title'] as const;

/** The whole pack that an overlay makes of its base, with what is wrong about the overlay itself. */
export function applyOverlay(base: JsonObject, overlay: Overlay): OverlaidPack {
  const { id, version, title, remove, merge } = overlay;
  const misplaced = ownKeys.filter((key) => Object.hasOwn(merge, key));
  const absent = remove
    .map((place, index) => ({ place, index }))
    .filter(({ place }) => find(base, place) === undefined);
  const reduced = remove.reduce<Json>((value, place) => without(value, place), base);
  const rules = mergeJson(reduced, merge);
  const content = { ...(isJsonObject(rules) ? rules : base), id, version, title: { id: title.id, en: title.en } };
  const isSame = misplaced.length === 0 && isSameJson(rules, base);
  return {
    content,
    findings: [
      ...misplaced.map((key) => ({ code: 'overlay.own-key', path: ['merge', key], details: { key } }) as const),
      ...absent.map(({ place, index }) => {
        const details = { place: place.join('.') };
        return { code: 'overlay.path-unknown', path: ['remove', index], details } as const;
      }),
      ...(isSame ? [{ code: 'overlay.changes-nothing', path: [] } as const] : []),
    ],
  };
}

/** Packs and overlays by `id version`. */
export interface PackShelf {
  readonly packs: ReadonlyMap<string, JsonObject>;
  readonly overlays: ReadonlyMap<string, Overlay>;
}

export function shelfName({ id, version }: PackName): string {
  return `${id} ${version}`;
}

/** The whole pack of an overlay, through all the overlays below it. Content is null where its ground is missing. */
export function resolveOverlay(
  overlay: Overlay,
  shelf: PackShelf,
  above: readonly string[] = [],
): { readonly content: JsonObject | null; readonly findings: readonly PackFinding[] } {
  const chain = [...above, shelfName(overlay)];
  const ground = shelfName(overlay.base);
  const path = ['base'];
  if (chain.includes(ground)) {
    const details = { chain: [...chain, ground].join(' → ') };
    return { content: null, findings: [{ code: 'overlay.cycle', path, details }] };
  }
  const pack = shelf.packs.get(ground);
  // An overlay that takes the name of a pack does not stand in its place.
  const below = pack === undefined ? shelf.overlays.get(ground) : undefined;
  const resolved = below === undefined ? undefined : resolveOverlay(below, shelf, chain);
  const base = resolved === undefined ? pack : resolved.content;
  if (base === undefined) {
    const { id, version } = overlay.base;
    return { content: null, findings: [{ code: 'overlay.base-missing', path, details: { id, version } }] };
  }
  if (base === null) return { content: null, findings: resolved?.findings ?? [] };
  return applyOverlay(base, overlay);
}

function mergeJson(base: Json | undefined, patch: Json): Json {
  if (isJsonObject(patch) && isJsonObject(base)) {
    const merged = Object.entries(patch).map(([name, value]) => [
      name,
      mergeJson(Object.hasOwn(base, name) ? base[name] : undefined, value),
    ]);
    return { ...base, ...(Object.fromEntries(merged) as JsonObject) };
  }
  return isJsonList(patch) && isJsonList(base) ? mergeLists(base, patch) : patch;
}

function mergeLists(base: readonly Json[], patch: readonly Json[]): readonly Json[] {
  const [known, changed] = [membersOf(base), membersOf(patch)];
  if (known === undefined || changed === undefined || changed.size === 0) return patch;
  const kept = base.map((member) => {
    const change = changed.get(identityOf(member) ?? '');
    return change === undefined ? member : mergeJson(member, change);
  });
  return [...kept, ...patch.filter((member) => !known.has(identityOf(member) ?? ''))];
}

function find(value: Json | undefined, place: readonly string[]): Json | undefined {
  const [name, ...rest] = place;
  if (name === undefined) return value;
  return find(childOf(value, name), rest);
}

function childOf(value: Json | undefined, name: string): Json | undefined {
  if (isJsonObject(value)) return Object.hasOwn(value, name) ? value[name] : undefined;
  return isJsonList(value) ? value.find((member) => tellsAs(member, name)) : undefined;
}

function without(value: Json, [name, ...rest]: readonly string[]): Json {
  if (name === undefined) return value;
  if (isJsonList(value)) {
    return rest.length === 0
      ? value.filter((member) => !tellsAs(member, name))
      : value.map((member) => (tellsAs(member, name) ? without(member, rest) : member));
  }
  if (!isJsonObject(value) || !Object.hasOwn(value, name)) return value;
  const entries = Object.entries(value);
  return rest.length === 0
    ? Object.fromEntries<Json>(entries.filter(([key]) => key !== name))
    : Object.fromEntries<Json>(entries.map(([key, own]) => [key, key === name ? without(own, rest) : own]));
}

/** Plain values are told by themselves. */
function tellsAs(member: Json, name: string): boolean {
  return identityOf(member) === name || member === name || (typeof member === 'number' && String(member) === name);
}

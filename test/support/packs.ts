import { readFileSync } from 'node:fs';
import type { Json, JsonObject } from '#domain/pack-tree.ts';

export type Path = readonly (string | number)[];

/** The JSON of a pack or overlay of the product. */
export function readPackFile(path: string): JsonObject {
  return JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')) as JsonObject;
}

/** A copy with one value put in its place; `undefined` takes the member out. */
export function edited(content: JsonObject, path: Path, value: Json | undefined): JsonObject {
  const copy = structuredClone<JsonObject>(content);
  const [last = ''] = path.slice(-1);
  const holder = path.slice(0, -1).reduce<unknown>((at, part) => (at as Record<string | number, unknown>)[part], copy);
  const members = holder as Record<string | number, Json>;
  if (value === undefined && Array.isArray(holder)) holder.splice(Number(last), 1);
  else if (value === undefined) Reflect.deleteProperty(members, last);
  else members[last] = value;
  return copy;
}

export function editedAll(content: JsonObject, edits: readonly (readonly [Path, Json | undefined])[]): JsonObject {
  return edits.reduce((copy, [path, value]) => edited(copy, path, value), content);
}

import { isJsonList, isJsonObject, isSameJson, type Json, type JsonObject, membersOf } from './pack-tree.ts';

/** One difference between two versions of a pack. Places name members of lists by what tells them apart: `indicators K weight`. */
export interface PackChange {
  readonly place: readonly string[];
  readonly kind: 'changed' | 'added' | 'removed' | 'reordered';
  /** Null where it is new. */
  readonly before: Json;
  /** Null where it is gone. */
  readonly after: Json;
}

/** What differs between two packs, rule by rule, in the order of the later one; what is gone comes last in its rule. */
export function diffPacks(before: JsonObject, after: JsonObject): readonly PackChange[] {
  return diffObjects(before, after, []);
}

function diffJson(before: Json, after: Json, place: readonly string[]): readonly PackChange[] {
  if (isSameJson(before, after)) return [];
  if (isWords(before) && isWords(after)) return [{ place, kind: 'changed', before, after }];
  if (isJsonObject(before) && isJsonObject(after)) return diffObjects(before, after, place);
  if (isJsonList(before) && isJsonList(after)) return diffLists(before, after, place);
  return [{ place, kind: 'changed', before, after }];
}

/** A text in both languages is one value. */
export function isWords(value: Json): boolean {
  return isJsonObject(value) && Object.keys(value).toSorted().join() === 'en,id';
}

function diffObjects(before: JsonObject, after: JsonObject, place: readonly string[]): readonly PackChange[] {
  return diffMembers(new Map(Object.entries(before)), new Map(Object.entries(after)), place);
}

type Members = ReadonlyMap<string, Json>;

function diffMembers(before: Members, after: Members, place: readonly string[]): readonly PackChange[] {
  const standing = [...after].flatMap(([name, value]): readonly PackChange[] => {
    const earlier = before.get(name);
    if (earlier !== undefined) return diffJson(earlier, value, [...place, name]);
    return isToldApart(value)
      ? diffJson([], value, [...place, name])
      : [{ place: [...place, name], kind: 'added', before: null, after: value }];
  });
  const gone = [...before].filter(([name]) => !after.has(name));
  return [
    ...standing,
    ...gone.flatMap(([name, value]): readonly PackChange[] =>
      isToldApart(value)
        ? diffJson(value, [], [...place, name])
        : [{ place: [...place, name], kind: 'removed', before: value, after: null }],
    ),
  ];
}

/** A list that is new or gone is told member by member, where they have names. */
function isToldApart(value: Json): boolean {
  return isJsonList(value) && (membersOf(value)?.size ?? 0) > 0;
}

/** Lists whose members cannot be told apart are one value. */
function diffLists(before: readonly Json[], after: readonly Json[], place: readonly string[]): readonly PackChange[] {
  const [earlier, later] = [membersOf(before), membersOf(after)];
  if (earlier === undefined || later === undefined) return [{ place, kind: 'changed', before, after }];
  const kept = [
    [...earlier.keys()].filter((name) => later.has(name)),
    [...later.keys()].filter((name) => earlier.has(name)),
  ];
  const [order = [], now = []] = kept;
  const isReordered = order.join() !== now.join();
  return [
    ...(isReordered ? [{ place, kind: 'reordered', before: order, after: now } as const] : []),
    ...diffMembers(earlier, later, place),
  ];
}

/** A value of JSON. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json;
}

/** By what a member of a list is told from its neighbours, where it has one of these names. */
const identities = ['code', 'gate', 'indicator', 'box', 'performance', 'step', 'level', 'value'] as const;

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isJsonList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** What tells a member of a list from its neighbours; undefined where nothing does. */
export function identityOf(member: Json): string | undefined {
  if (!isJsonObject(member)) return undefined;
  for (const name of identities) {
    const value = Object.hasOwn(member, name) ? member[name] : undefined;
    if (typeof value === 'string' || typeof value === 'number') return String(value);
  }
  return undefined;
}

/** The members of a list by what tells them apart; undefined for a list of plain values, or where two are told alike. */
export function membersOf(list: readonly Json[]): ReadonlyMap<string, Json> | undefined {
  const members = new Map<string, Json>();
  for (const member of list) {
    const identity = identityOf(member);
    if (identity === undefined || members.has(identity)) return undefined;
    members.set(identity, member);
  }
  return members;
}

/** Whether two values of JSON are the same, whatever the order of their members. */
export function isSameJson(left: Json | undefined, right: Json | undefined): boolean {
  if (isJsonList(left) && isJsonList(right)) {
    return left.length === right.length && left.every((member, index) => isSameJson(member, right[index]));
  }
  if (!isJsonObject(left) || !isJsonObject(right)) return left === right;
  const names = Object.keys(left);
  if (names.length !== Object.keys(right).length) return false;
  return names.every((name) => Object.hasOwn(right, name) && isSameJson(left[name], right[name]));
}

import { toUtf8 } from './bytes.ts';
import { type CanonCode, findStringFault, isAscii } from './canonical-text.ts';
import { accept, reject, type Verdict } from './verdict.ts';

/** A value that has exactly one spelling in bytes. */
export type Canonical = null | boolean | number | string | readonly Canonical[] | CanonicalObject;
export interface CanonicalObject {
  readonly [key: string]: Canonical;
}

export function isObject(value: Canonical | undefined): value is CanonicalObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether these are the members of the value, of which canonical bytes have one order only. */
export function hasMembers(value: Canonical, names: readonly string[]): value is CanonicalObject {
  return isObject(value) && Object.keys(value).join() === names.join();
}

/**
 * An object that inherits nothing, whatever its names. Made by a constructor, since what `Object.create(null)` makes is a hash table,
 * which costs several times as much to fill, to hold and to ask.
 */
export class Members {
  [name: string]: Canonical;
}
Reflect.deleteProperty(Members.prototype, 'constructor');
Object.freeze(Object.setPrototypeOf(Members.prototype, null));

export const largestValueBytes = 65_535;
export const deepestNesting = 8;
/** Rules in a file (policy packs, calendars) nest deeper than the values of entries. */
export const deepestInFile = 16;

/** Leaves the encoder or the decoder at the first fault; nothing outside the two sees it. */
export class CanonFault extends Error {
  readonly code: CanonCode;
  constructor(code: CanonCode) {
    super(code);
    this.code = code;
  }
}

/** The one spelling of a host value, or the code of its first fault in the order of writing. */
export function encodeCanonical(value: unknown): Verdict<Uint8Array> {
  try {
    const bytes = toUtf8(spell(value, 0));
    return bytes.length > largestValueBytes ? reject('canon.size') : accept(bytes);
  } catch (fault) {
    if (fault instanceof CanonFault) return reject(fault.code);
    throw fault;
  }
}

/** For values made by this program, where a fault is a bug and is thrown. Not bounded in size, and nested deeper: files are larger than entries. */
export function canonicalBytes(value: unknown): Uint8Array {
  return toUtf8(spell(value, deepestNesting - deepestInFile));
}

function spell(value: unknown, depth: number): string {
  if (value === null || value === true || value === false) return String(value);
  if (typeof value === 'string') return spellString(value);
  if (typeof value === 'number') return spellNumber(value);
  if (typeof value !== 'object') throw new CanonFault('canon.type');
  if (depth === deepestNesting) throw new CanonFault('canon.depth');
  return Array.isArray(value) ? spellArray(value, depth) : spellObject(value, depth);
}

function spellString(text: string): string {
  const fault = findStringFault(text);
  if (fault !== undefined) throw new CanonFault(fault);
  // Other Unicode tables may order or compose what ours do not know, so that the spelling would not be the only one.
  if (!isAscii(text) && /\p{Unassigned}/u.test(text)) throw new CanonFault('canon.nfc');
  return JSON.stringify(text);
}

function spellNumber(value: number): string {
  if (!Number.isInteger(value) || Object.is(value, -0)) throw new CanonFault('canon.number');
  if (!Number.isSafeInteger(value)) throw new CanonFault('canon.range');
  return String(value);
}

function spellArray(values: readonly unknown[], depth: number): string {
  const names = Reflect.ownKeys(values);
  if (Object.getPrototypeOf(values) !== Array.prototype || names.length !== values.length + 1) {
    throw new CanonFault('canon.type');
  }
  const items: string[] = [];
  for (let index = 0; index < values.length; index += 1) items.push(spell(memberOf(values, String(index)), depth + 1));
  return `[${items.join(',')}]`;
}

const plainPrototypes: ReadonlySet<unknown> = new Set([null, Object.prototype, Members.prototype]);

function spellObject(value: object, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (!plainPrototypes.has(prototype)) throw new CanonFault('canon.type');
  const names = Reflect.ownKeys(value).map((name) => {
    if (typeof name === 'symbol') throw new CanonFault('canon.type');
    return name;
  });
  // The default order of sort is that of UTF-16 code units.
  const members = names.sort().map((name) => `${spellString(name)}:${spell(memberOf(value, name), depth + 1)}`);
  return `{${members.join(',')}}`;
}

/** Never runs an accessor. */
function memberOf(value: object, name: string): unknown {
  const property = Object.getOwnPropertyDescriptor(value, name);
  if (property === undefined || !('value' in property) || property.enumerable !== true)
    throw new CanonFault('canon.type');
  return property.value;
}

import { toUtf8 } from './bytes.ts';
import { type CanonCode, findStringFault, isAscii } from './canonical-text.ts';
import { accept, reject, type Verdict } from './verdict.ts';

/** A value that has exactly one spelling in bytes. */
export type Canonical = null | boolean | number | string | readonly Canonical[] | CanonicalObject;
export interface CanonicalObject {
  readonly [key: string]: Canonical;
}

export function isObject(value: Canonical | undefined): value is CanonicalObject;
export function isObject(value: unknown): value is Readonly<Record<string, unknown>>;
export function isObject(value: unknown): boolean {
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
  return encodeSpelled(value, false);
}

/** As `encodeCanonical`, several times as fast, of what this program has made of literals and parsed JSON: no member needs to be asked whether it is one. */
export function encodeOwn(value: unknown): Verdict<Uint8Array> {
  return encodeSpelled(value, true);
}

function encodeSpelled(value: unknown, isOwn: boolean): Verdict<Uint8Array> {
  try {
    const bytes = toUtf8(spell(value, 0, isOwn));
    return bytes.length > largestValueBytes ? reject('canon.size') : accept(bytes);
  } catch (fault) {
    if (fault instanceof CanonFault) return reject(fault.code);
    throw fault;
  }
}

/** For values made by this program, where a fault is a bug and is thrown. Not bounded in size, and nested deeper: files are larger than entries. */
export function canonicalBytes(value: unknown): Uint8Array {
  return toUtf8(spell(value, deepestNesting - deepestInFile, false));
}

function spell(value: unknown, depth: number, isOwn: boolean): string {
  if (typeof value === 'string') return spellString(value);
  if (value === null || value === true || value === false) return String(value);
  if (typeof value === 'number') return spellNumber(value);
  if (typeof value !== 'object') throw new CanonFault('canon.type');
  if (depth === deepestNesting) throw new CanonFault('canon.depth');
  return Array.isArray(value) ? spellArray(value, depth, isOwn) : spellObject(value, depth, isOwn);
}

/** Printable ASCII without quote and backslash, most of what is ever written, is spelled as it stands. */
const asItStands = /^[ !#-[\]-~]*$/;

function spellString(text: string): string {
  if (asItStands.test(text)) return `"${text}"`;
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

function spellArray(values: readonly unknown[], depth: number, isOwn: boolean): string {
  const isPlain = isOwn || Reflect.ownKeys(values).length === values.length + 1;
  if (!isPlain || Object.getPrototypeOf(values) !== Array.prototype) throw new CanonFault('canon.type');
  let text = '';
  for (let index = 0; index < values.length; index += 1) {
    const item = isOwn ? values[index] : memberOf(values, String(index));
    text += `${index === 0 ? '' : ','}${spell(item, depth + 1, isOwn)}`;
  }
  return `[${text}]`;
}

const plainPrototypes: ReadonlySet<unknown> = new Set([null, Object.prototype, Members.prototype]);

function spellObject(value: object, depth: number, isOwn: boolean): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (!plainPrototypes.has(prototype)) throw new CanonFault('canon.type');
  const members = value as Readonly<Record<string, unknown>>;
  let text = '';
  // The default order of sort is that of UTF-16 code units.
  for (const name of (isOwn ? Object.keys(value) : namesOf(value)).sort()) {
    const member = isOwn ? members[name] : memberOf(value, name);
    text += `${text === '' ? '' : ','}${spellString(name)}:${spell(member, depth + 1, isOwn)}`;
  }
  return `{${text}}`;
}

function namesOf(value: object): string[] {
  return Reflect.ownKeys(value).map((name) => {
    if (typeof name === 'symbol') throw new CanonFault('canon.type');
    return name;
  });
}

/** Never runs an accessor. */
function memberOf(value: object, name: string): unknown {
  const property = Object.getOwnPropertyDescriptor(value, name);
  if (property === undefined || !('value' in property) || property.enumerable !== true)
    throw new CanonFault('canon.type');
  return property.value;
}

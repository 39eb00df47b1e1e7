import { concatBytes, equalBytes, fromBase64, fromUtf8, toBase64, toHex, toUtf8 } from './bytes.ts';
import { publicKeyOf, sha256, signEd25519, verifyEd25519 } from './crypto.ts';
import { accept, reject, type Verdict } from './verdict.ts';

// C2SP signed-note, with verifier keys of two kinds: a log's (0x01, signs the text) and a witness's (0x04, signs the text with a time).

export type KeyKind = 'log' | 'witness';

export interface VerifierKey {
  readonly vkey: string;
  readonly name: string;
  readonly kind: KeyKind;
  /** The first four bytes of SHA-256(name LF type ‖ key). */
  readonly id: Uint8Array;
  readonly publicKey: Uint8Array;
}

export interface NoteSignature {
  readonly name: string;
  readonly id: Uint8Array;
  readonly signature: Uint8Array;
}

export interface Note {
  /** With its last line feed: the bytes that are signed. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** A signature line that verified; of a witness also the time it states. */
export interface VerifiedSignature {
  readonly key: VerifierKey;
  /** Seconds since 1970, by the clock of the witness. */
  readonly time?: number;
}

const kindOfType: ReadonlyMap<number, KeyKind> = new Map([
  [0x01, 'log'],
  [0x04, 'witness'],
]);
const typeOfKind: Readonly<Record<KeyKind, number>> = { log: 0x01, witness: 0x04 };

const largestNoteBytes = 131_072;
const mostSignatures = 100;
const idLength = 4;
const timeLength = 8;

function isKeyName(name: string): boolean {
  return name !== '' && !/[\p{White_Space}+]/u.test(name);
}

function keyId(name: string, typed: Uint8Array): Uint8Array {
  return sha256(concatBytes(toUtf8(`${name}\n`), typed)).subarray(0, idLength);
}

/** `name+id+base64(type ‖ key)`, or `key.form`. */
export function parseVerifierKey(vkey: string): Verdict<VerifierKey> {
  const [, name = '', idText = '', keyText = ''] = /^([^+]*)\+([0-9a-f]{8})\+(.*)$/s.exec(vkey) ?? [];
  const typed = fromBase64(keyText);
  const kind = kindOfType.get(typed?.[0] ?? 0);
  if (!isKeyName(name) || typed?.length !== 33 || kind === undefined) return reject('key.form');
  const id = keyId(name, typed);
  if (toHex(id) !== idText) return reject('key.form');
  return accept({ vkey, name, kind, id, publicKey: typed.subarray(1) });
}

/** All of these, or the refusal of the first that is none. */
export function parseVerifierKeys(vkeys: readonly string[]): Verdict<VerifierKey[]> {
  const keys: VerifierKey[] = [];
  for (const vkey of vkeys) {
    const key = parseVerifierKey(vkey);
    if (!key.ok) return key;
    keys.push(key.value);
  }
  return accept(keys);
}

/** The verifier key of a 32-byte private seed. */
export function verifierKeyOf(name: string, seed: Uint8Array, kind: KeyKind): VerifierKey {
  const publicKey = publicKeyOf(seed);
  const typed = concatBytes(Uint8Array.of(typeOfKind[kind]), publicKey);
  const id = keyId(name, typed);
  return { vkey: `${name}+${toHex(id)}+${toBase64(typed)}`, name, kind, id, publicKey };
}

function signatureLine(name: string, id: Uint8Array, signature: Uint8Array): string {
  return `— ${name} ${toBase64(concatBytes(id, signature))}\n`;
}

/** The text, a blank line and these lines, as they were. */
export function writeNote({ text, signatures }: Note): string {
  return `${text}\n${signatures.map(({ name, id, signature }) => signatureLine(name, id, signature)).join('')}`;
}

/** The whole note: text, blank line, the log's signature line. The same text gives the same bytes, always. */
export function signNote(text: string, name: string, seed: Uint8Array): string {
  const { id } = verifierKeyOf(name, seed, 'log');
  return writeNote({ text, signatures: [{ name, id, signature: signEd25519(seed, toUtf8(text)) }] });
}

/** A witness's line to put below a note's own: it saw this text at this time and found it consistent with all before. */
export function cosignatureLine(text: string, witness: { name: string; seed: Uint8Array }, time: number): string {
  const { name, seed } = witness;
  const signature = signEd25519(seed, cosignedBytes(text, BigInt(time)));
  return signatureLine(name, verifierKeyOf(name, seed, 'witness').id, concatBytes(timeBytes(time), signature));
}

function cosignedBytes(text: string, time: bigint): Uint8Array {
  return toUtf8(`cosignature/v1\ntime ${String(time)}\n${text}`);
}

function timeBytes(time: number): Uint8Array {
  const bytes = new Uint8Array(timeLength);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(time));
  return bytes;
}

/** Splits a note from its signature lines: `note.limit` before any work, then `note.form`. */
export function parseNote(bytes: Uint8Array): Verdict<Note> {
  if (bytes.length > largestNoteBytes) return reject('note.limit');
  const whole = fromUtf8(bytes);
  if (whole === undefined || hasControl(whole) || !whole.endsWith('\n')) return reject('note.form');
  const blank = whole.lastIndexOf('\n\n');
  const lines = whole.slice(blank + 2, -1).split('\n');
  if (blank < 0) return reject('note.form');
  if (lines.length > mostSignatures) return reject('note.limit');
  const signatures: NoteSignature[] = [];
  for (const line of lines) {
    const signature = parseSignatureLine(line);
    if (signature === undefined) return reject('note.form');
    signatures.push(signature);
  }
  return accept({ text: whole.slice(0, blank + 1), signatures });
}

/** Any control below U+0020 but the line feed. */
function hasControl(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit < 0x20 && unit !== 0x0a) return true;
  }
  return false;
}

function parseSignatureLine(line: string): NoteSignature | undefined {
  const [, name = '', encoded = ''] = /^— ([^ ]+) ([^ ]+)$/u.exec(line) ?? [];
  const bytes = fromBase64(encoded);
  if (!isKeyName(name) || bytes === undefined || bytes.length <= idLength) return undefined;
  return { name, id: bytes.subarray(0, idLength), signature: bytes.subarray(idLength) };
}

/**
 * The lines of trusted keys, verified. Every one of them must verify, also a second one of the same key (`note.signature`);
 * lines of strangers say nothing. Without a line of a log there is nothing to rely on (`note.unsigned`).
 */
export function verifyNote(note: Note, trusted: readonly VerifierKey[]): Verdict<VerifiedSignature[]> {
  const verified: VerifiedSignature[] = [];
  for (const line of note.signatures) {
    for (const key of trusted) {
      if (key.name !== line.name || !equalBytes(key.id, line.id)) continue;
      const signature = verifyLine(note.text, key, line.signature);
      if (signature === undefined) return reject('note.signature');
      verified.push(signature);
    }
  }
  return verified.some(({ key }) => key.kind === 'log') ? accept(verified) : reject('note.unsigned');
}

function verifyLine(text: string, key: VerifierKey, signature: Uint8Array): VerifiedSignature | undefined {
  if (key.kind === 'log') return verifyEd25519(key.publicKey, toUtf8(text), signature) ? { key } : undefined;
  if (signature.length !== timeLength + 64) return undefined;
  const time = new DataView(signature.buffer, signature.byteOffset).getBigUint64(0);
  if (time > BigInt(Number.MAX_SAFE_INTEGER)) return undefined;
  if (!verifyEd25519(key.publicKey, cosignedBytes(text, time), signature.subarray(timeLength))) return undefined;
  return { key, time: Number(time) };
}

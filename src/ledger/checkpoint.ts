import { fromBase64, toBase64, toHex } from './bytes.ts';
import {
  type Note,
  parseNote,
  parseVerifierKeys,
  type VerifiedSignature,
  type VerifierKey,
  verifyNote,
} from './note.ts';
import { emptyRoot } from './tree.ts';
import { accept, reject, type Verdict } from './verdict.ts';

/** A head as a log states it (C2SP tlog-checkpoint). */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  /** In hex. */
  readonly root: string;
}

export interface OpenedCheckpoint extends Checkpoint {
  /** The bytes that were signed. */
  readonly text: string;
  /** The lines of trusted keys, all verified. */
  readonly signatures: readonly VerifiedSignature[];
}

/** The text that a log signs. */
export function checkpointText(origin: string, size: number, root: Uint8Array): string {
  return `${origin}\n${String(size)}\n${toBase64(root)}\n`;
}

/** Origin, size and root of a text, extension lines allowed; else `checkpoint.form`. */
export function parseCheckpoint(text: string): Verdict<Checkpoint> {
  const lines = text.split('\n');
  const [origin = '', sizeText = '', rootText = ''] = lines;
  const root = fromBase64(rootText);
  const size = Number(sizeText);
  if (lines.length < 4 || lines.slice(0, -1).includes('') || lines.at(-1) !== '') return reject('checkpoint.form');
  if (!/^(0|[1-9][0-9]*)$/.test(sizeText) || !Number.isSafeInteger(size)) return reject('checkpoint.form');
  if (root?.length !== 32) return reject('checkpoint.form');
  return accept({ origin, size, root: toHex(root) });
}

/** Opens a signed checkpoint with trusted keys as text: `key.form` first, then as `openCheckpoint`. */
export function openCheckpointWith(
  vkeys: readonly string[],
  bytes: Uint8Array,
  origin: string,
): Verdict<OpenedCheckpoint> {
  const keys = parseVerifierKeys(vkeys);
  return keys.ok ? openCheckpoint(bytes, keys.value, origin) : keys;
}

/**
 * Opens a signed checkpoint with trusted keys. Refuses in the order `note.limit`, `note.form`, `note.signature`, `note.unsigned`,
 * `checkpoint.form`, `checkpoint.origin`, `checkpoint.root`. Without an expected origin that of the text must be a signing key's name.
 */
export function openCheckpoint(
  bytes: Uint8Array,
  trusted: readonly VerifierKey[],
  origin?: string,
): Verdict<OpenedCheckpoint> {
  const note = parseNote(bytes);
  if (!note.ok) return note;
  const signatures = verifyNote(note.value, trusted);
  return signatures.ok ? openText(note.value, signatures.value, origin) : signatures;
}

function openText(note: Note, signatures: readonly VerifiedSignature[], expected?: string): Verdict<OpenedCheckpoint> {
  const checkpoint = parseCheckpoint(note.text);
  if (!checkpoint.ok) return checkpoint;
  const { origin, size, root } = checkpoint.value;
  const isSignedByOrigin = signatures.some(({ key }) => key.kind === 'log' && key.name === origin);
  if (!isSignedByOrigin || (expected !== undefined && origin !== expected)) return reject('checkpoint.origin');
  if (size === 0 && root !== toHex(emptyRoot)) return reject('checkpoint.root');
  return accept({ ...checkpoint.value, text: note.text, signatures });
}

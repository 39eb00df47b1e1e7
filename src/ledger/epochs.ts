import { equalBytes, fromUtf8 } from './bytes.ts';
import { type OpenedCheckpoint, openCheckpoint } from './checkpoint.ts';
import { parseNote, parseVerifierKey, parseVerifierKeys, type VerifiedSignature, type VerifierKey } from './note.ts';
import { accept, reject, type Verdict } from './verdict.ts';

/** The sizes that a log key may sign. Validity goes by size, never by date. */
export interface Epoch {
  readonly vkey: string;
  readonly firstSize: number;
  /** Null while the key is in use. */
  readonly lastSize: number | null;
}

const epochLine = /^epoch (\S+) (0|[1-9][0-9]{0,15}) (0|[1-9][0-9]{0,15}|-)$/;

/** `epochs.txt`: lines `epoch <vkey> <first size> <last size or ->`, else `key.form` for the key or `policy.form`. */
export function parseEpochs(bytes: Uint8Array): Verdict<Epoch[]> {
  const text = fromUtf8(bytes);
  if (text === undefined || !text.endsWith('\n')) return reject('policy.form');
  const epochs: Epoch[] = [];
  for (const line of text.slice(0, -1).split('\n')) {
    const [, vkey = '', first = '', last = ''] = epochLine.exec(line) ?? [];
    const epoch = { vkey, firstSize: Number(first), lastSize: last === '-' ? null : Number(last) };
    if (first === '' || !isRange(epoch)) return reject('policy.form');
    const key = parseVerifierKey(vkey);
    if (!key.ok || key.value.kind !== 'log') return reject('key.form');
    epochs.push(epoch);
  }
  return accept(epochs);
}

function isRange({ firstSize, lastSize }: Epoch): boolean {
  if (!Number.isSafeInteger(firstSize)) return false;
  return lastSize === null || (Number.isSafeInteger(lastSize) && lastSize >= firstSize);
}

export function epochsText(epochs: readonly Epoch[]): string {
  return epochs.map((one) => `epoch ${one.vkey} ${String(one.firstSize)} ${String(one.lastSize ?? '-')}\n`).join('');
}

/** The log keys among the signatures that may not sign a checkpoint of this size. */
export function listOutsideEpochs(
  epochs: readonly Epoch[],
  signatures: readonly VerifiedSignature[],
  size: number,
): string[] {
  const vkeys = new Set(signatures.filter(({ key }) => key.kind === 'log').map(({ key }) => key.vkey));
  return [...vkeys].filter((vkey) => !epochs.some((epoch) => epoch.vkey === vkey && covers(epoch, size)));
}

/** A signed checkpoint, and the log keys among its signatures that may not sign its size. */
export interface JudgedCheckpoint extends OpenedCheckpoint {
  readonly outside: readonly string[];
}

export interface SigningTrust {
  readonly keys: readonly VerifierKey[];
  /** Undefined where any size will do. */
  readonly epochs: readonly Epoch[] | undefined;
  /** Origin of the log. */
  readonly log: string;
}

/** Opens a checkpoint as `openCheckpoint` does, and says who signed it out of turn: `note.epoch`, for whoever relies on it. */
export function openInEpochs(bytes: Uint8Array, { keys, epochs, log }: SigningTrust): Verdict<JudgedCheckpoint> {
  const opened = openCheckpoint(bytes, keys, log);
  if (!opened.ok) return opened;
  const { signatures, size } = opened.value;
  return accept({ ...opened.value, outside: epochs === undefined ? [] : listOutsideEpochs(epochs, signatures, size) });
}

/**
 * The same by names and ids alone, for whoever looks for one among many of its own: whether keys of these epochs signed the
 * note, and each of them within its sizes. Signatures are not verified.
 */
export function openEpochJudge(epochs: readonly Epoch[]): (note: Uint8Array, size: number) => boolean {
  const parsed = parseVerifierKeys(epochs.map(({ vkey }) => vkey));
  const keys = parsed.ok ? parsed.value : [];
  return (bytes, size) => {
    const note = parseNote(bytes);
    const lines = note.ok ? note.value.signatures : [];
    const signed = keys.filter(({ name, id }) => lines.some((line) => line.name === name && equalBytes(line.id, id)));
    const signatures = signed.map((key) => ({ key }));
    return signed.length > 0 && listOutsideEpochs(epochs, signatures, size).length === 0;
  };
}

function covers({ firstSize, lastSize }: Epoch, size: number): boolean {
  return size >= firstSize && (lastSize === null || size <= lastSize);
}

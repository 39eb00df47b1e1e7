import { fromUtf8 } from './bytes.ts';
import { parseVerifierKey, type VerifiedSignature } from './note.ts';
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

function covers({ firstSize, lastSize }: Epoch, size: number): boolean {
  return size >= firstSize && (lastSize === null || size <= lastSize);
}

import { fromUtf8 } from './bytes.ts';
import { isObject } from './canonical.ts';
import type { HeldReceipt } from './examination.ts';
import { hex64Form, isInstant, uuidForm } from './forms.ts';

const fields = ['at', 'entry', 'leaf', 'stream', 'streamSeq'];

/** A receipt that somebody kept, in JSON: itself, or the answer of the server that held it. Nothing where the bytes are no receipt. */
export function parseReceipt(bytes: Uint8Array): HeldReceipt | undefined {
  const value = parseJson(fromUtf8(bytes)?.replace(/^\ufeff/, ''));
  return readReceipt(value) ?? (isObject(value) ? readReceipt(value['receipt']) : undefined);
}

function readReceipt(value: unknown): HeldReceipt | undefined {
  if (!isObject(value) || Object.keys(value).sort().join() !== fields.join()) return undefined;
  const { at, entry, leaf, stream, streamSeq } = value;
  if (typeof at !== 'string' || typeof entry !== 'string' || typeof leaf !== 'string') return undefined;
  const isPlaced = typeof stream === 'string' && Number.isSafeInteger(streamSeq) && Number(streamSeq) >= 1;
  return isPlaced && isInstant(at) && uuidForm.test(entry) && hex64Form.test(leaf) ? { entry, leaf } : undefined;
}

function parseJson(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

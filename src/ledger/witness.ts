import { fromBase64, fromUtf8, toBase64, toHex, toUtf8 } from './bytes.ts';
import { type OpenedCheckpoint, openCheckpoint, parseCheckpoint } from './checkpoint.ts';
import { type Note, parseNote, type VerifierKey, writeNote } from './note.ts';
import { emptyRoot, refuseConsistency } from './tree.ts';

// C2SP tlog-witness: a witness signs a checkpoint only if its tree holds the whole tree that it signed last.

/** What a witness has signed last for one log; the root in hex. */
export interface HeldHead {
  readonly size: number;
  readonly root: string;
}

export const nothingHeld: HeldHead = { size: 0, root: toHex(emptyRoot) };

export interface KnownLog {
  readonly keys: readonly VerifierKey[];
  readonly held: HeldHead;
}

/** The body of `add-checkpoint`; hashes in hex. */
interface AddCheckpoint {
  readonly oldSize: number;
  readonly proof: readonly string[];
  readonly note: Uint8Array;
}

/** More than a note, its proof and the line before them can have. */
export const largestRequestBytes = 140_000;
const mostHashes = 63;

export function writeAddCheckpoint(oldSize: number, proof: readonly Uint8Array[], note: string): string {
  return [`old ${String(oldSize)}`, ...proof.map(toBase64), '', note].join('\n');
}

function parseAddCheckpoint(bytes: Uint8Array): AddCheckpoint | undefined {
  const text = bytes.length > largestRequestBytes ? undefined : fromUtf8(bytes);
  const blank = text?.indexOf('\n\n') ?? -1;
  if (text === undefined || blank < 0) return undefined;
  const [first = '', ...lines] = text.slice(0, blank).split('\n');
  const oldSize = Number(/^old (0|[1-9][0-9]{0,15})$/.exec(first)?.[1] ?? Number.NaN);
  const proof = lines.map(fromBase64).flatMap((hash) => (hash?.length === 32 ? [toHex(hash)] : []));
  if (!Number.isSafeInteger(oldSize) || proof.length !== lines.length || proof.length > mostHashes) return undefined;
  return { oldSize, proof, note: toUtf8(text.slice(blank + 2)) };
}

/** The status of the answer (C2SP tlog-witness), and what was signed by a known log, be it refused or not. */
export type Judgement =
  | { readonly status: 200; readonly checkpoint: OpenedCheckpoint; readonly signed: string }
  | { readonly status: 400 | 403 | 404 }
  | {
      readonly status: 400 | 409 | 422;
      readonly oldSize: number;
      readonly checkpoint: OpenedCheckpoint;
      /** The checkpoint with the lines of the log alone. */
      readonly signed: string;
      readonly held: HeldHead;
    };

/**
 * 404: origin unknown; 403: not signed by a key of that log; 400: malformed, or the old size is above the new one; 409: the old
 * size is not what is held; 422: the proof does not lead from there to this root, or the size is the same and the root another.
 */
export function judgeCheckpoint(bytes: Uint8Array, findLog: (origin: string) => KnownLog | undefined): Judgement {
  const request = parseAddCheckpoint(bytes);
  const note = request === undefined ? undefined : parseNote(request.note);
  const said = note?.ok === true ? parseCheckpoint(note.value.text) : undefined;
  if (request === undefined || note?.ok !== true || said?.ok !== true) return { status: 400 };
  const { origin } = said.value;
  const log = findLog(origin);
  if (log === undefined) return { status: 404 };
  const opened = openCheckpoint(request.note, log.keys, origin);
  if (!opened.ok) return { status: opened.code === 'checkpoint.root' ? 400 : 403 };
  const { oldSize, proof } = request;
  const checkpoint = opened.value;
  const signed = writeNote(linesOf(note.value, log.keys));
  const { held } = log;
  const refused = { oldSize, checkpoint, signed, held };
  const { size, root } = checkpoint;
  if (oldSize > size) return { status: 400, ...refused };
  if (oldSize !== held.size) return { status: 409, ...refused };
  const fault = refuseConsistency({ oldSize, oldRoot: held.root, size, root, proof });
  return fault === undefined ? { status: 200, checkpoint, signed } : { status: 422, ...refused };
}

/** The note without the lines of strangers: what anybody may add to it is not kept. */
function linesOf({ text, signatures }: Note, keys: readonly VerifierKey[]): Note {
  const known = new Set(keys.map(({ name, id }) => `${name} ${toHex(id)}`));
  return { text, signatures: signatures.filter(({ name, id }) => known.has(`${name} ${toHex(id)}`)) };
}

import { toUtf8 } from '#ledger/bytes.ts';
import { sha256Hex } from '#ledger/crypto.ts';
import { cosignatureLine, type VerifierKey } from '#ledger/note.ts';
import { type HeldHead, type Judgement, judgeCheckpoint, nothingHeld } from '#ledger/witness.ts';
import type { WitnessState } from '#schemas/witness.ts';
import type { WitnessFolder } from './folder.ts';

export { openWitnessFolder, readKnownLogs } from './folder.ts';

/** The answer to `add-checkpoint` (C2SP tlog-witness). */
export interface WitnessAnswer {
  readonly status: Judgement['status'];
  /** The cosignature line; the size that is held, for 409; else empty. */
  readonly body: string;
}

export interface Witness {
  readonly vkey: string;
  addCheckpoint(body: Uint8Array): Promise<WitnessAnswer>;
  /** The newest checkpoint that was signed, with the line of this witness; of the only log where none is named. */
  findCheckpoint(origin: string | undefined): string | undefined;
}

export interface WitnessOptions {
  readonly folder: WitnessFolder;
  /** Asked for every request, so that a log can be added while the witness runs. */
  readonly readLogs: () => Promise<ReadonlyMap<string, readonly VerifierKey[]>>;
  /** Seconds since 1970. */
  readonly readClock: () => number;
}

/** A witness that checks and keeps in one step: requests wait for each other. */
export function openWitness(options: WitnessOptions): Witness {
  const { folder } = options;
  let state = folder.state;
  let last: Promise<unknown> = Promise.resolve();
  const take = async (body: Uint8Array): Promise<WitnessAnswer> => {
    const logs = await options.readLogs();
    const judgement = judgeCheckpoint(body, (origin) => {
      const keys = logs.get(origin);
      return keys === undefined ? undefined : { keys, held: heldOf(state, origin) };
    });
    if (judgement.status !== 200) return refuse(folder, state, judgement);
    const { checkpoint, signed } = judgement;
    const line = cosignatureLine(checkpoint.text, folder, options.readClock());
    const { origin, size, root } = checkpoint;
    const next = { ...state, logs: { ...state.logs, [origin]: { size, root, note: signed + line } } };
    // Nothing is signed, as far as anybody can know, by a state that is not on disk.
    await folder.save(next);
    state = next;
    return { status: 200, body: line };
  };
  return {
    vkey: folder.vkey,
    addCheckpoint: (body) => {
      const answer = last.then(() => take(body));
      last = answer.catch(() => undefined);
      return answer;
    },
    findCheckpoint: (origin) => {
      const [only, ...more] = Object.keys(state.logs);
      return state.logs[origin ?? (more.length === 0 ? (only ?? '') : '')]?.note;
    },
  };
}

function heldOf({ logs }: WitnessState, origin: string): HeldHead {
  const held = Object.hasOwn(logs, origin) ? logs[origin] : undefined;
  return held === undefined ? nothingHeld : { size: held.size, root: held.root };
}

/** A request that a known log has signed and that is refused is kept: it may be the proof of a fork. */
async function refuse(
  folder: WitnessFolder,
  { logs }: WitnessState,
  judgement: Exclude<Judgement, { status: 200 }>,
): Promise<WitnessAnswer> {
  if (!('held' in judgement)) return { status: judgement.status, body: '' };
  const { status, held, oldSize, checkpoint, signed } = judgement;
  const { size, root, origin } = checkpoint;
  const isFork = size === held.size && root !== held.root;
  if (size !== held.size || isFork) {
    const head = `refused with ${status}\nold ${oldSize}\nheld ${held.size} ${held.root}\nsigned ${size} ${root}\n`;
    const name = `${size}-${sha256Hex(toUtf8(checkpoint.text)).slice(0, 32)}.txt`;
    const text = `${head}\nREFUSED\n${signed}\nHELD\n${logs[origin]?.note ?? ''}`;
    await folder.keepEvidence({ name, text, isGrave: isFork || status === 422 });
  }
  return { status, body: status === 409 ? `${held.size}\n` : '' };
}

import { toHex, toUtf8 } from '#ledger/bytes.ts';
import { openCheckpoint } from '#ledger/checkpoint.ts';
import { sha256Hex } from '#ledger/crypto.ts';
import { parseNote, type VerifierKey } from '#ledger/note.ts';
import { accept, reject, type Verdict } from '#ledger/verdict.ts';
import type { Database } from '#platform/database.ts';
import { conductorActor, derivedId, type Ledger, type Receipt } from './service.ts';
import { beginAct, lockStream } from './store.ts';

/** The final checkpoint of the log that this one goes on from, and why it had to. */
export interface Predecessor {
  /** Code of the incident, or `migration`. */
  readonly incident: string;
  readonly origin: string;
  readonly size: number;
  /** In hex. */
  readonly root: string;
  readonly key: VerifierKey;
  readonly signature: Uint8Array;
}

export interface Opening {
  readonly db: Database;
  readonly ledger: Ledger;
  readonly after?: Predecessor;
}

/** Writes the first entry of the log, once; later calls change nothing. To be called before anything else is recorded. */
export async function openLog({ db, ledger, after }: Opening): Promise<Receipt | undefined> {
  return db.transaction('conductor', async (tx) => {
    await lockStream(tx, 'system');
    const id = derivedId(ledger.log, 'opened');
    const act = await beginAct(tx, id);
    if (act.prior_bytes !== null) return undefined;
    const event = { id, stream: 'system', agency: null, actor: conductorActor, act };
    if (after === undefined) return ledger.append(tx, { ...event, type: 'log.opened/1', open: {} });
    return ledger.append(tx, { ...event, type: 'log.opened/2', open: fieldsOf(after) });
  });
}

function fieldsOf({ incident, origin, size, root, key, signature }: Predecessor) {
  const halves = [toHex(signature.subarray(0, 32)), toHex(signature.subarray(32))];
  return { incident, key: toHex(key.publicKey), origin: sha256Hex(toUtf8(origin)), root, signature: halves, size };
}

/** The final checkpoint of a log, verified under its keys; else the code of what is wrong with it. */
export function readPredecessor(
  note: Uint8Array,
  keys: readonly VerifierKey[],
  incident: string,
): Verdict<Predecessor> {
  const opened = openCheckpoint(note, keys);
  if (!opened.ok) return opened;
  const { origin, size, root, signatures } = opened.value;
  const key = signatures.find(({ key: { kind, name } }) => kind === 'log' && name === origin)?.key;
  const parsed = parseNote(note);
  if (key === undefined || !parsed.ok) return reject('note.unsigned');
  const line = parsed.value.signatures.find(({ name, id }) => name === origin && toHex(id) === toHex(key.id));
  if (line === undefined) return reject('note.unsigned');
  return accept({ incident, origin, size, root, key, signature: line.signature });
}

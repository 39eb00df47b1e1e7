import { toHex, toUtf8 } from '#ledger/bytes.ts';
import { type Checkpoint, parseCheckpoint } from '#ledger/checkpoint.ts';
import { type Epoch, openInEpochs } from '#ledger/epochs.ts';
import { parseNote, parseVerifierKeys } from '#ledger/note.ts';
import { accept, type Verdict } from '#ledger/verdict.ts';

export interface KeyTrust {
  readonly log: string;
  /** Verifier keys of the log; without them signatures are not checked. */
  readonly vkeys: readonly string[];
  /** Which sizes each key may sign; undefined: any. */
  readonly epochs?: readonly Epoch[] | undefined;
  /** Position of the entry that revokes a key, by its 32 bytes in hex. */
  readonly revoked: ReadonlyMap<string, number>;
}

export interface ReadNote extends Checkpoint {
  /** Keys that signed it and may not sign this size. */
  readonly outside: readonly string[];
}

/** What a stored checkpoint says, and who signed it out of turn; else the code of `openCheckpoint`. */
export function readCheckpointNote({ log, vkeys, epochs, revoked }: KeyTrust, note: string): Verdict<ReadNote> {
  const bytes = toUtf8(note);
  if (vkeys.length === 0) {
    const parsed = parseNote(bytes);
    const said = parsed.ok ? parseCheckpoint(parsed.value.text) : parsed;
    return said.ok ? accept({ ...said.value, outside: [] }) : said;
  }
  const keys = parseVerifierKeys(vkeys);
  if (!keys.ok) return keys;
  const judged = openInEpochs(bytes, { keys: keys.value, epochs, log });
  if (!judged.ok) return judged;
  const { signatures, size, outside } = judged.value;
  // What a revoked key signed before its revocation stays in the table; a later checkpoint covers it.
  const before = signatures.filter(({ key }) => size <= (revoked.get(toHex(key.publicKey)) ?? -1));
  const excused = new Set(before.map(({ key }) => key.vkey));
  return accept({ ...judged.value, outside: outside.filter((vkey) => !excused.has(vkey)) });
}

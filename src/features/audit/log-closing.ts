import { setTimeout as pause } from 'node:timers/promises';
import { toUtf8 } from '#ledger/bytes.ts';
import { checkpointText } from '#ledger/checkpoint.ts';
import { sha256Hex } from '#ledger/crypto.ts';
import { rootOf } from '#ledger/tree.ts';
import { writeDurably } from '#platform/durable-files.ts';
import { recordOnSystem } from './key-entries.ts';
import { getSignerState, type KeyHouse, KeyRefusal } from './keys.ts';
import { findEntry } from './queries.ts';
import { derivedId } from './service.ts';
import { makeNote, openSigner } from './signer.ts';
import { openSignerFolder, saveSignerState } from './signer-state.ts';

export interface Closing {
  readonly incident: string;
  /** Origin of the log that goes on. */
  readonly successor: string;
}

const finalFile = 'final.checkpoint';
const lookMs = 50;

/**
 * Closes the log for good: its last entry says so, the signer signs that and nothing more. A frozen signer signs nothing, so the
 * final checkpoint is then the last that it stands for, and the new log alone tells of the incident. Server and notary must
 * stand still. Answers the final checkpoint, which also lies in the signer's folder; every step may be done again.
 */
export async function closeLog(house: KeyHouse, { incident, successor }: Closing): Promise<string> {
  const { folder, ledger } = house;
  const { frozen, revoked, next } = await getSignerState(house);
  if (revoked !== null) throw new KeyRefusal('keys.revoked');
  if (next !== null) throw new KeyRefusal('keys.pending');
  if (frozen === null) {
    const id = derivedId(ledger.log, 'closed');
    const open = { incident, successor: sha256Hex(toUtf8(successor)) };
    await recordOnSystem(house, { id, type: 'log.closed/1', open });
    await signUntil(house, id);
  }
  const state = await getSignerState(house);
  if (frozen?.reason !== 'signer.closed')
    await saveSignerState(folder, { ...state, frozen: { reason: 'signer.closed', at: state.frontier.size } });
  const { key } = await openSignerFolder(folder, ledger.log, { keepsWitnesses: true });
  const note = await makeNote(key, checkpointText(state.log, state.frontier.size, rootOf(state.frontier)));
  await writeDurably(folder, { name: finalFile, text: note, mode: 0o644 });
  return note;
}

async function signUntil(house: KeyHouse, id: string): Promise<void> {
  const signer = await openSigner(house.signerDb, {
    folder: house.folder,
    log: house.ledger.log,
    keepsWitnesses: true,
  });
  for (;;) {
    await house.seal();
    const { frozen, size } = await signer.sign();
    if (frozen !== null) throw new KeyRefusal('keys.frozen');
    const position = (await findEntry(house.db, id))?.position ?? null;
    if (position !== null && position < size) return;
    await pause(lookMs);
  }
}

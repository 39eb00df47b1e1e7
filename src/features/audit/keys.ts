import { setTimeout as pause } from 'node:timers/promises';
import { equalBytes } from '#ledger/bytes.ts';
import { parseVerifierKey, type VerifierKey } from '#ledger/note.ts';
import { emptyFrontier, rootOf } from '#ledger/tree.ts';
import type { Database } from '#platform/database.ts';
import { isInTime } from './key-announcements.ts';
import { announceKey, findAnnouncement, measureLog, type RecordParts, recordOnSystem } from './key-entries.ts';
import { derivedId } from './service.ts';
import { extend, Freeze, openSigner } from './signer.ts';
import { makeKey, readKey, type SigningKey } from './signer-keys.ts';
import {
  listRevoked,
  publishLogKeys,
  type Revoked,
  readSignerState,
  type SignerState,
  saveSignerState,
} from './signer-state.ts';

/** Why an operator's command on the signer's keys was refused; permanent. */
export const keyRefusals = {
  'keys.no-signer': 'The signer has never started on this data folder.',
  'keys.frozen': 'The signer is frozen. Find out why and unfreeze it first.',
  'keys.not-frozen': 'The signer is not frozen.',
  'keys.closed': 'This log is closed and stays closed.',
  'keys.pending': 'A change of keys is under way; it ends when the size before the first of the new key is signed.',
  'keys.revoked': 'The key is revoked: finish with `bukti keys revoke`.',
  'keys.emergency': 'This is not the emergency key that epochs.txt has named from the start.',
  'keys.name-key':
    'The key that signs has taken the place of a revoked one. Name the one that you mean with --key and its verifier key.',
  'keys.other-key': 'This key does not sign, and was not revoked after it had signed.',
  'keys.last-size': 'The last size to be believed lies beyond what the signer has signed, or before its epoch.',
  'keys.not-whole': 'The database does not hold what the signer has signed. Import the missing entries first.',
  'keys.notary-running': 'The notary is running. Stop it first: it keeps the state of the signer in its memory.',
} as const;

export type KeyRefusalCode = keyof typeof keyRefusals;

export class KeyRefusal extends Error {
  readonly code: KeyRefusalCode;
  constructor(code: KeyRefusalCode) {
    super(`${code}: ${keyRefusals[code]}`);
    this.name = 'KeyRefusal';
    this.code = code;
  }
}

export interface KeyHouse extends RecordParts {
  /** As role bukti_signer. */
  readonly signerDb: Database;
  /** Seals what is recorded, or waits until somebody else has. */
  readonly seal: () => Promise<void>;
  /** The signer's folder. */
  readonly folder: string;
}

const lookMs = 50;
/** So often the very next size is tried, since a quiet log may not reach any other for long. */
const nearAttempts = 3;

export async function getSignerState({ folder }: Pick<KeyHouse, 'folder'>): Promise<SignerState> {
  const state = await readSignerState(folder);
  if (state === undefined) throw new KeyRefusal('keys.no-signer');
  return state;
}

/**
 * Makes a key and announces it; the signer changes to it by itself, at the size that the announcement names, which is answered.
 * Each step may be done again: a key that waits is announced, an announcement that stands is not repeated.
 */
export async function rotateKey(house: KeyHouse): Promise<number> {
  return announce(house, await prepareKey(house));
}

/** Makes the next key, if none waits, and publishes it for the witnesses in logs.txt; nothing is announced yet. */
export async function prepareKey(house: KeyHouse): Promise<VerifierKey> {
  // The key before the state: it goes only once the state does not name it as the next.
  const waiting = await findNextKey(house);
  const state = await getSignerState(house);
  if (state.frozen !== null) throw new KeyRefusal('keys.frozen');
  if (state.revoked !== null) throw new KeyRefusal('keys.revoked');
  if (isChanging(state, waiting)) throw new KeyRefusal('keys.pending');
  return keepNextKey(house, state);
}

/** Whether the signer is about to change to the key that waits, or has done so but for the files. */
function isChanging({ next, epoch }: SignerState, waiting: VerifierKey | undefined): boolean {
  return waiting !== undefined && (waiting.vkey === next?.vkey || waiting.vkey === epoch.vkey);
}

async function findNextKey({ folder, ledger }: KeyHouse): Promise<VerifierKey | undefined> {
  return (await readKey(folder, 'next.key', ledger.log))?.verifier;
}

/** The key that waits already, or a new one; of two that are made at once the first. */
async function keepNextKey(house: KeyHouse, state: SignerState): Promise<VerifierKey> {
  for (;;) {
    const waiting = await findNextKey(house);
    if (waiting === undefined) await makeKey(house.ledger.log).keepAsNext(house.folder);
    else {
      await publishLogKeys(house.folder, state);
      return waiting;
    }
  }
}

type Revocation = { readonly key: VerifierKey; readonly lastSize: number };

/**
 * The first size is chosen before the announcement has its position, so others may come between; an announcement that is sealed
 * too late counts for nothing, and the next names a size further ahead.
 */
async function announce(house: KeyHouse, key: VerifierKey, revoked?: Revocation): Promise<number> {
  for (let attempt = 0; ; attempt += 1) {
    const ahead = attempt < nearAttempts ? 0 : 2 ** attempt;
    if ((await findAnnouncement(house, key, attempt)) === undefined) {
      const entries = revoked === undefined ? 1 : 2;
      const firstSize = (await measureLog(house)) + entries + 1 + ahead;
      await announceKey(house, { key, attempt, firstSize, ...(revoked === undefined ? {} : { revoked }) });
    }
    const firstSize = await untilSealed(house, key, attempt);
    if (firstSize !== undefined) return firstSize;
  }
}

/** The first size of an announcement that was sealed in time; undefined where it was too late, or passed over. */
async function untilSealed(house: KeyHouse, key: VerifierKey, attempt: number): Promise<number | undefined> {
  for (;;) {
    const found = await findAnnouncement(house, key, attempt);
    if (found === undefined) throw new Error('the announcement is gone');
    const { position, firstSize } = found;
    if (position !== null) {
      const isObeyed = isInTime(firstSize, position) && !isPassedOver(await getSignerState(house), key, position);
      return isObeyed ? firstSize : undefined;
    }
    await house.seal();
    await pause(lookMs);
  }
}

/** The signer has signed the announcement of a key that did not wait in its folder then. */
function isPassedOver({ frontier, next, epoch }: SignerState, { vkey }: VerifierKey, position: number): boolean {
  return frontier.size > position && next?.vkey !== vkey && epoch.vkey !== vkey;
}

export interface RevokeAsked {
  readonly emergency: SigningKey;
  /** The last size at which the key is to be believed; all that the signer has signed where nothing is said. */
  readonly lastSize?: number;
  /** Verifier key of the one that is meant; the one that signs where nothing is said and no other can be meant. */
  readonly key?: string;
}

/**
 * Takes the key out of use, and puts a new one in its place under the emergency key, which signs one checkpoint: the one that
 * seals revocation and announcement. The notary must stand still. If it dies at any step it can be called again, and goes on;
 * once it is done, another call finds it done. Answers the first size of the new key.
 */
export async function revokeKey(house: KeyHouse, asked: RevokeAsked): Promise<number> {
  const waiting = await findNextKey(house);
  const state = await getSignerState(house);
  if (state.frozen !== null) throw new KeyRefusal('keys.frozen');
  if (state.emergency !== asked.emergency.verifier.vkey) throw new KeyRefusal('keys.emergency');
  const done = findRevocation(state, asked);
  if (done !== undefined) return finishRevocation(house, done, asked);
  if (state.revoked === null && isChanging(state, waiting)) throw new KeyRefusal('keys.pending');
  return takeOutOfUse(house, state, asked);
}

async function takeOutOfUse(
  house: KeyHouse,
  state: SignerState,
  { emergency, lastSize }: RevokeAsked,
): Promise<number> {
  const revoked = state.revoked ?? { lastSize: lastSize ?? state.frontier.size };
  const isBelievable = revoked.lastSize <= state.frontier.size && revoked.lastSize >= state.epoch.firstSize - 1;
  if (!isBelievable || (lastSize ?? revoked.lastSize) !== revoked.lastSize) throw new KeyRefusal('keys.last-size');
  if (state.revoked === null) await saveSignerState(house.folder, { ...state, revoked });
  const key = parseVerifierKey(state.epoch.vkey);
  if (!key.ok) throw new Error(key.code);
  const next = await keepNextKey(house, { ...state, revoked });
  const firstSize = await announce(house, next, { key: key.value, ...revoked });
  const signer = await openSigner(house.signerDb, { ...folderOf(house), emergency });
  while ((await getSignerState(house)).revoked !== null) {
    const { frozen } = await signer.sign();
    if (frozen !== null) throw new KeyRefusal('keys.frozen');
    await house.seal();
    await pause(lookMs);
  }
  return firstSize;
}

/** A command is not told of the witnesses: they stay those of policy.txt. */
function folderOf({ folder, ledger }: KeyHouse) {
  return { folder, log: ledger.log, keepsWitnesses: true };
}

/** The revocation that is in the state already, and is asked for again; undefined where the key that signs is meant. */
function findRevocation(state: SignerState, { key }: RevokeAsked): Revoked | undefined {
  const { epoch, frontier, revoked } = state;
  const revocations = listRevoked(state);
  if (key !== undefined && key !== epoch.vkey) {
    const found = revocations.find(({ vkey }) => vkey === key);
    if (found === undefined) throw new KeyRefusal('keys.other-key');
    return found;
  }
  const newest = revocations.at(-1);
  // The key that signs has taken the place of a revoked one: a repeated call means that one, another would mean this one.
  const mayMeanNewest = key === undefined && revoked === null && newest?.firstSize === epoch.firstSize;
  if (mayMeanNewest && frontier.size >= epoch.firstSize) throw new KeyRefusal('keys.name-key');
  return mayMeanNewest ? newest : undefined;
}

/** As `takeOutOfUse` leaves it: the state says all already, and the files of the folder follow it. */
async function finishRevocation(
  house: KeyHouse,
  { firstSize, lastSize }: Revoked,
  { lastSize: asked }: RevokeAsked,
): Promise<number> {
  if (asked !== undefined && asked !== lastSize) throw new KeyRefusal('keys.last-size');
  if ((await getSignerState(house)).revoked === null) await openSigner(house.signerDb, folderOf(house));
  return firstSize;
}

/**
 * Lets a frozen signer go on, once the database is found to hold, byte by byte, all that it has signed. Leaves an entry that says
 * why it was frozen. The notary must stand still.
 */
export async function unfreezeSigner(house: KeyHouse): Promise<void> {
  const state = await getSignerState(house);
  const { frozen, frontier } = state;
  if (frozen === null) throw new KeyRefusal('keys.not-frozen');
  if (frozen.reason === 'signer.closed') throw new KeyRefusal('keys.closed');
  if (!(await holdsSigned(house, state))) throw new KeyRefusal('keys.not-whole');
  const open = { at: frozen.at, reason: frozen.reason.replace('signer.', ''), size: frontier.size };
  // The entry first: if it dies between, the signer is still frozen, and the same call finds the entry there.
  const id = derivedId(house.ledger.log, `unfrozen ${Object.values(open).join(' ')}`);
  await recordOnSystem(house, { id, type: 'signer.unfrozen/1', open });
  await saveSignerState(house.folder, { ...state, frozen: null });
}

async function holdsSigned({ signerDb, ledger }: KeyHouse, { frontier }: SignerState): Promise<boolean> {
  const { size } = await signerDb.one<{ size: number }>('SELECT size FROM ledger.head');
  if (size < frontier.size) return false;
  try {
    const extension = { log: ledger.log, from: emptyFrontier, to: frontier.size, signal: undefined };
    const found = await extend(signerDb, extension);
    return found !== undefined && equalBytes(rootOf(found), rootOf(frontier));
  } catch (error) {
    if (error instanceof Freeze) return false;
    throw error;
  }
}

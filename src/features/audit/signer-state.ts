import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fromHex, toHex } from '#ledger/bytes.ts';
import { type Epoch, epochsText } from '#ledger/epochs.ts';
import { emptyFrontier, type Frontier, rootOf } from '#ledger/tree.ts';
import { DeploymentFault } from '#platform/deployment-fault.ts';
import { readIfThere, writeDurably } from '#platform/durable-files.ts';
import { writeAtomically } from '#platform/kept-files.ts';
import { type FreezeReason, signerStateSchema } from '#schemas/audit.ts';
import { asksOtherwise, isAlone, policyText } from './published-policy.ts';
import { isWaiting, makeKey, readKey, replaceKey, type SigningKey } from './signer-keys.ts';

/** What the signer has signed or was about to sign, by its own memory, which the database cannot reach. */
export interface SignerState {
  readonly log: string;
  readonly frontier: Frontier;
  readonly epoch: { readonly vkey: string; readonly firstSize: number };
  /** Keys that signed before, oldest first. */
  readonly past: readonly (Epoch & { readonly lastSize: number })[];
  /** The key that was announced, and the first size it will sign. */
  readonly next: { readonly vkey: string; readonly firstSize: number } | null;
  /** The key of this epoch signs no more; up to this size it is believed. */
  readonly revoked: { readonly lastSize: number } | null;
  /** Verifier key of the key that signs when the other is lost. */
  readonly emergency: string | null;
  readonly frozen: { readonly reason: FreezeReason; readonly at: number } | null;
}

export interface SignerFolder {
  readonly key: SigningKey;
  readonly state: SignerState;
  /** Whether policy.txt asks for no witness. */
  readonly isAlone: () => boolean;
  /** The key that waits to be announced, or for its epoch; undefined where none does. */
  readonly findNextKey: () => Promise<SigningKey | undefined>;
  /** On disk when this returns; an older state is never found again. */
  readonly save: (state: SignerState) => Promise<void>;
  /** Whether the key that waits is this one; it is on disk then. */
  readonly isWaiting: (vkey: string) => Promise<boolean>;
  /** Destroys the key of the epoch that is over, and publishes the new epoch. The state must be saved already. */
  readonly changeKeys: (state: SignerState) => Promise<SigningKey>;
}

export interface FolderOptions {
  /** Signs in place of the key of the epoch, which may be gone. */
  readonly emergency?: SigningKey | undefined;
  /** Lines of a policy file that name witnesses and quorum; without them nobody is asked to witness. */
  readonly witnesses?: string | undefined;
  /** Those of policy.txt stay: for commands, which are not told of them. */
  readonly keepsWitnesses?: boolean;
}

const stateFile = 'state.json';
const publicFiles = { vkey: 'log.vkey', epochs: 'epochs.txt', policy: 'policy.txt', logs: 'logs.txt' } as const;
/** What was signed up to here was published under another policy.txt; there is none before the first change of witnesses. */
const policyFromFile = 'policy-from';

/**
 * Opens the signer's folder; at the very first start makes its keys (readable by the owner alone), its state and the public
 * files beside it. A key without its state is refused: who has forgotten what was signed could sign another tree of that size.
 * With an emergency key that one signs, and the key of the epoch may be gone.
 */
export async function openSignerFolder(folder: string, log: string, options: FolderOptions): Promise<SignerFolder> {
  const { emergency } = options;
  await mkdir(folder, { recursive: true, mode: 0o755 });
  if (emergency === undefined && (await readIfThere(join(folder, 'key'))) === undefined)
    await makeFirstKeys(folder, log);
  const state = await readSignerState(folder);
  if (state === undefined)
    throw new DeploymentFault(`${join(folder, stateFile)} is gone: the signer does not know what it has signed`);
  if (state.log !== log) throw new DeploymentFault(`the signer of ${folder} signs for ${state.log}, not for ${log}`);
  const key = await keyFor(folder, state, emergency);
  let alone = await publish(folder, state, options);
  return {
    key,
    state,
    isAlone: () => alone,
    findNextKey: () => readKey(folder, 'next.key', log),
    save: (next) => saveSignerState(folder, next),
    isWaiting: (vkey) => isWaiting(folder, { log, vkey }),
    changeKeys: async (next) => {
      await replaceKey(folder, { log, vkey: next.epoch.vkey });
      alone = await publish(folder, next, { keepsWitnesses: true });
      return keyFor(folder, next, undefined);
    },
  };
}

/** Which key signs; finishes a change of keys that was interrupted after its state was saved. */
async function keyFor(folder: string, state: SignerState, emergency: SigningKey | undefined): Promise<SigningKey> {
  const { log, epoch, revoked } = state;
  if (revoked !== null) {
    if (emergency !== undefined && emergency.verifier.vkey === state.emergency) return emergency;
    throw new DeploymentFault('the key was revoked: finish with `bukti keys revoke`');
  }
  // Before `key` is read: an interrupted change may have left nothing in it that is a key.
  const expected = { log, vkey: epoch.vkey };
  if (await isWaiting(folder, expected)) await replaceKey(folder, expected);
  const key = await readKey(folder, 'key', log);
  if (key === undefined || key.verifier.vkey !== epoch.vkey)
    throw new DeploymentFault(`the key in ${folder} is not that of its state`);
  return key;
}

/** policy.txt and epochs.txt as the signer has published them; undefined before its first start. */
export async function readTrust(folder: string): Promise<{ policy: string; epochs: string } | undefined> {
  const [policy, epochs] = await Promise.all([
    readIfThere(join(folder, publicFiles.policy)),
    readIfThere(join(folder, publicFiles.epochs)),
  ]);
  return policy === undefined || epochs === undefined ? undefined : { policy, epochs };
}

/** Checkpoints above this size were published under policy.txt as it is; undefined where that is not known. */
export async function readPolicyFrom(folder: string): Promise<number | undefined> {
  const text = await readIfThere(join(folder, policyFromFile));
  return text !== undefined && /^\d{1,15}\n$/.test(text) ? Number(text) : undefined;
}

/** The state comes first, so that a key never stands without one; a folder whose state has lost its key stays as it is. */
async function makeFirstKeys(folder: string, log: string): Promise<void> {
  const known = await readSignerState(folder);
  if (known !== undefined && (known.frontier.size > 0 || known.past.length > 0)) return;
  const [key, emergency] = [makeKey(log), makeKey(log)];
  await saveSignerState(folder, {
    log,
    frontier: emptyFrontier,
    epoch: { vkey: key.verifier.vkey, firstSize: 0 },
    past: [],
    next: null,
    revoked: null,
    emergency: emergency.verifier.vkey,
    frozen: null,
  });
  await emergency.keep(folder, 'emergency.key');
  await key.keep(folder, 'key');
}

/** Undefined before the signer's first start. Throws where the state is damaged. */
export async function readSignerState(folder: string): Promise<SignerState | undefined> {
  const path = join(folder, stateFile);
  const text = await readIfThere(path);
  if (text === undefined) return undefined;
  const { size, root, frontier, ...rest } = signerStateSchema.parse(JSON.parse(text));
  const state = { ...rest, frontier: { size, peaks: frontier.map(toBytes) } };
  if (toHex(rootOf(state.frontier)) !== root) throw new DeploymentFault(`${path} is damaged`);
  return state;
}

/** Size and root (hex) of the tree that the signer of a folder last signed; undefined where it has signed nothing, or is not here. */
export async function readSigned(folder: string): Promise<{ size: number; root: string } | undefined> {
  const frontier = (await readSignerState(folder))?.frontier;
  if (frontier === undefined || frontier.size === 0) return undefined;
  return { size: frontier.size, root: toHex(rootOf(frontier)) };
}

function toBytes(hex: string): Uint8Array {
  const bytes = fromHex(hex);
  if (bytes === undefined) throw new Error('not hex');
  return bytes;
}

export async function saveSignerState(folder: string, { log, frontier, ...rest }: SignerState): Promise<void> {
  const { size, peaks } = frontier;
  const text = JSON.stringify({ log, size, root: toHex(rootOf(frontier)), frontier: peaks.map(toHex), ...rest });
  await writeDurably(folder, { name: stateFile, text: `${text}\n`, mode: 0o600 });
}

/** The sizes that each key of a log may sign; the emergency key any, from the start. */
export function listEpochs({ past, epoch, emergency }: SignerState): Epoch[] {
  const reserve = emergency === null ? [] : [{ vkey: emergency, firstSize: 0, lastSize: null }];
  return [...past, { ...epoch, lastSize: null }, ...reserve];
}

/** A key that was taken out of use. */
export interface Revoked {
  readonly vkey: string;
  /** The last size at which it is believed. */
  readonly lastSize: number;
  /** Of the key that has taken its place. */
  readonly firstSize: number;
}

/** The keys that were revoked after they had signed, oldest first: others are believed up to the first size of the next. */
export function listRevoked({ past, epoch }: Pick<SignerState, 'past' | 'epoch'>): Revoked[] {
  return past.flatMap(({ vkey, lastSize }, index) => {
    const { firstSize } = past[index + 1] ?? epoch;
    return lastSize < firstSize - 1 ? [{ vkey, lastSize, firstSize }] : [];
  });
}

/** The agency's word on whom to trust, for whoever verifies. Answers whether the policy asks for no witness. */
async function publish(folder: string, state: SignerState, options: FolderOptions): Promise<boolean> {
  const epochs = listEpochs(state);
  const logs = [...new Set(epochs.map(({ vkey }) => `log ${vkey}\n`))].join('');
  const published = await readIfThere(join(folder, publicFiles.policy));
  const signedSize = state.frontier.size;
  const policy = policyText({ ...options, logs, published, signedSize });
  // First, so that none is ever held to a policy that it was not published under.
  if (published !== undefined && asksOtherwise(policy, published))
    await keepPublic(folder, policyFromFile, `${String(signedSize)}\n`);
  const files = [
    [publicFiles.vkey, `${state.epoch.vkey}\n`],
    [publicFiles.epochs, epochsText(epochs)],
    [publicFiles.policy, policy],
  ] as const;
  for (const [name, text] of files) await keepPublic(folder, name, text);
  await publishLogKeys(folder, state);
  return isAlone(policy);
}

/**
 * The keys that a witness should know, one a line: the one that signs, the one that waits, and the emergency key. A witness that
 * is told of a key only once it signs refuses its checkpoints until then.
 */
export async function publishLogKeys(folder: string, { log, epoch, revoked, emergency }: SignerState): Promise<void> {
  const waiting = await readKey(folder, 'next.key', log);
  const vkeys = [revoked === null ? epoch.vkey : null, waiting?.verifier.vkey ?? null, emergency];
  const known = new Set(vkeys.filter((vkey) => vkey !== null));
  const text = [...known].map((vkey) => `${vkey}\n`).join('');
  const path = join(folder, publicFiles.logs);
  // Signer and operator may both be at it: each replaces it whole.
  if ((await readIfThere(path)) !== text) await writeAtomically(path, text, 0o644);
}

async function keepPublic(folder: string, name: string, text: string): Promise<void> {
  if ((await readIfThere(join(folder, name))) !== text) await writeDurably(folder, { name, text, mode: 0o644 });
}

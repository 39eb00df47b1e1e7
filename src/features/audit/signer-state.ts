import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fromHex, toHex, toUtf8 } from '#ledger/bytes.ts';
import { epochsText } from '#ledger/epochs.ts';
import { verifierKeyOf } from '#ledger/note.ts';
import { parsePolicyFile } from '#ledger/policy-file.ts';
import { emptyFrontier, type Frontier, rootOf } from '#ledger/tree.ts';
import { readIfThere, writeDurably } from '#platform/durable-files.ts';
import { type FreezeReason, signerStateSchema } from '#schemas/audit.ts';

/** What the signer has signed or was about to sign, by its own memory, which the database cannot reach. */
export interface SignerState {
  readonly log: string;
  readonly frontier: Frontier;
  readonly epoch: { readonly vkey: string; readonly firstSize: number };
  readonly frozen: { readonly reason: FreezeReason; readonly at: number } | null;
}

export interface SignerFolder {
  /** 32 bytes. */
  readonly seed: Uint8Array;
  readonly state: SignerState;
  /** On disk when this returns; an older state is never found again. */
  readonly save: (state: SignerState) => Promise<void>;
}

const stateFile = 'state.json';
const keyFile = 'key';
const publicFiles = { vkey: 'log.vkey', epochs: 'epochs.txt', policy: 'policy.txt' } as const;

/**
 * Opens the signer's folder; at the very first start makes its key (readable by the owner alone), its state and the public
 * files beside it. A key without its state is refused: who has forgotten what was signed could sign another tree of that size.
 */
export async function openSignerFolder(folder: string, log: string, witnesses?: string): Promise<SignerFolder> {
  await mkdir(folder, { recursive: true, mode: 0o755 });
  const seed = (await readSeed(folder)) ?? (await makeSeed(folder, log));
  const state = await readState(folder);
  if (state === undefined)
    throw new Error(`${join(folder, stateFile)} is gone: the signer does not know what it has signed`);
  if (state.log !== log) throw new Error(`the signer of ${folder} signs for ${state.log}, not for ${log}`);
  if (state.epoch.vkey !== verifierKeyOf(log, seed, 'log').vkey)
    throw new Error(`the key in ${folder} is not that of its state`);
  await publish(folder, state, witnesses);
  return { seed, state, save: (next) => writeState(folder, next) };
}

/** policy.txt and epochs.txt as the signer has published them; undefined before its first start. */
export async function readTrust(folder: string): Promise<{ policy: string; epochs: string } | undefined> {
  const [policy, epochs] = await Promise.all([
    readIfThere(join(folder, publicFiles.policy)),
    readIfThere(join(folder, publicFiles.epochs)),
  ]);
  return policy === undefined || epochs === undefined ? undefined : { policy, epochs };
}

async function readSeed(folder: string): Promise<Uint8Array | undefined> {
  const text = await readIfThere(join(folder, keyFile));
  if (text === undefined) return undefined;
  const seed = fromHex(text.trim());
  if (seed?.length !== 32) throw new Error(`${join(folder, keyFile)} does not hold 32 bytes in hex`);
  return seed;
}

/** The state comes first, so that a key never stands without one. */
async function makeSeed(folder: string, log: string): Promise<Uint8Array> {
  const seed = randomBytes(32);
  const { vkey } = verifierKeyOf(log, seed, 'log');
  await writeState(folder, { log, frontier: emptyFrontier, epoch: { vkey, firstSize: 0 }, frozen: null });
  await writeDurably(folder, { name: keyFile, text: `${toHex(seed)}\n`, mode: 0o600 });
  return seed;
}

async function readState(folder: string): Promise<SignerState | undefined> {
  const path = join(folder, stateFile);
  const text = await readIfThere(path);
  if (text === undefined) return undefined;
  const { log, size, root, frontier, epoch, frozen } = signerStateSchema.parse(JSON.parse(text));
  const state = { log, frontier: { size, peaks: frontier.map(toBytes) }, epoch, frozen };
  if (toHex(rootOf(state.frontier)) !== root) throw new Error(`${path} is damaged`);
  return state;
}

function toBytes(hex: string): Uint8Array {
  const bytes = fromHex(hex);
  if (bytes === undefined) throw new Error('not hex');
  return bytes;
}

async function writeState(folder: string, { log, frontier, epoch, frozen }: SignerState): Promise<void> {
  const { size, peaks } = frontier;
  const text = JSON.stringify({ log, size, root: toHex(rootOf(frontier)), frontier: peaks.map(toHex), epoch, frozen });
  await writeDurably(folder, { name: stateFile, text: `${text}\n`, mode: 0o600 });
}

/** The agency's word on whom to trust: to be published, and brought along by whoever verifies. */
async function publish(folder: string, { epoch, frontier }: SignerState, witnesses: string | undefined): Promise<void> {
  const published = await readIfThere(join(folder, publicFiles.policy));
  const policy = policyText({ vkey: epoch.vkey, witnesses, from: witnessedFrom(published, frontier.size) });
  const files = [
    [publicFiles.vkey, `${epoch.vkey}\n`],
    [publicFiles.epochs, epochsText([{ ...epoch, lastSize: null }])],
    [publicFiles.policy, policy],
  ] as const;
  for (const [name, text] of files) {
    if ((await readIfThere(join(folder, name))) !== text) await writeDurably(folder, { name, text, mode: 0o644 });
  }
}

/** Entries from this position on are promised to outside clocks: all of a new log, the later ones of a log that had no witnesses. */
function witnessedFrom(published: string | undefined, signedSize: number): number {
  const before = published === undefined ? undefined : parsePolicyFile(toUtf8(published));
  const hadWitnesses = before?.ok === true && before.value.quorum.kind !== 'none';
  return hadWitnesses ? before.value.terms.witnessedFrom : signedSize;
}

interface PolicyParts {
  readonly vkey: string;
  /** The lines of witnesses, groups and quorum; without them nobody is asked. */
  readonly witnesses: string | undefined;
  readonly from: number;
}

/** Throws where the witnesses' lines do not make a policy file. */
function policyText({ vkey, witnesses, from }: PolicyParts): string {
  if (witnesses === undefined) return `log ${vkey}\nquorum none\n`;
  const text = `log ${vkey}\n#bukti witnessed-from ${String(from)}\n${witnesses}`;
  const parsed = parsePolicyFile(toUtf8(text));
  if (!parsed.ok || parsed.value.logs.length !== 1)
    throw new Error('the lines of the witnesses are no policy (policy.form)');
  return text;
}

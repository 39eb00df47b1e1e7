import { randomBytes } from 'node:crypto';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fromHex, toHex } from '#ledger/bytes.ts';
import { parseVerifierKey, type VerifierKey, verifierKeyOf } from '#ledger/note.ts';
import { DeploymentFault } from '#platform/deployment-fault.ts';
import { readIfThere, writeDurably } from '#platform/durable-files.ts';
import { type WitnessState, witnessStateSchema } from '#schemas/witness.ts';

export interface WitnessFolder {
  readonly name: string;
  /** 32 bytes. */
  readonly seed: Uint8Array;
  readonly vkey: string;
  readonly state: WitnessState;
  /** On disk when this returns; an older state is never found again. */
  readonly save: (state: WitnessState) => Promise<void>;
  /** Keeps what a known log has signed and this witness refused; what is kept already, and what is beyond the limit, is not. */
  readonly keepEvidence: (evidence: Evidence) => Promise<void>;
}

export interface Evidence {
  /** Without folders. */
  readonly name: string;
  readonly text: string;
  /** Kept however many there are. */
  readonly isGrave: boolean;
}

const files = { key: 'key', state: 'state.json', vkey: 'witness.vkey' } as const;
const evidenceFolder = 'evidence';
const mostHarmless = 10_000;

/**
 * Opens the folder of a witness; at the very first start makes its key (readable by the owner alone) and its state. A key
 * without its state is refused: who has forgotten what was signed could sign another tree.
 */
export async function openWitnessFolder(folder: string, name: string): Promise<WitnessFolder> {
  const evidenceAt = join(folder, evidenceFolder);
  await mkdir(evidenceAt, { recursive: true, mode: 0o755 });
  const seed = (await readSeed(folder)) ?? (await makeSeed(folder, name));
  const text = await readIfThere(join(folder, files.state));
  if (text === undefined)
    throw new DeploymentFault(`${join(folder, files.state)} is gone: the witness does not know what it has signed`);
  const state = witnessStateSchema.parse(JSON.parse(text));
  const { vkey } = verifierKeyOf(name, seed, 'witness');
  if (state.vkey !== vkey) throw new DeploymentFault(`the witness of ${folder} is ${state.vkey}, not ${vkey}`);
  if ((await readIfThere(join(folder, files.vkey))) !== `${vkey}\n`) {
    await writeDurably(folder, { name: files.vkey, text: `${vkey}\n`, mode: 0o644 });
  }
  const kept = new Set(await readdir(evidenceAt));
  return {
    name,
    seed,
    vkey,
    state,
    save: (next) => writeState(folder, next),
    keepEvidence: async ({ name: file, text: evidence, isGrave }) => {
      if (kept.has(file) || (!isGrave && kept.size >= mostHarmless)) return;
      await writeDurably(evidenceAt, { name: file, text: evidence, mode: 0o644 });
      kept.add(file);
    },
  };
}

/** The keys of the logs in a file, one verifier key a line, by origin, which is the key's name. No file: no log. */
export async function readKnownLogs(path: string): Promise<Map<string, VerifierKey[]>> {
  const logs = new Map<string, VerifierKey[]>();
  for (const line of ((await readIfThere(path)) ?? '').split('\n')) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const key = parseVerifierKey(line.trim());
    if (!key.ok || key.value.kind !== 'log')
      throw new DeploymentFault(`${path}: ${line} is no key of a log (key.form)`);
    logs.set(key.value.name, [...(logs.get(key.value.name) ?? []), key.value]);
  }
  return logs;
}

async function readSeed(folder: string): Promise<Uint8Array | undefined> {
  const text = await readIfThere(join(folder, files.key));
  if (text === undefined) return undefined;
  const seed = fromHex(text.trim());
  if (seed?.length !== 32) throw new DeploymentFault(`${join(folder, files.key)} does not hold 32 bytes in hex`);
  return seed;
}

/** The state comes first, so that a key never stands without one. */
async function makeSeed(folder: string, name: string): Promise<Uint8Array> {
  const seed = randomBytes(32);
  await writeState(folder, { vkey: verifierKeyOf(name, seed, 'witness').vkey, logs: {} });
  await writeDurably(folder, { name: files.key, text: `${toHex(seed)}\n`, mode: 0o600 });
  return seed;
}

async function writeState(folder: string, state: WitnessState): Promise<void> {
  await writeDurably(folder, { name: files.state, text: `${JSON.stringify(state)}\n`, mode: 0o600 });
}

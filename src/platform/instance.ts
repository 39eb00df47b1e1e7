import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readJson, writeAtomically } from './kept-files.ts';

/** The settings that a running start has decided, in the words of the environment. */
export type InstanceSettings = Readonly<Record<string, string>>;

const fileName = 'instance.json';

/** Lets other commands on the same data folder reach what this start runs. Readable by the owner alone: it has passwords. */
export async function announceInstance(dataDir: string, settings: InstanceSettings): Promise<void> {
  await writeAtomically(join(dataDir, fileName), JSON.stringify(settings, undefined, 2));
}

export async function withdrawInstance(dataDir: string): Promise<void> {
  await rm(join(dataDir, fileName), { force: true });
}

/** What the start on this folder has decided; nothing when none runs there. */
export async function readInstance(dataDir: string): Promise<InstanceSettings> {
  return (await readJson<InstanceSettings>(join(dataDir, fileName))) ?? {};
}

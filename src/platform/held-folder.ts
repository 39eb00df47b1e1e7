import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createWhole, readJson } from './kept-files.ts';
import { identifySelf, isRunning, type ProcessIdentity } from './processes.ts';

/** A folder that this process alone acts upon. */
export interface HeldFolder {
  release(): Promise<void>;
}

const turnFile = /^holder\.([1-9][0-9]{0,14})\.json$/;
const lookMs = 250;

/**
 * Makes this process the only one on this machine that acts upon a folder; undefined while another does. The hold ends with
 * its process, however that ends. Each hold is a file with a number of its own, and the highest one counts: who follows a dead
 * holder makes the next number, which only one can, and never touches a file that a living one may have made meanwhile.
 */
export async function holdFolder(folder: string): Promise<HeldFolder | undefined> {
  const last = (await listTurns(folder)).at(-1) ?? 0;
  const holder = last === 0 ? undefined : await readJson<ProcessIdentity>(fileOf(folder, last));
  if (holder !== undefined && (await isRunning(holder))) return undefined;
  const own = fileOf(folder, last + 1);
  if (!(await createWhole(own, JSON.stringify(await identifySelf())))) return undefined;
  const release = () => rm(own, { force: true });
  const turns = await listTurns(folder);
  if (turns.at(-1) !== last + 1) {
    // Looked before others came and went: one of them has the higher number.
    await release();
    return undefined;
  }
  for (const turn of turns.slice(0, -1)) await rm(fileOf(folder, turn), { force: true });
  return { release };
}

/** Waits for the folder; undefined when told to stop before. `onWait` is told once, if another has it. */
export async function awaitFolder(
  folder: string,
  { signal, onWait }: { readonly signal: AbortSignal; readonly onWait: () => void },
): Promise<HeldFolder | undefined> {
  for (let looks = 0; !signal.aborted; looks += 1) {
    const held = await holdFolder(folder);
    if (held !== undefined) return held;
    if (looks === 0) onWait();
    await pause(lookMs);
  }
  return undefined;
}

async function listTurns(folder: string): Promise<number[]> {
  const turns = (await readdir(folder)).flatMap((name) => turnFile.exec(name)?.[1] ?? []);
  return turns.map(Number).sort((one, other) => one - other);
}

function fileOf(folder: string, turn: number): string {
  return join(folder, `holder.${String(turn)}.json`);
}

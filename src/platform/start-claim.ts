import { chmod, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CommandFailed } from './command-failed.ts';
import { contendForHold, type FolderHold } from './folder-hold.ts';
import { readJson, writeAtomically } from './kept-files.ts';
import { identifySelf, inspectProcess, isRunning, type ProcessIdentity } from './processes.ts';

interface Claim extends ProcessIdentity {
  /** The npm that runs it; once that is gone, the holder is about to stop. */
  readonly launcher?: ProcessIdentity;
}

/** The right to run on a data folder: at most one start at a time. */
export interface DataFolderClaim {
  readonly launcher: ProcessIdentity | undefined;
  release(): Promise<void>;
}

/**
 * Makes the folder and claims it. Refused while another start runs on it; one that is stopping is waited for. The claim is a hold
 * on the folder; `start.lock` beside it says whose it is, and is cleared away by nobody but its holder.
 */
export async function claimDataFolder(dataDir: string, launchedByNpm: boolean): Promise<DataFolderClaim> {
  await mkdir(join(dataDir, 'log'), { recursive: true });
  await chmod(dataDir, 0o755);
  const path = join(dataDir, 'start.lock');
  const launcher = launchedByNpm ? await findLauncher() : undefined;
  const claim: Claim = { ...(await identifySelf()), ...(launcher === undefined ? {} : { launcher }) };
  const hold = await untilHeld(dataDir, path);
  await writeAtomically(path, JSON.stringify(claim));
  const release = async () => {
    await rm(path, { force: true });
    await hold.release();
  };
  return { launcher, release };
}

async function untilHeld(dataDir: string, path: string): Promise<FolderHold> {
  const deadline = performance.now() + 15_000;
  for (;;) {
    const hold = await contendForHold(dataDir);
    const holder = await readJson<Claim>(path);
    const isThere = holder !== undefined && (await isRunning(holder));
    // A start of a release before this one has no hold and runs nevertheless.
    if (hold !== undefined && !isThere) return hold;
    await hold?.release();
    if (holder === undefined || !(await isAbandoned(holder, deadline)))
      throw new CommandFailed(`Bukti runs already on ${dataDir}${isThere ? ` (process ${holder.pid})` : ''}.`);
    await pause(100);
  }
}

async function isAbandoned({ launcher }: Claim, deadline: number): Promise<boolean> {
  return launcher !== undefined && performance.now() < deadline && !(await isRunning(launcher));
}

/** The npm above this process: a killed npm cannot pass its end on, so it has to be watched. */
async function findLauncher(): Promise<ProcessIdentity | undefined> {
  let above = await inspectProcess(process.ppid);
  for (let steps = 0; above !== undefined && above.pid > 1 && steps < 4; steps += 1) {
    if (/\bnp[mx]\b/.test(above.command)) return { pid: above.pid, startedAt: above.startedAt };
    above = await inspectProcess(above.parentPid);
  }
  return undefined;
}

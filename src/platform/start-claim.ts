import { chmod, link, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CommandFailed } from './command-failed.ts';
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

/** Makes the folder and claims it. Refused while another start runs on it; one that is stopping is waited for. */
export async function claimDataFolder(dataDir: string, launchedByNpm: boolean): Promise<DataFolderClaim> {
  await mkdir(join(dataDir, 'log'), { recursive: true });
  await chmod(dataDir, 0o755);
  const path = join(dataDir, 'start.lock');
  const launcher = launchedByNpm ? await findLauncher() : undefined;
  const claim: Claim = { ...(await identifySelf()), ...(launcher === undefined ? {} : { launcher }) };
  const deadline = performance.now() + 15_000;
  while (!(await takeLock(path, claim))) {
    const holder = await readJson<Claim>(path);
    if (holder === undefined || !(await isRunning(holder))) await rm(path, { force: true });
    else if (await isAbandoned(holder, deadline)) await pause(100);
    else throw new CommandFailed(`Bukti runs already on ${dataDir} (process ${holder.pid}).`);
  }
  return { launcher, release: () => rm(path, { force: true }) };
}

async function takeLock(path: string, claim: Claim): Promise<boolean> {
  const draft = `${path}.${claim.pid}`;
  await writeAtomically(draft, JSON.stringify(claim));
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
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

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { readJson } from '#platform/kept-files.ts';
import { findFreePort } from '#platform/ports.ts';
import { inspectProcess, type RegisteredProcess } from '#platform/processes.ts';
import { bukti, inherited, type Lab } from './lab.ts';

/** The notary is sequencer and signer; a witness stands for each of the three. */
export const victims = ['server', 'worker', 'notary', 'temporal', 'postgres', 'witness'] as const;
export type Victim = (typeof victims)[number];

interface Started {
  readonly child: ChildProcess;
  readonly url: string;
  readonly dataDir: string;
}

/** `bukti start` on a folder of its own; settles once the story is told and the ready line printed. */
export async function startBukti(lab: Lab): Promise<Started> {
  const dataDir = join(lab.folder, 'bukti');
  await mkdir(dataDir, { recursive: true });
  const port = await findFreePort();
  const env = { ...inherited(), PORT: String(port), BUKTI_DATA_DIR: dataDir };
  const child = spawn(process.execPath, [bukti, 'start'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  lab.defer(() => endStart(child));
  const log = createWriteStream(join(lab.folder, 'start.log'));
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`start ended with ${code}`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      log.write(`${line}\n`);
      const address = /^Bukti is ready: (\S+)/.exec(line)?.[1];
      if (address !== undefined) resolve(address);
    });
  });
  return { child, url, dataDir };
}

/** `bukti fsck` beside the running start: its exit code. */
export async function checkRecord(dataDir: string): Promise<number> {
  const env = { ...inherited(), BUKTI_DATA_DIR: dataDir };
  const child = spawn(process.execPath, [bukti, 'fsck'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let told = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    told += text;
  });
  await once(child, 'close');
  if (child.exitCode !== 0) process.stdout.write(told);
  return child.exitCode ?? 4;
}

async function endStart(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await Promise.race([ended, pause(20_000)]);
}

/** kill -9 of one of its programs; `draw` in [0, 1) says which, where several bear the name. */
export async function kill(dataDir: string, victim: Victim, draw: number): Promise<void> {
  const programs = (await readJson<RegisteredProcess[]>(join(dataDir, 'processes.json'))) ?? [];
  const named = programs.filter(({ name }) => name === victim || name.startsWith(`${victim}-`));
  const program = named[Math.floor(draw * named.length)];
  const found = program === undefined ? undefined : await inspectProcess(program.pid);
  if (program === undefined || found?.startedAt !== program.startedAt) throw new Error(`${victim} does not run`);
  process.kill(program.pid, 'SIGKILL');
}

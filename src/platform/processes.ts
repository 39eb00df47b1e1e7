import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { DeploymentFault } from './deployment-fault.ts';
import { readJson, writeAtomically } from './kept-files.ts';

/** A process that cannot be mistaken for a later one with the same number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Opaque: equal exactly when it is the same process. */
  readonly startedAt: string;
}

/** A process that this data folder started, with a text that its command line must contain. */
export interface RegisteredProcess extends ProcessIdentity {
  readonly name: string;
  readonly marker: string;
}

interface ProcessFacts extends ProcessIdentity {
  readonly parentPid: number;
  readonly command: string;
}

const run = promisify(execFile);

/** What runs under this number now; nothing when there is none, or only a corpse that its parent has not yet buried. */
export async function inspectProcess(pid: number): Promise<ProcessFacts | undefined> {
  return process.platform === 'linux' ? inspectThroughProc(pid) : inspectThroughPs(pid);
}

async function inspectThroughProc(pid: number): Promise<ProcessFacts | undefined> {
  try {
    const [stat, command, boot] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile(`/proc/${pid}/cmdline`, 'utf8'),
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
    ]);
    // The name in brackets may hold anything, so fields count from its end: state, parent, …, start time as the 20th.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    const startedAt = `${boot.trim()}/${fields[19]}`;
    return { pid, startedAt, parentPid: Number(fields[1]), command: command.replaceAll('\0', ' ').trim() };
  } catch (error) {
    if (isAbsence(error)) return undefined;
    throw error;
  }
}

async function inspectThroughPs(pid: number): Promise<ProcessFacts | undefined> {
  const columns = ['-o', 'stat=', '-o', 'ppid=', '-o', 'lstart=', '-o', 'command=', '-p', String(pid)];
  const { stdout } = await run('ps', columns, { env: { PATH: '/bin:/usr/bin', LC_ALL: 'C' } }).catch(() => ({
    stdout: '',
  }));
  const [, state, parent, startedAt, command] =
    /^\s*(\S+)\s+(\d+)\s+(\w+\s+\w+\s+\d+\s+[\d:]+\s+\d+)\s+(.*)$/m.exec(stdout) ?? [];
  if (state === undefined || startedAt === undefined || state.startsWith('Z')) return undefined;
  return { pid, startedAt, parentPid: Number(parent), command: command ?? '' };
}

function isAbsence(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOENT' || code === 'ESRCH';
}

export async function isRunning({ pid, startedAt }: ProcessIdentity): Promise<boolean> {
  return (await inspectProcess(pid))?.startedAt === startedAt;
}

/** This very process. */
export async function identifySelf(): Promise<ProcessIdentity> {
  const self = await inspectProcess(process.pid);
  if (self === undefined) throw new Error('the system does not show this process');
  return { pid: self.pid, startedAt: self.startedAt };
}

/** Signals a process and waits until it is gone; after `graceMs` it is killed. Silent when it is gone already. */
export async function endProcess(identity: ProcessIdentity, signal: NodeJS.Signals, graceMs: number): Promise<void> {
  for (const [kind, patienceMs] of [
    [signal, graceMs],
    ['SIGKILL', 5_000],
  ] as const) {
    if (!(await isRunning(identity))) return;
    sendSignal(identity.pid, kind);
    const deadline = performance.now() + patienceMs;
    while (performance.now() < deadline) {
      if (!(await isRunning(identity))) return;
      await pause(20);
    }
  }
  throw new DeploymentFault(`process ${identity.pid} does not end`);
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!isAbsence(error)) throw error;
  }
}

/** The processes of one data folder, on disk, so that a start after a killed start knows what it may end. */
export interface ProcessRegister {
  add(entry: RegisteredProcess): Promise<void>;
  remove(name: string): Promise<void>;
  /** Ends what an earlier start left running; answers the names. Anything that is not provably ours is let alone. */
  endLeftovers(): Promise<string[]>;
}

export function openProcessRegister(dataDir: string): ProcessRegister {
  const path = join(dataDir, 'processes.json');
  const entries = new Map<string, RegisteredProcess>();
  // Writes follow one another, so that an older list never replaces a newer one.
  let writing = Promise.resolve();
  const save = () => {
    writing = writing.then(() => writeAtomically(path, JSON.stringify([...entries.values()], undefined, 2)));
    return writing;
  };
  return {
    async add(entry) {
      entries.set(entry.name, entry);
      await save();
    },
    async remove(name) {
      entries.delete(name);
      await save();
    },
    async endLeftovers() {
      const kept = await readJson<RegisteredProcess[]>(path);
      if (kept === undefined) return [];
      const ended: string[] = [];
      for (const entry of kept) {
        const found = await inspectProcess(entry.pid);
        if (found?.startedAt !== entry.startedAt || !found.command.includes(entry.marker)) continue;
        await endProcess(entry, entry.name === 'postgres' ? 'SIGINT' : 'SIGKILL', 5_000);
        ended.push(entry.name);
      }
      await save();
      return ended;
    },
  };
}

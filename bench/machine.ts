import { readdirSync, readFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';

/** What a figure depends on, in one line; no dates, so that results can be compared. */
export function machine(postgres: string): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} cores (${cpu?.model.trim() ?? 'unknown'}), ${memory} GB, Node ${process.version}, ${postgres}`;
}

/** Load of the last minute, and the share of time in which somebody waited for a processor. */
export function load(): string {
  const [minute = 0] = loadavg();
  return `load ${minute.toFixed(1)}, waiting ${pressure().toFixed(0)} %`;
}

export function pressure(): number {
  const [, share] = /some avg10=([\d.]+)/.exec(readOr('/proc/pressure/cpu')) ?? [];
  return Number(share ?? 0);
}

function readOr(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly ticks: number;
}

/** Own time and that of children that have ended; a tick is 10 ms. */
function read(pid: number): Process[] {
  const text = readOr(`/proc/${pid}/stat`);
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  return text === '' ? [] : [{ pid, parent: Number(fields[1]), ticks }];
}

function treeOf(pids: readonly number[]): Process[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => read(Number(name)));
  const kept = new Set(pids);
  for (let before = -1; before !== kept.size; ) {
    before = kept.size;
    for (const { pid, parent } of all) if (kept.has(parent)) kept.add(pid);
  }
  return all.filter(({ pid }) => kept.has(pid));
}

/** Processor time of process trees so far. */
export function cpuMs(pids: readonly number[]): number {
  return treeOf(pids).reduce((sum, { ticks }) => sum + ticks * 10, 0);
}

/** Memory of process trees, shared pages counted once. */
export function memoryMb(pids: readonly number[]): number {
  return treeOf(pids).reduce((sum, { pid }) => {
    const [, kilobytes] = /^Pss:\s+(\d+)/m.exec(readOr(`/proc/${pid}/smaps_rollup`)) ?? [];
    return sum + Number(kilobytes ?? 0) / 1024;
  }, 0);
}

export function parentOf(pid: number): number {
  return read(pid)[0]?.parent ?? pid;
}

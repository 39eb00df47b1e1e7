import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../', import.meta.url));
export const bukti = join(root, 'bin/bukti.js');

/** A process of a benchmark, in a group of its own, so that only what was started here is ever ended. */
export interface Launched {
  readonly pid: number;
  readonly logFile: string;
  /** Settles when it has ended. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

export interface LaunchOptions {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Ready when something listens there; without a port, at once. */
  readonly port?: number;
}

/** Where a benchmark keeps files and processes; `close` leaves nothing behind. */
export interface Lab {
  readonly folder: string;
  launch(options: LaunchOptions): Promise<Launched>;
  /** Also run, newest first, when the lab closes. */
  defer(work: () => Promise<void>): void;
  close(): Promise<void>;
}

export async function openLab(name: string): Promise<Lab> {
  const folder = await mkdtemp(join(process.env['BENCH_TMP'] ?? tmpdir(), `bukti-bench-${name}-`));
  const undo: (() => Promise<void>)[] = [];
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= (async () => {
      for (const work of undo.reverse()) await work();
      await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    })();
    return closing;
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void close().then(() => process.exit(130)));
  }
  return {
    folder,
    launch: async (options) => {
      const launched = await launch(options, join(folder, 'log'));
      undo.push(() => launched.stop());
      await untilReady(launched, options.port);
      return launched;
    },
    defer: (work) => void undo.push(work),
    close,
  };
}

async function launch({ name, command, args, env = {} }: LaunchOptions, logs: string): Promise<Launched> {
  await mkdir(logs, { recursive: true });
  const logFile = join(logs, `${name}.log`);
  const log = await open(logFile, 'a');
  const child = spawn(command, args, {
    env: { ...inherited(), ...env },
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  await log.close();
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(String(signal ?? code)));
  });
  if (child.pid === undefined) throw new Error(`${name} did not start: ${await ended}`);
  return { pid: child.pid, logFile, ended, stop: () => stop(child, ended) };
}

/** The environment without any way into a database and without settings of Bukti: a benchmark gives its processes all they need. */
export function inherited(): Record<string, string> {
  const entries = Object.entries(process.env).filter(([name]) => !/^(DATABASE_\w+|PG\w+|BUKTI_\w+|PORT)$/.test(name));
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

async function stop({ pid }: ChildProcess, ended: Promise<string>): Promise<void> {
  if (pid === undefined) return;
  for (const [signal, patienceMs] of [
    ['SIGTERM', 8_000],
    ['SIGKILL', 3_000],
  ] as const) {
    const over = await Promise.race([ended.then(() => true), pause(1, false)]);
    if (over) return;
    try {
      process.kill(-pid, signal);
    } catch {
      return;
    }
    await Promise.race([ended, pause(patienceMs)]);
  }
}

async function untilReady(launched: Launched, port: number | undefined): Promise<void> {
  if (port === undefined) return;
  const over = launched.ended.then((how) => `ended (${how})`);
  const deadline = performance.now() + 60_000;
  for (;;) {
    if (await listens(port)) return;
    const state = await Promise.race([over, pause(100, undefined)]);
    if (state === undefined && performance.now() < deadline) continue;
    const lines = await readFile(launched.logFile, 'utf8');
    throw new Error(`${launched.logFile}: ${state ?? 'not ready in time'}\n${lines.slice(-1500)}`);
  }
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

import { type ChildProcess, spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { inspectProcess } from '#platform/processes.ts';
import { until } from './until.ts';

/** A `start` as a process of its own, with idle children unless the real program is given. */
export interface StartProcess {
  readonly child: ChildProcess;
  /** Everything it has printed. */
  output(): string;
  /** The port of the ready line. */
  untilReady(): Promise<number>;
  untilEnded(): Promise<number | null>;
}

const idleProgram = fileURLToPath(new URL('start-program.js', import.meta.url));
/** The product itself, with children that do their work. */
export const realProgram = fileURLToPath(new URL('../../bin/bukti.js', import.meta.url));

export function startProcess(
  dataDir: string,
  env: Record<string, string> = {},
  program: string = idleProgram,
): StartProcess {
  const settings = { PATH: process.env['PATH'], HOME: process.env['HOME'], PORT: '0', BUKTI_DATA_DIR: dataDir, ...env };
  const child = spawn(process.execPath, [program, 'start'], { env: settings, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => (text += piece.toString()));
  const output = () => text;
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  return {
    child,
    output,
    async untilReady() {
      const [, port] = await until(
        () => {
          if (hasEnded()) throw new Error(`start ended:\n${text}`);
          return /^Bukti is ready: http:\/\/127\.0\.0\.1:(\d+)$/m.exec(text);
        },
        { timeoutMs: 240_000, what: 'the ready line' },
      );
      return Number(port);
    },
    async untilEnded() {
      await until(hasEnded, { timeoutMs: 20_000, what: 'the end of start' });
      return child.exitCode;
    },
  };
}

/** Command lines of all living processes that name the text. */
export async function commandsNaming(text: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(pids.map((pid) => inspectProcess(Number(pid))));
  return found.flatMap((one) => (one?.command.includes(text) === true ? [one.command] : []));
}

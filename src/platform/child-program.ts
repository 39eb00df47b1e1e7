import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { readyMessage } from './lifecycle.ts';
import { openLogFile } from './log-files.ts';
import type { ProgramSpec } from './supervised.ts';

export interface ChildOptions {
  readonly name: string;
  /** Subcommand of `bukti`, where that is not the name. */
  readonly command?: string;
  readonly env: Record<string, string>;
  readonly logFile: string;
  readonly graceMs: number;
  /** Another program than `bin/bukti.js`, for tests. */
  readonly program?: string;
}

const ownProgram = fileURLToPath(new URL('../../bin/bukti.js', import.meta.url));

/** A subcommand of Bukti as a child process that says when it is ready and ends when its parent dies. */
export function prepareChild(options: ChildOptions): ProgramSpec {
  const { name, command = name, env, logFile, graceMs, program = ownProgram } = options;
  return {
    name,
    marker: `${program} ${command}`,
    logFile,
    stopSignal: 'SIGTERM',
    graceMs,
    async spawn() {
      const log = await openLogFile(logFile);
      const stdio = ['ignore', log.fd, log.fd, 'ipc'] as const;
      // A session of its own: signals to the terminal's group are the parent's, which stops its children in order.
      const child = fork(program, [command], { env, execArgv: [], detached: true, stdio: [...stdio] });
      await log.close();
      return child;
    },
    untilReady,
  };
}

async function untilReady(child: ChildProcess, signal: AbortSignal): Promise<void> {
  for (;;) {
    const [message] = (await once(child, 'message', { signal })) as [unknown];
    if (message === readyMessage) return;
  }
}

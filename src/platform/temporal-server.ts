import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openLogFile } from './log-files.ts';
import { untilListening } from './ports.ts';
import type { ProgramSpec } from './supervised.ts';
import type { TemporalProgram } from './temporal-program.ts';

export interface TemporalServerOptions {
  readonly program: TemporalProgram;
  readonly port: number;
  readonly logFile: string;
  /** Folder of its database file; without one it forgets everything when it ends. */
  readonly folder?: string;
  /** `key=value`, the value in JSON. */
  readonly dynamicConfig?: readonly string[];
}

/** No personal data in any of them. */
const searchAttributes = ['SelectionStage=Keyword', 'Agency=Keyword', 'DueAt=Datetime', 'Outcome=Keyword'];

/** The server's limits protect clusters that many share; here one product has a server of its own. */
const liftedLimits = [
  'frontend.rps',
  'frontend.namespaceRPS',
  'frontend.namespaceRPS.visibility',
  'frontend.persistenceMaxQPS',
  'history.rps',
  'history.persistenceMaxQPS',
  'matching.rps',
  'matching.persistenceMaxQPS',
].map((name) => `${name}=100000`);

/**
 * The development server as a program to be supervised. Its file of another version is discarded: Postgres alone
 * suffices to rebuild every running workflow.
 */
export async function prepareTemporalServer(options: TemporalServerOptions): Promise<ProgramSpec> {
  const { program, port, folder } = options;
  const file = folder === undefined ? undefined : await prepareFile(folder, program.version);
  const args = serverArguments(options, file);
  return {
    name: 'temporal',
    marker: file ?? `--port ${port}`,
    logFile: options.logFile,
    stopSignal: 'SIGTERM',
    graceMs: 1_500,
    async spawn() {
      const log = await openLogFile(options.logFile);
      // A session of its own: a Ctrl-C of the terminal must not reach it before those who use it have stopped.
      const child = spawn(program.path, args, { detached: true, stdio: ['ignore', log.fd, log.fd] });
      await log.close();
      return child;
    },
    untilReady: (_child: ChildProcess, signal: AbortSignal) => untilListening(port, signal),
  };
}

function serverArguments({ port, dynamicConfig = [] }: TemporalServerOptions, file: string | undefined): string[] {
  return [
    ...['server', 'start-dev', '--headless', '--ip', '127.0.0.1', '--port', String(port), '--log-level', 'error'],
    ...(file === undefined ? [] : ['--db-filename', file, '--sqlite-pragma', 'journal_mode=wal']),
    ...searchAttributes.flatMap((attribute) => ['--search-attribute', attribute]),
    ...[...liftedLimits, ...dynamicConfig].flatMap((setting) => ['--dynamic-config-value', setting]),
  ];
}

async function prepareFile(folder: string, version: string): Promise<string> {
  const versionFile = join(folder, 'version');
  const written = await readFile(versionFile, 'utf8').catch(() => undefined);
  if (written !== version) {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    await writeFile(versionFile, version);
  }
  return join(folder, 'temporal.db');
}

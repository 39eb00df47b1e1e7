import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from '#platform/ports.ts';
import { realProgram } from './start-process.ts';
import { until } from './until.ts';

/** A witness as a process of its own. */
export interface TestWitness {
  readonly label: string;
  readonly vkey: string;
  readonly folder: string;
  readonly url: string;
  start(): Promise<void>;
  stop(signal?: NodeJS.Signals): Promise<void>;
  /** What it has refused and kept. */
  listEvidence(): Promise<string[]>;
}

export interface TestWitnesses {
  readonly all: readonly TestWitness[];
  /** Lines of a policy file: two of them must sign. */
  readonly policy: string;
  close(): Promise<void>;
}

/** Three running witnesses that know the log whose key lies in a file. */
export async function openWitnesses(logsFile: string): Promise<TestWitnesses> {
  const home = await mkdtemp(join(tmpdir(), 'bukti-witnesses-'));
  const all = await Promise.all(['a', 'b', 'c'].map((label) => openOne(label, join(home, label), logsFile)));
  const lines = all.map(({ label, vkey, url }) => `witness ${label} ${vkey} ${url}`);
  return {
    all,
    policy: ['#bukti covered-within 86400', ...lines, 'group g 2 a b c', 'quorum g', ''].join('\n'),
    close: async () => {
      await Promise.all(all.map((witness) => witness.stop()));
      await rm(home, { recursive: true });
    },
  };
}

async function openOne(label: string, folder: string, logsFile: string): Promise<TestWitness> {
  await mkdir(folder);
  const port = await findFreePort();
  const own = { PORT: String(port), BUKTI_DATA_DIR: folder, BUKTI_WITNESS_DIR: folder, BUKTI_WITNESS_LOGS: logsFile };
  const env = { PATH: process.env['PATH'], ...own, BUKTI_WITNESS_NAME: `${label}.test/saksi` };
  let child: ChildProcess | undefined;
  const start = async () => {
    const started = spawn(process.execPath, [realProgram, 'witness'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    child = started;
    let said = '';
    started.stdout.on('data', (piece: Buffer) => (said += piece.toString()));
    await until(() => said.includes('listens on'), { timeoutMs: 30_000, what: `witness ${label}` });
  };
  await start();
  return {
    label,
    vkey: (await readFile(join(folder, 'witness.vkey'), 'utf8')).trim(),
    folder,
    url: `http://127.0.0.1:${port}`,
    start,
    stop: async (signal = 'SIGTERM') => {
      const ended = child;
      ended?.kill(signal);
      await until(() => ended === undefined || ended.exitCode !== null || ended.signalCode !== null);
    },
    listEvidence: async () => {
      const names = await readdir(join(folder, 'evidence'));
      return Promise.all(names.map((name) => readFile(join(folder, 'evidence', name), 'utf8')));
    },
  };
}

import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { CommandFailed } from './command-failed.ts';
import { openLogFile } from './log-files.ts';
import { commandAs, exists, findPostgresAccount, findPostgresPrograms } from './postgres-programs.ts';
import { endProcess, inspectProcess } from './processes.ts';
import type { ProgramSpec } from './supervised.ts';

const run = promisify(execFile);

export interface ClusterOptions {
  /** Folder of the cluster; made when absent. */
  readonly folder: string;
  readonly port: number;
  readonly password: string;
  readonly logFile: string;
  /** False only for tests: then a crash of the machine may lose what was committed. */
  readonly isDurable: boolean;
}

/** The administrator's way into one database of the cluster. */
export function clusterUrl({ port, password }: ClusterOptions, database: string): string {
  return `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

/** An embedded Postgres as a program to be supervised; its files are made here if there are none. */
export async function prepareCluster(options: ClusterOptions): Promise<ProgramSpec> {
  const programs = await findPostgresPrograms();
  await mkdir(dirname(options.folder), { recursive: true });
  const account = await findPostgresAccount([options.folder, programs.postgres]);
  if (!(await exists(options.folder))) await makeCluster(options, { initdb: programs.initdb, account });
  const version = (await readFile(join(options.folder, 'PG_VERSION'), 'utf8')).trim();
  if (version !== programs.majorVersion) {
    throw new CommandFailed(
      `${options.folder} was written by Postgres ${version}, this is ${programs.majorVersion}. ` +
        'Move the data with pg_dump, or set DATABASE_URL.',
    );
  }
  return {
    name: 'postgres',
    marker: options.folder,
    logFile: options.logFile,
    stopSignal: 'SIGINT',
    graceMs: 2_500,
    async spawn() {
      await clearStalePid(options.folder);
      const log = await openLogFile(options.logFile);
      const command = commandAs(account, programs.postgres, postgresArguments(options));
      const child = spawn(command.program, command.args, {
        ...command.as,
        // A session of its own: a Ctrl-C of the terminal must not reach it before those who use it have stopped.
        detached: true,
        stdio: ['ignore', log.fd, log.fd],
        env: { LC_ALL: 'C', TZ: 'UTC', PATH: '/bin:/usr/bin' },
      });
      await log.close();
      return child;
    },
    untilReady: (_child: ChildProcess, signal: AbortSignal) => untilAnswering(clusterUrl(options, 'postgres'), signal),
  };
}

type Account = Awaited<ReturnType<typeof findPostgresAccount>>;

/** Made beside its place and moved there whole, so that a killed first start leaves no half cluster behind. */
async function makeCluster(options: ClusterOptions, { initdb, account }: { initdb: string; account: Account }) {
  const draft = `${options.folder}.new`;
  const passwordFile = `${options.folder}.password`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  await writeFile(passwordFile, `${options.password}\n`, { mode: 0o600 });
  if (account !== undefined) await chown(draft, account.uid, account.gid);
  if (account !== undefined) await chown(passwordFile, account.uid, account.gid);
  const command = commandAs(account, initdb, [
    `--pgdata=${draft}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--data-checksums',
    ...(options.isDurable ? [] : ['--no-sync']),
  ]);
  try {
    await run(command.program, [...command.args], { ...command.as, env: { LC_ALL: 'C', PATH: '/bin:/usr/bin' } });
    await rename(draft, options.folder);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

function postgresArguments({ folder, port, isDurable }: ClusterOptions): string[] {
  const durability = isDurable ? 'on' : 'off';
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '100',
    shared_buffers: '128MB',
    fsync: durability,
    synchronous_commit: durability,
    full_page_writes: durability,
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Rows and statements that were refused hold what people wrote, and no erasure reaches a log.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    ...(isDurable
      ? {}
      : { wal_level: 'minimal', max_wal_senders: '0', autovacuum: 'off', max_prepared_transactions: '8' }),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return ['-D', folder, '-p', String(port), ...flags];
}

/**
 * Postgres believes the number in postmaster.pid when any process of its account has it, as after a restart of a
 * container; and an orphan of a killed start may still hold the files. The first file goes, the second process ends.
 */
async function clearStalePid(folder: string): Promise<void> {
  const path = join(folder, 'postmaster.pid');
  const [pid] = (await readFile(path, 'utf8').catch(() => '')).split('\n');
  if (pid === undefined || pid === '') return;
  const found = await inspectProcess(Number(pid));
  const isOurs = found?.command.includes(folder) === true;
  if (isOurs) await endProcess(found, 'SIGINT', 5_000);
  await rm(path, { force: true });
}

async function untilAnswering(url: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return;
    } catch (error) {
      if (signal.aborted) throw error;
      await pause(30, undefined, { signal });
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

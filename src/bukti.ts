import { CommanderError, Command as CommandLine } from 'commander';
import { Refused } from '#domain/refusal.ts';
import { CommandFailed } from '#platform/command-failed.ts';
import { DeploymentFault } from '#platform/deployment-fault.ts';
import { describeFault } from '#platform/trace.ts';
import { readVersion } from '#platform/version.ts';
import type { Command, Invocation } from './programs/command.ts';
import { commands } from './programs/commands.ts';

/** Reads the arguments, runs one subcommand and sets the exit code: 0 done, 1 failed or "no", 2 wrong use or settings. */
export async function runCommandLine(argv: readonly string[]): Promise<void> {
  endOnFailedWrite(argv[2]);
  try {
    await describeCommandLine().parseAsync([...argv]);
  } catch (error) {
    // At once: what the command had opened must not keep a failed program alive.
    process.exit(report(error));
  }
}

/** What could not be written must not pass for an answer: 4 where 1 is a verdict, 1 elsewhere; quiet where the reader went away. */
function endOnFailedWrite(name: string | undefined): void {
  const exitCode = commands.some((command) => command.name === name && 4 in command.exitCodes) ? 4 : 1;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') process.stderr.write(`the answer could not be written: ${error.message}\n`);
    process.exit(exitCode);
  });
  // Nobody can be told that nobody can be told.
  process.stderr.on('error', () => undefined);
}

function describeCommandLine(): CommandLine {
  const line = new CommandLine('bukti')
    .description('Conducts talent decisions and proves that they were made on merit.')
    .version(readVersion())
    .exitOverride()
    .showHelpAfterError('(bukti --help lists what there is)')
    .addHelpText('after', '\nEach subcommand has its own --help. Settings come from the environment: docs/settings.md');
  for (const command of commands) line.addCommand(describe(command));
  return line;
}

function describe(command: Command): CommandLine {
  const line = new CommandLine(command.name).description(command.summary).exitOverride();
  if (command.argument !== undefined) line.argument(...command.argument);
  for (const [flags, meaning] of command.options ?? []) line.option(flags, meaning);
  for (const [flags, meaning] of command.required ?? []) line.requiredOption(flags, meaning);
  line.addHelpText('after', describeUse(command));
  return line.action(async () => {
    const args = line.args;
    const options: Invocation['options'] = line.opts();
    process.exitCode = await command.run(await configFor(command), { args, options });
  });
}

function describeUse({ examples, otherwise, exitCodes }: Command): string {
  const codes = Object.entries({ 0: 'done', ...exitCodes }).map(([code, meaning]) => `  ${code}  ${meaning}`);
  const uses = examples.map((example) => `  $ ${example}`);
  const other = otherwise === undefined ? [] : ['', otherwise];
  return ['', 'Examples:', ...uses, ...other, '', 'Exit codes:', ...codes].join('\n');
}

/** `start` decides for itself; every other command finds what a start on the same data folder has decided. */
async function configFor({ name }: Command) {
  const { completeConfig, loadConfig } = await import('#platform/config.ts');
  const { readInstance } = await import('#platform/instance.ts');
  const config = loadConfig();
  return name === 'start' ? config : completeConfig(await readInstance(config.dataDir));
}

const fileFaults: ReadonlySet<unknown> = new Set(['EACCES', 'EISDIR', 'ELOOP', 'ENOENT', 'ENOTDIR', 'EPERM']);
const fileCalls: ReadonlySet<unknown> = new Set(['lstat', 'open', 'read', 'scandir', 'stat']);

/** A path that was named and is not what it should be: the platform's own words say which and why. */
function isFileFault(error: unknown): error is NodeJS.ErrnoException {
  if (!(error instanceof Error && 'syscall' in error && 'code' in error)) return false;
  return fileFaults.has(error.code) && fileCalls.has(error.syscall);
}

function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof CommandFailed || error instanceof Refused || error instanceof DeploymentFault) {
    process.stderr.write(`${error.message}\n`);
    return error instanceof CommandFailed ? error.exitCode : 1;
  }
  if (isFileFault(error)) {
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
  process.stderr.write(`${describeFault(error)}\n`);
  return 1;
}

import { readFile } from 'node:fs/promises';
import { unreadable } from '#features/audit/bundle-file.ts';
import { closeLog } from '#features/audit/log-closing.ts';
import { readPredecessor } from '#features/audit/log-opening.ts';
import { parsePolicyFile } from '#ledger/policy-file.ts';
import { CommandFailed } from '#platform/command-failed.ts';
import type { Config } from '#platform/config.ts';
import { ensureDatabase } from '#platform/database-roles.ts';
import { migrate } from '#platform/migrate.ts';
import { recordFirstEntry } from './first-entry.ts';
import { withKeyHouse } from './keys-house.ts';

export interface LogCommand {
  readonly act: string;
  readonly incident: string;
  /** To close: origin of the log that goes on. */
  readonly successor?: string;
  /** To open: final checkpoint and policy of the log before. */
  readonly after?: string;
  readonly policy?: string;
}

/** `bukti log close` ends a log for good; `bukti log open` begins, in an empty database, the one that goes on from it. */
export async function runLog(config: Config, command: LogCommand): Promise<number> {
  if (!/^[a-z0-9][a-z0-9.-]{0,63}$/.test(command.incident)) throw new CommandFailed('--incident is a code.', 2);
  if (command.act === 'close') return close(config, command);
  if (command.act === 'open') return open(config, command);
  throw new CommandFailed(`There is no \`bukti log ${command.act}\`: close, open.`, 2);
}

async function close(config: Config, { incident, successor }: LogCommand): Promise<number> {
  if (successor === undefined) throw new CommandFailed('Name the origin of the log that goes on with --successor.', 2);
  if (successor === config.origin) throw new CommandFailed('A new log needs an origin of its own.', 2);
  const note = await withKeyHouse(config, { alone: true }, (house) => closeLog(house, { incident, successor }));
  process.stdout.write(note);
  return 0;
}

async function readNamed(path: string): Promise<Uint8Array> {
  return readFile(path).catch((error: unknown) => {
    throw unreadable(path, error);
  });
}

async function open(config: Config, { incident, after, policy }: LogCommand): Promise<number> {
  if (after === undefined || policy === undefined || config.adminUrl === undefined)
    throw new CommandFailed(
      'Name the final checkpoint with --after, its policy.txt with --policy, and set DATABASE_URL.',
      2,
    );
  const trusted = parsePolicyFile(await readNamed(policy));
  const predecessor = trusted.ok ? readPredecessor(await readNamed(after), trusted.value.logs, incident) : trusted;
  if (!predecessor.ok) throw new CommandFailed(`${predecessor.code}: ${after} is not the end of a log of ${policy}.`);
  if (predecessor.value.origin === config.origin) throw new CommandFailed('A new log needs an origin of its own.', 2);
  const url = config.adminUrl.reveal();
  await ensureDatabase(url);
  await migrate(url);
  if (!(await recordFirstEntry(url, config.origin, predecessor.value)))
    throw new CommandFailed('This database has a log already; a new one begins in an empty database.');
  process.stdout.write(`${config.origin} goes on from ${predecessor.value.origin}\n`);
  return 0;
}

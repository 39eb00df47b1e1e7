import { join } from 'node:path';
import { readSignedSize } from '#features/audit/signer-state.ts';
import { CommandFailed } from '#platform/command-failed.ts';
import type { Config } from '#platform/config.ts';
import type { Sql } from '#platform/database.ts';

export function signerFolder({ dataDir }: Pick<Config, 'dataDir'>): string {
  return join(dataDir, 'signer');
}

/** Whether the database holds less than what was signed: a restored backup, or a tail that was cut. */
export async function isBehind(sql: Sql, folder: string): Promise<boolean> {
  const signed = await readSignedSize(folder);
  if (signed === undefined) return false;
  const { size } = await sql.one<{ size: number }>('SELECT size FROM ledger.head');
  return size < signed;
}

/** Nothing may be written after what is missing: `signer.behind`. */
export async function refuseBehind(sql: Sql, config: Pick<Config, 'dataDir'>): Promise<void> {
  if (await isBehind(sql, signerFolder(config)))
    throw new CommandFailed(
      'signer.behind: the database holds less than was signed. See docs/operations.md, Backup and restore.',
    );
}

import { digestSchema } from '#features/fsck/schema.ts';
import { CommandFailed } from '#platform/command-failed.ts';
import type { Config } from '#platform/config.ts';
import { ensureDatabase } from '#platform/database-roles.ts';
import { migrate } from '#platform/migrate.ts';
import { openProgress, type Progress } from '#platform/progress.ts';
import { recordFirstEntry } from './first-entry.ts';

export interface MigrateCommand {
  readonly json: boolean;
}

/** Brings the database of the settings up to this build. */
export async function runMigrate({ adminUrl, origin }: Config, { json }: MigrateCommand): Promise<number> {
  if (adminUrl === undefined) throw new CommandFailed('Set DATABASE_URL, or run this while `bukti start` runs.', 2);
  await ensureDatabase(adminUrl.reveal());
  let progress: Progress | undefined;
  const applied = await migrate(adminUrl.reveal(), {
    digestSchema,
    onStep: ({ step, steps }) => {
      progress ??= openProgress('Migrating', steps);
      progress.update(step);
    },
  }).finally(() => progress?.close());
  await recordFirstEntry(adminUrl.reveal(), origin);
  const words = applied.length === 0 ? 'The database is up to date.' : applied.join('\n');
  process.stdout.write(`${json ? JSON.stringify({ applied }) : words}\n`);
  return 0;
}

import { importEntries } from '#features/audit/entry-import.ts';
import { getSignerState } from '#features/audit/keys.ts';
import { readMirror } from '#features/audit/mirror.ts';
import { CommandFailed } from '#platform/command-failed.ts';
import type { Config } from '#platform/config.ts';
import { openDatabase } from '#platform/database.ts';
import { inWords, signerFolderOf } from './keys-house.ts';

export interface ImportEntriesCommand {
  /** A bundle, or a folder with entry bundles. */
  readonly mirror: string;
  readonly json: boolean;
}

/** Puts back into a restored database the entries that were signed and are missing. */
export async function runImportEntries(config: Config, { mirror, json }: ImportEntriesCommand): Promise<number> {
  if (config.adminUrl === undefined) throw new CommandFailed('Set DATABASE_URL.', 2);
  const db = openDatabase({ url: config.adminUrl.reveal(), poolSize: 1, applicationName: 'bukti import-entries' });
  try {
    const state = await getSignerState({ folder: signerFolderOf(config) });
    const imported = await importEntries({ db, state, readMirror: (range) => readMirror(mirror, range) });
    const words = `${String(imported)} entries are back at their positions. Now: bukti keys unfreeze`;
    process.stdout.write(`${json ? JSON.stringify({ imported }) : words}\n`);
    return 0;
  } catch (error) {
    throw inWords(error);
  } finally {
    await db.close();
  }
}

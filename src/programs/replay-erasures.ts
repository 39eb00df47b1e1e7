import { join } from 'node:path';
import { type ErasureJournal, openErasureJournal } from '#features/erasures/journal.ts';
import { findResurrected, type Replayed, replayErasures } from '#features/erasures/replay.ts';
import { CommandFailed } from '#platform/command-failed.ts';
import type { Config } from '#platform/config.ts';
import { type Database, openDatabase } from '#platform/database.ts';

/** Destroys again what a restored backup has brought back. */
export async function replayIn(adminUrl: string, folders: JournalFolders): Promise<Replayed> {
  const db = openDatabase({ url: adminUrl, poolSize: 1, applicationName: 'bukti replay-erasures' });
  try {
    return await replayErasures(db, journalOf(folders));
  } finally {
    await db.close();
  }
}

/** As `replayIn`, told in lines. */
export async function tellReplay(
  adminUrl: string,
  folders: JournalFolders,
  say: (line: string) => void,
): Promise<void> {
  const { resurrected, openings, unknown } = await replayIn(adminUrl, folders);
  if (resurrected > 0 || openings > 0) {
    say(`vault.resurrected: ${resurrected} erasures had come back; destroyed them again (${openings} openings)`);
  }
  for (const erasure of unknown) say(`Nobody knows whether erasure ${erasure} was carried out: ask for it again`);
}

export async function runReplayErasures({ adminUrl, ...folders }: Config): Promise<number> {
  if (adminUrl === undefined) throw new CommandFailed('Set DATABASE_URL, or run this while `bukti start` runs.', 2);
  const lines: string[] = [];
  await tellReplay(adminUrl.reveal(), folders, (line) => lines.push(line));
  const told = lines.length > 0 ? lines : ['Nothing that was erased has come back.'];
  process.stdout.write(`${told.join('\n')}\n`);
  return 0;
}

/** Refuses to work with what the law has erased. */
export async function demandNothingResurrected(db: Database, folders: JournalFolders): Promise<void> {
  const back = await findResurrected(db, journalOf(folders));
  if (back.length === 0) return;
  throw new CommandFailed(
    `vault.resurrected: ${back.length} erasures have come back with a backup. Run \`bukti replay-erasures\` first.`,
  );
}

type JournalFolders = Pick<Config, 'dataDir' | 'erasuresDir'>;

/** It lay among the signer's files once. */
export function journalOf({ dataDir, erasuresDir }: JournalFolders): ErasureJournal {
  return openErasureJournal(erasuresDir, join(dataDir, 'signer'));
}

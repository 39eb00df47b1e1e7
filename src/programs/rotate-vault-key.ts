import { fixedKey, openKeyFile } from '#features/audit/key-provider.ts';
import { CommandFailed } from '#platform/command-failed.ts';
import type { Config } from '#platform/config.ts';
import { openDatabase, type Tx } from '#platform/database.ts';
import { dropVaultKeyBefore, renewVaultKey } from '#platform/folder-secrets.ts';
import { keysOfFolder } from './vault-keys.ts';

/**
 * Puts every data key under a new key-encryption key; openings are not touched. The old key-encryption key goes with the next run, when
 * nothing is wrapped under it any more: whoever was just making a data key may still have used it. Broken off, it goes on.
 */
export async function runRotateVaultKey({ adminUrl, dataDir }: Config): Promise<number> {
  if (adminUrl === undefined) throw new CommandFailed('Set DATABASE_URL, or run this while `bukti start` runs.', 2);
  const db = openDatabase({ url: adminUrl.reveal(), poolSize: 1, applicationName: 'bukti rotate-vault-key' });
  try {
    const leftover = await rewrapAll(db, dataDir);
    await dropVaultKeyBefore(dataDir);
    await renewVaultKey(dataDir);
    const rewrapped = await rewrapAll(db, dataDir);
    process.stdout.write(`${leftover + rewrapped} data keys are under the new key-encryption key\n`);
  } finally {
    await db.close();
  }
  return 0;
}

interface WrappedRow {
  readonly key_id: string;
  readonly wrapped: Buffer;
}

/** Answers how many data keys were under the older key. */
async function rewrapAll(db: { transaction: ReturnType<typeof openDatabase>['transaction'] }, dataDir: string) {
  return db.transaction('conductor', async (tx) => {
    // Waits for data keys that are being made, and lets no further one begin.
    await tx.run('LOCK TABLE vault.keys IN SHARE ROW EXCLUSIVE MODE');
    const rows = await tx.rows<WrappedRow>('SELECT key_id, wrapped FROM vault.keys WHERE wrapped IS NOT NULL');
    return rewrap(tx, dataDir, rows);
  });
}

async function rewrap(tx: Tx, dataDir: string, rows: readonly WrappedRow[]): Promise<number> {
  const { newest, older } = await keysOfFolder(dataDir);
  const [before] = older;
  if (before === undefined) return 0;
  const all = openKeyFile(() => Promise.resolve({ newest: before, older: [newest] }));
  const next = fixedKey(newest);
  const changed: { id: string; before: Buffer; after: Buffer }[] = [];
  for (const { key_id: id, wrapped } of rows) {
    changed.push({ id, before: wrapped, after: await next.wrap(await all.unwrap(wrapped, id), id) });
  }
  const { done } = await tx.one<{ done: number }>('SELECT vault.rewrap($1, $2, $3) AS done', [
    changed.map(({ id }) => id),
    changed.map((one) => one.before),
    changed.map(({ after }) => after),
  ]);
  return done;
}

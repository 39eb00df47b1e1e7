import { randomBytes } from 'node:crypto';
import { openLog } from '#features/audit/log-opening.ts';
import { openLedger } from '#features/audit/service.ts';
import { openKeyRing } from '#features/audit/vault.ts';
import { openDatabase } from '#platform/database.ts';
import { readVersion } from '#platform/version.ts';

/** Writes the first entry of the log into a migrated database; where there is one already, nothing. */
export async function recordFirstEntry(adminUrl: string, origin: string): Promise<void> {
  const db = openDatabase({ url: adminUrl, poolSize: 1, applicationName: 'bukti migrate' });
  // The first entry commits to nothing, so no key is ever taken from this ring.
  const ledger = openLedger({ log: origin, build: readVersion(), keys: openKeyRing(randomBytes(32)) });
  try {
    await openLog({ db, ledger });
  } finally {
    await db.close();
  }
}

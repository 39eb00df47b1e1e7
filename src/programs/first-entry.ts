import { randomBytes } from 'node:crypto';
import { openLog, type Predecessor } from '#features/audit/log-opening.ts';
import { openLedger } from '#features/audit/service.ts';
import { openKeyRing } from '#features/audit/vault.ts';
import { openDatabase } from '#platform/database.ts';
import { readVersion } from '#platform/version.ts';

/** Writes the first entry of the log into a migrated database; where there is one already, nothing. Answers whether it did. */
export async function recordFirstEntry(adminUrl: string, origin: string, after?: Predecessor): Promise<boolean> {
  const db = openDatabase({ url: adminUrl, poolSize: 1, applicationName: 'bukti migrate' });
  // The first entry commits to nothing, so no key is ever taken from this ring.
  const ledger = openLedger({ log: origin, build: readVersion(), keys: openKeyRing(randomBytes(32)) });
  try {
    const receipt = await openLog({ db, ledger, ...(after === undefined ? {} : { after }) });
    return receipt !== undefined;
  } finally {
    await db.close();
  }
}

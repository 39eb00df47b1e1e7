import { expect } from 'vitest';
import type { KeyRing } from '#features/audit/service.ts';
import { checkRecord } from '#features/fsck/service.ts';
import { openDatabase } from '#platform/database.ts';
import type { DatabaseAddresses } from './database-addresses.ts';

type Addresses = Pick<DatabaseAddresses, 'adminUrl'>;

/** Databases whose rows were all written by services, with the keys of their vaults. */
const folded = new Map<string, KeyRing>();

/** From now on the rows of this database are to be what its entries amount to; tests of the record alone append without rows. */
export function expectFolds({ adminUrl }: Addresses, keys: KeyRing): void {
  folded.set(adminUrl, keys);
}

/** Checks the whole record of a database as `bukti fsck` does: bytes, streams, types, openings, tree, checkpoints, rows. */
export async function expectLedgerIntact({ adminUrl }: Addresses): Promise<void> {
  const db = openDatabase({ url: adminUrl, poolSize: 1, applicationName: 'test' });
  const keys = folded.get(adminUrl);
  try {
    const { log } = await db.one<{ log: string }>(
      `SELECT coalesce((SELECT convert_from(bytes, 'UTF8')::json->>'log' FROM ledger.entries LIMIT 1), 'none') AS log`,
    );
    const { findings } = await checkRecord({ db, log, ...(keys === undefined ? { folds: false } : { keys }) });
    expect(findings).toEqual([]);
  } finally {
    await db.close();
  }
}

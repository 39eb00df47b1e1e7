import { randomBytes } from 'node:crypto';
import { foundAgency } from '#features/agencies/service.ts';
import { type Ledger, openLedger } from '#features/audit/service.ts';
import { openKeyRing } from '#features/audit/vault.ts';
import { type Database, openDatabase } from '#platform/database.ts';
import { cloneDatabase } from './database.ts';

export interface TestHouse {
  readonly adminUrl: string;
  readonly db: Database;
  readonly ledger: Ledger;
  close(): Promise<void>;
}

/** A fresh database with one agency in it, opened as the application. */
export async function houseWithAgency(code: string): Promise<TestHouse> {
  const database = await cloneDatabase();
  const db = openDatabase({ url: database.appUrl, poolSize: 2, applicationName: 'test' });
  const ledger = openLedger({ log: 'bukti.example/test', build: 'test', keys: openKeyRing(randomBytes(32)) });
  await db.transaction('conductor', (tx) => foundAgency(ledger, tx, { code, name: code, zone: 'Asia/Jakarta' }));
  return {
    adminUrl: database.adminUrl,
    db,
    ledger,
    close: async () => {
      await db.close();
      await database.drop();
    },
  };
}

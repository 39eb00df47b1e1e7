import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { foundAgency } from '#features/agencies/service.ts';
import { openLog } from '#features/audit/log-opening.ts';
import { type Ledger, openLedger } from '#features/audit/service.ts';
import { openKeyRing } from '#features/audit/vault.ts';
import { publishPolicy } from '#features/policies/service.ts';
import { type Database, openDatabase } from '#platform/database.ts';
import { ensureDatabase, roleUrl, setRolePasswords } from '#platform/database-roles.ts';
import { migrate } from '#platform/migrate.ts';
import { root } from './lab.ts';

export const agency = 'kota-contoh';

/** A fresh database with the agency and its policy, opened as the application. */
export async function openHouse(adminUrl: string): Promise<{ db: Database; ledger: Ledger }> {
  await ensureDatabase(adminUrl);
  await migrate(adminUrl);
  await setRolePasswords(adminUrl, { app: 'bench' });
  const db = openDatabase({ url: roleUrl(adminUrl, 'app', 'bench'), poolSize: 2, applicationName: 'bench' });
  const ledger = openLedger({ log: 'bukti.example/bench', build: 'bench', keys: openKeyRing(randomBytes(32)) });
  await openLog({ db, ledger });
  const content: unknown = JSON.parse(await readFile(join(root, 'policies/asn/pack.json'), 'utf8'));
  await db.transaction('conductor', async (tx) => {
    await foundAgency(ledger, tx, { code: agency, name: agency, zone: 'Asia/Jakarta' });
    await publishPolicy(ledger, tx, { agency, content });
  });
  return { db, ledger };
}

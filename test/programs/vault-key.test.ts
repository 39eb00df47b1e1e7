import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openKeyRing } from '#features/audit/vault.ts';
import { loadConfig } from '#platform/config.ts';
import { type Database, openDatabase } from '#platform/database.ts';
import { keepSecrets } from '#platform/folder-secrets.ts';
import { runRotateVaultKey } from '#programs/rotate-vault-key.ts';
import { openFolderKeys } from '#programs/vault-keys.ts';
import { cloneDatabase, type TestDatabase } from '#test/support/database.ts';

let database: TestDatabase;
let db: Database;
let dataDir: string;
beforeAll(async () => {
  database = await cloneDatabase();
  db = openDatabase({ url: database.appUrl, poolSize: 2, applicationName: 'test' });
  dataDir = await mkdtemp(join(tmpdir(), 'bukti-vault-'));
});
afterAll(async () => {
  await db.close();
  await database.drop();
  await rm(dataDir, { recursive: true });
});

async function keyOf(holder: string, ring = openKeyRing(openFolderKeys(dataDir))): Promise<string> {
  const keys = await db.transaction('conductor', (tx) => ring.keysOf(tx, [holder]));
  return keys.get(holder)?.key.toString('hex') ?? '';
}

test('a rotation leaves every data key as it was, under a new key-encryption key that running programs find by themselves', async () => {
  const running = openKeyRing(openFolderKeys(dataDir));
  const holders = [randomUUID(), randomUUID()];
  const before = await Promise.all(holders.map((holder) => keyOf(holder, running)));
  const { vault } = await keepSecrets(dataDir);
  const wrapped = await db.rows<{ wrapped: Buffer }>('SELECT wrapped FROM vault.keys ORDER BY key_id');
  const config = loadConfig({ DATABASE_URL: database.adminUrl, BUKTI_DATA_DIR: dataDir });
  expect(await runRotateVaultKey(config)).toBe(0);
  const renewed = await keepSecrets(dataDir);
  expect(renewed).toMatchObject({ vaultBefore: vault });
  expect(renewed.vault).not.toBe(vault);
  const after = await db.rows<{ wrapped: Buffer }>('SELECT wrapped FROM vault.keys ORDER BY key_id');
  expect(after.map((row, index) => row.wrapped.equals(wrapped[index]?.wrapped ?? Buffer.alloc(0)))).toEqual([
    false,
    false,
  ]);
  running.forget();
  expect(await Promise.all(holders.map((holder) => keyOf(holder, running)))).toEqual(before);
});

test('the next rotation destroys the oldest key-encryption key for good', async () => {
  const { vaultBefore } = await keepSecrets(dataDir);
  const config = loadConfig({ DATABASE_URL: database.adminUrl, BUKTI_DATA_DIR: dataDir });
  await runRotateVaultKey(config);
  expect(JSON.stringify(await keepSecrets(dataDir))).not.toContain(vaultBefore ?? 'none');
});

test('a key that was destroyed opens nothing, and its holder gets no other key by reading', async () => {
  const holder = randomUUID();
  await keyOf(holder);
  const admin = openDatabase({ url: database.adminUrl, poolSize: 1, applicationName: 'test' });
  await admin.run(`SELECT vault.destroy('{}', '{}', ARRAY[$1::uuid])`, [holder]);
  const { key_id: keyId } = await admin.one<{ key_id: string }>('SELECT key_id FROM vault.keys WHERE holder = $1', [
    holder,
  ]);
  await admin.close();
  const ring = openKeyRing(openFolderKeys(dataDir));
  expect(await db.transaction('conductor', (tx) => ring.keysById(tx, [keyId]))).toEqual(new Map());
});

test('the application itself cannot change a wrapped key', async () => {
  const attempt = db.run(`SELECT vault.rewrap('{}', '{}', '{}')`);
  await expect(attempt).rejects.toThrow('permission denied');
});

import { type KeyProvider, openKeyFile, type WrappingKeys } from '#features/audit/key-provider.ts';
import { type KeyRing, openKeyRing } from '#features/audit/vault.ts';
import type { Config } from '#platform/config.ts';
import type { Database } from '#platform/database.ts';
import { keepSecrets } from '#platform/folder-secrets.ts';
import { demandNothingResurrected } from './replay-erasures.ts';

/** The key-encryption keys of a data folder. */
export async function keysOfFolder(dataDir: string): Promise<WrappingKeys> {
  const { vault, vaultBefore } = await keepSecrets(dataDir);
  const older = vaultBefore === undefined ? [] : [Buffer.from(vaultBefore, 'base64url')];
  return { newest: Buffer.from(vault, 'base64url'), older };
}

export function openFolderKeys(dataDir: string): KeyProvider {
  return openKeyFile(() => keysOfFolder(dataDir));
}

/** The keys of the vault for whoever acts on the record: not while it holds again what the law has erased. */
export async function openVault(config: Pick<Config, 'dataDir' | 'erasuresDir'>, db: Database): Promise<KeyRing> {
  await demandNothingResurrected(db, config);
  return openKeyRing(openFolderKeys(config.dataDir));
}

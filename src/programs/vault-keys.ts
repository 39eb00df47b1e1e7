import { type KeyProvider, openKeyFile, type WrappingKeys } from '#features/audit/key-provider.ts';
import { keepSecrets } from '#platform/folder-secrets.ts';

/** The key-encryption keys of a data folder. */
export async function keysOfFolder(dataDir: string): Promise<WrappingKeys> {
  const { vault, vaultBefore } = await keepSecrets(dataDir);
  const older = vaultBefore === undefined ? [] : [Buffer.from(vaultBefore, 'base64url')];
  return { newest: Buffer.from(vault, 'base64url'), older };
}

export function openFolderKeys(dataDir: string): KeyProvider {
  return openKeyFile(() => keysOfFolder(dataDir));
}

import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createWhole, readJson, writeAtomically } from './kept-files.ts';

/** Random passwords and keys of one data folder, made on first use and kept readable by their owner alone. */
export interface FolderSecrets {
  readonly postgres: string;
  readonly app: string;
  readonly sequencer: string;
  readonly signer: string;
  readonly auditor: string;
  readonly session: string;
  /** Key-encryption key of the vault, 32 bytes in base64url. Without it no opening can be read again. */
  readonly vault: string;
  /** Its predecessor, from a rotation until nothing is wrapped under it any more. */
  readonly vaultBefore?: string;
}

export async function keepSecrets(dataDir: string): Promise<FolderSecrets> {
  const path = secretsIn(dataDir);
  const kept = await readJson<Partial<FolderSecrets>>(path);
  const secrets = completed(kept ?? {});
  if (kept === undefined) return (await createWhole(path, JSON.stringify(secrets))) ? secrets : keepSecrets(dataDir);
  if (JSON.stringify(kept) !== JSON.stringify(secrets)) await writeAtomically(path, JSON.stringify(secrets));
  return secrets;
}

function completed(kept: Partial<FolderSecrets>): FolderSecrets {
  return {
    postgres: kept.postgres ?? randomText(),
    app: kept.app ?? randomText(),
    sequencer: kept.sequencer ?? randomText(),
    signer: kept.signer ?? randomText(),
    auditor: kept.auditor ?? randomText(),
    session: kept.session ?? randomText(),
    vault: kept.vault ?? randomBytes(32).toString('base64url'),
    ...(kept.vaultBefore === undefined ? {} : { vaultBefore: kept.vaultBefore }),
  };
}

/** A new key-encryption key before the known one, which still unwraps. Done again before the old one is dropped, it changes nothing. */
export async function renewVaultKey(dataDir: string): Promise<FolderSecrets> {
  const secrets = await keepSecrets(dataDir);
  if (secrets.vaultBefore !== undefined) return secrets;
  const renewed = { ...secrets, vault: randomBytes(32).toString('base64url'), vaultBefore: secrets.vault };
  await writeAtomically(secretsIn(dataDir), JSON.stringify(renewed));
  return renewed;
}

/** Destroys the predecessor of the key-encryption key. */
export async function dropVaultKeyBefore(dataDir: string): Promise<void> {
  const { vaultBefore: _dropped, ...secrets } = await keepSecrets(dataDir);
  await writeAtomically(secretsIn(dataDir), JSON.stringify(secrets));
}

function secretsIn(dataDir: string): string {
  return join(dataDir, 'secrets.json');
}

function randomText(): string {
  return randomBytes(24).toString('base64url');
}

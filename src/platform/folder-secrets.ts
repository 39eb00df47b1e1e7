import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { readJson, writeAtomically } from './kept-files.ts';

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
}

export async function keepSecrets(dataDir: string): Promise<FolderSecrets> {
  const path = join(dataDir, 'secrets.json');
  const kept = (await readJson<Partial<FolderSecrets>>(path)) ?? {};
  const secrets: FolderSecrets = {
    postgres: kept.postgres ?? randomText(),
    app: kept.app ?? randomText(),
    sequencer: kept.sequencer ?? randomText(),
    signer: kept.signer ?? randomText(),
    auditor: kept.auditor ?? randomText(),
    session: kept.session ?? randomText(),
    vault: kept.vault ?? randomBytes(32).toString('base64url'),
  };
  if (JSON.stringify(kept) !== JSON.stringify(secrets)) await writeAtomically(path, JSON.stringify(secrets));
  return secrets;
}

function randomText(): string {
  return randomBytes(24).toString('base64url');
}

import { randomBytes } from 'node:crypto';
import { open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fromHex, toHex } from '#ledger/bytes.ts';
import { signEd25519 } from '#ledger/crypto.ts';
import { type VerifierKey, verifierKeyOf } from '#ledger/note.ts';
import { DeploymentFault } from '#platform/deployment-fault.ts';
import { createDurably, readIfThere, syncFile, syncFolder, writeDurably } from '#platform/durable-files.ts';

/** A log's key as the signer sees it. Another home of it, a PKCS#11 token or a KMS, is another value of this type. */
export interface SigningKey {
  readonly verifier: VerifierKey;
  /** The 64 bytes of the Ed25519 signature; the same for the same bytes, always. */
  readonly sign: (bytes: Uint8Array) => Promise<Uint8Array>;
}

/** `key` signs; `next.key` waits for its epoch; `emergency.key` is made at the first start for the operator to move away. */
export type KeyFile = 'key' | 'next.key' | 'emergency.key';

/** The key of a file of the signer's folder; undefined where there is none. */
export async function readKey(folder: string, file: KeyFile, log: string): Promise<SigningKey | undefined> {
  return readKeyFile(join(folder, file), log);
}

/** The key of a file anywhere; undefined where there is none. Throws where it does not hold one. */
export async function readKeyFile(path: string, log: string): Promise<SigningKey | undefined> {
  const text = await readIfThere(path);
  if (text === undefined) return undefined;
  const seed = fromHex(text.trim());
  if (seed?.length !== 32) throw new DeploymentFault(`${path} does not hold 32 bytes in hex`);
  return keyOf(seed, log);
}

function keyOf(seed: Uint8Array, log: string): SigningKey {
  return {
    verifier: verifierKeyOf(log, seed, 'log'),
    sign: (bytes) => Promise.resolve(signEd25519(seed, bytes)),
  };
}

/** A key that lies nowhere yet. What is kept is on disk, readable by the owner alone. */
export interface NewKey extends SigningKey {
  readonly keep: (folder: string, file: KeyFile) => Promise<void>;
  /** Keeps it as `next.key` unless one waits already; whether it is this one that waits now. */
  readonly keepAsNext: (folder: string) => Promise<boolean>;
}

export function makeKey(log: string): NewKey {
  const seed = randomBytes(32);
  const file = { text: `${toHex(seed)}\n`, mode: 0o600 };
  return {
    ...keyOf(seed, log),
    keep: (folder, name) => writeDurably(folder, { name, ...file }),
    keepAsNext: (folder) => createDurably(folder, { name: 'next.key', ...file }),
  };
}

interface NamedKey {
  readonly log: string;
  readonly vkey: string;
}

/** Whether the key that waits is this one; it is on disk then. */
export async function isWaiting(folder: string, { log, vkey }: NamedKey): Promise<boolean> {
  if ((await readKey(folder, 'next.key', log))?.verifier.vkey !== vkey) return false;
  await syncFile(folder, 'next.key');
  return true;
}

/**
 * Destroys the old key and puts the next in its place; refused, with the old key as it was, where the key that waits is not the
 * one expected. The old bytes are overwritten on disk first; a file system that copies on write keeps them nevertheless, which is
 * why a production key lies in hardware. If it dies between, it can be done again: `key` holds nothing then, or is gone.
 */
export async function replaceKey(folder: string, expected: NamedKey): Promise<void> {
  const path = join(folder, 'key');
  const next = join(folder, 'next.key');
  if (!(await isWaiting(folder, expected)))
    throw new DeploymentFault(`${next} is not the key of this epoch: ${path} stays`);
  const size = await sizeOf(path);
  if (size > 0) {
    const file = await open(path, 'r+');
    try {
      await file.write(Buffer.alloc(size, '0'), 0, size, 0);
      await file.sync();
    } finally {
      await file.close();
    }
    await rm(path);
    await syncFolder(folder);
  }
  await rename(next, path);
  await syncFolder(folder);
}

async function sizeOf(path: string): Promise<number> {
  return (await readIfThere(path)) === undefined ? 0 : (await stat(path)).size;
}

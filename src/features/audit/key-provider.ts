import { createCipheriv, createDecipheriv } from 'node:crypto';
import { drawRandom } from '#ledger/crypto.ts';
import { DeploymentFault } from '#platform/deployment-fault.ts';

/**
 * Holds the key-encryption keys, outside the database and its backups. A file in the demo; in production a key management service
 * that does the same: wraps under its newest key, unwraps under any that is not destroyed, makes a newer one (rotation), and destroys
 * an old one for good. `context`, the id of the wrapped key, is authenticated, so that no wrapped key can stand for another.
 */
export interface KeyProvider {
  wrap(key: Buffer, context: string): Promise<Buffer>;
  /** Throws where no key-encryption key that still exists has wrapped this. */
  unwrap(wrapped: Buffer, context: string): Promise<Buffer>;
}

/** Key-encryption keys of 32 bytes: the one that wraps, and older ones that still unwrap. */
export interface WrappingKeys {
  readonly newest: Buffer;
  readonly older: readonly Buffer[];
}

const nonceBytes = 12;
const tagBytes = 16;

/** Keys from a file, which is read again for every new data key and whenever a key does not fit: a rotation needs no restart. */
export function openKeyFile(read: () => Promise<WrappingKeys>): KeyProvider {
  let known: WrappingKeys | undefined;
  let reading: Promise<WrappingKeys> | undefined;
  // Many that ask at once share one reading.
  const readAgain = async () => {
    known = undefined;
    reading ??= read().finally(() => (reading = undefined));
    const keys = await reading;
    known = keys;
    return keys;
  };
  return {
    wrap: async (key, context) => seal((await readAgain()).newest, key, context),
    unwrap: async (wrapped, context) =>
      unwrapWith(known ?? (await readAgain()), wrapped, context) ?? mustUnwrap(await readAgain(), wrapped, context),
  };
}

/** One key that never changes. */
export function fixedKey(kek: Buffer): KeyProvider {
  if (kek.length !== 32) throw new DeploymentFault('a key-encryption key has 32 bytes');
  return {
    wrap: (key, context) => Promise.resolve(seal(kek, key, context)),
    unwrap: (wrapped, context) => Promise.resolve(unseal(kek, wrapped, context)),
  };
}

function unwrapWith({ newest, older }: WrappingKeys, wrapped: Buffer, context: string): Buffer | undefined {
  for (const kek of [newest, ...older]) {
    const key = tryUnseal(kek, wrapped, context);
    if (key !== undefined) return key;
  }
  return undefined;
}

function mustUnwrap(keys: WrappingKeys, wrapped: Buffer, context: string): Buffer {
  const key = unwrapWith(keys, wrapped, context);
  if (key === undefined) throw new DeploymentFault(`no key-encryption key opens the data key ${context}`);
  return key;
}

/** AES-256-GCM: nonce ‖ ciphertext ‖ tag, bound to `context`. */
export function seal(key: Buffer, plain: Uint8Array, context: string): Buffer {
  const nonce = drawRandom(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(context, 'utf8'));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Throws where the bytes, the key or the context are not those of `seal`. */
export function unseal(key: Buffer, sealed: Buffer, context: string): Buffer {
  const decipher = openDecipher(key, sealed, context);
  return Buffer.concat([decipher.update(sealed.subarray(nonceBytes, -tagBytes)), decipher.final()]);
}

/** As `unseal`; undefined where the bytes are too few, or the tag does not fit. */
export function tryUnseal(key: Buffer, sealed: Buffer, context: string): Buffer | undefined {
  if (sealed.length < nonceBytes + tagBytes) return undefined;
  try {
    return unseal(key, sealed, context);
  } catch (error) {
    if (error instanceof Error && error.message.includes('unable to authenticate')) return undefined;
    throw error;
  }
}

function openDecipher(key: Buffer, sealed: Buffer, context: string) {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes));
  decipher.setAAD(Buffer.from(context, 'utf8'));
  decipher.setAuthTag(sealed.subarray(-tagBytes));
  return decipher;
}

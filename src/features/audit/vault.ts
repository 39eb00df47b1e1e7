import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto';
import { drawRandom } from '#ledger/crypto.ts';
import type { Sql } from '#platform/database.ts';

/** Where one opening belongs; bound into its encryption, so that it cannot be moved. */
export interface OpeningPlace {
  readonly log: string;
  readonly entry: string;
  readonly type: string;
  readonly field: string;
}

export interface DataKey {
  readonly keyId: string;
  readonly key: Buffer;
}

/** Data keys by holder (a person, an account or an agency), wrapped by the key-encryption key. */
export interface KeyRing {
  /** One key per holder, made where there is none yet. */
  keysOf(sql: Sql, holders: readonly string[]): Promise<ReadonlyMap<string, DataKey>>;
  /** Keys by id, as far as they were not destroyed. */
  keysById(sql: Sql, keyIds: readonly string[]): Promise<ReadonlyMap<string, Buffer>>;
}

const cacheLimit = 20_000;
const nonceBytes = 12;
const tagBytes = 16;

/** `kek`: 32 bytes that never lie in the database or its backups. */
export function openKeyRing(kek: Buffer): KeyRing {
  if (kek.length !== 32) throw new Error('a key-encryption key has 32 bytes');
  const remembered = new Map<string, DataKey>();
  return {
    async keysOf(sql, holders) {
      const wanted = [...new Set(holders)];
      const unknown = wanted.filter((holder) => !remembered.has(holder));
      const found = new Map(await readKeys(sql, kek, unknown));
      if (remembered.size + found.size > cacheLimit) remembered.clear();
      for (const [holder, key] of found) remembered.set(holder, key);
      // A key made here is remembered only when a later transaction reads it: this one may still roll back.
      for (const holder of unknown) if (!found.has(holder)) found.set(holder, await makeKey(sql, kek, holder));
      for (const holder of wanted) {
        const known = remembered.get(holder);
        if (known !== undefined) found.set(holder, known);
      }
      return found;
    },
    async keysById(sql, keyIds) {
      const rows = await sql.rows<{ key_id: string; wrapped: Buffer }>(
        'SELECT key_id, wrapped FROM vault.keys WHERE key_id = ANY ($1::uuid[]) AND wrapped IS NOT NULL',
        [[...new Set(keyIds)]],
      );
      return new Map(rows.map(({ key_id: keyId, wrapped }) => [keyId, unseal(kek, wrapped, keyId)]));
    },
  };
}

async function readKeys(sql: Sql, kek: Buffer, holders: readonly string[]): Promise<[string, DataKey][]> {
  if (holders.length === 0) return [];
  const rows = await sql.rows<{ holder: string; key_id: string; wrapped: Buffer }>(
    'SELECT holder, key_id, wrapped FROM vault.keys WHERE holder = ANY ($1::uuid[]) AND destroyed_at IS NULL',
    [holders],
  );
  return rows.map(({ holder, key_id: keyId, wrapped }) => [holder, { keyId, key: unseal(kek, wrapped, keyId) }]);
}

async function makeKey(sql: Sql, kek: Buffer, holder: string): Promise<DataKey> {
  const keyId = randomUUID();
  const key = randomBytes(32);
  const made = await sql.run(
    'INSERT INTO vault.keys (key_id, holder, wrapped) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [keyId, holder, seal(kek, key, keyId)],
  );
  if (made === 1) return { keyId, key };
  // Lost the race for this holder: the winner's key is committed by now.
  const [winner] = await readKeys(sql, kek, [holder]);
  if (winner === undefined) throw new Error('a key that exists cannot be read');
  return winner[1];
}

/** AES-256-GCM: nonce ‖ ciphertext ‖ tag, bound to `context`. */
function seal(key: Buffer, plain: Uint8Array, context: string): Buffer {
  const nonce = drawRandom(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(context, 'utf8'));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Throws where the bytes, the key or the context are not those of `seal`. */
function unseal(key: Buffer, sealed: Buffer, context: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes));
  decipher.setAAD(Buffer.from(context, 'utf8'));
  decipher.setAuthTag(sealed.subarray(-tagBytes));
  return Buffer.concat([decipher.update(sealed.subarray(nonceBytes, -tagBytes)), decipher.final()]);
}

function contextOf(place: OpeningPlace): string {
  return ['bukti/commitment/v1', place.log, place.entry, place.type, place.field].join('\n') + '\n';
}

/** Encrypts salt (32 bytes) and canonical value of one committed field. */
export function sealOpening(
  key: DataKey,
  place: OpeningPlace,
  salted: { salt: Uint8Array; value: Uint8Array },
): Buffer {
  return seal(key.key, Buffer.concat([salted.salt, salted.value]), contextOf(place));
}

export function unsealOpening(key: Buffer, place: OpeningPlace, sealed: Buffer): { salt: Buffer; value: Buffer } {
  const plain = unseal(key, sealed, contextOf(place));
  return { salt: plain.subarray(0, 32), value: plain.subarray(32) };
}

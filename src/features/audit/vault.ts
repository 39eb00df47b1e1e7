import { randomBytes, randomUUID } from 'node:crypto';
import { byteaArray, type Sql } from '#platform/database.ts';
import { fixedKey, type KeyProvider, seal, tryUnseal, unseal } from './key-provider.ts';

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
  /** Drops every data key from memory: to be called once keys were destroyed. */
  forget(): void;
}

const cacheLimit = 20_000;
/** A key that another process destroyed is gone from this one's memory after so long. */
const rememberedMs = 300_000;

/** `source`: a key-encryption key of 32 bytes, or who holds it; it never lies in the database or its backups. */
export function openKeyRing(source: Buffer | KeyProvider): KeyRing {
  const provider = Buffer.isBuffer(source) ? fixedKey(source) : source;
  const remembered = new Map<string, DataKey>();
  let untilMs = 0;
  const refresh = (more: number) => {
    const now = performance.now();
    if (now < untilMs && remembered.size + more <= cacheLimit) return;
    remembered.clear();
    untilMs = now + rememberedMs;
  };
  return {
    async keysOf(sql, holders) {
      refresh(0);
      // In one order, so that two who make keys for the same people do not wait for each other.
      const wanted = [...new Set(holders)].sort();
      const unknown = wanted.filter((holder) => !remembered.has(holder));
      const known = pick(remembered, wanted);
      const found = new Map(await readKeys(sql, provider, unknown));
      refresh(found.size);
      for (const [holder, key] of found) remembered.set(holder, key);
      // A key made here is remembered only when a later transaction reads it: this one may still roll back.
      const made = await makeKeys(
        sql,
        provider,
        unknown.filter((holder) => !found.has(holder)),
      );
      for (const [holder, key] of made) found.set(holder, key);
      return new Map([...known, ...found]);
    },
    async keysById(sql, keyIds) {
      const rows = await sql.rows<{ key_id: string; wrapped: Buffer }>(
        'SELECT key_id, wrapped FROM vault.keys WHERE key_id = ANY ($1::uuid[]) AND wrapped IS NOT NULL',
        [[...new Set(keyIds)]],
      );
      const opened = rows.map(
        async ({ key_id: keyId, wrapped }) => [keyId, await provider.unwrap(wrapped, keyId)] as const,
      );
      return new Map(await Promise.all(opened));
    },
    forget: () => remembered.clear(),
  };
}

function pick(remembered: ReadonlyMap<string, DataKey>, wanted: readonly string[]): [string, DataKey][] {
  return wanted.flatMap((holder): [string, DataKey][] => {
    const key = remembered.get(holder);
    return key === undefined ? [] : [[holder, key]];
  });
}

async function readKeys(sql: Sql, provider: KeyProvider, holders: readonly string[]): Promise<[string, DataKey][]> {
  if (holders.length === 0) return [];
  const rows = await sql.rows<{ holder: string; key_id: string; wrapped: Buffer }>(
    'SELECT holder, key_id, wrapped FROM vault.keys WHERE holder = ANY ($1::uuid[]) AND destroyed_at IS NULL',
    [holders],
  );
  const opened = rows.map(async ({ holder, key_id: keyId, wrapped }): Promise<[string, DataKey]> => {
    return [holder, { keyId, key: await provider.unwrap(wrapped, keyId) }];
  });
  return Promise.all(opened);
}

async function makeKeys(sql: Sql, provider: KeyProvider, holders: readonly string[]): Promise<[string, DataKey][]> {
  if (holders.length === 0) return [];
  const drawn = await Promise.all(
    holders.map(async (holder) => {
      const key = { keyId: randomUUID(), key: randomBytes(32) };
      return { holder, key, wrapped: await provider.wrap(key.key, key.keyId) };
    }),
  );
  const rows = await sql.rows<{ holder: string }>(
    `INSERT INTO vault.keys (key_id, holder, wrapped) SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::bytea[])
     ON CONFLICT DO NOTHING RETURNING holder`,
    [drawn.map(({ key }) => key.keyId), holders, byteaArray(drawn.map(({ wrapped }) => wrapped))],
  );
  const own = new Set(rows.map(({ holder }) => holder));
  const made = drawn.flatMap(({ holder, key }): [string, DataKey][] => (own.has(holder) ? [[holder, key]] : []));
  // Who lost the race for a holder uses the winner's key, which is committed by now.
  const lost = holders.filter((holder) => !own.has(holder));
  const won = await readKeys(sql, provider, lost);
  if (won.length < lost.length) throw new Error('a key that exists cannot be read');
  return [...made, ...won];
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

export interface Unsealed {
  readonly salt: Buffer;
  readonly value: Buffer;
}

export function unsealOpening(key: Buffer, place: OpeningPlace, sealed: Buffer): Unsealed {
  return split(unseal(key, sealed, contextOf(place)));
}

/** As `unsealOpening`; undefined where key, place or bytes are not those of the opening. */
export function tryUnsealOpening(key: Buffer, place: OpeningPlace, sealed: Buffer): Unsealed | undefined {
  const plain = tryUnseal(key, sealed, contextOf(place));
  return plain === undefined ? undefined : split(plain);
}

function split(plain: Buffer): Unsealed {
  return { salt: plain.subarray(0, 32), value: plain.subarray(32) };
}

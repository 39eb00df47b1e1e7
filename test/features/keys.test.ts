import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { announceKey, measureLog } from '#features/audit/key-entries.ts';
import { getSignerState, type KeyHouse, revokeKey, rotateKey, unfreezeSigner } from '#features/audit/keys.ts';
import { openSigner } from '#features/audit/signer.ts';
import { makeKey, readKeyFile } from '#features/audit/signer-keys.ts';
import { readTrust } from '#features/audit/signer-state.ts';
import { toUtf8 } from '#ledger/bytes.ts';
import { checkpointText, openCheckpoint } from '#ledger/checkpoint.ts';
import { listOutsideEpochs, parseEpochs } from '#ledger/epochs.ts';
import { writeNote } from '#ledger/note.ts';
import { parsePolicyFile } from '#ledger/policy-file.ts';
import type { Database } from '#platform/database.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { openRecord, origin, type TestRecord, tamper } from '#test/support/record.ts';

let record: TestRecord;
let number = 0;
let folder: string;
let house: KeyHouse;
beforeAll(async () => {
  record = await openRecord();
  await record.recordMany(20);
  await record.sealAll();
});
// Each test has a signer of its own, with keys of its own, so the checkpoints of the one before go.
beforeEach(async () => {
  await tamper(record, 'DELETE FROM ledger.checkpoints');
  number += 1;
  folder = join(record.folder, String(number));
  await mkdir(folder);
  house = {
    db: record.db,
    ledger: record.ledger,
    signerDb: record.signerDb,
    folder,
    seal: async () => {
      await record.sealAll();
    },
  };
});
afterAll(() => record.close());

const open = (db: Database = record.signerDb) => openSigner(db, { folder, log: origin });
const state = () => getSignerState(house);
const vkeyNow = async () => (await state()).epoch.vkey;
const trust = async () => {
  const text = await readTrust(folder);
  const policy = parsePolicyFile(toUtf8(text?.policy ?? ''));
  const epochs = parseEpochs(toUtf8(text?.epochs ?? ''));
  if (!policy.ok || !epochs.ok) throw new Error('the published trust cannot be read');
  return { keys: policy.value.logs, epochs: epochs.value };
};
type Trust = Awaited<ReturnType<typeof trust>>;
const notes = async () =>
  (await record.db.rows<{ note: string }>('SELECT note FROM ledger.checkpoints ORDER BY size')).map(({ note }) => note);

/** The codes of check 1 that this note gets under that trust. */
function judge(note: string, { keys, epochs }: Trust): string {
  const opened = openCheckpoint(toUtf8(note), keys, origin);
  if (!opened.ok) return opened.code;
  const outside = listOutsideEpochs(epochs, opened.value.signatures, opened.value.size);
  return outside.length > 0 ? 'note.epoch' : 'good';
}

async function signMore(count = 3): Promise<void> {
  await record.recordMany(count);
  await record.sealAll();
  await (await open()).sign();
}

/** Signs until nothing more happens. */
async function signAll(): Promise<void> {
  const signer = await open();
  while ((await signer.sign()).hasSigned);
}

const emergencyKey = async () => {
  const key = await readKeyFile(join(folder, 'emergency.key'), origin);
  if (key === undefined) throw new Error('no emergency key');
  return key;
};

describe('a change of keys', () => {
  test('the old key signs up to the announcement, the new one from the announced size on, and the old one is gone', async () => {
    await signMore();
    const [old, oldSeed] = [await vkeyNow(), await readFile(join(folder, 'key'), 'utf8')];
    const firstSize = await rotateKey(house);
    await signAll();
    await signMore();
    const { epoch, past, next } = await state();
    expect({ epoch, past, next }).toEqual({
      epoch: { vkey: expect.any(String), firstSize },
      past: [{ vkey: old, firstSize: 0, lastSize: firstSize - 1 }],
      next: null,
    });
    expect(epoch.vkey).not.toBe(old);
    expect(await readFile(join(folder, 'key'), 'utf8')).not.toBe(oldSeed);
    await expect(readFile(join(folder, 'next.key'))).rejects.toThrow('ENOENT');
    const now = await trust();
    expect((await notes()).map((note) => judge(note, now))).toEqual(['good', 'good', 'good']);
    await expectLedgerIntact(record.addresses);
  });

  test('under the epochs of before the new notes are note.epoch, or of nobody known; the old ones stay good', async () => {
    await signMore();
    const before = await trust();
    await rotateKey(house);
    await signAll();
    await signMore();
    const after = await trust();
    const all = await notes();
    expect(all.map((note) => judge(note, { ...after, epochs: before.epochs }))).toEqual(['good', 'good', 'note.epoch']);
    expect(all.map((note) => judge(note, before))).toEqual(['good', 'good', 'note.unsigned']);
  });

  test('a retired key that signs again is note.epoch', async () => {
    await signMore();
    await rename(join(folder, 'key'), join(folder, 'stolen'));
    await writeFile(join(folder, 'key'), await readFile(join(folder, 'stolen')));
    await rotateKey(house);
    await signAll();
    const stolen = await readKeyFile(join(folder, 'stolen'), origin);
    if (stolen === undefined) throw new Error('no key');
    const text = checkpointText(origin, 1_000, new Uint8Array(32));
    const forged = writeNote(text, stolen.verifier, await stolen.sign(toUtf8(text)));
    expect(judge(forged, await trust())).toBe('note.epoch');
  });

  test('entries between announcement and first size are signed by the old key, and a busy log is cut at the last of them', async () => {
    await signMore();
    const key = makeKey(origin);
    await key.keep(folder, 'next.key');
    const firstSize = (await measureLog(house)) + 10;
    await announceKey(house, { key: key.verifier, attempt: 0, firstSize });
    await signMore(2);
    expect(await state()).toMatchObject({ next: { firstSize }, past: [] });
    await record.recordMany(50);
    await record.sealAll();
    await signAll();
    const sizes = await record.db.rows<{ size: number }>('SELECT size FROM ledger.checkpoints ORDER BY size');
    expect(sizes.map(({ size }) => size)).toContain(firstSize - 1);
    const now = await trust();
    expect((await notes()).map((note) => judge(note, now))).not.toContain('note.epoch');
    expect(await state()).toMatchObject({ epoch: { vkey: key.verifier.vkey, firstSize } });
  });

  test('an announcement that was sealed too late counts for nothing, and another follows', async () => {
    await signMore();
    const key = makeKey(origin);
    await key.keep(folder, 'next.key');
    await announceKey(house, { key: key.verifier, attempt: 0, firstSize: await measureLog(house) });
    await signMore();
    expect(await state()).toMatchObject({ next: null, past: [] });
    const firstSize = await rotateKey(house);
    await signAll();
    expect(await state()).toMatchObject({ epoch: { vkey: key.verifier.vkey, firstSize } });
  });

  test('whoever can write entries cannot choose the key: an announcement of a strange key changes nothing', async () => {
    await signMore();
    const before = await vkeyNow();
    const firstSize = (await measureLog(house)) + 2;
    await announceKey(house, { key: makeKey(origin).verifier, attempt: 0, firstSize });
    await signMore();
    expect(await state()).toMatchObject({ epoch: { vkey: before }, next: null, past: [] });
  });

  test('a second change waits for the first', async () => {
    await signMore();
    const key = makeKey(origin);
    await key.keep(folder, 'next.key');
    await announceKey(house, { key: key.verifier, attempt: 0, firstSize: (await measureLog(house)) + 100 });
    await signMore();
    await expect(rotateKey(house)).rejects.toMatchObject({ code: 'keys.pending' });
  });
});

/** A database that dies with the statement whose text says so. */
function dyingAt(part: string, isDone: boolean): Database {
  const db = record.signerDb;
  return {
    ...db,
    run: async (text, values) => {
      const isIt = text.includes(part);
      if (!isIt || isDone) await db.run(text, values);
      if (isIt) throw new Error('killed');
      return 1;
    },
  };
}

describe('a change of keys that dies', () => {
  const expectChanged = async (firstSize: number) => {
    await signAll();
    await signMore();
    expect(await state()).toMatchObject({ epoch: { firstSize }, past: [{ lastSize: firstSize - 1 }], next: null });
    const now = await trust();
    const judged = (await notes()).map((note) => judge(note, now));
    expect(new Set(judged)).toEqual(new Set(['good']));
    await expectLedgerIntact(record.addresses);
  };

  test('after the new key is made is called again and announces that key', async () => {
    await signMore();
    const key = makeKey(origin);
    await key.keep(folder, 'next.key');
    const firstSize = await rotateKey(house);
    await expectChanged(firstSize);
    expect(await vkeyNow()).toBe(key.verifier.vkey);
  });

  test('after the announcement is recorded finds it and does not repeat it', async () => {
    await signMore();
    const first = await rotateKey(house);
    expect(await rotateKey(house)).toBe(first);
    await expectChanged(first);
  });

  test.each([
    ['before the last checkpoint of the old key is in the database', false],
    ['after it is there and before the signer knows', true],
  ])('%s makes the same note and changes then', async (_title, isDone) => {
    await signMore();
    const firstSize = await rotateKey(house);
    const dying = await open(dyingAt('INSERT INTO ledger.checkpoints', isDone));
    await expect(dying.sign()).rejects.toThrow('killed');
    await expectChanged(firstSize);
  });

  test('when the new epoch is in the state and the old key still in its place', async () => {
    await signMore();
    const firstSize = await rotateKey(house);
    const signer = await open();
    // Something in the way of the old key's file: it can be neither overwritten nor removed.
    await rename(join(folder, 'key'), join(folder, 'kept'));
    await mkdir(join(folder, 'key'));
    await expect(signer.sign()).rejects.toThrow();
    expect(await state()).toMatchObject({ epoch: { firstSize }, next: null });
    await rm(join(folder, 'key'), { recursive: true });
    await rename(join(folder, 'kept'), join(folder, 'key'));
    await expectChanged(firstSize);
  });

  test('when the old key is destroyed and the new one not yet in its place', async () => {
    await signMore();
    const firstSize = await rotateKey(house);
    await signAll();
    await rename(join(folder, 'key'), join(folder, 'next.key'));
    await expectChanged(firstSize);
  });

  test('before the new epoch is published', async () => {
    await signMore();
    const before = await readFile(join(folder, 'epochs.txt'));
    const firstSize = await rotateKey(house);
    await signAll();
    await writeFile(join(folder, 'epochs.txt'), before);
    await expectChanged(firstSize);
  });
});

describe('a lost or stolen key', () => {
  test('the emergency key is pinned from the start, in policy and epochs', async () => {
    await signMore();
    const { keys, epochs } = await trust();
    const emergency = (await emergencyKey()).verifier.vkey;
    expect(keys.map(({ vkey }) => vkey)).toEqual([await vkeyNow(), emergency]);
    expect(epochs).toContainEqual({ vkey: emergency, firstSize: 0, lastSize: null });
  });

  test('a signer whose key is gone signs nothing and does not make another', async () => {
    await signMore();
    await rm(join(folder, 'key'));
    const before = await readFile(join(folder, 'state.json'), 'utf8');
    await expect(open()).rejects.toThrow('is not that of its state');
    expect(await readFile(join(folder, 'state.json'), 'utf8')).toBe(before);
  });

  test('under the emergency key, revocation and new key are sealed by one checkpoint', async () => {
    await signMore();
    const { epoch, frontier } = await state();
    await rm(join(folder, 'key'));
    const firstSize = await revokeKey(house, { emergency: await emergencyKey() });
    await signMore();
    expect(await state()).toMatchObject({
      epoch: { firstSize },
      past: [{ vkey: epoch.vkey, lastSize: frontier.size }],
      revoked: null,
    });
    const now = await trust();
    const all = await notes();
    expect(all.map((note) => judge(note, now))).toEqual(['good', 'good', 'good']);
    const sealing = openCheckpoint(toUtf8(all[1] ?? ''), now.keys, origin);
    expect(sealing).toMatchObject({
      ok: true,
      value: { size: firstSize - 1, signatures: [{ key: { vkey: (await emergencyKey()).verifier.vkey } }] },
    });
    await expectLedgerIntact(record.addresses);
  });

  test('what a stolen key signed above the last size to be believed is note.epoch', async () => {
    await signMore();
    const { frontier } = await state();
    await signMore();
    await revokeKey(house, { emergency: await emergencyKey(), lastSize: frontier.size });
    const now = await trust();
    expect((await notes()).map((note) => judge(note, now))).toEqual(['good', 'note.epoch', 'good']);
  });

  test('another key than the emergency key is refused, and a size that it has not signed', async () => {
    await signMore();
    const { frontier } = await state();
    const lastSize = frontier.size + 1;
    await expect(revokeKey(house, { emergency: makeKey(origin) })).rejects.toMatchObject({ code: 'keys.emergency' });
    const emergency = await emergencyKey();
    await expect(revokeKey(house, { emergency, lastSize })).rejects.toMatchObject({ code: 'keys.last-size' });
    expect(await state()).toMatchObject({ revoked: null });
  });

  test.each([
    ['before the checkpoint', 'INSERT INTO ledger.checkpoints', false],
    ['after the checkpoint', 'INSERT INTO ledger.checkpoints', true],
  ])('killed %s: the old key signs no more, and the same call goes on', async (_title, part, isDone) => {
    await signMore();
    const emergency = await emergencyKey();
    const dying = { ...house, signerDb: dyingAt(part, isDone) };
    await expect(revokeKey(dying, { emergency })).rejects.toThrow('killed');
    await expect(open()).rejects.toThrow('was revoked');
    const firstSize = await revokeKey(house, { emergency });
    await signMore();
    expect(await state()).toMatchObject({ epoch: { firstSize }, revoked: null });
    const now = await trust();
    expect(new Set((await notes()).map((note) => judge(note, now)))).toEqual(new Set(['good']));
    await expectLedgerIntact(record.addresses);
  });

  test('killed before the announcement: the same call goes on', async () => {
    await signMore();
    const emergency = await emergencyKey();
    const db: Database = {
      ...record.db,
      transaction: () => Promise.reject(new Error('killed')),
    };
    await expect(revokeKey({ ...house, db }, { emergency })).rejects.toThrow('killed');
    await revokeKey(house, { emergency });
    await signMore();
    expect(await state()).toMatchObject({ revoked: null, past: [{ firstSize: 0 }] });
  });
});

describe('a frozen signer', () => {
  test('is unfrozen when the database holds again what it signed, and that is on record', async () => {
    await signMore();
    const head = '(SELECT size FROM ledger.head)';
    await tamper(
      record,
      'CREATE TABLE kept_head AS SELECT * FROM ledger.head',
      'UPDATE ledger.head SET size = size - 1',
    );
    expect(await (await open()).sign()).toMatchObject({ frozen: 'signer.behind' });
    await expect(unfreezeSigner(house)).rejects.toMatchObject({ code: 'keys.not-whole' });
    await expect(rotateKey(house)).rejects.toMatchObject({ code: 'keys.frozen' });
    await tamper(record, `UPDATE ledger.head SET size = size + 1 WHERE size = ${head}`);
    const { frontier, frozen } = await state();
    await unfreezeSigner(house);
    await signMore();
    expect(await (await open()).sign()).toMatchObject({ frozen: null });
    const { bytes } = await record.db.one<{ bytes: string }>(
      `SELECT convert_from(bytes, 'UTF8') AS bytes FROM ledger.entries WHERE type = 'signer.unfrozen/1'`,
    );
    expect(JSON.parse(bytes)).toMatchObject({ open: { at: frozen?.at, reason: 'behind', size: frontier.size } });
    await expect(unfreezeSigner(house)).rejects.toMatchObject({ code: 'keys.not-frozen' });
    await expectLedgerIntact(record.addresses);
  });
});

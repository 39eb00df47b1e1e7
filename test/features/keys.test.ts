import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { announceKey, measureLog } from '#features/audit/key-entries.ts';
import { rotateKey } from '#features/audit/keys.ts';
import { makeKey } from '#features/audit/signer-keys.ts';
import { toUtf8 } from '#ledger/bytes.ts';
import { checkpointText } from '#ledger/checkpoint.ts';
import { writeNote } from '#ledger/note.ts';
import { judge, type KeyScene, openKeyRecord, openKeyScene, readKeyAt } from '#test/support/key-scene.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { origin, type TestRecord } from '#test/support/record.ts';

let record: TestRecord;
let scene: KeyScene;
beforeAll(async () => {
  record = await openKeyRecord();
});
beforeEach(async () => {
  scene = await openKeyScene(record);
});
afterAll(() => record.close());

describe('a change of keys', () => {
  test('the old key signs up to the announcement, the new one from the announced size on, and the old one is gone', async () => {
    await scene.signMore();
    const [old, oldSeed] = [(await scene.state()).epoch.vkey, await readFile(join(scene.folder, 'key'), 'utf8')];
    const firstSize = await rotateKey(scene.house);
    await scene.signAll();
    await scene.signMore();
    const { epoch, past, next } = await scene.state();
    expect({ epoch, past, next }).toEqual({
      epoch: { vkey: expect.any(String), firstSize },
      past: [{ vkey: old, firstSize: 0, lastSize: firstSize - 1 }],
      next: null,
    });
    expect(epoch.vkey).not.toBe(old);
    expect(await readFile(join(scene.folder, 'key'), 'utf8')).not.toBe(oldSeed);
    await expect(readFile(join(scene.folder, 'next.key'))).rejects.toThrow('ENOENT');
    const now = await scene.trust();
    expect((await scene.notes()).map((note) => judge(note, now))).toEqual(['good', 'good', 'good']);
    expect(await scene.check()).toEqual([]);
    await expectLedgerIntact(record.addresses);
  });

  test('under the epochs of before the new notes are note.epoch, or of nobody known; the old ones stay good', async () => {
    await scene.signMore();
    const before = await scene.trust();
    await rotateKey(scene.house);
    await scene.signAll();
    await scene.signMore();
    const after = await scene.trust();
    const all = await scene.notes();
    expect(all.map((note) => judge(note, { ...after, epochs: before.epochs }))).toEqual(['good', 'good', 'note.epoch']);
    const [, , last] = await scene.sizes();
    expect(await scene.check({ ...after, epochs: before.epochs })).toEqual([`note.epoch checkpoint ${String(last)}`]);
    expect(all.map((note) => judge(note, before))).toEqual(['good', 'good', 'note.unsigned']);
  });

  test('a retired key that signs again is note.epoch', async () => {
    await scene.signMore();
    await rename(join(scene.folder, 'key'), join(scene.folder, 'stolen'));
    await writeFile(join(scene.folder, 'key'), await readFile(join(scene.folder, 'stolen')));
    await rotateKey(scene.house);
    await scene.signAll();
    const stolen = await readKeyAt(join(scene.folder, 'stolen'));
    const text = checkpointText(origin, 1_000, new Uint8Array(32));
    const forged = writeNote({
      text,
      signatures: [{ ...stolen.verifier, signature: await stolen.sign(toUtf8(text)) }],
    });
    expect(judge(forged, await scene.trust())).toBe('note.epoch');
  });

  test('entries between announcement and first size are signed by the old key, and a busy log is cut at the last of them', async () => {
    await scene.signMore();
    const key = makeKey(origin);
    await key.keep(scene.folder, 'next.key');
    const firstSize = (await measureLog(scene.house)) + 10;
    await announceKey(scene.house, { key: key.verifier, attempt: 0, firstSize });
    await scene.signMore(2);
    expect(await scene.state()).toMatchObject({ next: { firstSize }, past: [] });
    await record.recordMany(50);
    await record.sealAll();
    await scene.signAll();
    const sizes = await record.db.rows<{ size: number }>('SELECT size FROM ledger.checkpoints ORDER BY size');
    expect(sizes.map(({ size }) => size)).toContain(firstSize - 1);
    const now = await scene.trust();
    expect((await scene.notes()).map((note) => judge(note, now))).not.toContain('note.epoch');
    expect(await scene.state()).toMatchObject({ epoch: { vkey: key.verifier.vkey, firstSize } });
  });

  test('an announcement that was sealed too late counts for nothing, and another follows', async () => {
    await scene.signMore();
    const key = makeKey(origin);
    await key.keep(scene.folder, 'next.key');
    await announceKey(scene.house, { key: key.verifier, attempt: 0, firstSize: await measureLog(scene.house) });
    await scene.signMore();
    expect(await scene.state()).toMatchObject({ next: null, past: [] });
    const firstSize = await rotateKey(scene.house);
    await scene.signAll();
    expect(await scene.state()).toMatchObject({ epoch: { vkey: key.verifier.vkey, firstSize } });
  });

  test('whoever can write entries cannot choose the key: an announcement of a strange key changes nothing', async () => {
    await scene.signMore();
    const before = (await scene.state()).epoch.vkey;
    const firstSize = (await measureLog(scene.house)) + 2;
    await announceKey(scene.house, { key: makeKey(origin).verifier, attempt: 0, firstSize });
    await scene.signMore();
    expect(await scene.state()).toMatchObject({ epoch: { vkey: before }, next: null, past: [] });
  });

  test('a second change waits for the first', async () => {
    await scene.signMore();
    const key = makeKey(origin);
    await key.keep(scene.folder, 'next.key');
    await announceKey(scene.house, { key: key.verifier, attempt: 0, firstSize: (await measureLog(scene.house)) + 100 });
    await scene.signMore();
    await expect(rotateKey(scene.house)).rejects.toMatchObject({ code: 'keys.pending' });
  });
});

describe('a change of keys that dies', () => {
  const expectChanged = async (firstSize: number) => {
    await scene.signAll();
    await scene.signMore();
    expect(await scene.state()).toMatchObject({
      epoch: { firstSize },
      past: [{ lastSize: firstSize - 1 }],
      next: null,
    });
    const now = await scene.trust();
    const judged = (await scene.notes()).map((note) => judge(note, now));
    expect(new Set(judged)).toEqual(new Set(['good']));
    await expectLedgerIntact(record.addresses);
  };

  test('after the new key is made is called again and announces that key', async () => {
    await scene.signMore();
    const key = makeKey(origin);
    await key.keep(scene.folder, 'next.key');
    const firstSize = await rotateKey(scene.house);
    await expectChanged(firstSize);
    expect((await scene.state()).epoch.vkey).toBe(key.verifier.vkey);
  });

  test('after the announcement is recorded finds it and does not repeat it', async () => {
    await scene.signMore();
    const first = await rotateKey(scene.house);
    expect(await rotateKey(scene.house)).toBe(first);
    await expectChanged(first);
  });

  test.each([
    ['before the last checkpoint of the old key is in the database', false],
    ['after it is there and before the signer knows', true],
  ])('%s makes the same note and changes then', async (_title, isDone) => {
    await scene.signMore();
    const firstSize = await rotateKey(scene.house);
    const dying = await scene.open(scene.dyingAt('INSERT INTO ledger.checkpoints', isDone));
    await expect(dying.sign()).rejects.toThrow('killed');
    await expectChanged(firstSize);
  });

  test('when the new epoch is in the state and the old key still in its place', async () => {
    await scene.signMore();
    const firstSize = await rotateKey(scene.house);
    const signer = await scene.open();
    // Something in the way of the old key's file: it can be neither overwritten nor removed.
    await rename(join(scene.folder, 'key'), join(scene.folder, 'kept'));
    await mkdir(join(scene.folder, 'key'));
    await expect(signer.sign()).rejects.toThrow();
    expect(await scene.state()).toMatchObject({ epoch: { firstSize }, next: null });
    await rm(join(scene.folder, 'key'), { recursive: true });
    await rename(join(scene.folder, 'kept'), join(scene.folder, 'key'));
    await expectChanged(firstSize);
  });

  test('when the old key is destroyed and the new one not yet in its place', async () => {
    await scene.signMore();
    const firstSize = await rotateKey(scene.house);
    await scene.signAll();
    await rename(join(scene.folder, 'key'), join(scene.folder, 'next.key'));
    await expectChanged(firstSize);
  });

  test.each([
    ['overwritten and not yet removed', '0'.repeat(65)],
    ['overwritten in part', undefined],
  ])('when the old key is %s', async (_title, left) => {
    await scene.signMore();
    const old = await readFile(join(scene.folder, 'key'), 'utf8');
    const firstSize = await rotateKey(scene.house);
    await scene.signAll();
    await rename(join(scene.folder, 'key'), join(scene.folder, 'next.key'));
    await writeFile(join(scene.folder, 'key'), left ?? `${'0'.repeat(20)}${old.slice(20)}`);
    await expectChanged(firstSize);
    await expect(readFile(join(scene.folder, 'next.key'))).rejects.toThrow('ENOENT');
  });

  test('when the files are not yet changed: another change waits until the next start has done so', async () => {
    await scene.signMore();
    const firstSize = await rotateKey(scene.house);
    await scene.signAll();
    await rename(join(scene.folder, 'key'), join(scene.folder, 'next.key'));
    await expect(rotateKey(scene.house)).rejects.toMatchObject({ code: 'keys.pending' });
    await expectChanged(firstSize);
  });

  test('before the new epoch is published', async () => {
    await scene.signMore();
    const before = await readFile(join(scene.folder, 'epochs.txt'));
    const firstSize = await rotateKey(scene.house);
    await scene.signAll();
    await writeFile(join(scene.folder, 'epochs.txt'), before);
    await expectChanged(firstSize);
  });
});

import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { announceKey, measureLog } from '#features/audit/key-entries.ts';
import { rotateKey } from '#features/audit/keys.ts';
import { makeKey, replaceKey } from '#features/audit/signer-keys.ts';
import type { Database } from '#platform/database.ts';
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

describe('without the key that was announced', () => {
  /** A key that is announced, and signed as the next one, for a size that is far away. */
  const announceFar = async () => {
    await scene.signMore();
    const key = makeKey(origin);
    await key.keep(scene.folder, 'next.key');
    const firstSize = (await measureLog(scene.house)) + 10;
    await announceKey(scene.house, { key: key.verifier, attempt: 0, firstSize });
    await scene.signMore(2);
    expect(await scene.state()).toMatchObject({ next: { firstSize } });
    return { key, firstSize };
  };

  test('the old key is not destroyed, and signs on beyond the size that was announced', async () => {
    const { firstSize } = await announceFar();
    const [before, { epoch }] = [await readFile(join(scene.folder, 'key'), 'utf8'), await scene.state()];
    await rm(join(scene.folder, 'next.key'));
    await scene.signMore(20);
    await scene.signMore(1);
    expect(await readFile(join(scene.folder, 'key'), 'utf8')).toBe(before);
    expect(await scene.state()).toMatchObject({ epoch, next: null, past: [] });
    expect((await scene.sizes()).at(-1)).toBeGreaterThan(firstSize);
    const now = await scene.trust();
    expect(new Set((await scene.notes()).map((note) => judge(note, now)))).toEqual(new Set(['good']));
    await expectLedgerIntact(record.addresses);
  });

  test('nor where it goes at the last moment, with the last checkpoint of the old key in the database', async () => {
    await scene.signMore();
    const { epoch } = await scene.state();
    await rotateKey(scene.house);
    const losing: Database = {
      ...scene.house.signerDb,
      run: async (text, values) => {
        const done = await scene.house.signerDb.run(text, values);
        if (text.includes('INSERT INTO ledger.checkpoints')) await rm(join(scene.folder, 'next.key'), { force: true });
        return done;
      },
    };
    await (await scene.open(losing)).sign();
    expect(await scene.state()).toMatchObject({ epoch, past: [] });
    await scene.signMore();
    await scene.signMore();
    expect(await scene.state()).toMatchObject({ epoch, past: [], next: null });
  });

  test('another is made and announced', async () => {
    await announceFar();
    await rm(join(scene.folder, 'next.key'));
    const firstSize = await rotateKey(scene.house);
    await scene.signAll();
    await scene.signMore();
    expect(await scene.state()).toMatchObject({
      epoch: { firstSize },
      past: [{ lastSize: firstSize - 1 }],
      next: null,
    });
  });

  test('that comes back after the signer has passed it over is announced once more', async () => {
    const { key } = await announceFar();
    await rm(join(scene.folder, 'next.key'));
    await scene.signMore(2);
    await key.keep(scene.folder, 'next.key');
    const firstSize = await rotateKey(scene.house);
    await scene.signAll();
    await scene.signMore();
    expect(await scene.state()).toMatchObject({ epoch: { vkey: key.verifier.vkey, firstSize }, next: null });
  });

  test('a change of the files is refused, with the old key as it was', async () => {
    await scene.signMore();
    const before = await readFile(join(scene.folder, 'key'), 'utf8');
    const expected = { log: origin, vkey: makeKey(origin).verifier.vkey };
    await expect(replaceKey(scene.folder, expected)).rejects.toThrow('is not the key of this epoch');
    await makeKey(origin).keep(scene.folder, 'next.key');
    await expect(replaceKey(scene.folder, expected)).rejects.toThrow('is not the key of this epoch');
    expect(await readFile(join(scene.folder, 'key'), 'utf8')).toBe(before);
  });

  test('two changes that are asked for at once are one: the same key waits for both', async () => {
    await scene.signMore();
    await Promise.all([rotateKey(scene.house), rotateKey(scene.house)]);
    const waiting = await readKeyAt(join(scene.folder, 'next.key'));
    await scene.signAll();
    expect((await scene.state()).epoch.vkey).toBe(waiting.verifier.vkey);
  });
});

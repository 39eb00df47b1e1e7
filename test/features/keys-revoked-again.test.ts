import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { revokeKey, rotateKey } from '#features/audit/keys.ts';
import { saveSignerState } from '#features/audit/signer-state.ts';
import type { Database } from '#platform/database.ts';
import { judge, type KeyScene, openKeyRecord, openKeyScene } from '#test/support/key-scene.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { type TestRecord } from '#test/support/record.ts';

let record: TestRecord;
let scene: KeyScene;
beforeAll(async () => {
  record = await openKeyRecord();
});
beforeEach(async () => {
  scene = await openKeyScene(record);
});
afterEach(() => expectLedgerIntact(record.addresses));
afterAll(() => record.close());

const publicFiles = ['epochs.txt', 'policy.txt', 'log.vkey', 'logs.txt'];
const at = (name: string) => join(scene.folder, name);
const textOf = (name: string) => readFile(at(name), 'utf8');

/** All that a revocation leaves behind in the signer's folder. */
async function leftBehind(): Promise<Record<string, unknown>> {
  const files = await Promise.all([...publicFiles, 'key'].map(async (name) => [name, await textOf(name)] as const));
  await expect(textOf('next.key')).rejects.toThrow('ENOENT');
  return { ...Object.fromEntries(files), state: await scene.state() };
}

async function revoke(more: { readonly key?: string; readonly lastSize?: number } = {}): Promise<number> {
  return revokeKey(scene.house, { emergency: await scene.emergencyKey(), ...more });
}

/** Of the key that signed first: its revocation stands in the record once, and no other does. */
async function revocations(): Promise<number> {
  const { count } = await record.db.one<{ count: number }>(
    `SELECT count(*)::int AS count FROM ledger.entries WHERE type = 'key.revoked/1'`,
  );
  return count;
}

describe('a revocation that is repeated', () => {
  /** The public files of before the revocation. */
  let before: Map<string, string>;
  const revokeOnce = async () => {
    await scene.signMore();
    before = new Map(await Promise.all(publicFiles.map(async (name) => [name, await textOf(name)] as const)));
    const known = await revocations();
    const old = await textOf('key');
    const firstSize = await revoke();
    return { firstSize, old, known, after: await leftBehind() };
  };
  const unpublish = () => Promise.all([...before].map(([name, text]) => writeFile(at(name), text)));

  test.each<[string, (old: string) => Promise<unknown>]>([
    ['when all was done and not yet told', () => Promise.resolve()],
    ['before the new epoch is published', unpublish],
    [
      'when the old key is destroyed and the new one not yet in its place',
      async () => {
        await rename(at('key'), at('next.key'));
        await unpublish();
      },
    ],
    [
      'when the old key is overwritten and not yet removed',
      async () => {
        await rename(at('key'), at('next.key'));
        await writeFile(at('key'), '0'.repeat(65));
        await unpublish();
      },
    ],
    [
      'when the new epoch is in the state and the old key still in its place',
      async (old) => {
        await rename(at('key'), at('next.key'));
        await writeFile(at('key'), old);
        await unpublish();
      },
    ],
  ])('after it died %s ends in the state of one', async (_title, undo) => {
    const { firstSize, old, known, after } = await revokeOnce();
    await undo(old);
    expect(await revoke()).toBe(firstSize);
    expect(await leftBehind()).toEqual(after);
    await scene.signMore();
    expect(await revocations()).toBe(known + 1);
    const now = await scene.trust();
    expect(new Set((await scene.notes()).map((note) => judge(note, now)))).toEqual(new Set(['good']));
    expect(await scene.check()).toEqual([]);
  });

  test('after the new key has signed is refused until the key is named, and the one that was revoked stays so', async () => {
    await scene.signMore();
    const { vkey } = (await scene.state()).epoch;
    const firstSize = await revoke();
    await scene.signMore();
    const after = await leftBehind();
    await expect(revoke()).rejects.toMatchObject({ code: 'keys.name-key' });
    expect(await revoke({ key: vkey })).toBe(firstSize);
    expect(await leftBehind()).toEqual(after);
  });

  test('takes the new key out of use as well where it is named', async () => {
    await scene.signMore();
    const first = (await scene.state()).epoch.vkey;
    const firstSize = await revoke({ key: first });
    await scene.signMore();
    const { epoch, frontier } = await scene.state();
    const again = await revoke({ key: epoch.vkey });
    expect(await scene.state()).toMatchObject({
      epoch: { firstSize: again },
      past: [{ vkey: first }, { vkey: epoch.vkey, firstSize, lastSize: frontier.size }],
    });
    expect(await revoke({ key: first })).toBe(firstSize);
  });

  test('with another last size than the first time is refused', async () => {
    await scene.signMore();
    const { frontier } = await scene.state();
    await revoke();
    await expect(revoke({ lastSize: frontier.size - 1 })).rejects.toMatchObject({ code: 'keys.last-size' });
    await expect(revoke({ lastSize: frontier.size })).resolves.toBe((await scene.state()).epoch.firstSize);
  });
});

test('a revocation of a key that neither signs nor was revoked is refused', async () => {
  await scene.signMore();
  const { vkey } = (await scene.state()).epoch;
  await rotateKey(scene.house);
  await scene.signAll();
  const state = await scene.state();
  await expect(revoke({ key: vkey })).rejects.toMatchObject({ code: 'keys.other-key' });
  expect(await scene.state()).toEqual(state);
});

describe('after a change of keys by announcement', () => {
  const change = async () => {
    await scene.signMore();
    await rotateKey(scene.house);
    await scene.signAll();
  };

  test('the key that signs is revoked without being named', async () => {
    await change();
    await scene.signMore();
    const { epoch } = await scene.state();
    const firstSize = await revoke();
    expect(await scene.state()).toMatchObject({
      epoch: { firstSize },
      past: [{ firstSize: 0 }, { vkey: epoch.vkey }],
    });
  });

  test('a key that has signed nothing yet is revoked, and once, however often that is asked', async () => {
    await change();
    const firstSize = await revoke();
    const after = await leftBehind();
    expect(await revoke()).toBe(firstSize);
    expect(await leftBehind()).toEqual(after);
  });
});

describe('a revocation that dies', () => {
  const expectRevoked = async (vkey: string, size: number) => {
    const firstSize = await revoke();
    await scene.signMore();
    const state = await scene.state();
    expect(state).toMatchObject({
      epoch: { firstSize },
      past: [{ vkey, firstSize: 0, lastSize: size }],
      next: null,
      revoked: null,
    });
    const now = await scene.trust();
    expect(new Set((await scene.notes()).map((note) => judge(note, now)))).toEqual(new Set(['good']));
    expect(await scene.check()).toEqual([]);
  };
  const begin = async () => {
    await scene.signMore();
    const { epoch, frontier } = await scene.state();
    return { vkey: epoch.vkey, size: frontier.size };
  };
  const dieWith = async (house: Partial<KeyScene['house']>) => {
    const dying = { ...scene.house, ...house };
    await expect(revokeKey(dying, { emergency: await scene.emergencyKey() })).rejects.toThrow();
  };

  test('once the state says so is called again and goes on', async () => {
    const { vkey, size } = await begin();
    const state = await scene.state();
    await saveSignerState(scene.folder, { ...state, revoked: { lastSize: size } });
    await expectRevoked(vkey, size);
  });

  test('after the next key is made and before it is announced', async () => {
    const { vkey, size } = await begin();
    await dieWith({ db: { ...record.db, transaction: () => Promise.reject(new Error('killed')) } });
    const waiting = await textOf('next.key');
    await expectRevoked(vkey, size);
    expect(await textOf('key')).toBe(waiting);
  });

  test('after the announcement is recorded', async () => {
    const { vkey, size } = await begin();
    const transaction: Database['transaction'] = async (...args) => {
      await record.db.transaction(...args);
      throw new Error('killed');
    };
    await dieWith({ db: { ...record.db, transaction } });
    await expectRevoked(vkey, size);
  });

  test('after the announcement is sealed', async () => {
    const { vkey, size } = await begin();
    const seal = async () => {
      await scene.house.seal();
      throw new Error('killed');
    };
    await dieWith({ seal });
    await expectRevoked(vkey, size);
  });

  test('when the files of the folder cannot be changed after the state is saved', async () => {
    const { vkey, size } = await begin();
    await rename(at('key'), at('kept'));
    await mkdir(at('key'));
    await dieWith({});
    expect(await scene.state()).toMatchObject({ past: [{ vkey }], revoked: null });
    await rm(at('key'), { recursive: true });
    await rename(at('kept'), at('key'));
    await expectRevoked(vkey, size);
  });
});

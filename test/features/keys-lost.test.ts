import { randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildBundle, partOf } from '#features/audit/bundles.ts';
import { revokeKey, rotateKey, unfreezeSigner } from '#features/audit/keys.ts';
import { closeLog } from '#features/audit/log-closing.ts';
import { openLog, readPredecessor } from '#features/audit/log-opening.ts';
import { openLedger } from '#features/audit/service.ts';
import { makeKey } from '#features/audit/signer-keys.ts';
import { readTrust } from '#features/audit/signer-state.ts';
import { createWriteBar } from '#features/audit/standing.ts';
import { concatBytes, fromHex, toUtf8 } from '#ledger/bytes.ts';
import { checkpointText, openCheckpoint } from '#ledger/checkpoint.ts';
import { sha256Hex, verifyEd25519 } from '#ledger/crypto.ts';
import { verifyBundle } from '#ledger/verify.ts';
import type { Database } from '#platform/database.ts';
import { judge, type KeyScene, openKeyRecord, openKeyScene } from '#test/support/key-scene.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { openRecord, origin, someAct, type TestRecord, tamper } from '#test/support/record.ts';

let record: TestRecord;
let scene: KeyScene;
beforeAll(async () => {
  record = await openKeyRecord();
});
beforeEach(async () => {
  scene = await openKeyScene(record);
});
afterAll(() => record.close());

describe('a lost or stolen key', () => {
  test('the emergency key is pinned from the start, in policy and epochs', async () => {
    await scene.signMore();
    const { keys, epochs } = await scene.trust();
    const emergency = (await scene.emergencyKey()).verifier.vkey;
    expect(keys.map(({ vkey }) => vkey)).toEqual([(await scene.state()).epoch.vkey, emergency]);
    expect(epochs).toContainEqual({ vkey: emergency, firstSize: 0, lastSize: null });
  });

  test('a signer whose key is gone signs nothing and does not make another', async () => {
    await scene.signMore();
    await rm(join(scene.folder, 'key'));
    const before = await readFile(join(scene.folder, 'state.json'), 'utf8');
    await expect(scene.open()).rejects.toThrow('is not that of its state');
    expect(await readFile(join(scene.folder, 'state.json'), 'utf8')).toBe(before);
  });

  test('under the emergency key, revocation and new key are sealed by one checkpoint', async () => {
    await scene.signMore();
    const { epoch, frontier } = await scene.state();
    await rm(join(scene.folder, 'key'));
    const firstSize = await revokeKey(scene.house, { emergency: await scene.emergencyKey() });
    await scene.signMore();
    expect(await scene.state()).toMatchObject({
      epoch: { firstSize },
      past: [{ vkey: epoch.vkey, lastSize: frontier.size }],
      revoked: null,
    });
    const now = await scene.trust();
    const all = await scene.notes();
    expect(all.map((note) => judge(note, now))).toEqual(['good', 'good', 'good']);
    const sealing = openCheckpoint(toUtf8(all[1] ?? ''), now.keys, origin);
    expect(sealing).toMatchObject({
      ok: true,
      value: { size: firstSize - 1, signatures: [{ key: { vkey: (await scene.emergencyKey()).verifier.vkey } }] },
    });
    await expectLedgerIntact(record.addresses);
  });

  test('what a stolen key signed above the last size to be believed is note.epoch', async () => {
    await scene.signMore();
    const { frontier } = await scene.state();
    await scene.signMore();
    await revokeKey(scene.house, { emergency: await scene.emergencyKey(), lastSize: frontier.size });
    const now = await scene.trust();
    expect((await scene.notes()).map((note) => judge(note, now))).toEqual(['good', 'note.epoch', 'good']);
    // The record is whole: what the key signed before it was revoked stays in the table, and a good checkpoint covers it.
    expect(await scene.check()).toEqual([]);
  });

  test('a bundle leaves out what a stolen key signed above the last size to be believed', async () => {
    await scene.signMore();
    const { frontier } = await scene.state();
    const id = randomUUID();
    await record.db.transaction('conductor', (tx) => record.recordIn(tx, someAct(`selection/${id}`)));
    await scene.signMore();
    await revokeKey(scene.house, { emergency: await scene.emergencyKey(), lastSize: frontier.size });
    await tamper(
      record,
      `INSERT INTO ledger.published (size, root, is_witnessed, published_at) SELECT size, root, true, now() FROM ledger.checkpoints
       ON CONFLICT (size) DO UPDATE SET is_witnessed = true`,
    );
    const trust = await readTrust(scene.folder);
    if (trust === undefined) throw new Error('nothing is published');
    const house = { db: record.db, ledger: record.ledger, readTrust: () => Promise.resolve(trust) };
    const asked = { ...partOf({ id, agency: 'kota-contoh' }), trust, mayOpen: false };
    const { findings } = verifyBundle(await buildBundle(house, asked));
    expect(findings.map(({ code }) => code)).not.toContain('note.epoch');
  });

  test('another key than the emergency key is refused, and a size that it has not signed', async () => {
    await scene.signMore();
    const { frontier } = await scene.state();
    const lastSize = frontier.size + 1;
    await expect(revokeKey(scene.house, { emergency: makeKey(origin) })).rejects.toMatchObject({
      code: 'keys.emergency',
    });
    const emergency = await scene.emergencyKey();
    await expect(revokeKey(scene.house, { emergency, lastSize })).rejects.toMatchObject({ code: 'keys.last-size' });
    expect(await scene.state()).toMatchObject({ revoked: null });
  });

  test.each([
    ['before the checkpoint', 'INSERT INTO ledger.checkpoints', false],
    ['after the checkpoint', 'INSERT INTO ledger.checkpoints', true],
  ])('killed %s: the old key signs no more, and the same call goes on', async (_title, part, isDone) => {
    await scene.signMore();
    const emergency = await scene.emergencyKey();
    const dying = { ...scene.house, signerDb: scene.dyingAt(part, isDone) };
    await expect(revokeKey(dying, { emergency })).rejects.toThrow('killed');
    await expect(scene.open()).rejects.toThrow('was revoked');
    const firstSize = await revokeKey(scene.house, { emergency });
    await scene.signMore();
    expect(await scene.state()).toMatchObject({ epoch: { firstSize }, revoked: null });
    const now = await scene.trust();
    expect(new Set((await scene.notes()).map((note) => judge(note, now)))).toEqual(new Set(['good']));
    await expectLedgerIntact(record.addresses);
  });

  test('killed before the announcement: the same call goes on', async () => {
    await scene.signMore();
    const emergency = await scene.emergencyKey();
    const db: Database = {
      ...record.db,
      transaction: () => Promise.reject(new Error('killed')),
    };
    await expect(revokeKey({ ...scene.house, db }, { emergency })).rejects.toThrow('killed');
    await revokeKey(scene.house, { emergency });
    await scene.signMore();
    expect(await scene.state()).toMatchObject({ revoked: null, past: [{ firstSize: 0 }] });
  });
});

describe('a frozen signer', () => {
  test('is unfrozen when the database holds again what it signed, and that is on record', async () => {
    await scene.signMore();
    const head = '(SELECT size FROM ledger.head)';
    await tamper(
      record,
      'CREATE TABLE kept_head AS SELECT * FROM ledger.head',
      'UPDATE ledger.head SET size = size - 1',
    );
    expect(await (await scene.open()).sign()).toMatchObject({ frozen: 'signer.behind' });
    await expect(unfreezeSigner(scene.house)).rejects.toMatchObject({ code: 'keys.not-whole' });
    await expect(rotateKey(scene.house)).rejects.toMatchObject({ code: 'keys.frozen' });
    await tamper(record, `UPDATE ledger.head SET size = size + 1 WHERE size = ${head}`);
    const { frontier, frozen } = await scene.state();
    await unfreezeSigner(scene.house);
    await scene.signMore();
    expect(await (await scene.open()).sign()).toMatchObject({ frozen: null });
    const { bytes } = await record.db.one<{ bytes: string }>(
      `SELECT convert_from(bytes, 'UTF8') AS bytes FROM ledger.entries WHERE type = 'signer.unfrozen/1'`,
    );
    expect(JSON.parse(bytes)).toMatchObject({ open: { at: frozen?.at, reason: 'behind', size: frontier.size } });
    await expect(unfreezeSigner(scene.house)).rejects.toMatchObject({ code: 'keys.not-frozen' });
    expect(await scene.check()).toEqual([]);
    await expectLedgerIntact(record.addresses);
  });
});

interface SuccessorEntry {
  readonly type: string;
  readonly streamSeq: number;
  readonly open: Record<'incident' | 'origin' | 'root' | 'key', string> & { signature: string[]; size: number };
}

describe('a closed log', () => {
  const successor = 'bukti.example/next';
  const closing = { incident: 'migration', successor };

  test('ends with an entry that says so, is signed to its end and never again', async () => {
    await scene.signMore();
    const note = await closeLog(scene.house, closing);
    const bar = createWriteBar(record.db, scene.folder);
    expect(await bar()).toBe('signer.closed');
    expect((await scene.notes()).at(-1)).toBe(note);
    const { entry } = await record.db.one<{ entry: string }>(
      `SELECT convert_from(bytes, 'UTF8') AS entry FROM ledger.positions JOIN ledger.entries USING (entry_no)
       WHERE position = (SELECT max(size) - 1 FROM ledger.checkpoints)`,
    );
    expect(JSON.parse(entry)).toMatchObject({
      type: 'log.closed/1',
      open: { incident: 'migration', successor: sha256Hex(toUtf8(successor)) },
    });
    await scene.signMore();
    expect((await scene.notes()).at(-1)).toBe(note);
    expect(await closeLog(scene.house, closing)).toBe(note);
    expect(await readFile(join(scene.folder, 'final.checkpoint'), 'utf8')).toBe(note);
    await expect(unfreezeSigner(scene.house)).rejects.toMatchObject({ code: 'keys.closed' });
  });

  test('that is frozen is closed at what was signed, without another signature on another tree', async () => {
    await scene.signMore();
    await tamper(record, 'UPDATE ledger.head SET size = size - 1');
    expect(await (await scene.open()).sign()).toMatchObject({ frozen: 'signer.behind' });
    const before = await scene.notes();
    const note = await closeLog(scene.house, closing);
    expect(note).toBe(before.at(-1));
    expect(await scene.notes()).toEqual(before);
    await tamper(record, 'UPDATE ledger.head SET size = size + 1');
  });

  test('goes on in another, whose first entry lets anybody check where it ended', async () => {
    await scene.signMore();
    const note = toUtf8(await closeLog(scene.house, { ...closing, incident: 'restore-failed' }));
    expect(await scene.check()).toEqual([]);
    const { keys } = await scene.trust();
    expect(readPredecessor(note, [], 'restore-failed')).toMatchObject({ ok: false, code: 'note.unsigned' });
    const after = readPredecessor(note, keys, 'restore-failed');
    if (!after.ok) throw new Error(after.code);
    const next = await openRecord();
    const ledger = openLedger({ log: successor, build: 'test', keys: next.ledger.keys });
    await openLog({ db: next.db, ledger, after: after.value });
    expect(await openLog({ db: next.db, ledger })).toBeUndefined();
    const { entry } = await next.db.one<{ entry: string }>(
      `SELECT convert_from(bytes, 'UTF8') AS entry FROM ledger.entries`,
    );
    const { type, streamSeq, open } = JSON.parse(entry) as SuccessorEntry;
    expect({ type, streamSeq, incident: open.incident }).toEqual({
      type: 'log.opened/2',
      streamSeq: 1,
      incident: 'restore-failed',
    });
    expect(open.origin).toBe(sha256Hex(toUtf8(origin)));
    const [root, key, ...halves] = [open.root, open.key, ...open.signature].map((hex) => bytesOf(hex));
    const text = toUtf8(checkpointText(origin, open.size, root ?? new Uint8Array()));
    expect(verifyEd25519(key ?? new Uint8Array(), text, concatBytes(...halves))).toBe(true);
    await expectLedgerIntact(next.addresses);
    await next.close();
  });

  function bytesOf(hex: string): Uint8Array {
    const bytes = fromHex(hex);
    if (bytes === undefined) throw new Error('not hex');
    return bytes;
  }
});

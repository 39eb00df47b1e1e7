import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openSigner, type Signer } from '#features/audit/signer.ts';
import { readTrust } from '#features/audit/signer-state.ts';
import { toUtf8 } from '#ledger/bytes.ts';
import { openCheckpointWith } from '#ledger/checkpoint.ts';
import { parseEpochs } from '#ledger/epochs.ts';
import { parsePolicyFile } from '#ledger/policy-file.ts';
import type { Database } from '#platform/database.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { keepTree, openRecord, origin, type TestRecord, tamper } from '#test/support/record.ts';

let record: TestRecord;
let number = 0;
let folder: string;
beforeAll(async () => {
  record = await openRecord();
  await record.recordMany(300);
  await record.sealAll();
});
// Each test has a signer of its own, with a key of its own, so the checkpoints of the one before go.
beforeEach(async () => {
  await tamper(record, 'DELETE FROM ledger.published', 'DELETE FROM ledger.checkpoints');
  number += 1;
  folder = join(record.folder, String(number));
  await mkdir(folder);
});
afterAll(() => record.close());

const open = (db: Database = record.signerDb) => openSigner(db, { folder, log: origin });
const notes = async () =>
  (await record.db.rows<{ note: string }>('SELECT note FROM ledger.checkpoints ORDER BY size')).map(({ note }) => note);
const sizeNow = async () => (await record.db.one<{ size: number }>('SELECT size FROM ledger.head')).size;
const vkey = async () => (await readFile(join(folder, 'log.vkey'), 'utf8')).trim();

describe('signing', () => {
  test('signs each head once, under the key that it has published', async () => {
    const signer = await open();
    expect(await signer.sign()).toEqual({ frozen: null, size: await sizeNow(), hasSigned: true, hasAnnounced: false });
    expect(await signer.sign()).toMatchObject({ hasSigned: false });
    await record.recordMany(3);
    await record.sealAll();
    expect(await signer.sign()).toMatchObject({ frozen: null, size: await sizeNow(), hasSigned: true });
    const [first = '', second = '', ...more] = await notes();
    expect(more).toEqual([]);
    for (const note of [first, second]) {
      expect(openCheckpointWith([await vkey()], toUtf8(note), origin)).toMatchObject({ ok: true });
    }
    await expectLedgerIntact(record.addresses);
  });

  test('an empty log is not signed', async () => {
    const empty = await openRecord();
    expect(await (await empty.openSigner()).sign()).toMatchObject({ frozen: null, size: 0, hasSigned: false });
    await empty.close();
  });

  test('stops half way when told to, and has then signed nothing', async () => {
    const signer = await open();
    expect(await signer.sign(AbortSignal.abort())).toMatchObject({ size: 0, hasSigned: false });
    expect(await notes()).toEqual([]);
  });
});

describe('its folder', () => {
  test('keeps key and state to its owner and gives away what must be known', async () => {
    await (await open()).sign();
    const mode = async (name: string) => ((await stat(join(folder, name))).mode & 0o777).toString(8);
    expect([await mode('key'), await mode('state.json'), await mode('log.vkey')]).toEqual(['600', '600', '644']);
    const trust = await readTrust(folder);
    expect(parsePolicyFile(toUtf8(trust?.policy ?? ''))).toMatchObject({
      ok: true,
      value: { quorum: { kind: 'none' } },
    });
    const epochs = parseEpochs(toUtf8(trust?.epochs ?? ''));
    expect(epochs).toMatchObject({
      ok: true,
      value: [
        { vkey: await vkey(), firstSize: 0, lastSize: null },
        { firstSize: 0, lastSize: null },
      ],
    });
  });

  test('a key without its state is refused', async () => {
    await open();
    await rm(join(folder, 'state.json'));
    await expect(open()).rejects.toThrow('is gone');
  });

  test('another key than that of the state is refused', async () => {
    await open();
    await writeFile(join(folder, 'key'), `${'0'.repeat(64)}\n`);
    await expect(open()).rejects.toThrow('is not that of its state');
  });

  test('the folder of another log is refused', async () => {
    await open();
    await expect(openSigner(record.signerDb, { folder, log: 'bukti.example/other' })).rejects.toThrow('signs for');
  });

  test('a state whose frontier does not give its root is refused', async () => {
    await (await open()).sign();
    const text = await readFile(join(folder, 'state.json'), 'utf8');
    const otherRoot = text.replace(/"root":"(.)/, (_, digit) => `"root":"${digit === 'f' ? '0' : 'f'}`);
    await writeFile(join(folder, 'state.json'), otherRoot);
    await expect(open()).rejects.toThrow('is damaged');
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

describe('a signer that dies', () => {
  test('after its state is on disk and before the checkpoint is in the database makes the same note later', async () => {
    const dying = await open(dyingAt('INSERT INTO ledger.checkpoints', false));
    await expect(dying.sign()).rejects.toThrow('killed');
    expect(await notes()).toEqual([]);
    const state = await readFile(join(folder, 'state.json'), 'utf8');
    expect(await (await open()).sign()).toMatchObject({ hasSigned: true, frozen: null });
    expect(await readFile(join(folder, 'state.json'), 'utf8')).toBe(state);
    expect(await notes()).toHaveLength(1);
  });

  test('after the checkpoint was written and before it knows finds its own note there', async () => {
    const dying = await open(dyingAt('INSERT INTO ledger.checkpoints', true));
    await expect(dying.sign()).rejects.toThrow('killed');
    const before = await notes();
    expect(await (await open()).sign()).toMatchObject({ frozen: null });
    expect(await notes()).toEqual(before);
  });

  test('before its state is on disk has signed nothing, and signs later', async () => {
    const signer = await open();
    // A folder in the way of the draft: the state cannot be written.
    await mkdir(join(folder, 'state.json.new'));
    await expect(signer.sign()).rejects.toThrow();
    expect(await notes()).toEqual([]);
    await rm(join(folder, 'state.json.new'), { recursive: true });
    expect(await signer.sign()).toMatchObject({ hasSigned: true });
  });
});

describe('freezes for good', () => {
  let restore: () => Promise<void>;
  let signer: Signer;
  beforeAll(async () => {
    await record.sealAll();
    restore = await keepTree(record);
  });
  beforeEach(async () => {
    await restore();
    await tamper(record, 'DELETE FROM ledger.published', 'DELETE FROM ledger.checkpoints');
    signer = await open();
  });
  afterAll(() => restore());

  const head = '(SELECT size FROM ledger.head)';
  const forged = "sha256('forged')";
  const cases = [
    ['signer.behind', 'a cut tail', ['UPDATE ledger.head SET size = size - 1']],
    ['signer.fork', 'another root at the same size', [`UPDATE ledger.head SET root = ${forged}`]],
  ] as const;
  test.each(cases)('%s: %s', async (reason, _title, statements) => {
    await signer.sign();
    await tamper(record, ...statements);
    await expectFrozen(reason);
  });

  const bytesOf = (change: string) =>
    `UPDATE ledger.entries SET bytes = ${change} WHERE entry_no = (SELECT entry_no FROM ledger.positions WHERE position = 7)`;
  const unsigned = [
    ['signer.fork', 'a head that the entries do not add up to', [`UPDATE ledger.head SET root = ${forged}`]],
    ['signer.leaf', 'changed bytes', [bytesOf("overlay(bytes PLACING 'X' FROM 60)")]],
    ['signer.leaf', 'a changed leaf', [`UPDATE ledger.positions SET leaf = ${forged} WHERE position = 7`]],
    ['signer.missing', 'a missing position', ['DELETE FROM ledger.positions WHERE position = 7']],
    ['signer.missing', 'a missing last position', [`DELETE FROM ledger.positions WHERE position = ${head} - 1`]],
    ['signer.missing', 'a head beyond the positions', ['UPDATE ledger.head SET size = size + 1']],
  ] as const;
  test.each(unsigned)('%s: %s before it was signed', async (reason, _title, statements) => {
    const { bytes } = await record.admin.one<{ bytes: string }>(
      "SELECT encode(bytes, 'hex') AS bytes FROM ledger.entries JOIN ledger.positions USING (entry_no) WHERE position = 7",
    );
    await tamper(record, ...statements);
    await expectFrozen(reason);
    await restore();
    await tamper(record, bytesOf(`'\\x${bytes}'`));
    await expectFrozen(reason);
  });

  test('signer.missing: an entry that is gone', async () => {
    const entry = '(SELECT entry_no FROM ledger.positions WHERE position = 7)';
    await record.admin.run(
      'CREATE TABLE IF NOT EXISTS kept_entries AS SELECT entry_no, id, stream, stream_seq, type, bytes FROM ledger.entries',
    );
    await tamper(record, `DELETE FROM ledger.entries WHERE entry_no = ${entry}`);
    await expectFrozen('signer.missing');
    const columns = 'entry_no, id, stream, stream_seq, type, bytes';
    await tamper(
      record,
      `INSERT INTO ledger.entries (${columns}) SELECT ${columns} FROM kept_entries WHERE entry_no = ${entry}`,
    );
  });

  test('signer.leaf: an entry of another log, consistently hashed', async () => {
    const { entry } = await record.record({ stream: 'system', type: 'log.opened/1' });
    const where = `WHERE id = '${entry}'`;
    await tamper(
      record,
      `UPDATE ledger.entries SET bytes = convert_to(replace(convert_from(bytes, 'UTF8'), '"log":"${origin}"', '"log":"bukti.example/0000"'), 'UTF8') ${where}`,
    );
    await record.sealAll();
    await expectFrozen('signer.leaf');
    await restore();
    await tamper(record, `DELETE FROM ledger.entries ${where}`);
  });

  test('signer.fork: another checkpoint of its size, although its own file knows of none', async () => {
    await tamper(record, `INSERT INTO ledger.checkpoints SELECT size, root, 'other', now() FROM ledger.head`);
    await expectFrozen('signer.fork');
  });

  async function expectFrozen(reason: string): Promise<void> {
    expect(await signer.sign()).toMatchObject({ frozen: reason, hasSigned: false });
    await restore();
    await tamper(record, 'DELETE FROM ledger.published', 'DELETE FROM ledger.checkpoints');
    const again = await open();
    expect(await again.sign()).toMatchObject({ frozen: reason, hasSigned: false });
    expect(await signer.sign()).toMatchObject({ frozen: reason, hasSigned: false });
    expect(await notes()).toEqual([]);
  }
});

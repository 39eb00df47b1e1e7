import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { openLog } from '#features/audit/log-opening.ts';
import { checkRecord, checkRecordIn, type FsckReport } from '#features/fsck/service.ts';
import { fromHex, toHex, toUtf8 } from '#ledger/bytes.ts';
import { checkpointText } from '#ledger/checkpoint.ts';
import { signEd25519 } from '#ledger/crypto.ts';
import { leafHash } from '#ledger/entry.ts';
import { parseVerifierKey, writeNote } from '#ledger/note.ts';
import { openRecord, origin, someAct, type TestRecord, tamper } from '#test/support/record.ts';
import { quietly, RolledBack } from '#test/support/tampered.ts';

/** What somebody does who owns the database and makes all of it fit: rewrites the log, or begins another in its place. */

let record: TestRecord;
/** What an auditor holds from before. */
let held: FsckReport['tree'];
let vkeys: readonly string[];
beforeEach(async () => {
  record = await openRecord();
  await openLog(record);
  await record.recordMany(300);
  await record.sealAll();
  await (await record.openSigner()).sign();
  vkeys = [(await readFile(join(record.folder, 'log.vkey'), 'utf8')).trim()];
  held = (await check({})).tree;
  return () => record.close();
});

const check = (options: Partial<Parameters<typeof checkRecord>[0]>) =>
  checkRecord({ db: record.admin, log: origin, folds: false, ...options });

async function codesNow(options: Partial<Parameters<typeof checkRecord>[0]> = { vkeys }): Promise<string[]> {
  const { findings } = await check(options);
  return [...new Set(findings.map(({ code }) => code))].sort();
}

const emptyTree = [
  'DELETE FROM ledger.published',
  'DELETE FROM ledger.checkpoints',
  'DELETE FROM ledger.positions',
  'DELETE FROM ledger.tiles',
  `UPDATE ledger.head SET size = 0, root = sha256(''), frontier = '{}', low_xid = '0'`,
];

/** One old entry says something else, and all that follows from it is made to fit: links, leaves, positions, tiles, head. */
async function rewriteLog(): Promise<void> {
  const rows = await record.admin.rows<{ entry_no: number; bytes: Buffer }>(
    `SELECT entry_no, bytes FROM ledger.entries WHERE stream = 'system' ORDER BY stream_seq`,
  );
  let prev: string | undefined;
  const updates = rows.map(({ entry_no, bytes }, index) => {
    let text = bytes.toString('ascii');
    if (prev !== undefined) text = text.replace(/"prev":"[0-9a-f]{64}"/, `"prev":"${prev}"`);
    if (index === 7) text = text.replace(/"open":\{"entry":"[0-9a-f]{8}/, '"open":{"entry":"00000000');
    prev = toHex(leafHash(toUtf8(text)));
    return `UPDATE ledger.entries SET bytes = '\\x${Buffer.from(text).toString('hex')}' WHERE entry_no = ${entry_no}`;
  });
  await tamper(record, ...updates, ...emptyTree);
  await record.sealAll();
}

/** A checkpoint of the log as it is now, under the name and the number of its key, signed with the seed that somebody has. */
async function signAs(seed: Uint8Array): Promise<void> {
  const { size, root } = await record.admin.one<{ size: number; root: Buffer }>('SELECT size, root FROM ledger.head');
  const text = checkpointText(origin, size, root);
  const signature = signEd25519(seed, toUtf8(text));
  const known = parseVerifierKey(vkeys[0] ?? '');
  if (!known.ok) throw new Error(known.code);
  const note = writeNote({ text, signatures: [{ name: origin, id: known.value.id, signature }] });
  await record.admin.run('INSERT INTO ledger.checkpoints (size, root, note, signed_at) VALUES ($1, $2, $3, now())', [
    size,
    root,
    note,
  ]);
}

async function stolenKey(): Promise<Uint8Array> {
  const seed = fromHex((await readFile(join(record.folder, 'key'), 'utf8')).trim());
  if (seed === undefined) throw new Error('no key');
  return seed;
}

const signAgain = async () => (await record.openSigner()).sign();

describe('a log in which an old entry was rewritten with all that follows from it', () => {
  beforeEach(() => rewriteLog());

  test('is consistent in itself, and freezes the signer, who remembers another root', async () => {
    expect(await codesNow({})).toEqual([]);
    expect(await signAgain()).toMatchObject({ frozen: 'signer.fork', hasSigned: false });
  });

  test('without the key of the log has no signature that holds', async () => {
    await signAs(new Uint8Array(32));
    expect(await codesNow()).toEqual(['note.signature']);
  });

  test('under the stolen key of the log is a fork of what was held before', async () => {
    await signAs(await stolenKey());
    expect(await codesNow()).toEqual([]);
    expect(await codesNow({ vkeys, held })).toContain('consistency.fork');
    expect(await signAgain()).toMatchObject({ frozen: 'signer.fork' });
  });
});

describe('a fresh log in the place of the old one', () => {
  beforeEach(async () => {
    await tamper(record, ...emptyTree, 'DELETE FROM vault.acts', 'DELETE FROM ledger.entries');
    await openLog(record);
    await record.recordMany(310);
    await record.sealAll();
  });

  test('is a fork of what was held before, from its first entry on', async () => {
    await signAs(await stolenKey());
    expect(await codesNow()).toEqual([]);
    expect(await codesNow({ vkeys, held })).toContain('consistency.fork');
  });

  test('freezes the signer also where it has grown beyond the old one', async () => {
    expect(await signAgain()).toMatchObject({ frozen: 'signer.fork', hasSigned: false });
  });
});

test('checkpoints that were removed are written again, the newest by the signer, the others nowhere but where they are held', async () => {
  await tamper(record, 'DELETE FROM ledger.published', 'TRUNCATE ledger.checkpoints CASCADE');
  expect(await signAgain()).toMatchObject({ frozen: null, hasSigned: true });
  expect(await codesNow({ vkeys, held })).toEqual([]);
});

test('a head set back with all that lay above it freezes the signer', async () => {
  await tamper(record, ...emptyTree);
  expect(await signAgain()).toMatchObject({ frozen: 'signer.behind', hasSigned: false });
});

test('an entry that was deleted before it was sealed is missing to who holds its receipt', async () => {
  const stream = `selection/${randomUUID()}`;
  await record.record(someAct(stream));
  const receipt = await record.record({ ...someAct(stream), open: { digest: '0'.repeat(64), version: 2 } });
  await tamper(
    record,
    `DELETE FROM vault.acts WHERE entry_id = '${receipt.entry}'`,
    `DELETE FROM ledger.entries WHERE id = '${receipt.entry}'`,
  );
  // Another act takes its place, so that no number is missing.
  const next = await record.record({ ...someAct(stream), open: { digest: '1'.repeat(64), version: 2 } });
  expect(next.streamSeq).toBe(receipt.streamSeq);
  await record.sealAll();
  expect(await codesNow()).toEqual([]);
  const rows = await record.db.rows<{ bytes: Buffer }>('SELECT bytes FROM ledger.entries WHERE stream = $1', [stream]);
  const leaves = rows.map(({ bytes }) => toHex(leafHash(bytes)));
  expect(leaves).toContain(next.leaf);
  expect(leaves).not.toContain(receipt.leaf);
});

describe('one statement of the owner of everything', () => {
  const found: readonly [statement: string, code: string][] = [
    ['TRUNCATE ledger.entries CASCADE', 'position.gap'],
    ['TRUNCATE ledger.positions', 'position.gap'],
    ['TRUNCATE ledger.tiles', 'tile.mismatch'],
  ];
  test('that empties a table is found', async () => {
    for (const [statement, code] of found) {
      const codes = await codesAfter(statement);
      expect([statement, codes.includes(code)]).toEqual([statement, true]);
    }
  });

  test('that drops a table is found: the check cannot be made', async () => {
    for (const table of ['entries', 'positions', 'head', 'checkpoints', 'tiles'])
      await expect(codesAfter(`DROP TABLE ledger.${table} CASCADE`)).rejects.toThrow(`"ledger.${table}"`);
  });

  test('can empty or detach no part alone: the tables of the record have no partitions', async () => {
    const partitioned = await record.admin.rows(
      `SELECT c.relname FROM pg_class c WHERE c.relnamespace IN ('ledger'::regnamespace, 'vault'::regnamespace)
         AND (c.relkind = 'p' OR c.relispartition)`,
    );
    expect(partitioned).toEqual([]);
  });

  /** What is found after a statement that is then taken back. */
  async function codesAfter(statement: string): Promise<string[]> {
    let codes: string[] = [];
    const work = record.admin.transaction('conductor', async (tx) => {
      await quietly(tx, [statement]);
      const { findings } = await checkRecordIn(tx, { log: origin, vkeys, folds: false });
      codes = findings.map(({ code }) => code);
      throw new RolledBack();
    });
    await work.catch((error: unknown) => {
      if (!(error instanceof RolledBack)) throw error;
    });
    return codes;
  }
});

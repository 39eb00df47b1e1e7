import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type EntryImport, importEntries } from '#features/audit/entry-import.ts';
import { unfreezeSigner } from '#features/audit/keys.ts';
import { type Mirror, readMirror } from '#features/audit/mirror.ts';
import { openSequencer } from '#features/audit/sequencer.ts';
import { readSignerState, type SignerState, saveSignerState } from '#features/audit/signer-state.ts';
import { barWrites, createWriteBar } from '#features/audit/standing.ts';
import { writeBundle } from '#ledger/bundle-write.ts';
import { entryBundle, tilePath } from '#ledger/tiles.ts';
import { openDatabase } from '#platform/database.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { keepTree, openRecord, origin, someAct, type TestRecord, tamper } from '#test/support/record.ts';

let record: TestRecord;
let folder: string;
let state: SignerState;
let restoreBackup: () => Promise<void>;
/** All bytes as a mirror held them, by position. */
let mirror: Map<number, Uint8Array>;
let backupSize: number;

const sizeNow = async () => (await record.db.one<{ size: number }>('SELECT size FROM ledger.head')).size;
const columns = 'entry_no, id, stream, stream_seq, type, bytes, xid';

beforeAll(async () => {
  record = await openRecord();
  folder = await mkdtemp(join(tmpdir(), 'bukti-restore-'));
  await record.recordMany(300);
  await record.sealAll();
  const signer = await record.openSigner();
  await signer.sign();
  backupSize = await sizeNow();
  // The backup holds entries that are recorded and not yet sealed.
  await record.recordMany(3);
  const restoreTree = await keepTree(record);
  await record.admin.run(`CREATE TABLE kept_entries AS SELECT ${columns} FROM ledger.entries`);
  await record.recordMany(400);
  await record.record(someAct('selection/00000000-0000-4000-8000-000000000001'));
  await record.sealAll();
  await signer.sign();
  state = await signed();
  mirror = new Map(
    (
      await record.db.rows<{ position: number; bytes: Buffer }>(
        'SELECT position, bytes FROM ledger.positions JOIN ledger.entries USING (entry_no)',
      )
    ).map(({ position, bytes }) => [position, bytes]),
  );
  restoreBackup = async () => {
    await restoreTree();
    await tamper(
      record,
      'DELETE FROM ledger.positions',
      'DELETE FROM ledger.entries',
      `INSERT INTO ledger.entries (${columns}) SELECT ${columns} FROM kept_entries`,
      'INSERT INTO ledger.positions SELECT * FROM kept_positions',
    );
  };
});
beforeEach(() => restoreBackup());
afterAll(async () => {
  await record.close();
  await rm(folder, { recursive: true });
});

async function signed(): Promise<SignerState> {
  const found = await readSignerState(record.folder);
  if (found === undefined) throw new Error('no state');
  return found;
}

const importFrom = (held: Mirror | undefined, options: Partial<EntryImport> = {}) =>
  importEntries({ db: record.admin, state, readMirror: () => Promise.resolve(held), ...options });
const withBytes = (position: number, bytes: Uint8Array) => new Map(mirror).set(position, bytes);
const house = () => ({
  db: record.db,
  ledger: record.ledger,
  signerDb: record.signerDb,
  folder: record.folder,
  seal: () => Promise.resolve(),
});

describe('a restored backup', () => {
  test('is not built upon: the signer is behind, the sequencer seals nothing', async () => {
    const readSignedSize = async () => (await signed()).frontier.size;
    const sequencer = openSequencer(record.sequencerDb, { readSignedSize });
    await expect(sequencer.seal()).rejects.toMatchObject({ code: 'sequencer.behind' });
    expect(await sizeNow()).toBe(backupSize);
    expect(await (await record.openSigner()).sign()).toMatchObject({ frozen: 'signer.behind', hasSigned: false });
  });

  test('takes no acts before anybody has looked, and is read all the same', async () => {
    const findBar = createWriteBar(record.db, record.folder);
    const barred = barWrites(record.ledger, findBar);
    expect(await findBar()).toBe('signer.behind');
    const { stream, type, open = {} } = someAct();
    const append = record.db.transaction('conductor', (tx) =>
      barred.append(tx, {
        id: '00000000-0000-4000-8000-000000000009',
        stream,
        type,
        open,
        agency: null,
        actor: { ref: null, role: 'workflow', session: null },
        act: { at: '2026-01-01T00:00:00.000000Z', seen_size: null, seen_root: null },
      }),
    );
    await expect(append).rejects.toMatchObject({ name: 'ReadOnly', message: 'signer.behind' });
    expect((await record.db.rows('SELECT FROM ledger.entries')).length).toBeGreaterThan(backupSize);
  });

  test('says so where only the database is at hand: it holds a checkpoint beyond its head', async () => {
    const nowhere = join(folder, 'no-signer-here');
    expect(await createWriteBar(record.db, nowhere)()).toBeUndefined();
    const beyond = `INSERT INTO ledger.checkpoints SELECT size + 5, root, 'x', now() FROM ledger.head`;
    await tamper(record, beyond);
    expect(await createWriteBar(record.db, nowhere)()).toBe('signer.behind');
  });

  test('is healed byte for byte from a mirror, then unfrozen, and goes on', async () => {
    expect(await (await record.openSigner()).sign()).toMatchObject({ frozen: 'signer.behind' });
    expect(await importFrom(mirror)).toBe(state.frontier.size - backupSize);
    const rows = await record.db.rows<{ position: number; bytes: Buffer }>(
      'SELECT position, bytes FROM ledger.positions JOIN ledger.entries USING (entry_no) ORDER BY position',
    );
    expect(rows.every(({ position, bytes }) => bytes.equals(mirror.get(position) ?? Buffer.alloc(0)))).toBe(true);
    expect(rows).toHaveLength(mirror.size);
    await unfreezeSigner(house());
    await record.recordMany(2);
    await record.sealAll();
    const signer = await record.openSigner();
    expect(await signer.sign()).toMatchObject({ frozen: null, hasSigned: true, size: mirror.size + 3 });
    expect(await createWriteBar(record.db, record.folder)()).toBeUndefined();
    await expectLedgerIntact(record.addresses);
    // The following tests begin with the same state again.
    await saveSignerState(record.folder, state);
  });

  test('killed in the middle of the import it is as it was', async () => {
    const dying = {
      ...record.admin,
      transaction: <T>(viewer: string, work: Parameters<typeof record.admin.transaction<T>>[1]) =>
        record.admin.transaction<T>(viewer, async (tx) => {
          await work(tx);
          throw new Error('killed');
        }),
    };
    await expect(importFrom(mirror, { db: dying })).rejects.toThrow('killed');
    expect(await sizeNow()).toBe(backupSize);
    expect(await importFrom(mirror)).toBe(state.frontier.size - backupSize);
  });
});

describe('a mirror', () => {
  const other = () => mirror.get(5) ?? new Uint8Array(0);
  test.each([
    ['with one entry changed', 'import.fork', () => withBytes(backupSize + 7, other())],
    ['with two entries swapped', 'import.fork', () => swapped(backupSize + 7, backupSize + 8)],
    ['with bytes that are no entry', 'import.entry', () => withBytes(backupSize + 7, new Uint8Array(30))],
    ['with a hole', 'import.short', () => new Map([...mirror].filter(([position]) => position !== backupSize + 7))],
    ['of the time of the backup', 'import.short', () => new Map([...mirror].filter(([at]) => at < backupSize))],
    ['that cannot be read', 'import.form', () => undefined],
  ])('%s is refused, and nothing is written', async (_title, code, held) => {
    await expect(importFrom(held())).rejects.toMatchObject({ code });
    expect(await sizeNow()).toBe(backupSize);
  });

  test('is not taken into a record that was written on after the restore', async () => {
    await record.recordMany(1);
    await expect(importFrom(mirror)).rejects.toMatchObject({ code: 'import.conflict' });
    await record.sealAll();
    await expect(importFrom(mirror)).rejects.toMatchObject({ code: 'import.fork' });
  });

  test('is not asked where nothing is missing, and waits while a sequencer works', async () => {
    await record.admin.transaction('conductor', async (tx) => {
      await tx.run('SELECT pg_advisory_xact_lock(7311)');
      const another = openDatabase({ url: record.addresses.adminUrl, poolSize: 1, applicationName: 'test' });
      await expect(importFrom(mirror, { db: another })).rejects.toMatchObject({ code: 'import.busy' });
      await another.close();
    });
    await importFrom(mirror);
    await expect(importFrom(mirror)).rejects.toMatchObject({ code: 'import.nothing' });
  });

  test('may be a dump, or a folder of entry bundles', async () => {
    const range = { from: backupSize, to: state.frontier.size };
    const wanted = [...mirror].filter(([position]) => position >= range.from);
    const dump = join(folder, 'dump.zip');
    const entries = [...mirror].map(([position, bytes]) => ({ position, bytes }));
    const frame = { checkpoint: '', policy: '', epochs: '', openings: [], proofs: [], rules: [], streams: [] };
    const bundle = writeBundle({ ...frame, kind: 'dump', profile: 'public', log: origin, entries });
    await writeFile(dump, bundle);
    const tiles = join(folder, 'tiles');
    for (let index = 0; index * 256 < mirror.size; index += 1) {
      const held = entries.filter(({ position }) => Math.floor(position / 256) === index);
      const sorted = held.toSorted((one, next) => one.position - next.position).map(({ bytes }) => bytes);
      await putTile(tiles, index, sorted);
      // An earlier, narrower one of the same tile.
      if (sorted.length < 256) await putTile(tiles, index, sorted.slice(0, 2));
    }
    for (const path of [dump, tiles]) {
      const read = await readMirror(path, range);
      expect(read?.size).toBe(wanted.length);
      expect(
        wanted.every(([position, bytes]) => Buffer.from(bytes).equals(read?.get(position) ?? bytes.subarray(1))),
      ).toBe(true);
    }
    await writeFile(dump, bundle.subarray(0, bundle.length - 1));
    expect(await readMirror(dump, range)).toBeUndefined();
  });
});

function swapped(one: number, next: number): Mirror {
  const [first, second] = [mirror.get(one), mirror.get(next)];
  if (first === undefined || second === undefined) throw new Error('not there');
  return withBytes(one, second).set(next, first);
}

async function putTile(tiles: string, index: number, entries: readonly Uint8Array[]): Promise<void> {
  const bytes = entryBundle(entries);
  if (!bytes.ok) throw new Error(bytes.code);
  const path = join(tiles, tilePath({ level: 'entries', index, width: entries.length }));
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes.value);
}

test('on another system, all that is not sealed is found again, whatever its transaction numbers', async () => {
  await tamper(record, `UPDATE ledger.head SET low_xid = 9000000000000000, system_identifier = system_identifier - 1`);
  expect(await record.sealAll()).toBe(3);
  const head = await record.admin.one<{ same: boolean; low: number }>(
    `SELECT h.system_identifier = c.system_identifier AS same, low_xid AS low FROM ledger.head h, pg_control_system() c`,
  );
  expect(head.same).toBe(true);
  expect(head.low).toBeLessThan(9_000_000_000_000_000);
});

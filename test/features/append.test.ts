import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openLog } from '#features/audit/log-opening.ts';
import { beginOnStream, conductorActor, type Event } from '#features/audit/service.ts';
import { parseEntry } from '#ledger/entry.ts';
import type { Tx } from '#platform/database.ts';
import { openGate } from '#test/support/gate.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { digestOf, openRecord, origin, someAct, type TestRecord } from '#test/support/record.ts';
import { until } from '#test/support/until.ts';

let record: TestRecord;
beforeAll(async () => {
  record = await openRecord();
});
afterEach(() => expectLedgerIntact(record.addresses));
afterAll(() => record.close());

const selectionStream = () => `selection/${randomUUID()}`;

describe('an act', () => {
  test('that is repeated under its key gets its first receipt and writes nothing', async () => {
    const act = { ...someAct(selectionStream()), id: randomUUID() };
    const first = await record.record(act);
    expect(await record.record(act)).toEqual(first);
    const { n } = await record.db.one<{ n: number }>('SELECT count(*) AS n FROM ledger.entries WHERE stream = $1', [
      act.stream,
    ]);
    expect(n).toBe(1);
  });

  test('with other content under a used key is refused', async () => {
    const act = { ...someAct(selectionStream()), id: randomUUID() };
    await record.record(act);
    const other = { ...act, open: { digest: digestOf('other'), version: 2 } };
    await expect(record.record(other)).rejects.toMatchObject({ refusal: { code: 'entry.conflict' } });
  });

  test('that is rolled back leaves no entry', async () => {
    const act = { ...someAct(selectionStream()), id: randomUUID() };
    const undone = record.db.transaction('conductor', async (tx) => {
      await record.recordIn(tx, act);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await record.db.maybe('SELECT FROM ledger.entries WHERE id = $1', [act.id])).toBeUndefined();
  });

  test('is refused when its instant is more than five seconds from the clock', async () => {
    const late = record.db.transaction('conductor', async (tx) => {
      const act = await tx.one<{ at: string; seen_size: null; seen_root: null }>(
        "SELECT ledger.clock() - interval '6 seconds' AS at, NULL AS seen_size, NULL AS seen_root",
      );
      const { type, open = {} } = someAct();
      const actor = { ref: null, role: 'workflow', session: null };
      await record.ledger.append(tx, { id: randomUUID(), stream: 'system', type, open, agency: null, actor, act });
    });
    await expect(late).rejects.toThrow('entry.clock');
  });

  test('that stood on an entry behind which another came first can be sent again, and is whole then', async () => {
    const act = someAct(selectionStream());
    await record.record(act);
    const event = { ...act, open: act.open ?? {}, agency: null, actor: conductorActor };
    const appended = openGate();
    const unlocked = (before: Promise<void>, id = randomUUID()) =>
      record.db.transaction('conductor', async (tx) => {
        const begun = await tx.one<Event['act']>('SELECT * FROM ledger.begin_act($1)', [id]);
        const receipt = await record.ledger.append(tx, { ...event, act: begun, id });
        appended.open();
        await before;
        return receipt;
      });
    const gate = openGate();
    const first = unlocked(gate.passed);
    await appended.passed;
    const second = unlocked(Promise.resolve());
    const lost = expect(second).rejects.toMatchObject({ retryAfterS: 2 });
    await until(() =>
      record.admin.maybe(
        "SELECT 1 AS one FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
      ),
    );
    gate.open();
    await first;
    await lost;
    await record.record(act);
  });

  test('under a remembered key that a restored database does not have can be sent again, and has another then', async () => {
    const holder = randomUUID();
    // Made by the first asking, remembered from the second on.
    for (let turn = 0; turn < 2; turn += 1) await record.ledger.keys.keysOf(record.db, [holder]);
    await record.admin.run('DELETE FROM vault.keys WHERE holder = $1', [holder]);
    const id = randomUUID();
    const writing = () =>
      record.db.transaction('conductor', async (tx) => {
        const act = await beginOnStream(tx, `reader/${id}`, id);
        const committed = { person: { value: null, holder } };
        const event = {
          id,
          stream: `reader/${id}`,
          agency: null,
          actor: conductorActor,
          open: { ref: id },
          committed,
          act,
        };
        return record.ledger.append(tx, { ...event, type: 'reader.bound/1' });
      });
    await expect(writing()).rejects.toMatchObject({ retryAfterS: 2 });
    expect(await writing()).toMatchObject({ entry: id });
  });

  describe('that is the last of its transaction', () => {
    const appendLast = (id: string, stream: string, last: Pick<Event, 'lastAfter' | 'alongside'>) =>
      record.db.transaction('conductor', async (tx) => {
        const act = await tx.one<Event['act']>('SELECT * FROM ledger.begin_act($1)', [id]);
        const { type, open = {} } = someAct(stream);
        const actor = { ref: null, role: 'workflow', session: null };
        return record.ledger.append(tx, { id, stream, type, open, agency: null, actor, act, ...last });
      });
    const begin = async () => {
      const stream = selectionStream();
      const { leaf, streamSeq: seq } = await record.record(someAct(stream));
      return { id: randomUUID(), stream, head: { seq, leaf: Buffer.from(leaf, 'hex') } };
    };
    const isThere = async (id: string) =>
      (await record.db.maybe('SELECT FROM ledger.entries WHERE id = $1', [id])) !== undefined;

    test('is committed in its round trip', async () => {
      const { id, stream, head } = await begin();
      expect((await appendLast(id, stream, { lastAfter: head })).streamSeq).toBe(2);
      expect(await isThere(id)).toBe(true);
    });

    test('is refused by the database when its place is another than was expected', async () => {
      const { id, stream, head } = await begin();
      const other = { ...head, leaf: new Uint8Array(32) };
      await expect(appendLast(id, stream, { lastAfter: other })).rejects.toThrow('entry.leaf');
      expect(await isThere(id)).toBe(false);
    });

    test('is rolled back with the row that fails beside it', async () => {
      const { id, stream, head } = await begin();
      const alongside = async (tx: Tx) => {
        await tx.run('SELECT 1 / 0');
      };
      await expect(appendLast(id, stream, { lastAfter: head, alongside })).rejects.toThrow('division by zero');
      expect(await isThere(id)).toBe(false);
    });

    test('is followed by no other statement', async () => {
      const late = record.db.transaction('conductor', async (tx) => {
        tx.finish();
        await tx.run('SELECT 1');
      });
      await expect(late).rejects.toThrow('a statement after the last of its transaction');
    });
  });

  test('follows the entry before it in its stream, also with many writers at once', async () => {
    const stream = selectionStream();
    const receipts = await Promise.all(Array.from({ length: 20 }, () => record.record(someAct(stream))));
    expect(receipts.map(({ streamSeq }) => streamSeq).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, n) => n + 1),
    );
  });
});

describe('the log', () => {
  test('is opened once', async () => {
    const first = await openLog(record);
    expect(await openLog(record)).toBeUndefined();
    const { bytes } = await record.db.one<{ bytes: Buffer }>('SELECT bytes FROM ledger.entries WHERE id = $1', [
      first?.entry,
    ]);
    expect(parseEntry(bytes, origin)).toMatchObject({ ok: true, value: { type: 'log.opened/1', stream: 'system' } });
  });
});

describe('a business row', () => {
  const insertAgency = 'INSERT INTO agencies (code, name, zone, entry_id) VALUES ($1, $1, $2, $3)';

  test('cannot be written under an entry of another transaction', async () => {
    const { entry } = await record.record(someAct());
    const foreign = record.db.transaction('conductor', (tx) =>
      tx.run(insertAgency, ['kota-asing', 'Asia/Jakarta', entry]),
    );
    await expect(foreign).rejects.toThrow('state.foreign-entry');
  });

  test('cannot change without a new entry', async () => {
    await record.db.transaction('conductor', async (tx) => {
      const { entry } = await record.recordIn(tx, someAct());
      await tx.run(insertAgency, ['kota-contoh', 'Asia/Jakarta', entry]);
    });
    const silent = record.db.transaction('conductor', (tx) =>
      tx.run("UPDATE agencies SET name = 'lain' WHERE code = 'kota-contoh'"),
    );
    await expect(silent).rejects.toThrow('state.without-entry');
  });
});

describe('a role', () => {
  const statements = [
    "UPDATE ledger.entries SET type = 'x'",
    'DELETE FROM ledger.entries',
    'TRUNCATE ledger.entries',
    'INSERT INTO ledger.entries (id, stream, stream_seq, type, bytes) VALUES (gen_random_uuid(), $$s$$, 1, $$t$$, $$xx$$)',
    'UPDATE ledger.positions SET position = position + 1',
    'TRUNCATE ledger.positions CASCADE',
    'DELETE FROM ledger.checkpoints',
    'DELETE FROM ledger.tiles',
    'DELETE FROM ledger.head',
  ];
  const roles = ['appUrl', 'sequencerUrl', 'signerUrl', 'auditorUrl'] as const;
  const attempts = roles.flatMap((role) => statements.map((statement) => [role, statement] as const));

  test.each(attempts)('%s may not: %s', async (role, statement) => {
    const client = new pg.Client({ connectionString: record.addresses[role] });
    await client.connect();
    await expect(client.query(statement)).rejects.toMatchObject({ code: '42501' });
    await client.end();
  });

  test('the app may not move the head, nor the signer write positions', async () => {
    await expect(record.db.run('UPDATE ledger.head SET size = 0')).rejects.toMatchObject({ code: '42501' });
    const position = record.signerDb.run("INSERT INTO ledger.positions VALUES (0, 1, sha256(''))");
    await expect(position).rejects.toMatchObject({ code: '42501' });
  });

  test('the owner of the tables meets the triggers', async () => {
    await record.record(someAct());
    const change = "UPDATE ledger.entries SET type = 'x'";
    for (const statement of [
      change,
      'DELETE FROM ledger.entries',
      'TRUNCATE ledger.entries CASCADE',
      'DELETE FROM ledger.head',
    ]) {
      await expect(record.admin.run(statement)).rejects.toThrow('ledger.append-only');
    }
    const asReplica = record.admin.transaction('conductor', async (tx) => {
      await tx.run("SET LOCAL session_replication_role = 'replica'");
      await tx.run(change);
    });
    await expect(asReplica).rejects.toThrow('ledger.append-only');
  });
});

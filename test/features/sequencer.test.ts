import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openSequencer, type Sequencer } from '#features/audit/sequencer.ts';
import { openDatabase } from '#platform/database.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { openRecord, someAct, type TestRecord, tamper } from '#test/support/record.ts';

let record: TestRecord;
let sequencer: Sequencer;
beforeAll(async () => {
  record = await openRecord();
});
beforeEach(async () => {
  await record.sealAll();
  sequencer = openSequencer(record.sequencerDb);
});
afterEach(() => expectLedgerIntact(record.addresses));
afterAll(() => record.close());

const sizeNow = async () => (await record.db.one<{ size: number }>('SELECT size FROM ledger.head')).size;

const positionOf = async (entry: string) =>
  (
    await record.db.maybe<{ position: number }>(
      'SELECT p.position FROM ledger.positions p JOIN ledger.entries e USING (entry_no) WHERE e.id = $1',
      [entry],
    )
  )?.position;

/** A transaction that stays open until told to commit. */
async function openAct(id: string): Promise<() => Promise<void>> {
  let commit: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    commit = resolve;
  });
  let done: Promise<unknown> = Promise.resolve();
  await new Promise<void>((written) => {
    done = record.db.transaction('conductor', async (tx) => {
      await record.recordIn(tx, { ...someAct(`selection/${randomUUID()}`), id });
      written();
      await gate;
    });
  });
  return async () => {
    commit();
    await done;
  };
}

describe('sealing', () => {
  test('gives every entry one position, cuts full tiles and carries the frontier over restarts', async () => {
    for (const count of [1, 254, 1, 1, 300, 500]) {
      await record.recordMany(count);
      expect(await openSequencer(record.sequencerDb).seal()).toMatchObject({ sealed: count });
      await expectLedgerIntact(record.addresses);
    }
  });

  test('goes on from the kept edge as from one that was read anew', async () => {
    for (const count of [200, 100, 3, 500]) {
      await record.recordMany(count);
      await sequencer.seal();
    }
  });

  test('a batch that is full leaves the rest to the next', async () => {
    await record.recordMany(25);
    const small = openSequencer(record.sequencerDb, { batchLimit: 10 });
    expect([await small.seal(), await small.seal(), await small.seal()]).toEqual([
      { isStandby: false, sealed: 10, isCut: true },
      { isStandby: false, sealed: 10, isCut: true },
      { isStandby: false, sealed: 5, isCut: false },
    ]);
  });

  test('nothing to do writes nothing', async () => {
    await record.recordMany(2);
    await sequencer.seal();
    // The row itself, its writer and its locker: other transactions of the database (autovacuum) do not touch it.
    const head = () => record.admin.one('SELECT ctid::text, xmin::text, xmax::text, head::text FROM ledger.head');
    const before = await head();
    for (let round = 0; round < 5; round += 1) expect(await sequencer.seal()).toMatchObject({ sealed: 0 });
    expect(await head()).toEqual(before);
  });

  test('an entry that commits late gets a later position, and nobody waits for it', async () => {
    const [late, early] = [randomUUID(), randomUUID()];
    const size = await sizeNow();
    const commit = await openAct(late);
    await record.record({ ...someAct(), id: early });
    expect(await sequencer.seal()).toMatchObject({ sealed: 1 });
    expect(await positionOf(early)).toBe(size);
    await commit();
    expect(await sequencer.seal()).toMatchObject({ sealed: 1 });
    expect(await positionOf(late)).toBe(size + 1);
  });

  test('a number that was rolled back leaves no gap in the positions', async () => {
    const undone = record.db.transaction('conductor', async (tx) => {
      await record.recordIn(tx, someAct());
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    await record.recordMany(3);
    expect(await sequencer.seal()).toMatchObject({ sealed: 3 });
  });

  test('a number drawn before its transaction has an id is not taken for a gap', async () => {
    const { number } = await record.admin.one<{ number: number }>("SELECT nextval('ledger.entry_no') AS number");
    await record.recordMany(2);
    await sequencer.seal();
    const { entry } = await record.record(someAct());
    await tamper(record, `UPDATE ledger.entries SET entry_no = ${number} WHERE id = '${entry}'`);
    expect(await sequencer.seal()).toMatchObject({ sealed: 1 });
  });

  test('a prepared transaction is sealed when it is committed', async () => {
    const id = randomUUID();
    const size = await sizeNow();
    await record.db.transaction('conductor', async (tx) => {
      await record.recordIn(tx, { ...someAct(`selection/${randomUUID()}`), id });
      await tx.run(`PREPARE TRANSACTION '${id}'`);
    });
    await record.recordMany(3);
    expect(await sequencer.seal()).toMatchObject({ sealed: 3 });
    await record.recordMany(1);
    expect(await sequencer.seal()).toMatchObject({ sealed: 1 });
    await record.db.run(`COMMIT PREPARED '${id}'`);
    expect(await sequencer.seal()).toMatchObject({ sealed: 1 });
    expect(await positionOf(id)).toBe(size + 4);
  });

  test('in another system all entries are looked at again', async () => {
    await record.recordMany(3);
    await sequencer.seal();
    await record.recordMany(2);
    // As after a restored dump: the bound is above the xids of the rows, and the system is another one.
    await tamper(record, 'UPDATE ledger.head SET low_xid = 1000000000, system_identifier = 1');
    expect(await sequencer.seal()).toMatchObject({ sealed: 2 });
    await record.recordMany(1);
    expect(await sequencer.seal()).toMatchObject({ sealed: 1 });
  });

  test('a sweep finds what the bound has hidden', async () => {
    const id = randomUUID();
    await record.db.transaction('conductor', async (tx) => {
      await record.recordIn(tx, { ...someAct(`selection/${randomUUID()}`), id });
      await tx.run(`PREPARE TRANSACTION '${id}'`);
    });
    await record.recordMany(2);
    await sequencer.seal();
    await record.db.run(`COMMIT PREPARED '${id}'`);
    await tamper(record, 'UPDATE ledger.head SET low_xid = 1000000000');
    expect(await sequencer.seal()).toMatchObject({ sealed: 0 });
    expect(await sequencer.seal({ sweep: true })).toMatchObject({ sealed: 1 });
  });

  test('what came late is sealed although a backlog waits above it, batch by batch', async () => {
    const [late, size] = [randomUUID(), await sizeNow()];
    await record.db.transaction('conductor', async (tx) => {
      await record.recordIn(tx, { ...someAct(`selection/${randomUUID()}`), id: late });
      await tx.run(`PREPARE TRANSACTION '${late}'`);
    });
    await record.recordMany(7);
    const small = openSequencer(record.sequencerDb, { batchLimit: 3 });
    expect(await small.seal()).toMatchObject({ sealed: 3, isCut: true });
    await record.db.run(`COMMIT PREPARED '${late}'`);
    expect(await small.seal()).toMatchObject({ sealed: 3, isCut: true });
    expect(await small.seal()).toMatchObject({ sealed: 2, isCut: false });
    expect(await positionOf(late)).toBe(size + 3);
  });
});

describe('many writers at once', () => {
  test('each committed entry is sealed once, after all that were committed before it was written', async () => {
    const size = await sizeNow();
    const committed: string[] = [];
    const seenBefore = new Map<string, number>();
    const rolledBack = new Set<string>();
    let isWriting = true;
    const write = async (writer: number) => {
      for (let turn = 0; turn < 25; turn += 1) {
        const id = randomUUID();
        seenBefore.set(id, committed.length);
        const fails = (writer + turn) % 5 === 0;
        const act = record.db.transaction('conductor', async (tx) => {
          await tx.run('SELECT pg_sleep(random() * 0.004)');
          await record.recordIn(tx, { ...someAct(`selection/${randomUUID()}`), id });
          await tx.run('SELECT pg_sleep(random() * random() * 0.02)');
          if (fails) throw new Error('undone');
        });
        if (fails) await act.catch(() => rolledBack.add(id));
        else await act.then(() => committed.push(id));
      }
    };
    const sequence = async (one: Sequencer) => {
      while (isWriting) await one.seal();
    };
    const other = openDatabase({ url: record.addresses.sequencerUrl, poolSize: 1, applicationName: 'other' });
    const sequencing = [sequence(sequencer), sequence(openSequencer(other, { batchLimit: 7 }))];
    await Promise.all(Array.from({ length: 10 }, (_, writer) => write(writer)));
    isWriting = false;
    await Promise.all(sequencing);
    await other.close();
    await record.sealAll();

    await expectLedgerIntact(record.addresses);
    const rows = await record.db.rows<{ id: string; position: number }>(
      'SELECT e.id, p.position FROM ledger.positions p JOIN ledger.entries e USING (entry_no) WHERE p.position >= $1',
      [size],
    );
    const positions = new Map(rows.map(({ id, position }) => [id, position]));
    expect(new Set(positions.keys())).toEqual(new Set(committed));
    expect(rolledBack.size).toBe(50);
    let highest = -1;
    const highestOfFirst = [-1, ...committed.map((id) => (highest = Math.max(highest, positions.get(id) ?? -1)))];
    const outOfOrder = committed.filter(
      (id) => (positions.get(id) ?? -1) < (highestOfFirst[seenBefore.get(id) ?? 0] ?? -1),
    );
    expect(outOfOrder).toEqual([]);
  });
});

describe('a second sequencer', () => {
  test('stands by while the first is at work', async () => {
    await record.recordMany(2);
    const holder = new pg.Client({ connectionString: record.addresses.sequencerUrl });
    await holder.connect();
    await holder.query('BEGIN; SELECT pg_try_advisory_xact_lock(7311)');
    expect(await sequencer.seal()).toEqual({ isStandby: true, sealed: 0, isCut: false });
    await holder.end();
    expect(await sequencer.seal()).toMatchObject({ isStandby: false, sealed: 2 });
  });

  test('takes over, and the first notices that the head has moved without it', async () => {
    const other = openSequencer(record.signerDb === record.sequencerDb ? record.signerDb : record.sequencerDb);
    for (const one of [sequencer, other, sequencer, other]) {
      await record.recordMany(150);
      expect(await one.seal()).toMatchObject({ sealed: 150 });
    }
  });
});

describe('a sequencer that dies', () => {
  // Each statement of the batch in turn: the one in the list fails, as if the process had been killed there.
  test.each(['ledger.positions', 'ledger.tiles', 'ledger.head'])(
    'at %s leaves its batch whole or absent',
    async (table) => {
      await record.recordMany(300);
      const when = table === 'ledger.head' ? 'UPDATE' : 'INSERT';
      await record.admin.run(
        `CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$`,
      );
      await record.admin.run(`CREATE TRIGGER die AFTER ${when} ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION die()`);
      await expect(sequencer.seal()).rejects.toThrow();
      await expectLedgerIntact(record.addresses);
      await record.admin.run('DROP FUNCTION die() CASCADE');
      expect(await sequencer.seal()).toMatchObject({ sealed: 300 });
    },
  );

  test('after the commit and before it knows goes on from the head', async () => {
    await record.recordMany(300);
    await openSequencer(record.sequencerDb).seal();
    await record.recordMany(5);
    expect(await sequencer.seal()).toMatchObject({ sealed: 5 });
  });
});

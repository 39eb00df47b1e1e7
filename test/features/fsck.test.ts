import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { beginOnStream, conductorActor } from '#features/audit/service.ts';
import { attestSchemaIn, digestSchema } from '#features/fsck/schema.ts';
import { firstParts } from '#features/fsck/schema-store.ts';
import { checkRecord, checkRecordIn, type FsckReport } from '#features/fsck/service.ts';
import { listCoupledColumns } from '#features/fsck/store.ts';
import { foldedTables, importedTables } from '#features/fsck/tables.ts';
import { walkStreams } from '#features/fsck/walk.ts';
import { toUtf8 } from '#ledger/bytes.ts';
import { sha256Hex } from '#ledger/crypto.ts';
import { FindingList } from '#ledger/findings.ts';
import { foldEntry } from '#ledger/fold/fold.ts';
import { StreamFold } from '#ledger/fold/stream-fold.ts';
import { openDatabase, type Tx } from '#platform/database.ts';
import { readMigrations } from '#platform/migrate.ts';
import { openTampered, RolledBack, type TamperedWorld, untouched } from '#test/support/tampered.ts';

/** A record and rows as they should be, what the application cannot do to them, and how a change of the schema is told. */

let tampered: TamperedWorld;
beforeAll(async () => {
  tampered = await openTampered();
}, 120_000);
afterAll(() => tampered.close());

/** Columns that the entries of the whole world amount to, by table. */
async function columnsOfFold(): Promise<Map<string, Set<string>>> {
  const counts = { entries: 0, openings: 0, erased: 0, streams: 0 };
  const walk = { ...tampered.parts, findings: new FindingList(), streams: null, counts };
  const folds = new Map<string, StreamFold>();
  for await (const entries of walkStreams(tampered.world.admin, walk)) {
    for (const entry of entries) {
      const { stream } = entry.envelope;
      const fold = folds.get(stream) ?? new StreamFold(stream);
      folds.set(stream, fold);
      foldEntry(fold, entry);
    }
  }
  const columns = new Map<string, Set<string>>();
  for (const { tables } of folds.values())
    for (const [table, rows] of tables)
      for (const column of [...rows.values()].flatMap((row) => Object.keys(row)))
        columns.set(table, (columns.get(table) ?? new Set()).add(column));
  return columns;
}

describe('a database that nobody has touched', () => {
  test('is right, row by row and entry by entry', async () => {
    const { findings, counts, tree } = await tampered.check();
    expect(findings).toEqual([]);
    expect(counts.rows).toBeGreaterThan(150);
    expect(counts.openings).toBeGreaterThan(100);
    expect(tree.size).toBe(counts.entries);
  });

  test('is right as far as can be told without a key of the log: who signed is not checked', async () => {
    const { log, keys } = tampered.parts;
    const without = await tampered.after(untouched, (tx) => checkRecordIn(tx, { log, keys }));
    const withKey = await tampered.check();
    expect([without.findings, without.exitCode, withKey.exitCode]).toEqual([[], 3, 0]);
  });

  test('is right for bukti_auditor, who may write nothing', async () => {
    const db = openDatabase({ url: tampered.world.addresses.auditorUrl, poolSize: 1, applicationName: 'test' });
    try {
      const { findings, counts } = await checkRecord({ db, ...tampered.parts });
      expect([findings, counts.rows > 150]).toEqual([[], true]);
    } finally {
      await db.close();
    }
  });

  test('every coupled table follows from entries, or is named as one that an import writes', async () => {
    const known = new Set<string>([...foldedTables, ...importedTables].map(({ name }) => name));
    const columns = await listCoupledColumns(tampered.world.admin);
    expect(columns.filter(({ table }) => !known.has(table))).toEqual([]);
  });

  test('every column of a folded table follows from entries, or is named as one that does not', async () => {
    const folded = await columnsOfFold();
    const columns = await listCoupledColumns(tampered.world.admin);
    const missing = columns.filter(({ table, column }) => {
      const unproven = foldedTables.find(({ name }) => name === table)?.unproven ?? [];
      return folded.has(table) && folded.get(table)?.has(column) !== true && !unproven.includes(column);
    });
    expect(missing).toEqual([]);
    expect(folded.size).toBeGreaterThan(20);
  });

  test('the erasures of a record are found by an index', async () => {
    const plans = await tampered.world.admin.transaction('conductor', async (tx) => {
      await tx.run('SET LOCAL enable_seqscan = off');
      return tx.rows<{ 'QUERY PLAN': string }>(`EXPLAIN SELECT id FROM ledger.entries WHERE type = 'opening.erased/1'`);
    });
    expect(plans.map((row) => row['QUERY PLAN']).join()).toContain('entries_erasures');
  });

  test('after a first run, the next one reads only what has grown, and a part of the rest', async () => {
    const { tree } = await tampered.check();
    const { counts, findings } = await tampered.after(untouched, (tx) =>
      checkRecordIn(tx, { ...tampered.parts, held: tree, part: 0 }),
    );
    expect(findings).toEqual([]);
    expect(counts.entries).toBeLessThan(tree.size);
  });
});

describe('the application itself', () => {
  test.each([
    [
      'a row changed without an entry',
      `UPDATE selections SET planned_on = '2030-01-01' WHERE id = $1`,
      'state.without-entry',
    ],
    [
      'a row changed under an entry of another transaction',
      `UPDATE selections SET entry_id = (SELECT id FROM ledger.entries LIMIT 1) WHERE id = $1`,
      'state.foreign-entry',
    ],
    ['a row deleted', 'DELETE FROM selections WHERE id = $1', 'permission denied for table selections'],
    [
      'an entry changed',
      `UPDATE ledger.entries SET type = 'x' WHERE stream = 'selection/' || $1::uuid`,
      'permission denied for table entries',
    ],
  ])('is refused %s', async (_title, statement, message) => {
    const act = tampered.world.house.db.transaction('conductor', (tx) =>
      tx.run(statement, [tampered.placed.selectionId]),
    );
    await expect(act).rejects.toThrow(message);
  });
});

describe('the schema', () => {
  test.each([
    [
      'a trigger is disabled and enabled again',
      `ALTER TABLE ballots DISABLE TRIGGER couple_entry;; ALTER TABLE ballots ENABLE TRIGGER couple_entry`,
      'triggers',
    ],
    [
      'a function is replaced',
      `CREATE OR REPLACE FUNCTION ledger.refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'`,
      'functions',
    ],
    ['a right is given', 'GRANT UPDATE ON ledger.entries TO bukti_app', 'grants'],
    ['row security is taken away', 'ALTER TABLE ballots DISABLE ROW LEVEL SECURITY', 'policies'],
    ['a right on one column is given', 'GRANT UPDATE (bytes) ON ledger.entries TO bukti_app', 'columns'],
    ['a column may be empty', 'ALTER TABLE ballots ALTER COLUMN choice DROP NOT NULL', 'columns, constraints'],
    ['a constraint is dropped', 'ALTER TABLE ledger.tiles DROP CONSTRAINT tiles_pkey', 'constraints'],
    ['an index is dropped', 'DROP INDEX ledger.entries_erasures', 'constraints'],
    [
      'a rule turns writing into nothing',
      'CREATE RULE quiet AS ON INSERT TO ledger.published DO INSTEAD NOTHING',
      'rules',
    ],
    ['a schema is made', 'CREATE SCHEMA elsewhere', 'objects'],
    ['a table is made', 'CREATE TABLE public.shadow (x int)', 'grants, policies, columns, objects'],
    [
      'a function is made in a schema that is not ours',
      `CREATE FUNCTION migrations.f() RETURNS int LANGUAGE sql AS 'SELECT 1'`,
      'objects',
    ],
    ['somebody is made a member of the owner', 'GRANT bukti_auditor TO bukti_app', 'roles'],
    ['a role is made that is above the rules', 'CREATE ROLE other SUPERUSER', 'roles'],
    ['a role that only owns may sign in', 'ALTER ROLE bukti_owner LOGIN', 'roles'],
    ['a right on a setting is given', 'GRANT SET ON PARAMETER session_replication_role TO bukti_app', 'roles'],
    [
      'a right in the catalogue is given',
      'GRANT EXECUTE ON FUNCTION pg_read_binary_file(text) TO bukti_app',
      'objects',
    ],
    ['rights on what is known of migrations are given', 'GRANT ALL ON migrations.digests TO bukti_app', 'objects'],

    ['a server elsewhere is named', 'CREATE FOREIGN DATA WRAPPER elsewhere', 'objects'],
    ['a role gets a setting in all databases', `ALTER ROLE bukti_app SET row_security = off`, 'roles'],
    ['rights are given beforehand', 'ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO bukti_app', 'roles'],
  ])('%s: the change is told', async (_title, statements, part) => {
    const report = await tampered.check(async (tx) => {
      for (const statement of statements.split(';; ')) await tx.run(statement);
    });
    expect(report.findings.map(({ code, place, found }) => [code, place, found])).toEqual([
      ['schema.changed', 'database', part],
    ]);
  });

  const changes = ({ findings }: FsckReport) => findings.map(({ code, found }) => [code, found]);
  const grant = 'GRANT UPDATE ON ledger.entries TO bukti_app';
  /** What `bukti migrate` keeps of a migration. */
  const migrating = async (tx: Tx, name: string) => {
    const before = await digestSchema(tx);
    await tx.run(grant);
    await tx.run(
      `INSERT INTO migrations.digests (name, sha256, schema_before, schema_after) VALUES ($1, 'x', $2, $3)
       ON CONFLICT (name) DO UPDATE SET schema_before = $2, schema_after = $3`,
      [name, before, await digestSchema(tx)],
    );
  };
  /** What a build before this one attested: less, and of that the same. */
  const attestAsBefore = async (tx: Tx) => {
    const { ledger } = tampered.world.house;
    const { open } = await tx.one<{ open: Record<string, string> }>(
      `SELECT convert_from(bytes, 'UTF8')::jsonb->'open' AS open FROM ledger.entries WHERE type = 'schema.attested/4' ORDER BY stream_seq DESC LIMIT 1`,
    );
    const told = firstParts.map((part) => `${open[part]}\n`).join('');
    const kept = Object.fromEntries([...firstParts, 'migrations'].map((part) => [part, open[part] ?? '']));
    const act = await beginOnStream(tx, 'system', randomUUID());
    const event = { id: randomUUID(), stream: 'system', agency: null, actor: conductorActor, act };
    await ledger.append(tx, {
      ...event,
      type: 'schema.attested/3',
      open: { ...kept, digest: sha256Hex(toUtf8(told)) },
    });
  };

  /** After one that told all: whoever looks at less cannot launder what is done meanwhile. */
  const narrowed = ['schema.changed', 'columns, constraints, objects, roles, rules'];

  test.each([
    ['an upgrade that looks at more', undefined, []],
    ['a right that was given before an upgrade', grant, [['schema.changed', 'grants']]],
  ])('%s: told is what both builds look at', async (_title, statement, expected) => {
    const report = await tampered.check(async (tx) => {
      await attestAsBefore(tx);
      if (statement !== undefined) await tx.run(statement);
      await attestSchemaIn(tx, tampered.world.house.ledger);
    });
    expect(changes(report)).toEqual([narrowed, ...expected]);
  });

  const lastOwn = async () => (await readMigrations()).at(-1)?.name ?? '';
  test('a migration of this build explains what it changed, at once and on the record', async () => {
    const [atOnce, told] = await tampered.after(
      async (tx) => migrating(tx, await lastOwn()),
      async (tx) => {
        const first = await checkRecordIn(tx, tampered.parts);
        await attestSchemaIn(tx, tampered.world.house.ledger);
        await tx.run('UPDATE migrations.digests SET schema_before = NULL, schema_after = NULL');
        return [first, await checkRecordIn(tx, tampered.parts)] as const;
      },
    );
    expect([changes(atOnce), changes(told)]).toEqual([[], []]);
  });

  test('a migration explains no change but its own', async () => {
    const report = await tampered.check(async (tx) => {
      await migrating(tx, await lastOwn());
      await attestSchemaIn(tx, tampered.world.house.ledger);
      await tx.run('ALTER TABLE ballots DISABLE ROW LEVEL SECURITY');
    });
    expect(changes(report)).toEqual([['schema.changed', 'policies']]);
  });

  test.each([
    ['that this build does not carry', '29990101_01_more.sql'],
    ['without what it changed', undefined],
  ])('a migration %s explains nothing', async (_title, name) => {
    const report = await tampered.check(async (tx) => {
      if (name !== undefined) return migrating(tx, name);
      await tx.run(grant);
      await tx.run(`INSERT INTO migrations.digests (name, sha256) VALUES ('29990101_01_more.sql', 'x')`);
    });
    expect(changes(report)).toEqual([['schema.changed', 'grants']]);
  });
});

describe('what each role can do to the record', () => {
  const statements = {
    truncate: 'TRUNCATE ledger.entries CASCADE',
    drop: 'DROP TABLE ledger.stamps',
    disable: 'ALTER TABLE ledger.entries DISABLE TRIGGER append_only',
    delete: 'DELETE FROM ledger.positions',
    update: 'UPDATE ledger.entries SET type = type',
  };
  const attempt = async (role: string, statement: string): Promise<string> => {
    const work = tampered.world.admin.transaction('conductor', async (tx) => {
      await tx.run(`SET LOCAL ROLE ${role}`);
      await tx.run(statement);
      throw new RolledBack();
    });
    return work.then(
      () => 'done',
      (error: unknown) =>
        error instanceof RolledBack ? 'done' : error instanceof Error ? error.message.replace(/ for .*/, '') : '',
    );
  };

  test.each(['bukti_app', 'bukti_sequencer', 'bukti_signer', 'bukti_auditor'])('%s can do none of it', async (role) => {
    const answers = await Promise.all(Object.values(statements).map((statement) => attempt(role, statement)));
    for (const answer of answers) expect(answer).toMatch(/^(permission denied|must be owner)/);
  });

  test('the superuser is stopped by triggers, until they are switched off', async () => {
    const answers: Record<string, string> = {};
    for (const [name, statement] of Object.entries(statements)) answers[name] = await attempt('postgres', statement);
    expect(answers).toEqual({
      truncate: 'ledger.append-only',
      drop: 'done',
      disable: 'done',
      delete: 'ledger.append-only',
      update: 'ledger.append-only',
    });
  });
});

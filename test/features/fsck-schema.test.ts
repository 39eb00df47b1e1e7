import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { beginOnStream, conductorActor } from '#features/audit/service.ts';
import { digestBuilt, readBuiltSchema } from '#features/fsck/build-schema.ts';
import { attestSchemaIn, digestSchema } from '#features/fsck/schema.ts';
import { firstParts } from '#features/fsck/schema-store.ts';
import { checkRecordIn, type FsckReport } from '#features/fsck/service.ts';
import { toUtf8 } from '#ledger/bytes.ts';
import { sha256Hex } from '#ledger/crypto.ts';
import { openDatabase, type Tx } from '#platform/database.ts';
import { readMigrations } from '#platform/migrate.ts';
import { cloneDatabase } from '#test/support/database.ts';
import { openTampered, RolledBack, type TamperedWorld } from '#test/support/tampered.ts';

/** How a change of the schema is told, what explains it, and what no role of ours can do. */

let tampered: TamperedWorld;
beforeAll(async () => {
  tampered = await openTampered();
}, 120_000);
afterAll(() => tampered.close());

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

  test('is what the migrations of this build make, to the last right', async () => {
    const addresses = await cloneDatabase();
    const db = openDatabase({ url: addresses.adminUrl, poolSize: 1, applicationName: 'test' });
    try {
      expect(await digestBuilt(db)).toEqual(await readBuiltSchema());
    } finally {
      await db.close();
      await addresses.drop();
    }
  });

  test('a change that is made to look like the work of a migration is told by what the build says', async () => {
    const built = await digestBuilt(tampered.world.admin);
    const report = await tampered.after(
      async (tx) => {
        await migrating(tx, await lastOwn());
        await attestSchemaIn(tx, tampered.world.house.ledger);
      },
      (tx) => checkRecordIn(tx, { ...tampered.parts, built }),
    );
    expect(report.findings.map(({ place, found }) => [place, found])).toEqual([['build', 'grants']]);
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

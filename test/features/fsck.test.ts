import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { conductorActor, type Event } from '#features/audit/service.ts';
import { sealOpening } from '#features/audit/vault.ts';
import { type ReplayedSelection, replayDecisionsIn } from '#features/fsck/replay.ts';
import { attestSchema } from '#features/fsck/schema.ts';
import { checkRecord, checkRecordIn, type FsckReport } from '#features/fsck/service.ts';
import { listCoupledColumns } from '#features/fsck/store.ts';
import { foldedTables, importedTables } from '#features/fsck/tables.ts';
import { toUtf8 } from '#ledger/bytes.ts';
import { canonicalBytes } from '#ledger/canonical.ts';
import { commit } from '#ledger/commitment.ts';
import { parsePolicyFile } from '#ledger/policy-file.ts';
import { openDatabase, type Tx } from '#platform/database.ts';
import { openNotary, type TestNotary } from '#test/support/notarised.ts';
import { placeFirst } from '#test/support/placing.ts';
import { bringTo, type Case } from '#test/support/selection-builders.ts';
import { openWorld, type World } from '#test/support/world.ts';

/** What somebody with every right inside Postgres does, each in a transaction that is rolled back, and what a check says of it. */

let world: World;
let notary: TestNotary;
let placed: Case;
let voting: Case;
let vkeys: string[];

beforeAll(async () => {
  world = await openWorld({ assessors: 1 });
  notary = await openNotary(world);
  placed = await bringTo(world, 'choosing');
  await placeFirst(placed, '2026-06-15');
  voting = await bringTo(world, 'voting');
  await fill(300);
  await attestSchema(world.house);
  await notary.signAll();
  const policy = parsePolicyFile(toUtf8((await notary.readTrust())?.policy ?? ''));
  vkeys = policy.ok ? policy.value.logs.map(({ vkey }) => vkey) : [];
}, 120_000);

afterAll(async () => {
  await notary.close();
  await world.close();
});

/** Enough entries for a full tile. */
async function fill(count: number): Promise<void> {
  const { db, ledger } = world.house;
  await db.transaction('conductor', async (tx) => {
    await tx.run(`SELECT ledger.lock_stream('system')`);
    const act = await tx.one<Event['act']>('SELECT * FROM ledger.begin_act($1)', [randomUUID()]);
    const event = { stream: 'system', type: 'entry.conflicted/1', agency: null, actor: conductorActor, act } as const;
    for (let index = 0; index < count; index += 1)
      await ledger.append(tx, { ...event, id: randomUUID(), open: { entry: randomUUID() } });
  });
}

class RolledBack extends Error {}

/** As superuser, past every trigger; nothing of it stays. */
async function after<Answer>(attack: (tx: Tx) => Promise<unknown>, look: (tx: Tx) => Promise<Answer>): Promise<Answer> {
  let answer: Answer | undefined;
  const work = world.admin.transaction('conductor', async (tx) => {
    await attack(tx);
    answer = await look(tx);
    throw new RolledBack();
  });
  await expect(work).rejects.toThrow(RolledBack);
  if (answer === undefined) throw new Error('nothing was looked at');
  return answer;
}

const parts = () => ({ log: world.house.ledger.log, keys: world.house.ledger.keys, vkeys });

function check(attack: (tx: Tx) => Promise<unknown> = () => Promise.resolve()): Promise<FsckReport> {
  return after(attack, (tx) => checkRecordIn(tx, parts()));
}

/** Findings by code, with the tables or places of them. */
function codesOf({ findings }: FsckReport): string[] {
  return [...new Set(findings.map(({ code }) => code))].sort();
}

function tablesOf({ findings }: FsckReport): string[] {
  const rows = findings.filter(({ code }) => code === 'state.fold');
  return [...new Set(rows.map(({ place }) => place.split(' ')[0] ?? ''))].sort();
}

/** ENABLE ALWAYS brings back what was ALWAYS; what was not is told as a change of the schema. */
async function quietly(tx: Tx, statements: readonly string[]): Promise<void> {
  await tx.run('SET LOCAL session_replication_role = replica');
  const always = await tx.rows<{ table: string; trigger: string }>(
    `SELECT tgrelid::regclass::text AS table, tgname AS trigger FROM pg_trigger WHERE tgenabled = 'A' AND NOT tgisinternal`,
  );
  for (const { table, trigger } of always) await tx.run(`ALTER TABLE ${table} DISABLE TRIGGER ${trigger}`);
  for (const statement of statements) await tx.run(statement);
  for (const { table, trigger } of always) await tx.run(`ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${trigger}`);
  await tx.run('SET LOCAL session_replication_role = origin');
}

describe('a database that nobody has touched', () => {
  test('is right, row by row and entry by entry', async () => {
    const { findings, counts, tree } = await check();
    expect(findings).toEqual([]);
    expect(counts.rows).toBeGreaterThan(150);
    expect(counts.openings).toBeGreaterThan(100);
    expect(tree.size).toBe(counts.entries);
  });

  test('is right for bukti_auditor, who may write nothing', async () => {
    const db = openDatabase({ url: world.addresses.auditorUrl, poolSize: 1, applicationName: 'test' });
    try {
      const { findings, counts } = await checkRecord({ db, ...parts() });
      expect([findings, counts.rows > 150]).toEqual([[], true]);
    } finally {
      await db.close();
    }
  });

  test('every column of a coupled table follows from entries, or is named as one that does not', async () => {
    const folded = new Map(foldedTables.map((table) => [table.name, table]));
    const imported = importedTables.map(({ name }): string => name);
    const columns = await listCoupledColumns(world.admin);
    expect(columns.filter(({ table }) => !folded.has(table) && !imported.includes(table))).toEqual([]);
  });

  test('after a first run, the next one reads only what has grown, and a part of the rest', async () => {
    const { tree } = await check();
    const { counts, findings } = await after(
      () => Promise.resolve(),
      (tx) => checkRecordIn(tx, { ...parts(), held: tree, part: 0 }),
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
    const act = world.house.db.transaction('conductor', (tx) => tx.run(statement, [placed.selectionId]));
    await expect(act).rejects.toThrow(message);
  });
});

describe('a superuser without triggers', () => {
  const cases: readonly [
    title: string,
    statement: () => string,
    codes: readonly string[],
    tables: readonly string[],
  ][] = [
    ['changes a choice', () => `UPDATE choices SET deviation = 'not-first'`, ['state.fold'], ['choices']],
    ['changes a ballot', () => `UPDATE ballots SET choice = 'reject' WHERE seat = 1`, ['state.fold'], ['ballots']],
    [
      'changes a score',
      () => `UPDATE score_sheets SET scores = '{}' WHERE round = 'final'`,
      ['state.fold'],
      ['score_sheets'],
    ],
    [
      'moves a deadline',
      () => `UPDATE stages SET due_at = due_at + interval '1 day' WHERE due_at IS NOT NULL`,
      ['state.fold'],
      ['stages'],
    ],
    [
      'changes a ranking',
      () => `UPDATE rankings SET content = content || ' ', digest = sha256(content || ' ')`,
      ['state.fold'],
      ['rankings'],
    ],
    [
      'changes the frozen record',
      () => `UPDATE candidates SET record = '{}' WHERE record IS NOT NULL`,
      ['state.fold'],
      ['candidates'],
    ],
    [
      'gives an account to another person',
      () => `UPDATE accounts SET person_id = NULL WHERE person_id IS NOT NULL`,
      ['state.fold'],
      ['accounts'],
    ],
    [
      'lengthens a right',
      () => `UPDATE grants SET role = 'administrator' WHERE role = 'member'`,
      ['state.fold'],
      ['grants'],
    ],
    [
      'changes a policy',
      () => `UPDATE policies SET content = content || ' ', digest = sha256(content || ' ')`,
      ['state.fold'],
      ['policies'],
    ],
    [
      'puts somebody into a post',
      () => `UPDATE posts SET holder_id = NULL WHERE holder_id IS NOT NULL`,
      ['state.fold'],
      ['posts'],
    ],
    ['deletes a ballot', () => 'DELETE FROM ballots WHERE seat = 2', ['state.fold'], ['ballots']],
    ['deletes a declaration', () => 'DELETE FROM declarations WHERE seat = 2', ['state.fold'], ['declarations']],
    [
      'adds a row under an entry that was there',
      () => `INSERT INTO pools SELECT selection_id, 7, completed_by, completed_at, entry_id FROM pools`,
      ['state.fold'],
      ['pools'],
    ],
    [
      'adds a row under an entry of nobody',
      () => `INSERT INTO pools SELECT selection_id, 7, completed_by, completed_at, gen_random_uuid() FROM pools`,
      ['state.fold'],
      ['pools'],
    ],
    [
      'swaps two positions',
      () =>
        `UPDATE ledger.positions SET entry_no = -entry_no WHERE position IN (3, 4);; UPDATE ledger.positions p SET leaf = o.leaf, entry_no = -o.entry_no FROM ledger.positions o WHERE p.position IN (3, 4) AND o.position = 7 - p.position`,
      ['proof.root', 'stream.order', 'tile.mismatch', 'tree.root'],
      [],
    ],
    [
      'flips a bit of a position',
      () => 'UPDATE ledger.positions SET leaf = set_bit(leaf, 9, 1 - get_bit(leaf, 9)) WHERE position = 5',
      ['leaf.mismatch', 'proof.root', 'tile.mismatch', 'tree.root'],
      [],
    ],
    [
      'flips a bit of a tile',
      () => 'UPDATE ledger.tiles SET data = set_bit(data, 9, 1 - get_bit(data, 9)) WHERE n = 0',
      ['tile.mismatch'],
      [],
    ],
    [
      'flips a bit of the head',
      () => 'UPDATE ledger.head SET root = set_bit(root, 9, 1 - get_bit(root, 9))',
      ['tree.root'],
      [],
    ],
    [
      'changes the signature of a note',
      () =>
        `UPDATE ledger.checkpoints SET note = overlay(note placing CASE WHEN substr(note, length(note) - 30, 1) = 'A' THEN 'B' ELSE 'A' END from length(note) - 30 for 1)`,
      ['note.signature'],
      [],
    ],
    [
      'changes an opening',
      () => `UPDATE vault.openings SET sealed = set_bit(sealed, 200, 1 - get_bit(sealed, 200)) WHERE field = 'choice'`,
      ['opening.mismatch'],
      [],
    ],
    [
      'forgets an act',
      () => 'DELETE FROM vault.acts WHERE entry_id IN (SELECT entry_id FROM choices)',
      ['state.act'],
      [],
    ],
    ['cuts the tail of the log', () => `UPDATE ledger.head SET size = size - 1`, ['position.gap'], []],
  ];

  test.each(cases)('%s', async (_title, statement, codes, tables) => {
    const report = await check((tx) => quietly(tx, statement().split(';; ')));
    expect([codesOf(report), tablesOf(report)]).toEqual([codes, tables]);
  });

  test('flips a bit in the bytes of a sealed entry', async () => {
    const report = await check((tx) =>
      quietly(tx, [
        `UPDATE ledger.entries SET bytes = set_byte(bytes, 12, get_byte(bytes, 12) # 1) WHERE stream = 'selection/${placed.selectionId}' AND stream_seq = 4`,
      ]),
    );
    // The generated leaf follows the bytes; the position does not.
    expect(codesOf(report)).toEqual(expect.arrayContaining(['leaf.mismatch', 'stream.gap']));
  });

  test('deletes an entry before it is sealed', async () => {
    const report = await after(
      async (tx) => {
        const stream = `selection/${placed.selectionId}`;
        await quietly(tx, [
          `DELETE FROM ledger.positions WHERE position >= (SELECT p.position FROM ledger.positions p JOIN ledger.entries e USING (entry_no) WHERE e.stream = '${stream}' ORDER BY 1 DESC LIMIT 1 OFFSET 1)`,
          `DELETE FROM ledger.entries WHERE stream = '${stream}' AND type = 'placement.inaugurated/1'`,
        ]);
      },
      (tx) => checkRecordIn(tx, parts()),
    );
    expect(codesOf(report)).toEqual(expect.arrayContaining(['stream.gap', 'state.fold']));
    expect(tablesOf(report)).toContain('placements');
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
  ])('%s: the change is told', async (_title, statements, part) => {
    const report = await check(async (tx) => {
      for (const statement of statements.split(';; ')) await tx.run(statement);
    });
    expect(report.findings.map(({ code, place, found }) => [code, place, found])).toEqual([
      ['schema.changed', 'database', part],
    ]);
  });

  test('a migration explains a change', async () => {
    const report = await check(async (tx) => {
      await tx.run('GRANT UPDATE ON ledger.entries TO bukti_app');
      await tx.run(`INSERT INTO migrations.digests (name, sha256) VALUES ('29990101_01_more.sql', 'x')`);
    });
    expect(report.findings).toEqual([]);
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
    const work = world.admin.transaction('conductor', async (tx) => {
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

describe('a replay', () => {
  const replay = async (attack: (tx: Tx) => Promise<unknown>) =>
    after(attack, async (tx) => {
      const told: ReplayedSelection[] = [];
      const summary = await replayDecisionsIn(tx, { ...parts(), onSelection: (one) => told.push(one) });
      return { summary, told };
    });

  test('derives every decision again as it was recorded', async () => {
    const { summary, told } = await replay(() => Promise.resolve());
    expect(told.flatMap(({ findings }) => findings)).toEqual([]);
    expect([summary.selections, summary.unequal]).toEqual([2, 0]);
    expect(told.find(({ selectionId }) => selectionId === placed.selectionId)?.decisions).toMatchObject({
      'gates, axes and boxes': 4,
      'scores and ranking': 1,
      'quorum and outcome': 1,
      choices: 1,
    });
  });

  test('an omnipotent hand that opens a ballot otherwise turns that outcome red, and nothing else', async () => {
    const { told } = await replay((tx) => forgeBallot(tx));
    const red = told.filter(({ isEqual }) => !isEqual);
    expect(red.map(({ selectionId }) => selectionId)).toEqual([placed.selectionId]);
    expect([...new Set(red.flatMap(({ findings }) => findings.map(({ code }) => code)))]).toEqual(['merit.outcome']);
    expect(told.find(({ selectionId }) => selectionId === voting.selectionId)?.isEqual).toBe(true);
  });

  /** Another value under the person's own key, with a commitment that fits: all bytes are rewritten as if it had been so. */
  async function forgeBallot(tx: Tx): Promise<void> {
    await forgeOpening(tx, { type: 'ballot.cast/1', field: 'choice', value: 'reject' });
  }

  async function forgeOpening(
    tx: Tx,
    { type, field, value }: { type: string; field: string; value: unknown },
  ): Promise<void> {
    const { ledger } = world.house;
    const {
      id,
      key_id: keyId,
      bytes,
    } = await tx.one<{ id: string; key_id: string; bytes: Buffer }>(
      `SELECT e.id, o.key_id, e.bytes FROM ledger.entries e JOIN vault.openings o ON o.entry_id = e.id AND o.field = $3
       WHERE e.stream = $1 AND e.type = $2 ORDER BY e.stream_seq LIMIT 1`,
      [`selection/${placed.selectionId}`, type, field],
    );
    const key = (await ledger.keys.keysById(tx, [keyId])).get(keyId);
    if (key === undefined) throw new Error('the key is there');
    const place = { log: ledger.log, entry: id, type, field };
    const salted = { salt: Buffer.alloc(32, 7), value: canonicalBytes(value) };
    const before = JSON.parse(bytes.toString('utf8')) as { committed: Record<string, string> };
    const forged = { ...before, committed: { ...before.committed, [field]: commit(place, salted.salt, salted.value) } };
    await tx.run('SET LOCAL session_replication_role = replica');
    await tx.run('ALTER TABLE ledger.entries DISABLE TRIGGER append_only');
    await tx.run('UPDATE ledger.entries SET bytes = $2 WHERE id = $1', [id, Buffer.from(canonicalBytes(forged))]);
    await tx.run('UPDATE vault.openings SET sealed = $3 WHERE entry_id = $1 AND field = $2', [
      id,
      field,
      sealOpening({ keyId, key }, place, salted),
    ]);
  }
});

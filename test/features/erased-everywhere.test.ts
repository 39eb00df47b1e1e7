import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { replayErasures } from '#features/erasures/replay.ts';
import { type ReplayedSelection, replayDecisions } from '#features/fsck/replay.ts';
import { checkRecord, checkRecordIn } from '#features/fsck/service.ts';
import { readBundle } from '#ledger/bundle-read.ts';
import { fromHex, fromUtf8, toUtf8 } from '#ledger/bytes.ts';
import { canonicalBytes } from '#ledger/canonical.ts';
import { commit } from '#ledger/commitment.ts';
import { parseEntry } from '#ledger/entry.ts';
import { FindingList } from '#ledger/findings.ts';
import { checkMerit } from '#ledger/merit.ts';
import { verifyBundle } from '#ledger/verify.ts';
import { cloneDatabase } from '#test/support/database.ts';
import { rewriteDatabase, searchDatabase } from '#test/support/database-files.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { openNotary, type TestNotary } from '#test/support/notarised.ts';
import { openCluster, type TestCluster } from '#test/support/own-postgres.ts';
import { placeFirst } from '#test/support/placing.ts';
import { changePeople, erase, request, retire } from '#test/support/privacy.ts';
import { bringTo, type Case } from '#test/support/selection-builders.ts';
import { type Attack, lookAfter, quietly, tablesOf } from '#test/support/tampered.ts';
import { agency, openWorld, type World } from '#test/support/world.ts';
import { openWorldEdge, type WorldEdge } from '#test/support/world-edge.ts';

/** What is left of a person after an erasure: nothing, anywhere; and the proof stands. */

const mark = randomBytes(6).toString('hex');
const canaries = {
  name: `Kenari${mark}`,
  nip: `1976${String(Date.now()).padStart(14, '0').slice(-14)}`,
  note: `catatan${mark}`,
  reason: `alasan${mark}`,
  score: '83.1937',
};
const planted = Object.values(canaries);

let cluster: TestCluster;
let world: World;
let notary: TestNotary;
let edge: WorldEdge;
let placed: Case;
let backup: { keys: object[]; openings: object[]; acts: object[]; people: { id: string; nip: string }[] };
let person: string;
let inFilesBefore: string[];
const before = new Map<string, string>();

beforeAll(async () => {
  // Of its own: what others write meanwhile keeps pieces of a shared write-ahead log.
  cluster = await openCluster();
  world = await openWorld({ assessors: 2, database: await cloneDatabase(cluster.url) });
  notary = await openNotary(world);
  edge = await openWorldEdge(world, notary.readTrust);
  person = world.people[1]?.personId ?? '';
  await changePeople(world, async (tx, entryId) => {
    await tx.run('UPDATE people SET name = $2, nip = $3, entry_id = $4 WHERE id = $1', [
      person,
      canaries.name,
      canaries.nip,
      entryId,
    ]);
  });
  placed = await bringTo(world, 'choosing', {
    candidates: [1, 2, 3],
    note: (candidate) => (candidate === 2 ? `Diusulkan: ${canaries.note}` : null),
    sheet: (assessor, index) =>
      index === 1 && assessor === 'assessor-1'
        ? { score: canaries.score, reason: `Karena ${canaries.reason}` }
        : undefined,
  });
  await placeFirst(placed, '2026-06-15');
  await retire(world, person);
  await world.runClockFrom('2031-06-16T02:00:00.000000Z');
  await notary.signAll();
  await world.admin.run(`INSERT INTO sessions (sid, sess, expire) VALUES ($1, $2, now() + interval '1 day')`, [
    `draft:${world.account('hr').accountId}:/selections/${placed.selectionId}/audit`,
    JSON.stringify({ values: { reason: [canaries.name] } }),
  ]);
  for (const page of pages()) before.set(page, await read(page));
  const rows = (table: string) => world.admin.rows(`SELECT * FROM ${table}`);
  backup = {
    keys: await rows('vault.keys'),
    openings: await rows('vault.openings'),
    acts: await rows('vault.acts'),
    people: await world.admin.rows('SELECT id, nip, name FROM people WHERE id = $1', [person]),
  };
  await world.admin.run('CHECKPOINT');
  inFilesBefore = await searchDatabase(world, planted);
  expect((await erase(edge, { person })).status).toBe(201);
  await notary.signAll();
}, 120_000);
afterEach(() => expectLedgerIntact(world.addresses));
afterAll(async () => {
  await edge.close();
  await notary.close();
  await world.close();
  await cluster.stop();
});

function pages(): string[] {
  const at = `/selections/${placed.selectionId}`;
  const parts = ['', '/candidates', '/ranking', '/explanation', '/minutes', '/history', '/requirements', '/placement'];
  const record = placed.refs.map((ref) => `${at}/record/${ref}`);
  return [...parts.map((part) => `${at}${part}`), ...record, `/privacy?agency=${agency}`];
}

async function read(path: string): Promise<string> {
  const answer = await edge.ask('auditor', path);
  return `${answer.status} ${await answer.text()}`;
}

async function bundle(): Promise<Uint8Array> {
  const answer = await edge.ask('auditor', `/selections/${placed.selectionId}/bundle`);
  expect(answer.status).toBe(200);
  return new Uint8Array(await answer.arrayBuffer());
}

function found(text: string): string[] {
  return planted.filter((canary) => text.includes(canary));
}

describe('after an erasure', () => {
  test('every table is free of the person', async () => {
    const tables = await world.admin.rows<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname IN ('public', 'ledger', 'vault')`,
    );
    const texts: string[] = [];
    for (const { name } of tables) {
      const rows = await world.admin.rows<{ row: string }>(`SELECT row_to_json(t)::text AS row FROM ${name} t`);
      for (const { row } of rows) if (found(row).length > 0) texts.push(`${name} ${row.slice(0, 200)}`);
    }
    expect(texts).toEqual([]);
  });

  test('no byte of it is left in the files of the database once they are rewritten, nor in its write-ahead log', async () => {
    const plain = [canaries.name, canaries.nip, canaries.note, canaries.reason];
    expect(plain.filter((canary) => !inFilesBefore.some((found) => found.includes(canary)))).toEqual([]);
    await rewriteDatabase(world);
    const left = await searchDatabase(world, planted);
    expect(left).toEqual([]);
  });

  test('no page, list, search, export or log line names it', async () => {
    for (const page of pages()) {
      expect({ page, status: (await read(page)).slice(0, 3) }).toEqual({
        page,
        status: (before.get(page) ?? '').slice(0, 3),
      });
      expect({ page, left: found(await read(page)) }).toEqual({ page, left: [] });
    }
    const search = { agency, q: canaries.name };
    const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
    const answer = await edge.ask('auditor', '/audit/search', {
      method: 'POST',
      body: JSON.stringify(search),
      headers,
    });
    expect(found((await answer.text()).replaceAll(JSON.stringify(search), ''))).toEqual([]);
    expect(found(Buffer.from(await bundle()).toString('latin1'))).toEqual([]);
    expect(found(edge.log.join('\n'))).toEqual([]);
  });

  test('who was named before is named as erased', async () => {
    expect([...before.values()].some((text) => text.includes(canaries.name))).toBe(true);
    expect(await read(`/selections/${placed.selectionId}/candidates`)).toContain('Data dihapus / Data erased');
  });

  test('the bundle still verifies, and says which values were erased under which rule on which day', async () => {
    const trust = await notary.readTrust();
    const pinned = { policy: toUtf8(trust?.policy ?? ''), epochs: toUtf8(trust?.epochs ?? '') };
    const { checks, findings } = verifyBundle(await bundle(), { ...pinned, merit: checkMerit });
    expect(checks.filter(({ status }) => status === 'FAIL')).toEqual([]);
    expect([...new Set(findings.map(({ code }) => code))].sort()).toEqual(['merit.undisclosed', 'opening.erased']);
    const [first] = findings.filter(({ code }) => code === 'opening.erased');
    expect(first).toMatchObject({ check: 10, found: 'subject-request 2031-06-16' });
    expect(checks.find(({ check }) => check === 11)).toMatchObject({ status: 'SKIPPED', reason: 'no-openings' });
  });

  test('no score from 0 to 100 opens its commitment, with any salt that is known', async () => {
    const { content } = readBundle(await bundle(), new FindingList());
    const salts = [...(content?.openings ?? [])].map(({ salt }) => fromHex(salt) ?? new Uint8Array());
    const entries = (content?.entries ?? []).flatMap(({ bytes }) => {
      const parsed = parseEntry(bytes, world.house.ledger.log);
      return parsed.ok ? [parsed.value] : [];
    });
    const sheets = entries.filter(
      ({ type, open }) => type === 'sheet.submitted/1' && open['candidate'] === placed.refs[1],
    );
    expect(sheets).toHaveLength(2);
    const guesses = Array.from({ length: 101 }, (_, score) => canonicalBytes({ panel: String(score) }));
    const broken = sheets.flatMap(({ log, id, type, committed }) =>
      salts.flatMap((salt) =>
        guesses.filter(
          (value) => commit({ log, entry: id, type, field: 'scores' }, salt, value) === committed['scores'],
        ),
      ),
    );
    expect(broken).toEqual([]);
  });

  test('a full check finds nothing, counts what was destroyed, and every decision is derived again without a contradiction', async () => {
    const { log, keys } = world.house.ledger;
    const { findings, counts, exitCode } = await checkRecord({ db: world.admin, log, keys });
    const destroyed = await world.admin.one<{ openings: number }>('SELECT openings FROM erasures');
    expect([findings, exitCode, counts.erased]).toEqual([[], 3, destroyed.openings]);
    const told: ReplayedSelection[] = [];
    const summary = await replayDecisions({
      db: world.admin,
      log,
      keys,
      onSelection: (one) => told.push(one),
      onMap: () => undefined,
    });
    const codes = told.flatMap((one) => one.findings.map(({ code }) => code));
    expect([...new Set(codes)]).toEqual(['merit.undisclosed']);
    expect([summary.selections, summary.unequal]).toEqual([1, 0]);
  });

  test.each([
    [
      'the record of the candidate',
      `UPDATE candidates SET record = record || '{"kind": {"value": "pns"}}' WHERE gates @> '[{"source": "erased"}]'`,
      'candidates',
    ],
    ['how many openings went', 'UPDATE erasures SET openings = openings - 1', 'erasures'],
    ['who approved', 'UPDATE erasures SET decided_by = requested_by', 'erasures'],
    [
      'the rules',
      `UPDATE retention_rules SET content = content || ' ', digest = sha256(content || ' ')`,
      'retention_rules',
    ],
  ])('a superuser who changes %s afterwards is found', async (_title, statement, table) => {
    const attack: Attack = (tx) => quietly(tx, ['ALTER TABLE erasures DROP CONSTRAINT erasures_four_eyes', statement]);
    expect(tablesOf(await lookAfter(world, attack, (tx) => checkRecordIn(tx, world.house.ledger)))).toEqual([table]);
  });

  test('the key of the person is destroyed, and its row says when', async () => {
    const keys = await world.admin.rows<{ wrapped: Buffer | null; destroyed_at: string | null }>(
      'SELECT wrapped, destroyed_at FROM vault.keys WHERE holder = $1',
      [person],
    );
    expect(keys).toEqual([{ wrapped: null, destroyed_at: expect.stringMatching(/^2031-06-16/) as string }]);
  });

  test('the application can destroy nothing that is not approved in the same transaction', async () => {
    const attempt = world.house.db.transaction('conductor', (tx) =>
      tx.run(`SELECT vault.erase(id, entry_id, ARRAY[entry_id], '{}', '{}') FROM erasures`),
    );
    await expect(attempt).rejects.toThrow('vault.unapproved');
    const direct = world.house.db.transaction('conductor', (tx) => tx.run('DELETE FROM vault.openings'));
    await expect(direct).rejects.toThrow('permission denied');
  });
});

describe('a backup from before the erasure', () => {
  test('is shredded again before the application may connect', async () => {
    await putBack();
    expect((await bundleText()).includes(canaries.reason)).toBe(true);
    const { findings } = await checkRecord({ db: world.admin, ...world.house.ledger });
    expect([...new Set(findings.map(({ code }) => code))].sort()).toEqual(['vault.resurrected']);
    const again = await replayErasures(world.admin, edge.journal);
    expect(again).toMatchObject({ resurrected: 1, unknown: [] });
    expect(again.openings).toBeGreaterThan(10);
    expect(found(await bundleText())).toEqual([]);
    const [row] = await world.admin.rows<{ name: string }>('SELECT name FROM people WHERE id = $1', [person]);
    expect(row?.name).toBe('Data dihapus / Data erased');
    expect(await replayErasures(world.admin, edge.journal)).toEqual({ resurrected: 0, openings: 0, unknown: [] });
  });

  test('an erasure is refused a second time', async () => {
    expect((await request(edge, 'hr', { person })).code).toBe('erasure.done');
  });
});

/** Brings back what a dump of the vault holds, and the person's row, beside what was written since. */
async function putBack(): Promise<void> {
  await world.admin.transaction('conductor', async (tx) => {
    await tx.run('DELETE FROM vault.keys WHERE destroyed_at IS NOT NULL');
    const { people, ...vault } = backup;
    for (const [table, rows] of Object.entries(vault)) {
      const names = Object.keys(rows[0] ?? {});
      const marks = names.map((_, index) => `$${index + 1}`);
      const insert = `INSERT INTO vault.${table} (${names.join()}) VALUES (${marks.join()}) ON CONFLICT DO NOTHING`;
      for (const row of rows) await tx.run(insert, Object.values(row));
    }
    for (const table of ['people', 'nips']) await tx.run(`ALTER TABLE ${table} DISABLE TRIGGER couple_entry`);
    for (const row of people) {
      await tx.run('UPDATE people SET nip = $2, name = $3 WHERE id = $1', Object.values(row));
      await tx.run('UPDATE nips SET nip = $2 WHERE person_id = $1', [row.id, row.nip]);
    }
    for (const table of ['people', 'nips']) await tx.run(`ALTER TABLE ${table} ENABLE ALWAYS TRIGGER couple_entry`);
  });
}

async function bundleText(): Promise<string> {
  const { content } = readBundle(await bundle(), new FindingList());
  return (content?.openings ?? []).map(({ value }) => fromUtf8(value)).join('\n');
}

import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Refused } from '#domain/refusal.ts';
import type { House } from '#features/acts/service.ts';
import { beginOnStream, conductorActor, type Ledger, openLedger } from '#features/audit/service.ts';
import { openKeyRing } from '#features/audit/vault.ts';
import { approveErasure, requestErasure } from '#features/erasures/service.ts';
import { replayDecisions } from '#features/fsck/replay.ts';
import type { ReplayedMap } from '#features/fsck/replay-maps.ts';
import { mapPopulation } from '#features/mapping/service.ts';
import { blankRecord } from '#ledger/fold/privacy.ts';
import { violatedConstraint } from '#platform/database.ts';
import { retryAfterS } from '#platform/weather.ts';
import { openGate } from '#test/support/gate.ts';
import { keepJournal } from '#test/support/journal.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import {
  accountOf,
  before,
  bindings,
  personOf as findPerson,
  openSecond,
  untilWaiting,
  waitingWith,
} from '#test/support/person-bindings.ts';
import { placeFirst } from '#test/support/placing.ts';
import { changePeople, retire } from '#test/support/privacy.ts';
import { advance, bringTo, type Case } from '#test/support/selection-builders.ts';
import { lookAfter, quietly } from '#test/support/tampered.ts';
import { agency, openWorld, type World } from '#test/support/world.ts';

/** How far an erasure reaches: whatever names the person, in any spelling; nothing that is somebody else's; nobody who comes meanwhile. */

const name = `Kenari${randomBytes(6).toString('hex')}`;
const journal = keepJournal();
const vault = randomBytes(32);

let world: World;
let placed: Case;
beforeAll(async () => {
  world = await openWorld({ assessors: 1, vault });
  await changePeople(world, async (tx, entryId) => {
    // A namesake stands in the same selection.
    await tx.run('UPDATE people SET name = $2, entry_id = $3 WHERE id = ANY ($1::uuid[])', [
      [personOf(2), personOf(3)],
      name,
      entryId,
    ]);
  });
  placed = await bringTo(world, 'choosing', {
    candidates: [1, 2, 3],
    note: (candidate) => (candidate === 1 ? `Bersama ${name.toUpperCase()}.` : null),
    sheet: (_assessor, index) =>
      index === 0 ? { score: '88', reason: `Lebih baik daripada ${name.toLowerCase()}.` } : undefined,
  });
  await placeFirst(placed, '2026-06-15');
  for (const number of [2, 3, 4, 5]) await retire(world, personOf(number));
  await mapPopulation(world.house, { agency, policyId: 'asn' });
}, 120_000);
afterEach(() => expectLedgerIntact(world.addresses));
afterAll(() => world.close());

function personOf(number: number): string {
  return findPerson(world, number);
}

async function request(personId: string): Promise<string> {
  const asked = { agency, personId, basis: 'unlawful-processing', reason: 'Permohonan tertulis.' };
  const { erasureId } = await requestErasure(world.house, actOf('hr'), asked);
  return erasureId;
}

function actOf(by: string) {
  return { asker: world.account(by), session: null, entryId: randomUUID() };
}

function approve(erasureId: string, house: Pick<House, 'db' | 'ledger'> = world.house) {
  return approveErasure({ ...house, journal }, actOf('auditor'), erasureId);
}

describe('an erasure waits for whatever binds the person, and is refused:', () => {
  let erasureId: string;
  beforeAll(async () => {
    erasureId = await request(personOf(5));
  });

  test.each(bindings)('%s', async (_name, type, act) => {
    const begun = await takeNominations();
    const { house, arrived, leave } = waitingWith(world, type);
    const acting = act(house, begun, 5);
    await arrived;
    const erasing = approve(erasureId).catch((error: unknown) => error);
    await untilWaiting(world, 1);
    leave();
    await acting;
    expect(await erasing).toMatchObject({ refusal: { code: 'erasure.selection-running' } });
  });
});

describe('an erasure that has come first', () => {
  test('is waited for by whatever would bind the person, or write of them, which finds nobody then', async () => {
    const erasureId = await request(personOf(4));
    const begun: Case[] = [];
    while (begun.length < bindings.length) begun.push(await takeNominations());
    const { house, arrived, leave } = waitingWith(world, 'erasure.approved/1');
    const erasing = approve(erasureId, house);
    await arrived;
    const acting = bindings.map(async ([, , act], index) => act(world.house, begun[index] ?? placed, 4));
    const answers = Promise.allSettled([...acting, openSecond(world, 4)]);
    const mapping = mapPopulation(world.house, { agency, policyId: 'asn' });
    await untilWaiting(world, bindings.length + 2);
    leave();
    await erasing;
    const codes = (await answers).map((answer) => (answer.status === 'rejected' ? codeOf(answer.reason) : 'done'));
    expect(codes).toEqual([...bindings, 'account'].map(() => 'thing.missing'));
    const { runId } = await mapping;
    const boxes = await world.admin.rows('SELECT 1 FROM mapping_boxes WHERE run_id = $1 AND person_id = $2', [
      runId,
      personOf(4),
    ]);
    expect(boxes).toEqual([]);
  });
});

function codeOf(error: unknown): string {
  return error instanceof Refused ? error.refusal.code : String(error);
}

/** A selection that takes nominations. */
async function takeNominations(): Promise<Case> {
  const begun = await bringTo(world, 'sealed');
  await advance(begun);
  return begun;
}

describe('what names the person', () => {
  const here = () => `WHERE selection_id = '${placed.selectionId}'`;
  /** Every column of free text, with the name in other letter case; what is left of it afterwards. */
  const planted: readonly [table: string, statement: (text: string) => string][] = [
    ['ballots', (text) => `UPDATE ballots SET reason = '${text}'`],
    ['choices', (text) => `UPDATE choices SET reason = '${text}'`],
    [
      'candidates',
      (text) => `UPDATE candidates SET note = '${text}', record = record || '{"x": ["${text}"]}' ${here()}`,
    ],
    ['score_sheets', (text) => `UPDATE score_sheets SET reasons = '{"a": {"b": "${text}"}}'`],
    ['declarations', (text) => `UPDATE declarations SET content = content || '{"x": "${text}"}'`],
    ['concurrences', (text) => `UPDATE concurrences SET letter = '{"x": "${text}"}'`],
    ['placements', (text) => `UPDATE placements SET revocation = '{"x": "${text}"}', minutes = '{"x": "${text}"}'`],
    [
      'corrections',
      (text) =>
        `INSERT INTO corrections (id, candidate_ref, request, requested_at, reason, change, entry_id)
         SELECT gen_random_uuid(), ref, '{"reason": "${text}"}', now(), '${text}', '{"value": "${text}"}', entry_id FROM candidates ${here()}`,
    ],
    [
      'commands',
      (text) =>
        `INSERT INTO commands (id, selection_id, name, content, account_id, role, requested_at)
         SELECT gen_random_uuid(), selection_id, 'x', '{"why": "${text}"}', nominated_by, 'hr', now() FROM candidates ${here()}`,
    ],
  ];

  test.each(planted)('is struck from %s, in any letter case', async (table, statement) => {
    const text = `tentang ${name.toUpperCase()} dan ${name.toLowerCase()}`;
    const strike = `SELECT vault.strike('${placed.selectionId}', NULL, vault.pattern_of('${personOf(2)}'))`;
    const count = `SELECT count(*) FILTER (WHERE t::text ILIKE '%${name}%') AS left,
      count(*) FILTER (WHERE t::text LIKE '%tentang Data dihapus / Data erased dan%') AS struck FROM ${table} t`;
    const left = await lookAfter(
      world,
      (tx) => quietly(tx, [statement(text), strike]),
      (tx) => tx.one<{ left: number; struck: number }>(count),
    );
    expect([left.left, left.struck > 0]).toEqual([0, true]);
  });

  test('of up to three letters is struck as a word alone', async () => {
    const struck = await lookAfter(
      world,
      (tx) => quietly(tx, [`UPDATE people SET name = 'Ani', source_id = NULL WHERE id = '${personOf(2)}'`]),
      (tx) =>
        tx.one<{ text: string }>(`SELECT vault.struck('Bu ANI, organisasi.', vault.pattern_of($1)) AS text`, [
          personOf(2),
        ]),
    );
    expect(struck.text).toBe('Bu Data dihapus / Data erased, organisasi.');
  });
});

test('the record of whoever was erased is the same in the database and in the fold', async () => {
  const { record } = await world.admin.one<{ record: unknown }>('SELECT blank_record() AS record');
  expect(record).toEqual(blankRecord);
});

describe('a map of everybody', () => {
  test('says in clear nothing that the box of one could be tried by', async () => {
    const entries = await world.admin.rows<{ fields: string[] }>(
      `SELECT DISTINCT ARRAY(SELECT jsonb_object_keys(convert_from(e.bytes, 'UTF8')::jsonb->'open')) AS fields
       FROM ledger.entries e WHERE e.type = 'box.derived/1'`,
    );
    expect(entries).toEqual([{ fields: ['ref'] }]);
  });

  test('is opened of everybody but those who were erased', async () => {
    const people = await world.admin.rows<{ is_erased: boolean; openings: number[] }>(
      `SELECT p.nip LIKE 'erased-%' AS is_erased, array_agg(DISTINCT (SELECT count(*)::int FROM vault.openings o WHERE o.entry_id = r.entry_id)) AS openings
       FROM refs r JOIN people p ON p.id = r.holder WHERE r.stream LIKE 'mapping/%' GROUP BY 1 ORDER BY 1`,
    );
    expect(people).toEqual([
      { is_erased: false, openings: [2] },
      { is_erased: true, openings: [0] },
    ]);
  });

  test('is derived again without them, and nothing is objected to', async () => {
    const { log, keys } = world.house.ledger;
    const told: ReplayedMap[] = [];
    const ignored = () => undefined;
    await replayDecisions({ db: world.admin, log, keys, onSelection: ignored, onMap: (map) => told.push(map) });
    expect(told.map(({ isEqual }) => isEqual)).toEqual(told.map(() => true));
    expect(told.some(({ closed }) => closed > 0)).toBe(true);
  });
});

test('no entry holds in clear a digest of what was known of a person, by which it could be tried out later', async () => {
  const digests = await world.admin.rows<{ digest: string }>(
    `SELECT encode(record_digest, 'hex') AS digest FROM people UNION SELECT encode(record_digest, 'hex') FROM candidates WHERE record IS NOT NULL`,
  );
  const found = await world.admin.rows(
    `SELECT type FROM ledger.entries e JOIN unnest($1::text[]) AS d (digest) ON strpos(convert_from(e.bytes, 'UTF8'), d.digest) > 0`,
    [digests.map(({ digest }) => digest)],
  );
  expect([digests.length > 3, found]).toEqual([true, []]);
});

describe('what belongs to somebody else', () => {
  test('cannot be destroyed, whatever the entries of an approved erasure name', async () => {
    const erasureId = await request(personOf(2));
    const { id } = await world.admin.one<{ id: string }>(
      `SELECT r.entry_id AS id FROM refs r WHERE r.holder = $1 AND r.stream = $2`,
      [personOf(3), `selection/${placed.selectionId}`],
    );
    const house = before(world, (event) => {
      if (event.type !== 'opening.erased/1' || !event.stream.startsWith('selection/')) return Promise.resolve(event);
      return Promise.resolve({ ...event, open: { ...event.open, entries: [id], fields: ['person'] } });
    });
    await expect(approve(erasureId, house)).rejects.toThrow('vault.foreign');
    await approve(erasureId);
  });

  test('stays: the binding of a namesake, not what names both', async () => {
    const bindings = await world.admin.rows(
      `SELECT 1 AS one FROM vault.openings o JOIN vault.keys k USING (key_id) WHERE k.holder = $1 AND o.field = 'person'`,
      [personOf(3)],
    );
    const named = await world.admin.rows(
      `SELECT 1 AS one FROM candidates c WHERE c::text ILIKE $1 UNION ALL SELECT 1 FROM score_sheets s WHERE s::text ILIKE $1`,
      [`%${name}%`],
    );
    expect([bindings.length > 0, named]).toEqual([true, []]);
  });
});

/** An entry under a key of the holder, in a transaction that comes to nothing; what it ends with. */
function writeUnder(holder: string, ledger: Ledger, meanwhile: () => Promise<void> = () => Promise.resolve()) {
  const writing = world.house.db.transaction('conductor', async (tx) => {
    const id = randomUUID();
    const stream = `reader/${id}`;
    const act = await beginOnStream(tx, stream, id);
    const committed = { person: { value: null, holder } };
    const event = { id, stream, agency, actor: conductorActor, open: { ref: id }, committed, act };
    await ledger.append(tx, { ...event, type: 'reader.bound/1' });
    await meanwhile();
    throw new Error('written');
  });
  return writing.catch((error: unknown) => error);
}

describe('the keys of the person', () => {
  test('are not destroyed while somebody writes under one; afterwards nothing is written under them, also by a process that remembers one', async () => {
    const other = openLedger({ log: world.house.ledger.log, build: 'test', keys: openKeyRing(vault) });
    const holder = accountOf(world, 3);
    await writeUnder(holder, other);
    const erasureId = await request(personOf(3));
    const [arrival, departure] = [openGate(), openGate()];
    const writing = writeUnder(holder, world.house.ledger, async () => {
      arrival.open();
      await departure.passed;
    });
    await arrival.passed;
    const erasing = approve(erasureId);
    await untilWaiting(world, 1);
    departure.open();
    expect(await writing).toMatchObject({ message: 'written' });
    await erasing;
    const late = await writeUnder(holder, other);
    expect([violatedConstraint(late), retryAfterS(late)]).toEqual(['openings_living_key', 2]);
    expect(await writeUnder(holder, other)).toMatchObject({ message: 'written' });
  });
});

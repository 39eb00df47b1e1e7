import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { foldReadings } from '#features/audit/reading-entries.ts';
import { unsealOpening } from '#features/audit/vault.ts';
import { readClock } from '#platform/clock.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { placeFirst } from '#test/support/placing.ts';
import { bringTo, type Case, declare } from '#test/support/selection-builders.ts';
import { agency, openWorld, type World } from '#test/support/world.ts';
import { openWorldEdge, type WorldEdge } from '#test/support/world-edge.ts';

interface OwnReading {
  readonly stream: string;
  readonly reading: string;
  readonly entry: string | null;
}

interface Found {
  readonly items: readonly {
    readonly id: string;
    readonly state: string;
    readonly outcome: string | null;
    readonly matchedBy: readonly string[];
  }[];
  readonly next: unknown;
}

let world: World;
let edge: WorldEdge;
let placed: Case;
let declaring: Case;
beforeAll(async () => {
  world = await openWorld({ assessors: 1 });
  edge = await openWorldEdge(world);
  placed = await bringTo(world, 'choosing', { candidates: [1, 2, 3] });
  await placeFirst(placed, '2026-06-15');
  declaring = await bringTo(world, 'declaring', { candidates: [4, 5, 3] });
  await declare(declaring, 'member-2', { in: 0 });
}, 60_000);
afterEach(() => expectLedgerIntact(world.addresses));
afterAll(async () => {
  await edge.close();
  await world.close();
});

async function own(by: string, query = '?limit=200'): Promise<{ items: OwnReading[]; next: string | null }> {
  return (await (await edge.ask(by, `/audit/readings${query}`)).json()) as { items: OwnReading[]; next: string | null };
}

async function post(by: string, terms: Readonly<Record<string, unknown>>): Promise<Response> {
  const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
  return edge.ask(by, '/audit/search', { method: 'POST', body: JSON.stringify({ agency, ...terms }), headers });
}

async function find(terms: Readonly<Record<string, unknown>>): Promise<Found> {
  const answer = await post('auditor', terms);
  expect(answer.status).toBe(200);
  return (await answer.json()) as Found;
}

const matchesOf = ({ items }: Found, { selectionId }: Case) => items.find(({ id }) => id === selectionId)?.matchedBy;

describe('the search of an auditor', () => {
  test('finds a selection by its candidate, by name or whole number, and says so', async () => {
    expect(matchesOf(await find({ person: 'kandidat 4' }), declaring)).toEqual(['person']);
    expect(matchesOf(await find({ person: '197602282000011004' }), declaring)).toEqual(['person']);
    expect((await find({ person: '19760228200001100' })).items).toEqual([]);
    expect(matchesOf(await find({ person: 'kandidat 1' }), declaring)).toBeUndefined();
  });

  test('finds it by its post, its code, a member and the one box for all', async () => {
    expect(matchesOf(await find({ post: 'KEPALA-BADAN-1' }), placed)).toEqual(['post']);
    expect(matchesOf(await find({ member: 'member-4' }), placed)).toEqual(['member']);
    expect((await find({ member: 'successor' })).items).toEqual([]);
    expect(matchesOf(await find({ q: 'sel-2026-001' }), placed)).toEqual(['code']);
    expect(matchesOf(await find({ q: 'kandidat 4' }), declaring)).toEqual(['person']);
  });

  test('asks for all terms together', async () => {
    expect((await find({ person: 'kandidat 4', member: 'successor' })).items).toEqual([]);
    expect(matchesOf(await find({ person: 'kandidat 1', q: 'member-4' }), placed)).toEqual(['person', 'member']);
  });

  test('finds what was going on between two days of the agency', async () => {
    expect(matchesOf(await find({ from: '2026-06-15', to: '2026-06-15' }), placed)).toEqual(['date']);
    expect((await find({ to: '2026-06-14' })).items).toEqual([]);
    const after = await find({ from: '2026-06-16' });
    expect([matchesOf(after, placed), matchesOf(after, declaring)]).toEqual([undefined, ['date']]);
  });

  test.each([
    ['recused', 1],
    ['adjourned', 0],
    ['blocked', 0],
    ['deviation', 0],
    ['lapsed', 0],
    ['reopened', 0],
    ['revoked', 0],
  ])('finds by the flag %s', async (flag, count) => {
    const { items } = await find({ flag });
    expect(items.map(({ matchedBy }) => matchedBy)).toEqual(Array.from({ length: count }, () => ['flag']));
  });

  test('tells state and outcome, newest first, page by page', async () => {
    const first = await find({ limit: 1 });
    const second = await find({ limit: 1, after: first.next });
    expect([first.items[0]?.id, second.items[0]?.id]).toEqual([declaring.selectionId, placed.selectionId]);
    expect(second.items[0]).toMatchObject({ state: 'placed', outcome: 'approved' });
    expect(second.next).toBeNull();
  });

  test.each(['hr', 'secretary', 'authority', 'member-1', 'candidate', 'unit-head'])(
    'does not exist for %s',
    async (persona) => {
      expect((await post(persona, { q: 'kepala' })).status).toBe(404);
    },
  );
});

describe('what an auditor reads', () => {
  test('is put down, a search beside the selection, and shown to the auditor alone', async () => {
    await edge.ask('auditor', `/selections/${placed.selectionId}/explanation`);
    await find({ q: 'kepala' });
    const { items, next } = await own('auditor', '?limit=2');
    expect(items.map(({ reading, stream }) => [reading, stream])).toEqual([
      ['search', `agency/${agency}`],
      ['explanation', `selection/${placed.selectionId}`],
    ]);
    expect(next).not.toBeNull();
    expect((await own('secretary')).items).toEqual([]);
  });

  test.each(['history', 'requirements', 'minutes', 'entries'])('includes %s', async (reading) => {
    await edge.ask('auditor', `/selections/${placed.selectionId}/${reading}`);
    expect((await own('auditor')).items[0]).toMatchObject({ reading, entry: null });
  });

  test('is not put down for those who read by office', async () => {
    await edge.ask('secretary', `/selections/${placed.selectionId}/history?depth=detail`);
    expect((await own('secretary')).items).toEqual([]);
  });

  test('is not put down where it was refused', async () => {
    const before = (await own('auditor')).items.length;
    expect((await edge.ask('auditor', `/selections/${declaring.selectionId}/minutes`)).status).toBe(404);
    expect((await own('auditor')).items.length).toBe(before);
  });

  test('can be neither changed nor taken away', async () => {
    const attempt = (statement: string) => world.admin.run(statement);
    await expect(attempt(`UPDATE readings SET reading = 'search'`)).rejects.toThrow('append-only');
    await expect(attempt('DELETE FROM readings')).rejects.toThrow('append-only');
  });
});

describe('readings are folded', () => {
  const entries = () =>
    world.admin.rows<{ id: string; stream: string; type: string; bytes: Buffer }>(
      `SELECT id, stream, type, bytes FROM ledger.entries WHERE stream LIKE 'reader/%' ORDER BY stream_seq`,
    );
  const openOf = (entry: { bytes: Buffer } | undefined) =>
    (JSON.parse(entry?.bytes.toString('utf8') ?? '{}') as { open: unknown }).open;

  test('not before a minute has gone by', async () => {
    expect([await foldReadings(world.house), await entries()]).toEqual([0, []]);
  });

  test('into one entry of the reader after a minute, with the items sealed in it', async () => {
    const { items } = await own('auditor');
    const beganAt = await readClock(world.admin);
    await world.runClockFrom(beganAt.replace(/T\d\d/, 'T23'));
    expect(await foldReadings(world.house)).toBe(1);
    const [bound, recorded, ...more] = await entries();
    expect([bound?.type, recorded?.type, more]).toEqual(['reader.bound/1', 'reading.recorded/1', []]);
    const streams = new Set(items.map(({ stream }) => stream)).size;
    expect(openOf(recorded)).toEqual({ count: items.length, streams });
    expect(await sealedItems(recorded?.id ?? '')).toHaveLength(items.length);
    const folded = (await own('auditor')).items;
    expect(new Set(folded.map(({ entry }) => entry))).toEqual(new Set([recorded?.id]));
  });

  test('only once, and again into the same stream', async () => {
    expect(await foldReadings(world.house)).toBe(0);
    await world.admin.run(
      `INSERT INTO readings (account_id, agency, stream, reading, read_at)
       SELECT account_id, agency, stream, 'history', ledger.clock() FROM readings, generate_series(1, 20) LIMIT 201`,
    );
    const counts = await world.admin.one<{ count: number }>(
      'SELECT count(*) AS count FROM readings WHERE folded_in IS NULL',
    );
    expect(counts.count).toBe(201);
    expect(await foldReadings(world.house)).toBe(1);
    const told = await entries();
    expect(new Set(told.map(({ stream }) => stream)).size).toBe(1);
    expect(openOf(told.at(-1))).toMatchObject({ count: 200 });
    await expect(world.admin.run('UPDATE readings SET folded_in = NULL')).rejects.toThrow('append-only');
  });

  async function sealedItems(entry: string): Promise<unknown> {
    const { log, keys } = world.house.ledger;
    const row = await world.admin.one<{ key_id: string; sealed: Buffer }>(
      `SELECT key_id, sealed FROM vault.openings WHERE entry_id = $1 AND field = 'items'`,
      [entry],
    );
    const key = (await keys.keysById(world.admin, [row.key_id])).get(row.key_id);
    if (key === undefined) throw new Error('the key is gone');
    const place = { log, entry, type: 'reading.recorded/1', field: 'items' };
    return JSON.parse(unsealOpening(key, place, row.sealed).value.toString('utf8'));
  }
});

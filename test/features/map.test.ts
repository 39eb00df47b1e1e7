import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { mapFirst, mapPopulation } from '#features/mapping/service.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { agency, openWorld, type World } from '#test/support/world.ts';
import { openWorldEdge, type WorldEdge } from '#test/support/world-edge.ts';

/** The talent map over HTTP. Nobody of the test world has a box: their unit does not say which studies fit it. */

let world: World;
let edge: WorldEdge;
beforeAll(async () => {
  world = await openWorld({ assessors: 1 });
  edge = await openWorldEdge(world);
});
afterEach(() => expectLedgerIntact(world.addresses));
afterAll(async () => {
  await edge.close();
  await world.close();
});

interface Person {
  readonly person: string;
  readonly name: string;
  readonly missing: string[];
}

interface Page {
  readonly items: Person[];
  readonly next: string | null;
}

interface Answered<Body> {
  readonly status: number;
  readonly body: Body;
}

async function read<Answer = Record<string, unknown>>(by: string, path: string): Promise<Answered<Answer>> {
  const answer = await edge.ask(by, path);
  return { status: answer.status, body: (await answer.json()) as Answer };
}

const everybody = [
  'hr',
  'secretary',
  'auditor',
  'authority',
  'chair',
  'member-1',
  'assessor-1',
  'candidate',
  'unit-head',
];

async function readers(path: string): Promise<string[]> {
  const answers = await Promise.all(everybody.map(async (by) => ({ by, ...(await read(by, path)) })));
  return answers.filter(({ status }) => status === 200).map(({ by }) => by);
}

async function pages(path: string): Promise<Person[]> {
  const found: Person[] = [];
  for (let next: string | null = path; next !== null; ) {
    const { body: page }: { body: Page } = await read<Page>('hr', next.replace('/api/v1', ''));
    found.push(...page.items);
    next = page.next;
  }
  return found;
}

test('there is no map before the first mapping', async () => {
  expect((await read('hr', `/map?agency=${agency}`)).status).toBe(404);
});

test('the first map is made once; a later one stands beside it and is the one that is read', async () => {
  const request = { agency, policyId: 'asn' };
  expect(await mapFirst(world.house, request)).toMatchObject({ held: { people: 5 } });
  expect(await mapFirst(world.house, request)).toBeUndefined();
  const first = (await read('hr', `/map?agency=${agency}`)).body;
  await mapPopulation(world.house, request);
  const second = (await read('hr', `/map?agency=${agency}`)).body;
  expect(String(second['mappedAt']) > String(first['mappedAt'])).toBe(true);
  const { runs } = await world.admin.one<{ runs: number }>('SELECT count(*) AS runs FROM mapping_runs');
  expect(runs).toBe(2);
});

describe('the map', () => {
  test('is read in numbers by HR, secretary, auditor and authority, and its people by the first three', async () => {
    expect(await readers(`/map?agency=${agency}`)).toEqual(['hr', 'secretary', 'auditor', 'authority']);
    for (const path of ['/map/boxes/5', '/map/holding'])
      expect(await readers(`${path}?agency=${agency}`)).toEqual(['hr', 'secretary', 'auditor']);
    expect(await readers('/map?agency=kota-lain')).toEqual([]);
  });

  test('names thresholds with their citation, and what is missing in words', async () => {
    expect((await read('authority', `/map?agency=${agency}`)).body).toMatchObject({
      people: 5,
      policy: { id: 'asn' },
      axes: { performance: { thresholds: { middle: '60', high: '80', citation: { confidence: 'S' } } } },
      holding: { count: 5, missing: [{ indicator: 'S', count: 5, label: { id: expect.any(String) } }] },
    });
  });

  test('of fewer than five people has no number for the authority', async () => {
    const path = `/map?agency=${agency}&level=jpt-pratama`;
    expect((await read('authority', path)).body).toMatchObject({ people: null, holding: { count: null } });
    expect((await read('hr', path)).body).toMatchObject({ people: 0, holding: { count: 0 } });
    expect((await read('authority', `/map?agency=${agency}&level=administrator`)).body).toMatchObject({ people: 5 });
  });

  test('of a unit has the people of the units below it', async () => {
    const { id } = await world.admin.one<{ id: string }>('SELECT id FROM units LIMIT 1');
    expect((await read('hr', `/map?agency=${agency}&unit=${id}`)).body).toMatchObject({ people: 5 });
    const nowhere = '00000000-0000-4000-8000-000000000000';
    expect((await read('hr', `/map?agency=${agency}&unit=${nowhere}`)).body).toMatchObject({ people: 0 });
  });
});

describe('the holding area', () => {
  test.each(['name', 'value'])(
    'is read page by page in the order of %s, nobody twice and nobody left out',
    async (sort) => {
      const found = await pages(`/map/holding?agency=${agency}&limit=2&sort=${sort}`);
      expect(found.map(({ name }) => name).toSorted()).toEqual([1, 2, 3, 4, 5].map((number) => `Kandidat ${number}`));
      expect(new Set(found.flatMap(({ missing }) => missing))).toEqual(new Set(['S']));
    },
  );

  test.each(['name', 'value'])(
    'has neither names nor values in the address of its next page in the order of %s',
    async (sort) => {
      const { items, next } = (await read<Page>('hr', `/map/holding?agency=${agency}&limit=2&sort=${sort}`)).body;
      const cursor = new URLSearchParams(String(next).split('?')[1]).get('cursor') ?? '';
      expect(Buffer.from(cursor, 'base64url').toString('utf8')).toBe(`${sort}\n${items.at(-1)?.person ?? ''}`);
    },
  );

  test('a cursor of one order is none of the other', async () => {
    const { next } = (await read<Page>('hr', `/map/holding?agency=${agency}&limit=2`)).body;
    const { status, body } = await read('hr', `${String(next).replace('/api/v1', '')}&sort=value`);
    expect([status, body['code']]).toEqual([400, 'input.invalid']);
  });

  test('no such box is missing', async () => {
    expect((await read('hr', `/map/boxes/10?agency=${agency}`)).status).toBe(404);
  });
});

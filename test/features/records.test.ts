import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bringTo, type Case, declare, type Milestone } from '#test/support/selection-builders.ts';
import { openWorld, type World } from '#test/support/world.ts';
import { openWorldEdge, type WorldEdge } from '#test/support/world-edge.ts';

/** The frozen record of a candidate, as each role may read it. */

let world: World;
let edge: WorldEdge;
beforeAll(async () => {
  world = await openWorld({ assessors: 1 });
  edge = await openWorldEdge(world);
});
afterAll(async () => {
  await edge.close();
  await world.close();
});

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly isBlind: boolean | undefined;
  readonly lines: readonly { readonly field: string; readonly value: string | null }[] | null | undefined;
}

async function read(by: string, { selectionId, refs }: Case, ref = refs[0]): Promise<Answer> {
  const answer = await edge.ask(by, `/selections/${selectionId}/record/${ref}`);
  const text = await answer.text();
  const { isBlind, lines } = JSON.parse(text) as Partial<Answer>;
  return { status: answer.status, text, isBlind, lines };
}

async function mayRead(begun: Case): Promise<string[]> {
  const askers = [
    'hr',
    'secretary',
    'auditor',
    'authority',
    'assessor-1',
    'chair',
    'member-1',
    'candidate',
    'unit-head',
  ];
  const answers = await Promise.all(askers.map(async (by) => ({ by, ...(await read(by, begun)) })));
  return answers.filter(({ status }) => status === 200).map(({ by }) => by);
}

test.each<[Milestone, readonly string[]]>([
  ['assessment', ['hr', 'secretary', 'auditor']],
  ['declaring', ['hr', 'secretary', 'auditor', 'assessor-1']],
  ['deliberating', ['hr', 'secretary', 'auditor', 'assessor-1', 'chair', 'member-1']],
  ['choosing', ['hr', 'secretary', 'auditor', 'authority', 'assessor-1', 'chair', 'member-1']],
])('in %s it is read by %j and nobody else', async (milestone, readers) => {
  expect(await mayRead(await bringTo(world, milestone))).toEqual(readers);
});

test('a recused member no longer reads it', async () => {
  const begun = await bringTo(world, 'declaring');
  await declare(begun, 'member-1', { in: 1, interest: 'actual' });
  await declare(begun, 'member-2');
  expect(await mayRead(begun)).toEqual(['hr', 'secretary', 'auditor', 'assessor-1']);
  expect((await read('member-2', begun)).status).toBe(200);
});

describe('an assessor', () => {
  test('reads the evidence without name, number, age, unit or post', async () => {
    const begun = await bringTo(world, 'declaring');
    const { isBlind, lines, text } = await read('assessor-1', begun);
    expect(isBlind).toBe(true);
    expect(lines?.map(({ field }) => field)).toEqual(
      expect.arrayContaining(['performance', 'awards', 'teams', 'courses']),
    );
    for (const telling of ['Kandidat 1', '19760228', '1976-02-28', 'Kepala Bidang', 'Dinas Contoh'])
      expect(text).not.toContain(telling);
    const open = await read('hr', begun);
    expect([open.isBlind, open.lines?.find(({ field }) => field === 'bornOn')?.value]).toEqual([false, '1976-02-28']);
  });
});

test('before the freeze there is nothing to read in it, and nobody’s ref is missing', async () => {
  const begun = await bringTo(world, 'nomination');
  const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
  const body = JSON.stringify({ person: world.people[0]?.personId, way: 'hr', note: null });
  await edge.ask('hr', `/selections/${begun.selectionId}/nominations`, { method: 'POST', body, headers });
  const listed = await edge.ask('hr', `/selections/${begun.selectionId}/candidates`);
  const { items } = (await listed.json()) as { items: { ref: string }[] };
  expect((await read('hr', begun, items[0]?.ref)).lines).toBeNull();
  expect((await read('hr', begun, randomUUID())).status).toBe(404);
});

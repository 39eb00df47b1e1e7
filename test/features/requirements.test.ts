import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { placeFirst } from '#test/support/placing.ts';
import { bringTo, type Case } from '#test/support/selection-builders.ts';
import { openWorld, type World } from '#test/support/world.ts';
import { openWorldEdge, type WorldEdge } from '#test/support/world-edge.ts';

interface Told {
  readonly code: string;
  readonly state: string;
  readonly evidence: readonly string[];
}

let world: World;
let edge: WorldEdge;
let placed: Case;
let voting: Case;
beforeAll(async () => {
  world = await openWorld({ assessors: 1 });
  edge = await openWorldEdge(world);
  placed = await bringTo(world, 'choosing', { candidates: [1, 2, 3] });
  await placeFirst(placed, '2026-06-15');
  voting = await bringTo(world, 'voting', { candidates: [1, 2, 3] });
}, 60_000);
afterEach(() => expectLedgerIntact(world.addresses));
afterAll(async () => {
  await edge.close();
  await world.close();
});

const ask = (by: string, { selectionId }: Case) => edge.ask(by, `/selections/${selectionId}/requirements`);
const told = async (by: string, begun: Case) => ((await (await ask(by, begun)).json()) as { items: Told[] }).items;

describe('the requirements', () => {
  test('of a selection that came to its placement are all met, each with entries of its stream', async () => {
    const items = await told('auditor', placed);
    expect(items.filter(({ state }) => state !== 'met')).toEqual([]);
    expect(items.length).toBeGreaterThan(20);
    const { count } = await world.admin.one<{ count: number }>(
      'SELECT count(*) AS count FROM ledger.entries WHERE stream = $1 AND id = ANY ($2::uuid[])',
      [`selection/${placed.selectionId}`, items.flatMap(({ evidence }) => evidence)],
    );
    expect(count).toBe(new Set(items.flatMap(({ evidence }) => evidence)).size);
  });

  test('of a selection under way are met or not yet due', async () => {
    const items = await told('hr', voting);
    expect(new Set(items.map(({ state }) => state))).toEqual(new Set(['met', 'not-yet']));
    expect(items.find(({ code }) => code === 'outcome.derived')?.state).toBe('not-yet');
  });

  test.each(['chair', 'member-1', 'assessor-1', 'candidate', 'unit-head'])('do not exist for %s', async (persona) => {
    expect((await ask(persona, placed)).status).toBe(404);
  });
});

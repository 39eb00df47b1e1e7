import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { placeFirst } from '#test/support/placing.ts';
import { bringTo, type Case } from '#test/support/selection-builders.ts';
import { openWorld, type World } from '#test/support/world.ts';
import { openWorldEdge, type WorldEdge } from '#test/support/world-edge.ts';

interface Told {
  readonly ref: string;
  readonly name: string | null;
  readonly outcome: string;
  readonly removedBy: { readonly kind: string; readonly code: string } | null;
  readonly rank: number | null;
}

let world: World;
let edge: WorldEdge;
let placed: Case;
let declaring: Case;
beforeAll(async () => {
  world = await openWorld({ assessors: 1 });
  edge = await openWorldEdge(world);
  placed = await bringTo(world, 'choosing');
  await placeFirst(placed, '2026-06-15');
  declaring = await bringTo(world, 'declaring', { candidates: [2, 3, 4] });
}, 60_000);
afterEach(() => expectLedgerIntact(world.addresses));
afterAll(async () => {
  await edge.close();
  await world.close();
});

const ask = (by: string, { selectionId }: Case) => edge.ask(by, `/selections/${selectionId}/explanation`);
async function told(by: string, begun: Case): Promise<Told[]> {
  return ((await (await ask(by, begun)).json()) as { items: Told[] }).items;
}

test.each(['secretary', 'auditor', 'authority'])(
  '%s is told of each candidate what became of them',
  async (persona) => {
    const items = await told(persona, placed);
    expect(items.map(({ name, outcome, rank }) => [name, outcome, rank])).toEqual([
      ['Kandidat 1', 'placed', 1],
      ['Kandidat 2', 'shortlisted', 2],
      ['Kandidat 3', 'shortlisted', 3],
      ['Kandidat 4', 'not-shortlisted', 4],
    ]);
    expect(items.map(({ removedBy }) => removedBy?.kind)).toEqual([undefined, 'choice', 'choice', 'motion']);
  },
);

test('a member who has declared is told who was placed, once it is decided', async () => {
  expect((await told('member-1', placed)).map(({ outcome }) => outcome)).toEqual([
    'placed',
    'shortlisted',
    'shortlisted',
    'not-shortlisted',
  ]);
});

describe('before anything may be known', () => {
  test('an assessor is told codes alone', async () => {
    expect((await told('assessor-1', declaring)).map(({ name, rank }) => [name, rank])).toEqual([
      [null, null],
      [null, null],
      [null, null],
    ]);
  });

  test.each(['chair', 'authority', 'candidate', 'unit-head'])('it does not exist for %s', async (persona) => {
    expect((await ask(persona, declaring)).status).toBe(404);
  });
});

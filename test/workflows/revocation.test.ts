import { afterAll, beforeAll, expect, test } from 'vitest';
import { nominate } from '#features/nominations/service.ts';
import { type ConductedWorld, give, openConductedWorld } from '#test/support/conducted.ts';
import { keepPath } from '#test/support/histories.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { placeFirst } from '#test/support/placing.ts';
import { bringTo, type Case, entryTypesOf } from '#test/support/selection-builders.ts';
import { until } from '#test/support/until.ts';

/** What a placement ends elsewhere, and what its revocation gives back. */

let world: ConductedWorld;
let placed: Case;
let other: Case;

beforeAll(async () => {
  world = await openConductedWorld({ assessors: 1 });
  other = await bringTo(world, 'nomination');
  const personId = world.people[0]?.personId ?? '';
  await nominate(world.house, world.act('hr', other.selectionId), { personId, way: 'hr', note: null });
  placed = await bringTo(world, 'choosing', { candidates: [1, 2, 3] });
  await placeFirst(placed, '2026-06-15');
});
afterAll(async () => {
  await expectLedgerIntact(world.addresses);
  await world.close();
});

async function elsewhere(): Promise<string> {
  const { state } = await world.admin.one<{ state: string }>('SELECT state FROM candidates WHERE selection_id = $1', [
    other.selectionId,
  ]);
  return state;
}

const holderOf = async (postId: string) =>
  (await world.admin.one<{ holder_id: string | null }>('SELECT holder_id FROM posts WHERE id = $1', [postId]))
    .holder_id;

test('whoever is placed leaves every other selection', async () => {
  expect(await until(async () => ((await elsewhere()) === 'withdrawn' ? 'withdrawn' : undefined))).toBe('withdrawn');
  expect(await holderOf(placed.postId)).toBe(world.people[0]?.personId);
});

test('a revocation undoes the placement in reverse order and gives back what it ended', async () => {
  const content = { orderNumber: 'P-1', reason: 'Putusan yang hanya dibaca manusia.' };
  const { state } = await give(placed, world, { name: 'revoke', by: 'hr', content });
  await keepPath(world, 'revoked', placed.selectionId);
  expect(state).toBe('done');
  expect(await elsewhere()).toBe('nominated');
  expect(await holderOf(placed.postId)).toBeNull();
  expect((await entryTypesOf(placed)).filter((type) => type === 'step.undone/1').length).toBeGreaterThan(1);
});

test('a placement is revoked once', async () => {
  const content = { orderNumber: 'P-2', reason: 'Sekali lagi.' };
  const { refusal } = await give(placed, world, { name: 'revoke', by: 'hr', content });
  expect(refusal?.code).toBe('selection.move-illegal');
});

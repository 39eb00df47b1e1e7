import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectMeritHolds } from '#test/support/merit-holds.ts';
import { placeFirst } from '#test/support/placing.ts';
import { bringTo, entryTypesOf } from '#test/support/selection-builders.ts';
import { openWorld, type World } from '#test/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test('every decision that the services took is derived again from the record alone', async () => {
  await bringTo(world, 'voting', { postId: world.vacancies[1] ?? '' });
  const begun = await bringTo(world, 'choosing');
  await placeFirst(begun, '2026-06-15');
  await expectMeritHolds(world);
  expect(await entryTypesOf(begun)).toContain('selection.decided/1');
});

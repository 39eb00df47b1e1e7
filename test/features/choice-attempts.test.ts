import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openScene } from '#features/acts/service.ts';
import { readCourse } from '#features/placements/course.ts';
import { choose } from '#features/placements/service.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { bringTo, tickLive } from '#test/support/selection-builders.ts';
import { lookAfter, quietly } from '#test/support/tampered.ts';
import { openWorld, type World } from '#test/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld({ assessors: 1 });
});
afterEach(() => expectLedgerIntact(world.addresses));
afterAll(() => world.close());

test('a choice of an earlier attempt does not stand in a later one', async () => {
  const begun = await bringTo(world, 'choosing');
  const { selectionId } = begun;
  const chosen = { candidate: begun.refs[0] ?? '', reason: null, exception: null };
  await choose(world.house, world.act('authority', selectionId), chosen);
  await tickLive(begun);
  const lock = { selectionId, entryId: randomUUID(), accountId: world.account('authority').accountId };
  const ofEarlier = `UPDATE choices SET attempt = attempt - 1 WHERE selection_id = '${selectionId}'`;
  const standing = (attack: string[]) =>
    lookAfter(
      world,
      (tx) => quietly(tx, attack),
      async (tx) => (await readCourse(await openScene(world.house, tx, lock))).choice?.candidate_ref ?? 'nobody',
    );
  expect([await standing([]), await standing([ofEarlier])]).toEqual([begun.refs[0], 'nobody']);
});

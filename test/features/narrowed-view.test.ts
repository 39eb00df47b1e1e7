import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { placeFirst } from '#test/support/placing.ts';
import { bringTo, type Case, vote } from '#test/support/selection-builders.ts';
import { openWorld, type World } from '#test/support/world.ts';

/** A transaction that concerns one selection sees of it what its viewer sees of it anyway. */

let world: World;
let cases: readonly Case[];
beforeAll(async () => {
  world = await openWorld({ assessors: 1 });
  const voting = await bringTo(world, 'voting');
  await vote(voting, 'member-1', 'approve');
  const placed = await bringTo(world, 'choosing', { candidates: [1, 2, 3] });
  await placeFirst(placed, '2026-06-15');
  cases = [voting, placed, await bringTo(world, 'declaring'), await bringTo(world, 'nomination')];
}, 60_000);
afterAll(() => world.close());

const viewers = ['hr', 'secretary', 'authority', 'auditor', 'chair', 'member-1', 'assessor-1', 'candidate-1'];

/** What is read of a selection, by the column that names it. */
const tables: Readonly<Record<string, string>> = {
  selections: 'id',
  ...Object.fromEntries(
    [
      ...['stages', 'criteria', 'candidates', 'seats', 'assessors', 'rankings', 'declarations', 'motions'],
      ...['choices', 'placements', 'concurrences', 'committee_sessions', 'pools'],
    ].map((table) => [table, 'selection_id']),
  ),
};

function countsOf(name: string, selectionId: string, within?: string): Promise<Record<string, number>> {
  const { accountId } = world.account(name);
  return world.house.db.transaction(
    accountId,
    async (tx) => {
      const counts: Record<string, number> = {};
      for (const [table, column] of Object.entries(tables)) {
        const { count } = await tx.one<{ count: number }>(
          `SELECT count(*) AS count FROM ${table} WHERE ${column} = $1`,
          [selectionId],
        );
        counts[table] = count;
      }
      const named = await tx.one<{ count: number }>(
        `SELECT count(p.id) AS count FROM candidates c JOIN people p ON p.id = c.person_id WHERE c.selection_id = $1`,
        [selectionId],
      );
      const cast = await tx.one<{ count: number }>(
        'SELECT count(*) AS count FROM ballots b JOIN motions m ON m.id = b.motion_id WHERE m.selection_id = $1',
        [selectionId],
      );
      return { ...counts, named: named.count, cast: cast.count };
    },
    within,
  );
}

describe.each(viewers)('%s', (name) => {
  test('sees of the one selection as much as without narrowing', async () => {
    const seen: Record<string, number>[] = [];
    for (const { selectionId } of cases) {
      const whole = await countsOf(name, selectionId);
      expect(await countsOf(name, selectionId, selectionId)).toEqual(whole);
      seen.push(whole);
    }
    expect(seen.some((counts) => Object.values(counts).some((count) => count > 0))).toBe(true);
  });

  test('sees of another no more than without narrowing', async () => {
    const [one, other] = cases;
    const whole = await countsOf(name, other?.selectionId ?? '');
    const narrowed = await countsOf(name, other?.selectionId ?? '', one?.selectionId);
    for (const [what, count] of Object.entries(narrowed)) expect(count).toBeLessThanOrEqual(whole[what] ?? 0);
  });
});

test('a member who narrows to one selection sees nothing of the others', async () => {
  const [one, other] = cases;
  const narrowed = await countsOf('member-1', other?.selectionId ?? '', one?.selectionId);
  expect(Object.values(narrowed).filter((count) => count > 0)).toEqual([]);
});

test('the next transaction of the same connection is not narrowed', async () => {
  const [one, other] = cases;
  const before = await countsOf('member-1', other?.selectionId ?? '');
  await countsOf('member-1', one?.selectionId ?? '', one?.selectionId);
  expect(await countsOf('member-1', other?.selectionId ?? '')).toEqual(before);
});

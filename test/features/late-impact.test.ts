import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PersonRecord } from '#domain/person-record.ts';
import { readLateImpact } from '#features/impacts/service.ts';
import { bringTo, type Case } from '#test/support/selection-builders.ts';
import { openWorld, type World } from '#test/support/world.ts';

/** A source that is mended after the data was frozen. */

let world: World;
let voting: Case;
beforeAll(async () => {
  world = await openWorld({ assessors: 1 });
  voting = await bringTo(world, 'voting', { candidates: [1, 2, 3] });
}, 120_000);
afterAll(() => world.close());

const read = (name: string) =>
  readLateImpact(world.house.db, { asker: world.account(name), selectionId: voting.selectionId });
const person = () => world.people[0]?.personId ?? '';

/** What an import that mends a person's record leaves; the import itself is tested elsewhere. */
async function correct(change: (record: PersonRecord) => PersonRecord) {
  const { record } = await world.admin.one<{ record: PersonRecord }>('SELECT record FROM people WHERE id = $1', [
    person(),
  ]);
  await world.admin.transaction('conductor', async (tx) => {
    await tx.run('SET LOCAL session_replication_role = replica');
    await tx.run('ALTER TABLE people DISABLE TRIGGER couple_entry');
    await tx.run('UPDATE people SET record = $2 WHERE id = $1', [person(), JSON.stringify(change(record))]);
    await tx.run('ALTER TABLE people ENABLE ALWAYS TRIGGER couple_entry');
  });
  return record;
}

test('nothing has changed: nothing is told', async () => {
  expect(await read('hr')).toEqual({ impacts: [], order: [] });
});

test('a correction after the freeze is a report of what it would have changed, and changes nothing', async () => {
  const entries = () =>
    world.admin.one<{ count: number }>('SELECT count(*) FROM ledger.entries WHERE stream = $1', [
      `selection/${voting.selectionId}`,
    ]);
  const before = await entries();
  const kept = await correct((record) => ({ ...record, rank: { value: '31', source: 'siasn', conflict: null } }));
  const { impacts } = await read('secretary');
  expect(impacts).toHaveLength(1);
  expect(impacts[0]).toMatchObject({ changed: ['rank'], outcome: { before: 'admitted', after: 'excluded' } });
  expect(impacts[0]?.gates.map(({ gate, after }) => [gate, after])).toContainEqual(['rank', 'FAIL']);
  expect(await entries()).toEqual(before);
  await correct(() => kept);
});

test('whoever may not read the gates is answered as if there were none', async () => {
  await expect(read('assessor-1')).rejects.toThrow('thing.missing');
  await expect(read('candidate-1')).rejects.toThrow('thing.missing');
});

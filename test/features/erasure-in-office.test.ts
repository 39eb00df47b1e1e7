import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { lockPeople } from '#features/audit/service.ts';
import { approveErasure, requestErasure } from '#features/erasures/service.ts';
import { openGate } from '#test/support/gate.ts';
import { keepJournal } from '#test/support/journal.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { untilWaiting } from '#test/support/person-bindings.ts';
import { changePeople, retire } from '#test/support/privacy.ts';
import { agency, openWorld, type World } from '#test/support/world.ts';

/** An erasure waits for whoever imports the person; what it judges is how the person stands after that. */

const journal = keepJournal();

let world: World;
beforeAll(async () => {
  world = await openWorld({ assessors: 1 });
});
afterEach(() => expectLedgerIntact(world.addresses));
afterAll(() => world.close());

function actOf(by: string) {
  return { asker: world.account(by), session: null, entryId: randomUUID() };
}

/** What comes of an approval that has begun while an import held everybody, who sits in this post by its end; null: in none. */
async function approveAround(personId: string, erasureId: string, postId: string | null): Promise<unknown> {
  const [locked, erasing] = [openGate(), openGate()];
  const importing = changePeople(world, async (tx, entryId) => {
    await lockPeople(tx, agency);
    locked.open();
    await erasing.passed;
    await tx.run('UPDATE posts SET holder_id = NULL, held_since = NULL, entry_id = $2 WHERE holder_id = $1', [
      personId,
      entryId,
    ]);
    await tx.run(`UPDATE posts SET holder_id = $1, held_since = '2026-03-02', entry_id = $2 WHERE id = $3`, [
      personId,
      entryId,
      postId,
    ]);
    await tx.run('UPDATE people SET post_id = $2, entry_id = $3 WHERE id = $1', [personId, postId, entryId]);
  });
  await locked.passed;
  const approval = approveErasure({ ...world.house, journal }, actOf('auditor'), erasureId).then(
    () => 'erased',
    (error: unknown) => error,
  );
  await untilWaiting(world, 1);
  erasing.open();
  await importing;
  return approval;
}

test('a person who is put into a post meanwhile is not erased, and is once they have left it', async () => {
  const { personId = '', postId = '' } = world.people[2] ?? {};
  await retire(world, personId);
  const asked = { agency, personId, basis: 'unlawful-processing', reason: 'Permohonan tertulis.' };
  const { erasureId } = await requestErasure(world.house, actOf('hr'), asked);
  expect(await approveAround(personId, erasureId, postId)).toMatchObject({ refusal: { code: 'erasure.in-office' } });
  expect(
    await world.admin.one('SELECT nip LIKE $2 AS erased FROM people WHERE id = $1', [personId, 'erased-%']),
  ).toEqual({
    erased: false,
  });
  expect(await approveAround(personId, erasureId, null)).toBe('erased');
});

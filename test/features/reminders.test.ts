import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { pause } from '#features/commands/service.ts';
import { remind } from '#features/conduct/reminders.ts';
import { carryOutDirectly } from '#test/support/commands.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { expectMeritHolds } from '#test/support/merit-holds.ts';
import { advance, bringTo, type Case, conducts, openFieldsOf, vote } from '#test/support/selection-builders.ts';
import { beginsAt, openWorld, type World } from '#test/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld({ assessors: 1 });
});
beforeEach(() => world.runClockFrom(beginsAt));
afterEach(() => expectLedgerIntact(world.addresses));
afterAll(() => world.close());

const refusedWith = (code: string) => ({ refusal: { code } });
const remindBy = (name: string, { selectionId }: Case) => remind(world.house, conducts, world.act(name, selectionId));

async function noticedIn({ selectionId }: Case): Promise<string[]> {
  const rows = await world.admin.rows<{ name: string }>(
    'SELECT o.display_name AS name FROM notices n JOIN accounts o ON o.id = n.account_id WHERE n.selection_id = $1 ORDER BY 1',
    [selectionId],
  );
  return rows.map(({ name }) => name);
}

describe('a reminder by hand', () => {
  test('goes to those who are awaited and stands on the record, which is still derived again', async () => {
    const begun = await bringTo(world, 'voting');
    await vote(begun, 'chair', 'approve');
    await vote(begun, 'member-1', 'approve');
    await vote(begun, 'member-2', 'approve');
    await remindBy('secretary', begun);
    expect(await noticedIn(begun)).toEqual(['member-3', 'member-4']);
    expect(await openFieldsOf(begun, 'reminder.sent/1')).toEqual([
      { attempt: 1, stage: 'committee-review', kind: 'manual', recipients: 2 },
    ]);
    for (const name of ['member-3', 'member-4']) await vote(begun, name, 'approve');
    await advance(begun);
    await expectMeritHolds(world);
  });

  test('is refused for an hour after the last one, whoever sent it', async () => {
    const begun = await bringTo(world, 'declaring');
    await remindBy('secretary', begun);
    await expect(remindBy('hr', begun)).rejects.toMatchObject(refusedWith('reminder.too-soon'));
    await world.runClockFrom('2026-06-15T03:00:30.000000Z');
    await remindBy('hr', begun);
    expect(await openFieldsOf(begun, 'reminder.sent/1')).toHaveLength(2);
  });

  test('leaves the reminders of the policy as they are', async () => {
    const begun = await bringTo(world, 'declaring');
    await remindBy('secretary', begun);
    const { sent } = await world.admin.one<{ sent: number }>(
      'SELECT reminders_sent AS sent FROM stages WHERE selection_id = $1 AND kind = $2',
      [begun.selectionId, 'committee-review'],
    );
    expect(sent).toBe(0);
  });

  test('is refused while nobody but the asker is awaited', async () => {
    const begun = await bringTo(world, 'nomination');
    const first = remindBy('hr', begun);
    await expect(first).rejects.toMatchObject(refusedWith('reminder.nobody-awaited'));
    await remindBy('secretary', begun);
    expect(await noticedIn(begun)).toEqual(['hr']);
  });

  test('is refused while the stage is paused, and before there is one', async () => {
    const begun = await bringTo(world, 'declaring');
    const content = { reason: 'Menunggu kalender kerja.' };
    await carryOutDirectly(begun, { name: 'pause', by: 'secretary', content, handler: pause });
    await expect(remindBy('secretary', begun)).rejects.toMatchObject(refusedWith('stage.paused'));
    const planned = await bringTo(world, 'sealed');
    await expect(remindBy('secretary', planned)).rejects.toMatchObject(refusedWith('stage.not-open'));
  });

  test('is the work of the office: a member may not send one', async () => {
    const begun = await bringTo(world, 'declaring');
    await expect(remindBy('chair', begun)).rejects.toMatchObject(refusedWith('access.forbidden'));
  });
});

import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type CommandHandler, extend, pause, recalculateDeadlines, resume } from '#features/commands/service.ts';
import { publishCalendar } from '#features/policies/service.ts';
import { carryOutDirectly, type DirectCommand } from '#test/support/commands.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { expectMeritHolds } from '#test/support/merit-holds.ts';
import { bringTo, type Case, openFieldsOf } from '#test/support/selection-builders.ts';
import { agency, openWorld, type World } from '#test/support/world.ts';

/** Terms that are put under new calendars, as the product computes them, hold before whoever derives them again. */

let world: World;
beforeAll(async () => {
  world = await openWorld({ assessors: 1 });
});
afterEach(() => expectLedgerIntact(world.addresses));
afterAll(() => world.close());

interface Calendar {
  readonly counts: Readonly<Record<string, number>>;
  readonly entries: readonly { readonly date: string; readonly kind: string }[];
}

/** A decree that makes these days holidays as well. */
async function decree(dates: readonly string[]): Promise<void> {
  const known = JSON.parse(await readFile('calendars/id-2026.json', 'utf8')) as Calendar;
  const [first] = known.entries;
  const entries = [...known.entries, ...dates.map((date) => ({ ...first, date, kind: 'cuti-bersama' }))];
  const counts = { ...known.counts, 'cuti-bersama': (known.counts['cuti-bersama'] ?? 0) + dates.length };
  const { db, ledger } = world.house;
  const content = { ...known, counts, entries };
  await db.transaction('conductor', (tx) => publishCalendar(ledger, tx, { agency, content }));
}

const handlers = { extend, pause, resume, 'recalculate-deadlines': recalculateDeadlines } as const;

function give(own: Case, name: keyof typeof handlers, content: DirectCommand['content'] = {}): Promise<void> {
  const handler: CommandHandler = handlers[name];
  return carryOutDirectly(own, {
    name,
    by: 'secretary',
    content: { reason: 'Keputusan bersama.', ...content },
    handler,
  });
}

test('in a later step, once more, after an extension, and after a pause', async () => {
  const own = await bringTo(world, 'deliberating');
  const days = ['2026-06-17', '2026-06-19', '2026-06-23', '2026-06-25'];
  const anew = async (count: number) => {
    await decree(days.slice(0, count));
    await give(own, 'recalculate-deadlines');
  };
  await anew(1);
  await anew(2);
  await give(own, 'extend', { workingDays: 12 });
  await anew(3);
  await give(own, 'pause');
  await give(own, 'resume');
  await anew(4);
  const moves = await openFieldsOf(own, 'deadline.moved/1');
  expect(moves.map(({ basis }) => basis)).toEqual([
    'recalculated',
    'recalculated',
    'extended',
    'recalculated',
    'recalculated',
  ]);
  await expectMeritHolds(world);
});

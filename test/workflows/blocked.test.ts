import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { publishCalendar } from '#features/policies/service.ts';
import { type ConductedWorld, give, openConductedWorld } from '#test/support/conducted.ts';
import { keepPath } from '#test/support/histories.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import {
  advance,
  attend,
  bringTo,
  type Case,
  entryTypesOf,
  move,
  openFieldsOf,
  stageOf,
} from '#test/support/selection-builders.ts';
import { passUntil } from '#test/support/time.ts';
import { until } from '#test/support/until.ts';
import { agency } from '#test/support/world.ts';

let world: ConductedWorld;

beforeAll(async () => {
  world = await openConductedWorld({ assessors: 1 });
});
afterEach(() => expectLedgerIntact(world.addresses));
afterAll(() => world.close());

const because = { reason: 'Sebab yang hanya dibaca manusia.' };

interface Decree {
  readonly year: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly entries: readonly { readonly date: string; readonly kind: string }[];
}

async function publish(change: (decree: Decree) => Decree, year: number): Promise<void> {
  const known = JSON.parse(await readFile(`calendars/id-${year}.json`, 'utf8')) as Decree;
  const { db, ledger } = world.house;
  await db.transaction('conductor', (tx) => publishCalendar(ledger, tx, { agency, content: change(known) }));
}

/** A decree that makes one more day a holiday, as those of 2023 and 2025 did. */
function withJointLeaveOn(date: string) {
  return (decree: Decree): Decree => {
    const [first] = decree.entries;
    const added = { ...first, date, kind: 'cuti-bersama' };
    const counts = { ...decree.counts, 'cuti-bersama': (decree.counts['cuti-bersama'] ?? 0) + 1 };
    return { ...decree, counts, entries: [...decree.entries, added] };
  };
}

test('a new decree moves an open deadline by command, and repeats no reminder', async () => {
  const begun = await bringTo(world, 'nomination');
  await passUntil(world, begun.selectionId, { to: '2026-06-24T02:00:00.000000Z' });
  await publish(withJointLeaveOn('2026-06-25'), 2026);
  const { state } = await give(begun, world, { name: 'recalculate-deadlines', by: 'hr', content: because });
  await world.settle(begun.selectionId);
  const { due_at } = await stageOf(begun);
  const reminders = await openFieldsOf(begun, 'reminder.sent/1');
  // The last day moves from 30 June to 1 July. The first reminder, of the 23rd, would now belong to the 24th and is sent once.
  expect({ state, due_at, reminders: reminders.length }).toEqual({
    state: 'done',
    due_at: '2026-07-01T17:00:00.000000Z',
    reminders: 1,
  });
});

test('a session without a quorum is adjourned, blocks the stage, and is cured by those who come', async () => {
  const begun = await bringTo(world, 'deliberating', { candidates: [1, 2, 3] });
  const { due_at } = await stageOf(begun);
  await attend(begun, ['chair', 'member-1']);
  await passUntil(world, begun.selectionId, { to: due_at ?? '' });
  const { step, blocked } = await stageOf(begun);
  await give(begun, world, { name: 'extend', by: 'hr', content: { workingDays: 5, ...because } });
  await attend(begun, begun.seated);
  await move(begun);
  await advance(begun);
  await keepPath(world, 'no-quorum', begun.selectionId);
  const cured = await stageOf(begun);
  const adjourned = await openFieldsOf(begun, 'session.adjourned/1');
  expect({ step, blocked, cured: cured.step, stillBlocked: cured.blocked }).toEqual({
    step: 'deliberating',
    blocked: 'committee.no-quorum',
    cured: 'voting',
    stillBlocked: null,
  });
  expect(adjourned).toMatchObject([{ cause: 'no-quorum', present: 2, required: 3 }]);
});

test('what blocks a stage is said once, and so is its cure', async () => {
  const begun = await bringTo(world, 'assessment', { candidates: [1, 2] });
  await until(async () => (await stageOf(begun)).blocked === 'assessment.assessors-missing');
  await world.courier.wake({ selectionId: begun.selectionId, kind: 'assessment', attempt: 1 });
  await give(begun, world, { name: 'pause', by: 'hr', content: because });
  await give(begun, world, { name: 'resume', by: 'hr', content: because });
  await world.settle(begun.selectionId);
  expect((await entryTypesOf(begun)).filter((type) => type === 'stage.blocked/1')).toHaveLength(1);
});

test('a stage whose calendar is missing does not open until the decree is published', async () => {
  await world.runClockFrom('2027-12-20T02:00:00.000000Z');
  const begun = await bringTo(world, 'sealed', { plannedOn: '2028-03-01' });
  const waiting = await until(async () => {
    const stage = await stageOf(begun);
    return stage.blocked === null ? undefined : stage;
  });
  await publish(({ entries, ...decree }) => ({ ...decree, year: 2028, entries: entries.map(inYear(2028)) }), 2027);
  const opened = await until(() => openOf(begun));
  await keepPath(world, 'calendar-missing', begun.selectionId);
  expect(waiting).toMatchObject({ state: 'planned', blocked: 'calendar.missing' });
  expect(opened).toMatchObject({ blocked: null });
  expect(await entryTypesOf(begun)).toContain('stage.blocked/1');
});

function inYear(year: number) {
  return <Entry extends { readonly date: string }>(entry: Entry) => ({
    ...entry,
    date: `${year}${entry.date.slice(4)}`,
  });
}

async function openOf(begun: Case) {
  const stage = await stageOf(begun);
  return stage.state === 'open' ? stage : undefined;
}

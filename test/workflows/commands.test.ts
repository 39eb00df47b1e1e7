import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Refusal } from '#domain/refusal.ts';
import type { DeadlineExplanation } from '#domain/working-days.ts';
import { confirmData } from '#features/nominations/data-check.ts';
import { completePool, nominate } from '#features/nominations/service.ts';
import type { StoredDeadline } from '#features/stages/service.ts';
import { type ConductedWorld, give, openConductedWorld } from '#test/support/conducted.ts';
import { keepPath } from '#test/support/histories.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { bringTo, type Case, entryTypesOf, openFieldsOf, stageOf } from '#test/support/selection-builders.ts';
import { passUntil } from '#test/support/time.ts';

let world: ConductedWorld;

beforeAll(async () => {
  world = await openConductedWorld({ assessors: 1 });
});
afterEach(() => expectLedgerIntact(world.addresses));
afterAll(() => world.close());

const reason = 'Sebab yang hanya dibaca manusia.';
const because = { reason };
const outcomeOf = ({ selectionId }: Case) =>
  world.conductor.client.workflow.getHandle(`selection:${selectionId}`).result() as Promise<string>;
const refusalOf = (refusal: Refusal | null) => refusal?.code;

async function nominateOne({ selectionId }: Case, number: number): Promise<void> {
  const personId = world.people[number - 1]?.personId ?? '';
  await nominate(world.house, world.act('hr', selectionId), { personId, way: 'hr', note: null });
}

test('an extension moves the due instant, and its reminders are sent anew', async () => {
  const begun = await bringTo(world, 'nomination');
  const before = await stageOf(begun);
  await passUntil(world, begun.selectionId, { to: '2026-06-24T02:00:00.000000Z' });
  const { state } = await give(begun, world, { name: 'extend', by: 'hr', content: { workingDays: 10, ...because } });
  const after = await stageOf(begun);
  await passUntil(world, begun.selectionId, { to: after.due_at ?? '' });
  await keepPath(world, 'extended', begun.selectionId);
  const reminders = await openFieldsOf(begun, 'reminder.sent/1');
  expect({ state, before: before.due_at, after: after.due_at, reminders: reminders.length }).toEqual({
    state: 'done',
    before: '2026-06-30T17:00:00.000000Z',
    after: '2026-07-08T17:00:00.000000Z',
    // One before the extension, four after it.
    reminders: 5,
  });
});

test('a paused stage takes no facts and sends no reminders; resumed it has the working days that were left', async () => {
  const begun = await bringTo(world, 'nomination');
  const { due_at: dueBefore } = await stageOf(begun);
  const before = await arithmeticOf(begun);
  await give(begun, world, { name: 'pause', by: 'hr', content: because });
  await expect(nominateOne(begun, 1)).rejects.toMatchObject({ refusal: { code: 'stage.paused' } });
  const late = new Date(Date.parse(dueBefore ?? '') + 5 * 86_400_000).toISOString();
  await passUntil(world, begun.selectionId, { to: late });
  const whilePaused = await entryTypesOf(begun);
  await give(begun, world, { name: 'resume', by: 'hr', content: because });
  const { due_at: dueAfter, state } = await stageOf(begun);
  const after = await arithmeticOf(begun);
  await world.settle(begun.selectionId);
  await keepPath(world, 'paused', begun.selectionId);
  expect(whilePaused).not.toContain('reminder.sent/1');
  expect(await entryTypesOf(begun)).not.toContain('reminder.sent/1');
  // Paused on the day that it opened, it has all its working days again, after the day on which it was resumed.
  expect({ state, workingDays: after.workingDays }).toEqual({ state: 'open', workingDays: before.workingDays });
  expect(Date.parse(after.lapsesAt)).toBe(Date.parse(dueAfter ?? ''));
  expect(after.receivedLocal > late.slice(0, 10)).toBe(true);
});

async function arithmeticOf({ selectionId }: Case): Promise<DeadlineExplanation> {
  const { deadline } = await world.admin.one<{ deadline: StoredDeadline }>(
    'SELECT deadline FROM stages WHERE selection_id = $1',
    [selectionId],
  );
  return deadline.explanation;
}

test('a candidate who withdraws is awaited no longer', async () => {
  const begun = await bringTo(world, 'nomination');
  await nominateOne(begun, 1);
  await nominateOne(begun, 2);
  await completePool(world.house, world.act('hr', begun.selectionId));
  await world.settle(begun.selectionId);
  await confirm(begun, 1);
  const content = { by: 'candidate', ...because };
  const { state } = await give(begun, world, { name: 'withdraw', by: 'candidate-2', content });
  await world.settle(begun.selectionId);
  await keepPath(world, 'withdrawn', begun.selectionId);
  const { kind } = await stageOf(begun);
  expect({ state, kind }).toEqual({ state: 'done', kind: 'assessment' });
});

async function confirm({ selectionId }: Case, number: number): Promise<void> {
  const { digest } = await world.admin.one<{ digest: string }>(
    `SELECT encode(record_digest, 'hex') AS digest FROM people WHERE id = $1`,
    [world.people[number - 1]?.personId],
  );
  await confirmData(world.house, world.act(`candidate-${number}`, selectionId), digest);
}

test('a cancelled selection ends, and nothing of it can be reopened', async () => {
  const begun = await bringTo(world, 'nomination');
  const { state } = await give(begun, world, { name: 'cancel', by: 'hr', content: because });
  const outcome = await outcomeOf(begun);
  await keepPath(world, 'cancelled', begun.selectionId);
  const content = { stage: 'nomination', ...because };
  const { refusal } = await give(begun, world, { name: 'reopen', by: 'secretary', content });
  await keepPath(world, 'refused', begun.selectionId);
  expect({ state, outcome, refusal: refusalOf(refusal) }).toEqual({
    state: 'done',
    outcome: 'cancelled',
    refusal: 'selection.move-illegal',
  });
});

test('reopening a stage ends the one that is live and begins a new attempt', async () => {
  const begun = await bringTo(world, 'assessment', { candidates: [1, 2] });
  const content = { stage: 'nomination', ...because };
  const { state } = await give(begun, world, { name: 'reopen', by: 'secretary', content });
  await world.settle(begun.selectionId);
  await keepPath(world, 'reopened', begun.selectionId);
  const stages = await world.admin.rows<{ kind: string; attempt: number; state: string }>(
    'SELECT kind, attempt, state FROM stages WHERE selection_id = $1 ORDER BY opened_at',
    [begun.selectionId],
  );
  expect(state).toBe('done');
  expect(stages).toEqual([
    { kind: 'nomination', attempt: 1, state: 'closed' },
    { kind: 'assessment', attempt: 1, state: 'cancelled' },
    { kind: 'nomination', attempt: 2, state: 'open' },
  ]);
});

test('a selection that failed is reopened by a workflow of the command itself', async () => {
  const begun = await bringTo(world, 'nomination');
  await nominateOne(begun, 3);
  await completePool(world.house, world.act('hr', begun.selectionId));
  await world.settle(begun.selectionId);
  await give(begun, world, { name: 'withdraw', by: 'candidate-3', content: { by: 'candidate', ...because } });
  const outcome = await outcomeOf(begun);
  const content = { stage: 'nomination', ...because };
  const { state } = await give(begun, world, { name: 'reopen', by: 'secretary', content });
  await world.settle(begun.selectionId);
  await keepPath(world, 'failed', begun.selectionId);
  const stage = await stageOf(begun);
  expect({ outcome, state, kind: stage.kind, stage: stage.state }).toEqual({
    outcome: 'failed',
    state: 'done',
    kind: 'nomination',
    stage: 'open',
  });
});

test('a refused command keeps its refusal, and the same key is refused alike', async () => {
  const begun = await bringTo(world, 'nomination');
  const key = randomUUID();
  const asked = { name: 'extend', by: 'hr', key, content: { workingDays: 1, ...because } } as const;
  const first = await give(begun, world, asked);
  const again = await give(begun, world, asked);
  expect(refusalOf(first.refusal)).toBe('command.due-earlier');
  expect(again).toEqual(first);
  expect(await entryTypesOf(begun)).not.toContain('deadline.moved/1');
});

test('the same key with the same content is the same command, once', async () => {
  const begun = await bringTo(world, 'nomination');
  const key = randomUUID();
  const asked = { name: 'extend', by: 'hr', key, content: { workingDays: 15, ...because } } as const;
  const [first, again] = await Promise.all([give(begun, world, asked), give(begun, world, asked)]);
  expect(again.receipt).toEqual(first.receipt);
  expect((await entryTypesOf(begun)).filter((type) => type === 'deadline.moved/1')).toHaveLength(1);
});

test('the same key with other content is refused', async () => {
  const begun = await bringTo(world, 'nomination');
  const asked = { name: 'pause', by: 'hr', key: randomUUID() } as const;
  await give(begun, world, { ...asked, content: because });
  await expect(give(begun, world, { ...asked, content: { reason: 'Lain.' } })).rejects.toMatchObject({
    refusal: { code: 'entry.conflict' },
  });
});

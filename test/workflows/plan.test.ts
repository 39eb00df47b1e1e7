import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { planWorkflowId } from '#domain/ids.ts';
import { reconcile } from '#features/conduct/reconcile.ts';
import { agree, proposeAction, proposeGoal } from '#features/plans/agreeing.ts';
import { openPlan } from '#features/plans/opening.ts';
import { closePlan } from '#features/plans/service.ts';
import { type ConductedWorld, openConductedWorld } from '#test/support/conducted.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { skip } from '#test/support/time.ts';
import { until } from '#test/support/until.ts';
import { agency } from '#test/support/world.ts';

/** A development plan as a process of years: it reminds when the day comes, whatever became of its worker and its workflow. */

let world: ConductedWorld;
beforeAll(async () => {
  world = await openConductedWorld({ assessors: 1 });
});
afterEach(() => expectLedgerIntact(world.addresses));
afterAll(() => world.close());

const by = (name: string) => ({ asker: world.account(name), session: null, entryId: randomUUID() });
const handleOf = (planId: string) => world.conductor.client.workflow.getHandle(planWorkflowId(planId));

/** A plan of one of the people, with an action that is due on a day. */
async function openFor(number: number, dueOn = '2026-12-01'): Promise<string> {
  const personId = world.people[number - 1]?.personId ?? '';
  const { house } = world;
  const asked = { agency, personId, until: '2028-06-15', ground: 'Penguatan kompetensi.' };
  const { planId } = await openPlan(house, by('hr'), asked);
  const person = `candidate-${number}`;
  const goal = await proposeGoal(house, by(person), { planId, text: 'Memimpin tim.', indicator: null });
  await agree(house, by('hr'), { planId, itemId: goal.itemId });
  const action = { planId, goalId: goal.itemId, kind: 'coaching', text: 'Bimbingan', dueOn } as const;
  const { itemId } = await proposeAction(house, by('hr'), action);
  await agree(house, by(person), { planId, itemId });
  return planId;
}

function reminders(planId: string): Promise<{ kind: string; on: string }[]> {
  return world.admin.rows(`SELECT kind, on_day AS "on" FROM plan_reminders WHERE plan_id = $1 ORDER BY sent_at, kind`, [
    planId,
  ]);
}

const reaches = (planId: string, count: number) =>
  until(async () => (await reminders(planId)).length === count, {
    timeoutMs: 20_000,
    everyMs: 25,
    what: `${count} reminders`,
  });

/** Temporal has started what the opening asked for. */
const running = (planId: string) =>
  until(
    () =>
      handleOf(planId)
        .describe()
        .then(
          ({ status }) => status.name === 'RUNNING',
          () => false,
        ),
    { timeoutMs: 20_000, everyMs: 25, what: 'the workflow of the plan' },
  );

const daysS = 86_400;

test('its timers remind when the days come, once each; its input is its id alone', async () => {
  const planId = await openFor(1, '2026-07-01');
  await running(planId);
  expect(await reminders(planId)).toEqual([]);
  await world.runClockFrom('2026-06-17T02:00:00.000000Z');
  await skip(world, planWorkflowId(planId), 2 * daysS);
  await reaches(planId, 1);
  await world.runClockFrom('2026-07-02T02:00:00.000000Z');
  await skip(world, planWorkflowId(planId), 15 * daysS);
  await reaches(planId, 2);
  expect(await reminders(planId)).toEqual([
    { kind: 'due-soon', on: '2026-06-17' },
    { kind: 'overdue', on: '2026-07-02' },
  ]);
  const { events } = await handleOf(planId).fetchHistory();
  const payloads = events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
  expect(payloads.map(({ data }) => JSON.parse(Buffer.from(data ?? []).toString()) as unknown)).toEqual([planId]);
});

test('it goes on in a history of its own after it has looked thirty times', async () => {
  const planId = await openFor(2);
  await running(planId);
  const { runId } = await handleOf(planId).describe();
  const hasGoneOn = async () => {
    await world.courier.conductPlan(planId);
    return (await handleOf(planId).describe()).runId !== runId;
  };
  await until(hasGoneOn, { timeoutMs: 20_000, everyMs: 20, what: 'a further run' });
  expect((await handleOf(planId).describe()).status.name).toBe('RUNNING');
});

test('whose workflow is gone is conducted by another one, which an act wakes and the closing ends', async () => {
  const planId = await openFor(3);
  await running(planId);
  await handleOf(planId).terminate('as if lost');
  await reconcile(world.house.db, world.courier);
  await running(planId);
  await closePlan(world.house, by('hr'), { planId, outcome: 'discontinued', text: 'Pindah instansi.' });
  expect(await handleOf(planId).result()).toBe('closed');
  expect(await world.courier.startPlan(planId).then(() => handleOf(planId).result())).toBe('closed');
});

import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { reconcile } from '#features/conduct/reconcile.ts';
import { completePool, nominate } from '#features/nominations/service.ts';
import { readClock } from '#platform/clock.ts';
import { Unavailable } from '#platform/weather.ts';
import { type ConductedWorld, give, openConductedWorld } from '#test/support/conducted.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { type OwnTemporal, openOwnTemporal } from '#test/support/own-temporal.ts';
import { bringTo, type Case, entryTypesOf, stageOf } from '#test/support/selection-builders.ts';
import { until } from '#test/support/until.ts';

let temporal: OwnTemporal;
let world: ConductedWorld;

beforeAll(async () => {
  temporal = await openOwnTemporal();
  world = await openConductedWorld({ assessors: 1, address: temporal.address });
});
afterEach(() => expectLedgerIntact(world.addresses));
afterAll(async () => {
  await world.close();
  await temporal.close();
});

const because = { reason: 'Sebab yang hanya dibaca manusia.' };
const handleOf = ({ selectionId }: Case) => world.conductor.client.workflow.getHandle(`${selectionId}:nomination:1`);

async function nominateAndComplete({ selectionId }: Case): Promise<void> {
  const personId = world.people[0]?.personId ?? '';
  await nominate(world.house, world.act('hr', selectionId), { personId, way: 'hr', note: null });
  await completePool(world.house, world.act('hr', selectionId));
}

const atStep = (begun: Case, step: string) =>
  until(async () => (await stageOf(begun)).step === step, { timeoutMs: 30_000, what: `the step ${step}` });

test('with Temporal away facts are accepted, commands wait outside, and all goes on once it is back', async () => {
  const [facts, commands] = [await bringTo(world, 'nomination'), await bringTo(world, 'nomination')];
  await temporal.kill();
  await nominateAndComplete(facts);
  const asked = { name: 'extend', by: 'hr', key: randomUUID(), content: { workingDays: 15, ...because } } as const;
  const given = give(commands, world, asked);
  await expect(given).rejects.toBeInstanceOf(Unavailable);
  expect(await entryTypesOf(commands)).not.toContain('deadline.moved/1');
  expect(await stageOf(facts)).toMatchObject({ step: 'nominating', state: 'open' });
  await temporal.start();
  await atStep(facts, 'data-check');
  const again = await until(() => give(commands, world, asked).catch(whenAvailable));
  expect(again.state).toBe('done');
  expect((await entryTypesOf(commands)).filter((type) => type === 'deadline.moved/1')).toHaveLength(1);
});

function whenAvailable(error: unknown): undefined {
  if (!(error instanceof Unavailable)) throw error;
}

test('a Temporal that has lost its memory is given back every selection, with exactly the time that remains', async () => {
  const begun = await bringTo(world, 'nomination');
  const paused = await bringTo(world, 'nomination');
  await give(paused, world, { name: 'pause', by: 'hr', content: because });
  const before = [await entryTypesOf(begun), await entryTypesOf(paused)];
  await world.stopWorker();
  await temporal.kill();
  await temporal.forget();
  await temporal.start();
  const done = await until(() => reconcile(world.house.db, world.courier).catch(() => undefined));
  await world.startWorker();
  const timerMs = await until(() => timerOf(begun), { timeoutMs: 30_000, what: 'the timer of the stage' });
  const { next } = await world.admin.one<{ next: string }>(
    `SELECT deadline->'nudges'->0->>'at' AS next FROM stages WHERE selection_id = $1`,
    [begun.selectionId],
  );
  const remainingMs = Date.parse(next) - Date.parse(await readClock(world.admin));
  expect(done.started).toBe(done.open);
  expect(Math.abs(timerMs - remainingMs)).toBeLessThan(10_000);
  await give(paused, world, { name: 'resume', by: 'hr', content: because });
  expect(await entryTypesOf(begun)).toEqual(before[0]);
  expect(await entryTypesOf(paused)).toEqual([...(before[1] ?? []), 'stage.resumed/2']);
});

/** For how long the stage's workflow sleeps. */
async function timerOf(begun: Case): Promise<number | undefined> {
  const history = await handleOf(begun)
    .fetchHistory()
    .catch(() => undefined);
  const timer = history?.events?.findLast((event) => event.timerStartedEventAttributes != null);
  const seconds = timer?.timerStartedEventAttributes?.startToFireTimeout?.seconds;
  return seconds == null ? undefined : Number(seconds) * 1000;
}

test('workflows that were terminated are started again by reconcile, and the stage goes on', async () => {
  const begun = await bringTo(world, 'nomination');
  await world.conductor.client.workflow.getHandle(`selection:${begun.selectionId}`).terminate('an operator');
  await until(async () => (await handleOf(begun).describe()).status.name === 'TERMINATED');
  await reconcile(world.house.db, world.courier);
  await nominateAndComplete(begun);
  await atStep(begun, 'data-check');
  expect((await entryTypesOf(begun)).filter((type) => type === 'stage.opened/1')).toHaveLength(1);
});

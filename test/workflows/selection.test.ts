import { afterAll, beforeAll, expect, test } from 'vitest';
import { completePool, nominate } from '#features/nominations/service.ts';
import { type ConductedWorld, openConductedWorld } from '#test/support/conducted.ts';
import { findPersonalData } from '#test/support/discretion.ts';
import { historiesOf, keepPath } from '#test/support/histories.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { placeFirst } from '#test/support/placing.ts';
import { bringTo, type Case, stageOf } from '#test/support/selection-builders.ts';
import { until } from '#test/support/until.ts';
import * as workflows from '#workflows/index.ts';

let world: ConductedWorld;
let placed: Case;

beforeAll(async () => {
  world = await openConductedWorld({ assessors: 1 });
  placed = await bringTo(world, 'choosing', { candidates: [1, 2, 3] });
  await placeFirst(placed, '2026-06-15');
});
afterAll(async () => {
  await expectLedgerIntact(world.addresses);
  await world.close();
});

const selectionHandle = ({ selectionId }: Case) =>
  world.conductor.client.workflow.getHandle(`selection:${selectionId}`);

test('the registered workflows are these', () => {
  expect(Object.keys(workflows).sort()).toEqual([
    'assessment',
    'command',
    'committeeReview',
    'developmentPlan',
    'nomination',
    'placement',
    'revocation',
    'selection',
    'talentMapping',
  ]);
});

test('a countersigned selection is conducted to its placement by one workflow with a child per stage', async () => {
  expect(await selectionHandle(placed).result()).toBe('placed');
  const histories = await historiesOf(world, placed.selectionId);
  await keepPath(world, 'handed-on', placed.selectionId);
  const id = placed.selectionId;
  expect(histories.map(({ workflowId }) => workflowId)).toEqual([
    `selection:${id}`,
    `${id}:nomination:1`,
    `${id}:assessment:1`,
    `${id}:committee-review:1`,
    `${id}:placement:1`,
  ]);
});

test('the input of a selection is its id, and of a stage its place and what the tick that opened it has answered', async () => {
  const histories = await historiesOf(world, placed.selectionId);
  const inputs = histories.map(({ history }) => inputOf(history));
  const stages = ['nomination', 'assessment', 'committee-review', 'placement'];
  const refs = stages.map((kind) => [{ selectionId: placed.selectionId, kind, attempt: 1 }]);
  expect(inputs.map((input) => input.slice(0, 1))).toEqual([[placed.selectionId], ...refs]);
  // The assessment waits for its assessors, which its own first tick has to say.
  const opened = { state: 'open', inMs: expect.any(Number), dueAt: expect.any(String), agency: 'kota-contoh' };
  expect(inputs.map((input) => input.slice(1))).toEqual([[], [], [], [opened], [opened]]);
});

test('a workflow is woken once per step, by the fact that may end it, and not by the ones before', async () => {
  const histories = await historiesOf(world, placed.selectionId);
  const review = histories.find(({ workflowId }) => workflowId.includes('committee-review'));
  const bySweep = world.swept.filter(
    ({ selectionId, kind }) => selectionId === placed.selectionId && kind === 'committee-review',
  );
  const signals = eventsOf(review?.history, 'EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED');
  // Five declarations, five times present and a motion, five ballots.
  expect(signals.length - bySweep.length).toBeLessThanOrEqual(4);
});

test('an operator can search selections by their outcome', async () => {
  const found = await searchedBy(`selection:${placed.selectionId}`);
  expect(found).toMatchObject({ Outcome: 'placed', Agency: 'kota-contoh' });
});

test('an operator can search stages by kind, agency and due instant', async () => {
  const begun = await bringTo(world, 'nomination');
  const { due_at } = await stageOf(begun);
  const found = await until(async () => {
    const attributes = await searchedBy(`${begun.selectionId}:nomination:1`);
    return 'DueAt' in attributes ? attributes : undefined;
  });
  expect(found).toMatchObject({ SelectionStage: 'nomination', Agency: 'kota-contoh', DueAt: new Date(due_at ?? '') });
});

async function searchedBy(workflowId: string): Promise<Record<string, unknown>> {
  const { typedSearchAttributes } = await world.conductor.client.workflow.getHandle(workflowId).describe();
  return Object.fromEntries(typedSearchAttributes.getAll().map(({ key, value }) => [key.name, value]));
}

test('the summary of a stage workflow is the kind of the stage', async () => {
  const stage = world.conductor.client.workflow.getHandle(`${placed.selectionId}:placement:1`);
  expect(await (await stage.describe()).staticSummary()).toBe('placement');
});

test('histories hold no name, number, score or reason of anybody', async () => {
  const histories = await historiesOf(world, placed.selectionId);
  expect(histories).toHaveLength(5);
  expect(await findPersonalData(world, histories)).toEqual([]);
});

test('a wake-up that was lost is made good by the sweep', async () => {
  const deaf = { ...world, house: { ...world.house, wake: () => undefined, start: () => undefined } };
  const begun = await bringTo(deaf, 'nomination');
  const { house } = deaf;
  const personId = world.people[0]?.personId ?? '';
  await nominate(house, world.act('hr', begun.selectionId), { personId, way: 'hr', note: null });
  await completePool(house, world.act('hr', begun.selectionId));
  const stage = await until(async () => {
    const found = await stageOf(begun);
    return found.step === 'data-check' ? found : undefined;
  });
  expect(stage.state).toBe('open');
});

interface HistoryJson {
  readonly events: readonly {
    readonly eventType: string;
    readonly workflowExecutionStartedEventAttributes?: {
      readonly input?: { readonly payloads?: readonly { readonly data: string }[] };
    };
  }[];
}

function eventsOf(history: unknown, type: string) {
  return (history as HistoryJson).events.filter(({ eventType }) => eventType === type);
}

function inputOf(history: unknown): unknown[] {
  const [started] = eventsOf(history, 'EVENT_TYPE_WORKFLOW_EXECUTION_STARTED');
  const payloads = started?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
  return payloads.map(({ data }) => JSON.parse(Buffer.from(data, 'base64').toString('utf8')) as unknown);
}

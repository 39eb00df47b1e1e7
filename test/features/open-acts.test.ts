import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { pause } from '#features/commands/service.ts';
import { carryOutDirectly } from '#test/support/commands.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { chooseFirst } from '#test/support/placing.ts';
import { bringTo } from '#test/support/selection-builders.ts';
import { openWorld, type World } from '#test/support/world.ts';
import { openWorldEdge, type WorldEdge } from '#test/support/world-edge.ts';

let world: World;
let edge: WorldEdge;
beforeAll(async () => {
  world = await openWorld({ assessors: 1 });
  edge = await openWorldEdge(world);
});
afterEach(() => expectLedgerIntact(world.addresses));
afterAll(async () => {
  await edge.close();
  await world.close();
});

async function openTo(who: string, selectionId: string): Promise<Readonly<Record<string, string | null>>> {
  const answer = await edge.ask(who, `/selections/${selectionId}/acts`);
  const { items } = (await answer.json()) as { items?: { act: string; refusal: string | null }[] };
  return Object.fromEntries((items ?? []).map(({ act, refusal }) => [act, refusal]));
}

test('the acts that are open follow from who asks and where the selection stands', async () => {
  const { selectionId } = await bringTo(world, 'voting');
  expect(await openTo('member-1', selectionId)).toMatchObject({
    'ballot.cast': null,
    'interest.step-back': null,
    'motion.put': 'access.forbidden',
    'stage.extend': 'access.forbidden',
    'data.confirm': 'access.forbidden',
  });
  expect(await openTo('chair', selectionId)).toMatchObject({ 'motion.put': null, 'committee.adjourn': null });
  expect(await openTo('hr', selectionId)).toMatchObject({
    'ballot.cast': 'access.forbidden',
    'stage.extend': null,
    'stage.resume': 'stage.move-illegal',
    'concurrence.reply': 'stage.wrong-step',
    'assessor.assign': 'stage.wrong-step',
    'criteria.draft': 'criteria.sealed',
    'placement.revoke': 'selection.move-illegal',
  });
});

test('no fact is open while the stage is paused, and the pause can be ended', async () => {
  const begun = await bringTo(world, 'voting');
  await carryOutDirectly(begun, { name: 'pause', by: 'hr', content: { reason: 'Libur mendadak.' }, handler: pause });
  expect(await openTo('member-1', begun.selectionId)).toMatchObject({ 'ballot.cast': 'stage.paused' });
  expect(await openTo('hr', begun.selectionId)).toMatchObject({
    'stage.resume': null,
    'stage.pause': 'stage.move-illegal',
  });
});

test('a lapse is not offered where the policy knows none, nor a second request while the first is unanswered', async () => {
  const begun = await bringTo(world, 'choosing');
  expect(await openTo('authority', begun.selectionId)).toMatchObject({
    'choice.make': null,
    'choice.approve': 'choice.approval-none',
  });
  await chooseFirst(begun);
  expect(await openTo('hr', begun.selectionId)).toMatchObject({
    'concurrence.reply': null,
    'concurrence.request': 'concurrence.requested',
    'concurrence.certify-lapse': 'concurrence.lapse-off',
  });
});

test('to whom a selection does not exist, its acts do not either', async () => {
  const { selectionId } = await bringTo(world, 'nomination');
  const answer = await edge.ask('unit-head', `/selections/${selectionId}/acts`);
  expect(answer.status).toBe(404);
});

test('the authority learns what to choose from, and others do not', async () => {
  const { selectionId, refs } = await bringTo(world, 'choosing');
  const answer = await edge.ask('authority', `/selections/${selectionId}/choice-rule`);
  expect(await answer.json()).toMatchObject({ shortlist: refs.slice(0, 3), unavailable: [], rankBinding: false });
  const other = await edge.ask('assessor-1', `/selections/${selectionId}/choice-rule`);
  expect(other.status).toBe(404);
});

test('a command that was refused tells so to whoever gave it, and to nobody else', async () => {
  const { selectionId } = await bringTo(world, 'voting');
  const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
  const body = JSON.stringify({ command: 'resume', reason: 'Sudah kembali.' });
  const refused = await edge.ask('hr', `/selections/${selectionId}/commands`, { method: 'POST', headers, body });
  expect(refused.status).toBe(409);
  const { id } = await world.admin.one<{ id: string }>('SELECT id FROM commands WHERE selection_id = $1', [
    selectionId,
  ]);
  const read = await edge.ask('hr', `/commands/${id}`);
  expect(await read.json()).toMatchObject({ state: 'refused', selectionId, refusal: { code: 'stage.move-illegal' } });
  expect((await edge.ask('secretary', `/commands/${id}`)).status).toBe(404);
});

import { randomBytes, randomUUID } from 'node:crypto';
import { temporal } from '@temporalio/proto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { approveErasure, requestErasure } from '#features/erasures/service.ts';
import { type ConductedWorld, openConductedWorld } from '#test/support/conducted.ts';
import { keepJournal } from '#test/support/journal.ts';
import { placeFirst } from '#test/support/placing.ts';
import { changePeople, retire } from '#test/support/privacy.ts';
import { bringTo, type Case } from '#test/support/selection-builders.ts';
import { until } from '#test/support/until.ts';
import { agency } from '#test/support/world.ts';

/** The conductor remembers a selection longer than the vault does: nothing in it may have to be erased. */

const mark = randomBytes(6).toString('hex');
const canaries = {
  name: `Kenari${mark}`,
  nip: `1976${String(Date.now()).padStart(14, '0').slice(-14)}`,
  note: `catatan${mark}`,
  reason: `alasan${mark}`,
  score: '83.1937',
};

let world: ConductedWorld;
let placed: Case;
let person: string;
beforeAll(async () => {
  world = await openConductedWorld({ assessors: 1 });
  person = world.people[1]?.personId ?? '';
  await changePeople(world, async (tx, entryId) => {
    await tx.run('UPDATE people SET name = $2, nip = $3, entry_id = $4 WHERE id = $1', [
      person,
      canaries.name,
      canaries.nip,
      entryId,
    ]);
  });
  placed = await bringTo(world, 'choosing', {
    candidates: [1, 2, 3],
    note: (candidate) => (candidate === 2 ? canaries.note : null),
    sheet: (_assessor, index) => (index === 1 ? { score: canaries.score, reason: canaries.reason } : undefined),
  });
  await placeFirst(placed, '2026-06-15');
  await retire(world, person);
  const act = (by: string) => ({ asker: world.account(by), session: null, entryId: randomUUID() });
  const asked = { agency, personId: person, basis: 'unlawful-processing', reason: 'Permohonan tertulis.' };
  const { erasureId } = await requestErasure(world.house, act('hr'), asked);
  await approveErasure({ ...world.house, journal: keepJournal() }, act('auditor'), erasureId);
}, 120_000);
afterAll(() => world.close());

/** Everything that the server keeps of the workflows of this run: what it lists, and every event, as bytes. */
async function readServer(): Promise<Map<string, Buffer[]>> {
  const kept = new Map<string, Buffer[]>();
  const { workflow } = world.conductor.client;
  for await (const { workflowId, runId, raw } of workflow.list({ query: `TaskQueue = '${world.taskQueue}'` })) {
    const history = await workflow.getHandle(workflowId, runId).fetchHistory();
    kept.set(workflowId, [
      Buffer.from(temporal.api.workflow.v1.WorkflowExecutionInfo.encode(raw).finish()),
      Buffer.from(temporal.api.history.v1.History.encode(history).finish()),
    ]);
  }
  return kept;
}

test('no workflow of the server holds anything of a person who was erased, not even the id', async () => {
  const { stages } = await world.admin.one<{ stages: number }>('SELECT count(*) AS stages FROM stages');
  // The server lists what it has with a delay.
  const kept = await until(async () => {
    const found = await readServer();
    return found.size > stages ? found : undefined;
  });
  const planted = [...Object.values(canaries), person];
  const found = [...kept].flatMap(([workflowId, parts]) =>
    planted.filter((text) => parts.some((bytes) => bytes.includes(text))).map((text) => `${workflowId} ${text}`),
  );
  const isRead = [...kept.values()].some(([, history]) => history?.includes(placed.selectionId) === true);
  expect([found, isRead]).toEqual([[], true]);
});

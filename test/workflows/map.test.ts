import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { exact, writeExact } from '#domain/exact.ts';
import { mapWorkflowId } from '#domain/ids.ts';
import { stepsBetween } from '#domain/map-resolutions.ts';
import { reconcile } from '#features/conduct/reconcile.ts';
import { replayDecisions } from '#features/fsck/replay.ts';
import { readOwnPlace, readPlace } from '#features/mapping/places.ts';
import { proposeMove, proposePublication, voteOnResolution } from '#features/mapping/review.ts';
import { listMaps, listResolutions } from '#features/mapping/review-queries.ts';
import { abandonMap, requestMap } from '#features/mapping/service.ts';
import { type ConductedWorld, openConductedWorld } from '#test/support/conducted.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { nameStudies } from '#test/support/mapped.ts';
import { until } from '#test/support/until.ts';
import { agency } from '#test/support/world.ts';
import { pack } from '../domain/vectors/reader.ts';

/** A talent map as a process: drawn by its workflow, reviewed by the committee, published by what that resolved. */

let world: ConductedWorld;
let mapId: string;
let who: { person_id: string; box: number };

beforeAll(async () => {
  world = await openConductedWorld({ assessors: 1, members: 3 });
  await nameStudies(world);
});
afterEach(() => expectLedgerIntact(world.addresses));
afterAll(() => world.close());

function by(name: string) {
  return { asker: world.account(name), session: null, entryId: randomUUID() };
}

const viewOf = async (id: string) => (await listMaps(world.admin, agency)).find((map) => map.id === id);
const reaches = (id: string, state: string) =>
  until(async () => (await viewOf(id))?.state === state, {
    timeoutMs: 20_000,
    everyMs: 25,
    what: `${state} of the map`,
  });
const codeOf = (acting: Promise<unknown>) =>
  acting.then(
    () => 'done',
    (error: unknown) => (error as { refusal?: { code: string } }).refusal?.code ?? String(error),
  );
const vote = (resolutionId: string, name: string, choice: 'approve' | 'reject' = 'approve') =>
  voteOnResolution(world.house, by(name), { mapId, resolutionId, choice, reason: 'Sesuai bukti yang diperiksa.' });

function moveOf(personId: string, to: number) {
  const said = {
    ground: 'wider-evidence',
    reason: 'Bukti lintas dinas yang belum tercatat saat peta disusun.',
    evidence: 'SK 12/2026',
  } as const;
  return { mapId, personId, to, ...said };
}

function boxAt(from: number, steps: number): number {
  const found = [1, 2, 3, 4, 5, 6, 7, 8, 9].find((to) => stepsBetween(pack.boxes, { from, to }) === steps);
  if (found === undefined) throw new Error(`nothing ${steps} steps from ${from}`);
  return found;
}

test('a map is begun by the personnel office and by nobody else, and its workflow draws everybody', async () => {
  expect(await codeOf(requestMap(world.house, by('chair'), { agency, policyId: 'asn' }))).toBe('thing.missing');
  const request = by('hr');
  ({ mapId } = await requestMap(world.house, request, { agency, policyId: 'asn' }));
  const again = await requestMap(world.house, request, { agency, policyId: 'asn' });
  await reaches(mapId, 'drawn');
  const { people } = await world.admin.one<{ people: number }>('SELECT count(*) AS people FROM people');
  expect([again.mapId, (await viewOf(mapId))?.drawn]).toEqual([mapId, people]);
  who = await world.admin.one(
    'SELECT person_id, box FROM mapping_boxes WHERE run_id = $1 AND box IS NOT NULL LIMIT 1',
    [mapId],
  );
});

describe('the committee', () => {
  test('moves a person by votes, sealed until they decide, and the derived box stays beside the new one', async () => {
    const to = boxAt(who.box, 1);
    expect(await codeOf(proposeMove(world.house, by('chair'), moveOf(who.person_id, boxAt(who.box, 2))))).toBe(
      'map.too-far',
    );
    const { resolutionId } = await proposeMove(world.house, by('secretary'), moveOf(who.person_id, to));
    expect(await codeOf(proposeMove(world.house, by('chair'), moveOf(who.person_id, to)))).toBe('map.resolution-open');
    const asked = { asker: world.account('member-1'), mapId, personId: who.person_id };
    const { person_id: other } = await world.admin.one<{ person_id: string }>(
      'SELECT person_id FROM mapping_boxes WHERE run_id = $1 AND person_id <> $2 LIMIT 1',
      [mapId, who.person_id],
    );
    expect(await codeOf(readPlace(world.house, { ...asked, personId: other }))).toBe('thing.missing');
    expect(await readPlace(world.house, asked)).toMatchObject({ moves: [], explanation: { box: { box: who.box } } });
    await vote(resolutionId, 'chair');
    expect(await codeOf(vote(resolutionId, 'chair'))).toBe('map.voted-already');
    expect(await codeOf(vote(resolutionId, 'hr'))).toBe('thing.missing');
    const { accountId } = world.account('member-1');
    const [before] = await listResolutions(world.admin, { mapId, accountId });
    await vote(resolutionId, 'member-1');
    await vote(resolutionId, 'member-2');
    const [after] = await listResolutions(world.admin, { mapId, accountId });
    expect([before, after]).toMatchObject([
      { outcome: null, seats: 5, cast: 1, own: null, mayVote: true, votes: [] },
      { outcome: 'adopted', cast: 3, own: 'approve', mayVote: false, from: who.box, to },
    ]);
    expect(after?.votes.length).toBe(3);
    expect(await codeOf(vote(resolutionId, 'member-3'))).toBe('map.resolution-closed');
    const row = await world.admin.one('SELECT box, moved_to FROM mapping_boxes WHERE run_id = $1 AND person_id = $2', [
      mapId,
      who.person_id,
    ]);
    expect(row).toEqual({ box: who.box, moved_to: to });
  });

  test('resolves to publish, and the workflow publishes', async () => {
    const { resolutionId } = await proposePublication(world.house, by('secretary'), mapId);
    const another = moveOf(who.person_id, who.box);
    expect(await codeOf(proposeMove(world.house, by('chair'), another))).toBe('map.resolution-open');
    for (const name of ['chair', 'member-1', 'member-2']) await vote(resolutionId, name);
    await reaches(mapId, 'published');
    expect(await world.conductor.client.workflow.getHandle(mapWorkflowId(mapId)).result()).toBe('published');
    expect(await codeOf(proposeMove(world.house, by('chair'), moveOf(who.person_id, who.box)))).toBe('map.published');
  });

  test('does not publish what it rejects', async () => {
    ({ mapId } = await requestMap(world.house, by('hr'), { agency, policyId: 'asn' }));
    await reaches(mapId, 'drawn');
    const { resolutionId } = await proposePublication(world.house, by('chair'), mapId);
    for (const name of ['member-1', 'member-2', 'member-3']) await vote(resolutionId, name, 'reject');
    expect((await viewOf(mapId))?.state).toBe('drawn');
  });
});

test('a map whose workflow is gone is drawn on by another one', async () => {
  await world.stopWorker();
  const begun = await requestMap(world.house, by('hr'), { agency, policyId: 'asn' });
  const handle = world.conductor.client.workflow.getHandle(mapWorkflowId(begun.mapId));
  await until(
    () =>
      handle.terminate('as if lost').then(
        () => true,
        () => false,
      ),
    {
      timeoutMs: 5_000,
      everyMs: 25,
      what: 'the workflow',
    },
  );
  await world.startWorker();
  await reconcile(world.house.db, world.courier);
  await reaches(begun.mapId, 'drawn');
  expect((await viewOf(begun.mapId))?.drawn).toBeGreaterThan(0);
});

test('every box and every resolution is derived again from the entries', async () => {
  const { log, keys } = world.house.ledger;
  const maps: unknown[] = [];
  const onMap = (map: unknown) => maps.push(map);
  const { unequal } = await replayDecisions({ db: world.admin, log, keys, onSelection: () => undefined, onMap });
  expect([unequal, maps.length]).toEqual([0, 3]);
});

describe('a place on a map', () => {
  test('is explained from its entry to the person once it is published, and to the office', async () => {
    const number = world.people.findIndex(({ personId }) => personId === who.person_id) + 1;
    const own = await readOwnPlace(world.house, world.account(`candidate-${number}`));
    const office = await readPlace(world.house, {
      asker: world.account('hr'),
      mapId: own.mapId,
      personId: who.person_id,
    });
    expect(office).toEqual(own);
    const { explanation, movedTo, state } = own;
    expect({ box: explanation.box?.box, movedTo, state }).toEqual({
      box: who.box,
      movedTo: boxAt(who.box, 1),
      state: 'published',
    });
    expect(own.standing?.box).toBe(movedTo);
    // Why, to whom it happened; not who voted how, and not the paper that only the committee was promised to read.
    const { ground, reason } = moveOf(who.person_id, boxAt(who.box, 1));
    expect(own.moves).toEqual([{ from: who.box, to: movedTo, ground, reason, decidedAt: expect.any(String) }]);
    const { indicators, performance, potential } = explanation;
    for (const [axis, { value }] of Object.entries({ performance, potential })) {
      const parts = indicators.filter((one) => one.axis === axis).map(({ contribution }) => exact(contribution ?? '0'));
      expect(writeExact(parts.reduce((sum, part) => sum.add(part), exact('0')))).toBe(value);
    }
  });

  test('is nobody else’s to read', async () => {
    const { mapId: newest } = await readOwnPlace(world.house, world.account('candidate-1'));
    const asked = { asker: world.account('chair'), mapId: newest, personId: who.person_id };
    expect(await codeOf(readPlace(world.house, asked))).toBe('thing.missing');
    expect(await codeOf(readOwnPlace(world.house, world.account('auditor')))).toBe('thing.missing');
  });
});

test('a map on which somebody cannot be placed is abandoned: its workflow ends, and the next one is drawn', async () => {
  const restore = await breakRecord();
  const { mapId: stuck } = await requestMap(world.house, by('hr'), { agency, policyId: 'asn' });
  const handle = world.conductor.client.workflow.getHandle(mapWorkflowId(stuck));
  // The workflow starts behind the answer.
  const isTryingAgain = () =>
    handle.describe().then(
      ({ raw }) => raw.pendingActivities?.some(({ attempt }) => Number(attempt) > 1) === true,
      () => false,
    );
  await until(isTryingAgain, { timeoutMs: 20_000, everyMs: 25, what: 'a second attempt at drawing' });
  expect(await codeOf(requestMap(world.house, by('hr'), { agency, policyId: 'asn' }))).toBe('map.drawing');
  await abandonMap(world.house, by('hr'), { mapId: stuck, reason: 'Catatan satu orang tidak dapat dihitung.' });
  expect(await handle.result()).toBe('abandoned');
  await restore();
  const next = await requestMap(world.house, by('hr'), { agency, policyId: 'asn' });
  await reaches(next.mapId, 'drawn');
  expect((await viewOf(stuck))?.state).toBe('abandoned');
});

/** One person has a record that no rule can be asked about; answers what mends it. */
async function breakRecord(): Promise<() => Promise<void>> {
  const { id, record } = await world.admin.one<{ id: string; record: unknown }>(
    'SELECT id, record FROM people LIMIT 1',
  );
  const keep = async (kept: unknown) => {
    await world.admin.run('ALTER TABLE people DISABLE TRIGGER couple_entry');
    await world.admin.run('UPDATE people SET record = $2 WHERE id = $1', [id, JSON.stringify(kept)]);
    await world.admin.run('ALTER TABLE people ENABLE ALWAYS TRIGGER couple_entry');
  };
  await keep({});
  return () => keep(record);
}

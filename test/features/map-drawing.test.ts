import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { requestMap, tickMap } from '#features/mapping/service.ts';
import { openGate } from '#test/support/gate.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { nameStudies } from '#test/support/mapped.ts';
import { until } from '#test/support/until.ts';
import { agency, openWorld, type World } from '#test/support/world.ts';

/** People of a map are read and placed before the transaction that writes them. Nobody of the test world has a box at first. */

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterEach(() => expectLedgerIntact(world.addresses));
afterAll(() => world.close());

async function begin(): Promise<string> {
  const request = { asker: world.account('hr'), session: null, entryId: randomUUID() };
  const { mapId } = await requestMap(world.house, request, { agency, policyId: 'asn' });
  return mapId;
}

/** Draws the map; `change` happens once its people were placed and before they are written. */
async function drawAround(mapId: string, change: () => Promise<void>): Promise<void> {
  const [locked, changed] = [openGate(), openGate()];
  const holding = world.house.db.transaction('conductor', async (tx) => {
    await tx.run('SELECT ledger.lock_stream($1)', [`mapping/${mapId}`]);
    locked.open();
    await changed.passed;
  });
  await locked.passed;
  const drawing = tickMap(world.house, mapId);
  await until(() =>
    world.admin.maybe(
      "SELECT 1 AS one FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
    ),
  );
  await change();
  changed.open();
  await holding;
  expect(await drawing).toBe('drawn');
}

function countPlaced(mapId: string): Promise<{ boxed: number; held: number }> {
  return world.admin.one(
    'SELECT count(box) AS boxed, count(*) - count(box) AS held FROM mapping_boxes WHERE run_id = $1',
    [mapId],
  );
}

async function forgetRatings({ admin }: World): Promise<void> {
  await admin.run('ALTER TABLE people DISABLE TRIGGER couple_entry');
  await admin.run(`UPDATE people SET record = jsonb_set(record, '{performance,items}', 'null')`);
  await admin.run('ALTER TABLE people ENABLE ALWAYS TRIGGER couple_entry');
}

test('who is placed before their unit says what fits it is placed again, and so is whose record has changed', async () => {
  const first = await begin();
  await drawAround(first, () => nameStudies(world));
  expect(await countPlaced(first)).toEqual({ boxed: 5, held: 0 });
  const second = await begin();
  await drawAround(second, () => forgetRatings(world));
  expect(await countPlaced(second)).toEqual({ boxed: 0, held: 5 });
});

test('two who draw a map at once draw everybody once', async () => {
  const mapId = await begin();
  await Promise.all([tickMap(world.house, mapId), tickMap(world.house, mapId)]);
  expect(await countPlaced(mapId)).toEqual({ boxed: 0, held: 5 });
});

test('of two that are begun at once one is, and none while another is drawn', async () => {
  const begun = await Promise.allSettled([begin(), begin()]);
  const [mapId] = begun.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  expect(begun.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  await expect(begin()).rejects.toThrow('map.drawing');
  await tickMap(world.house, mapId ?? '');
  await tickMap(world.house, await begin());
});

test('a map that nobody began is missing', async () => {
  await expect(tickMap(world.house, randomUUID())).rejects.toMatchObject({ refusal: { code: 'thing.missing' } });
});

import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { House } from '#features/acts/service.ts';
import { tick } from '#features/conduct/service.ts';
import { completePool, nominate } from '#features/nominations/service.ts';
import type { Database, Tx } from '#platform/database.ts';
import { type ConductedWorld, give, openConductedWorld } from '#test/support/conducted.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { placeFirst } from '#test/support/placing.ts';
import { bringTo, type Case, conducts, entryTypesOf, stageOf } from '#test/support/selection-builders.ts';

/** Every other transaction of the activities breaks: `failed` before its commit, `persisted` after it. */
type Breakage = 'failed' | 'persisted';

function breaking(how: Breakage): (house: House) => House {
  let count = 0;
  return (house) => {
    const db: Database = {
      ...house.db,
      transaction: async <T>(viewer: string, work: (tx: Tx) => Promise<T>): Promise<T> => {
        count += 1;
        const breaks = count % 2 === 1;
        const result = await house.db.transaction(viewer, async (tx) => {
          const done = await work(tx);
          if (breaks && how === 'failed') throw new Error('the connection broke before the commit');
          return done;
        });
        if (breaks) throw new Error('the connection broke after the commit');
        return result;
      },
    };
    return { ...house, db };
  };
}

let worlds: ConductedWorld[] = [];

beforeAll(async () => {
  worlds = [
    await openConductedWorld({ assessors: 1, breakHouse: breaking('failed') }),
    await openConductedWorld({ assessors: 1, breakHouse: breaking('persisted') }),
  ];
});
afterEach(async () => {
  for (const world of worlds) await expectLedgerIntact(world.addresses);
});
afterAll(async () => {
  for (const world of worlds) await world.close();
});

async function goWholeWay(world: ConductedWorld): Promise<Case> {
  const sealed = await bringTo(world, 'nomination');
  const content = { workingDays: 15, reason: 'Perlu waktu.' };
  await give(sealed, world, { name: 'extend', by: 'hr', content });
  const begun = await bringTo(world, 'choosing', { candidates: [1, 2, 3] });
  await placeFirst(begun, '2026-06-15');
  await world.conductor.client.workflow.getHandle(`selection:${begun.selectionId}`).result();
  expect((await entryTypesOf(sealed)).filter((type) => type === 'deadline.moved/1')).toHaveLength(1);
  return begun;
}

const once = [
  'ranking.derived/1',
  'outcome.derived/1',
  'placement.effected/1',
  'selection.decided/1',
  'scores.revealed/1',
];

test.concurrent.each(['failed', 'persisted'] as const)(
  'a selection whose activities %s goes its way once',
  async (how) => {
    const world = worlds[how === 'failed' ? 0 : 1];
    if (world === undefined) throw new Error('no world');
    const begun = await goWholeWay(world);
    const types = await entryTypesOf(begun);
    const count = (type: string) => types.filter((one) => one === type).length;
    expect(once.map(count)).toEqual([1, 1, 1, 1, 1]);
    expect([count('stage.opened/1'), count('stage.stepped/1'), count('stage.closed/1')]).toEqual([4, 8, 4]);
  },
);

test('many at once who move a ready stage move it once', async () => {
  const world = await openConductedWorld({ assessors: 1, worker: false });
  worlds.push(world);
  const begun = await nominated(world);
  const ref = { selectionId: begun.selectionId, kind: 'nomination', attempt: 1 } as const;
  await completePool(world.house, world.act('hr', begun.selectionId));
  await Promise.all(Array.from({ length: 8 }, () => tick(world.house, conducts, ref)));
  expect((await stageOf(begun)).step).toBe('data-check');
  expect((await entryTypesOf(begun)).filter((type) => type === 'stage.stepped/1')).toHaveLength(1);
});

async function nominated(world: ConductedWorld): Promise<Case> {
  const { settle: _settle, ...still } = world;
  const begun = await bringTo(still, 'nomination');
  const personId = world.people[0]?.personId ?? '';
  await nominate(world.house, world.act('hr', begun.selectionId), { personId, way: 'hr', note: null });
  return begun;
}

test('a fact counts until the last microsecond before the due instant, and at it is late', async () => {
  const world = await openConductedWorld({ assessors: 1, worker: false });
  worlds.push(world);
  const [early, late] = [await nominated(world), await nominated(world)];
  const { due_at } = await stageOf(early);
  const at = Date.parse(due_at ?? '') - 1;
  await world.stopClockAt(`${new Date(at).toISOString().slice(0, -1)}999Z`);
  const receipt = await completePool(world.house, world.act('hr', early.selectionId));
  await world.stopClockAt(due_at ?? '');
  const refused = completePool(world.house, world.act('hr', late.selectionId));
  expect(receipt.entry).toBeDefined();
  await expect(refused).rejects.toMatchObject({ refusal: { code: 'stage.late' } });
});
